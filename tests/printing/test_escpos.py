"""Receipt printers: our bytes print what python-escpos prints; accents and the euro come out; the drawer opens for cash alone."""

from __future__ import annotations

import pytest
from escpos.printer import Dummy
from PIL import Image

from tests.printing.printers.escpos_printer import EscposPrinter
from tests.printing.printers.paper import bits
from ticketoffice.domain.rules import METHODS, PAYMENT_METHODS
from ticketoffice.printing.barcodes import drawn
from ticketoffice.printing.documents.page import Code, Page, Rule, Text
from ticketoffice.printing.drawer import kick_for
from ticketoffice.printing.letters import printable
from ticketoffice.printing.renderers.escpos import CODE_PAGES, drawer_kick, escpos

MM = 25.4 / 203
LINE = 24 * MM
WORDS = "Zoë Müller ÀÉÊËÎÏÔÙÛÜÇ àéèêëîïôùûç äöß ñ ¡¿ 45 €"


def text(said: str, *, y: float = 0.0, x: float = 0.0, size: float = 8.5, bold: bool = False) -> Text:
    return Text(said, x, y, 72 - x, LINE * round(size / 8.5), size, bold)


def other(charset: str) -> Dummy:
    printer = Dummy(magic_encode_args={"encoding": charset})
    printer.hw("INIT")
    printer._raw(b"\x1bt" + bytes([CODE_PAGES[charset]]))
    return printer


@pytest.mark.parametrize("charset", ["cp858", "cp1252"])
def test_the_same_texts_picture_and_cut_as_python_escpos_sends(charset: str) -> None:
    code = Code("KL3ZT2e1e83310263d455", "qr", 0, 4 * LINE, 36, 36)
    page = Page(72, 60, (text(WORDS), text("Aida", y=LINE, size=17, bold=True), text("CHF 45.00", y=3 * LINE)), (code,))
    [ours] = EscposPrinter().print(escpos([page], dpi=203, charset=charset))
    printer = other(charset)
    printer._raw(b"\x1b3\x18")
    printer.set(align="left", font="a", bold=False, normal_textsize=True)
    printer.text(f"{WORDS}\n")
    printer.set(bold=True, double_height=True, double_width=True)
    printer.text("Aida\n")
    printer.set(bold=False, normal_textsize=True)
    printer.text("CHF 45.00\n")
    dots = drawn(code.text, "qr", width=36, height=36, dpi=203).dots()
    printer.image(bits(dots.bits, stride=dots.stride).crop((0, 0, dots.width, dots.height)), impl="bitImageRaster")
    printer.cut(feed=False)
    [theirs] = EscposPrinter().print(printer.output)
    assert ours.words == theirs.words == [WORDS, "Aida", "CHF 45.00"]
    assert ours.codes() == theirs.codes() == [code.text]
    height = min(ours.image.height, theirs.image.height)
    assert abs(ours.image.height - theirs.image.height) <= 12, "what we feed before the cut"
    assert _top(ours.image, height) == _top(theirs.image, height), "dot by dot"


def _top(image: Image.Image, height: int) -> bytes:
    return image.crop((0, 0, image.width, height)).tobytes()


def test_the_drawer_opens_as_python_escpos_opens_it_and_for_cash_alone() -> None:
    printer = Dummy()
    printer.cashdraw(2)
    theirs, ours = EscposPrinter(), EscposPrinter()
    theirs.print(printer.output)
    ours.print(drawer_kick())
    assert [kick[0] for kick in ours.kicks] == [kick[0] for kick in theirs.kicks] == [0]
    assert 25 <= ours.kicks[0][1] <= 100, "50 to 200 ms"
    for method in {*METHODS, *PAYMENT_METHODS}:
        assert kick_for(method) == (drawer_kick() if method == "cash" else b""), method
    assert kick_for("card", "cash") == drawer_kick()
    assert kick_for() == b""


@pytest.mark.parametrize("charset", ["cp858", "cp1252"])
def test_letters_that_a_code_page_lacks_come_out_as_the_nearest(charset: str) -> None:
    said = "Łódź – Dvořák “Šárka” … Žižek 東京 €5"
    [paper] = EscposPrinter().print(escpos([Page(72, 10, (text(said),))], dpi=203, charset=charset))
    [printed] = paper.words
    assert printed == printable(said, charset=charset)
    for word in ("dz", "rka", "?? €5"):
        assert word in printed
    if charset == "cp858":
        assert printed == 'Lódz - Dvorák "Sárka" ... Zizek ?? €5'


def test_what_is_no_letter_never_reaches_the_printer_as_a_command() -> None:
    [paper] = EscposPrinter().print(escpos([Page(72, 10, (text("A\x1b@\x1dV\x00\nB"),))], dpi=203))
    assert paper.words == ["A?@?V??B"]


def test_texts_beside_each_other_stand_in_one_line_and_rules_between() -> None:
    page = Page(
        72, 30, (text("Zone"), text("Parterre", x=20), text("below", y=2 * LINE)), rules=(Rule(0, 1.5 * LINE, 72, 0.4),)
    )
    [paper] = EscposPrinter().print(escpos([page], dpi=203))
    places = {said: (x, y) for said, x, y in paper.texts}
    assert places["Zone"] == (0, 0)
    assert places["Parterre"] == (160, 0)
    assert places["below"][1] == 48
    assert paper.image.getpixel((300, 37)) == 0

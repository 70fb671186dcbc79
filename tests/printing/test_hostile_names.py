"""Whatever an event, a seat or a customer is called: it is printed as text, is no command, and spoils no barcode."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.printing.orders import came_out, scanned
from ticketoffice.desk.paper_views import IssuedBy, OrderTickets, PaperTicket
from ticketoffice.printing.tickets import paper_bytes

NAMES = st.text(min_size=1, max_size=120).filter(lambda text: text.strip() != "")
WAYS = (("escpos", None), ("fgl", "cinema-101x76"), ("fgl", "show-82x203"), ("zpl", "cinema-101x76"), ("pdf-82", None))
CODE = "KL3ZT2e1e83310263d455"


def paper(name: str) -> OrderTickets:
    issued = IssuedBy("KL3ZT", (name, name), name, "A", "A-1", 0, 0, "Europe/Zurich", "CHF", None, None)
    ticket = PaperTicket(
        "t" * 32, CODE, CODE, "KL3ZT-1", name, name + "!", 0, "UTC", False, name, name, name, 0, name, False
    )
    return OrderTickets(issued, (ticket,))


@pytest.mark.parametrize(("form", "layout"), WAYS)
@given(name=NAMES)
@example(name="^XZ~JA^FDfree^FS_5E\\&")
@example(name="<p><CB><RC0,0>{free}\n<q>")
@example(name="\x1b@\x1dV\x00\x1bp\x00\x19\x19\x10\x04")
@example(name="\\\\ \\& a\\")
@example(name="W" * 119)
@example(name="مرحبا שלום 東京 🎭 é")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_is_text_and_nothing_else(qapp: object, form: str, layout: str | None, name: str) -> None:
    papers = came_out(paper_bytes(paper(name), form=form, layout=layout, language="en"), form, layout)
    assert len(papers) == 1
    assert scanned(papers) == [CODE]
    assert (form == "fgl" and layout == "show-82x203") or "KL3ZT-1" in papers[0][1]

"""The tickets of one order on every paper: a scanner reads each, the gate lets it in, and no longer once it is cancelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.printing.orders import LONGEST_SEAT, WAYS, came_out, mixed, order, scanned, sold, ticket
from ticketoffice.desk import cancel
from ticketoffice.desk.admit import admit, check
from ticketoffice.desk.papers import tickets_paper
from ticketoffice.desk.release import admit_unpaid
from ticketoffice.desk.show import show
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.printing.documents.tickets import NEEDED, ticket_sheets
from ticketoffice.printing.layouts import FORMATS
from ticketoffice.printing.letters import printable
from ticketoffice.printing.tickets import file_name, paper_bytes, write
from ticketoffice.store.book import Book

each_way = pytest.mark.parametrize(("form", "layout"), WAYS)
WITH_TEXT = [way for way in WAYS if way not in (("fgl", None), ("zpl", "show-82x203"))]
"""Where texts are sent as texts; on the others they are drawn."""


@each_way
def test_each_paper_opens_the_gate_until_its_ticket_is_cancelled(
    qapp: object, file_book: Book, form: str, layout: str | None
) -> None:
    [name] = sold(file_book, mixed())
    seen = scanned(came_out(paper_bytes(tickets_paper(file_book, name), form=form, layout=layout), form, layout))
    tickets = show(file_book, name).tickets
    assert seen == [one.number for one in tickets]
    assert [check(file_book, code).answer for code in seen] == ["GO"] * 4
    cancel.cancel(file_book, [one.ticket for one in tickets[:2]], who=lea(file_book), reason="duplicate", method="cash")
    answers = [(answer.answer, answer.reason) for answer in (check(file_book, code) for code in seen)]
    assert answers == [("STOP", "cancelled")] * 2 + [("GO", "valid")] * 2
    rest = scanned(came_out(paper_bytes(tickets_paper(file_book, name), form=form, layout=layout), form, layout))
    assert rest == [one.number for one in tickets[2:]], "what is cancelled is not printed again"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("form", "layout"), WITH_TEXT)
def test_what_stands_on_a_paper_is_what_the_book_says(
    qapp: object, file_book: Book, form: str, layout: str | None, language: str
) -> None:
    [name] = sold(file_book, mixed())
    paper = tickets_paper(file_book, name)
    papers = came_out(paper_bytes(paper, form=form, layout=layout, language=language), form, layout)
    texts = [text for _, text in papers] if form != "pdf-a4" else _by_ticket(papers[0][1]) + _by_ticket(papers[1][1])
    free = "gratuit" if language == "fr" else "free"
    charset = "ascii" if form == "fgl" else "utf-8"
    for one, text in zip(show(file_book, name).tickets, texts, strict=True):
        said = [one.short, amount_text(one.price, one.currency) if one.price else free, "Opéra de Lausanne"]
        said += [one.seat or ("non numérotée" if language == "fr" else "unnumbered"), "24.11.2026 13:00", "t"]
        said.append("22 décembre 2026" if language == "fr" else "22 December 2026")
        for wanted in said:
            assert "".join(printable(wanted, charset=charset).split()) in text, (wanted, text)
    assert "…" not in texts[0]


def _by_ticket(text: str) -> list[str]:
    """A sheet of A4 by its tickets, each of which begins with who organises it."""
    return ["OpéradeLausanne" + part for part in text.split("OpéradeLausanne")[1:]]


@each_way
def test_a_copy_and_a_practice_book_say_so_on_every_ticket(
    qapp: object, file_book: Book, form: str, layout: str | None
) -> None:
    [name] = sold(file_book, mixed())
    paper = tickets_paper(file_book, name)
    plain = came_out(paper_bytes(paper, form=form, layout=layout, language="fr"), form, layout)
    practice = replace(paper, issued=replace(paper.issued, mark="practice"))
    marked = came_out(paper_bytes(practice, form=form, layout=layout, language="fr", copy=2), form, layout)
    assert scanned(marked) == scanned(plain), "the code is the same"
    if (form, layout) not in WITH_TEXT:
        assert all(one[0].tobytes() != other[0].tobytes() for one, other in zip(plain, marked, strict=True))
        return
    whole = "".join(text for _, text in marked)
    times = 8 if (form, layout) == ("pdf-82", None) else 4
    assert whole.count("DUPLICATA2") == times, "on the part for the control point too"
    assert whole.count("EXERCICE-SANSVALEUR") == 4
    assert "DUPLICATA" not in "".join(text for _, text in plain)
    assert "VALEUR" not in "".join(text for _, text in plain)


def test_every_ticket_has_all_that_each_must_show(file_book: Book) -> None:
    [name] = sold(file_book, mixed())
    for language in ("en", "fr", "de", "it", "es"):
        for sheet in ticket_sheets(tickets_paper(file_book, name), language=language):
            assert [field for field in NEEDED if not sheet.fields[field] and field not in ("copy", "mark")] == []
            assert sheet.fields["operation"].startswith("A-")
            assert sheet.fields["sold_at"] == "t", "the shop that it came from"


def test_a_demonstration_and_moved_dates_are_worth_nothing(file_book: Book) -> None:
    file_book.start_practice(3)
    [name] = sold(file_book, mixed())
    assert tickets_paper(file_book, name).issued.mark == "practice"


def test_twenty_tickets_are_twenty_papers_and_seven_sheets_of_a4(qapp: object, file_book: Book) -> None:
    [name] = sold(file_book, order("LARGE", *(ticket(n, number="LARGE") for n in range(1, 21))))
    paper = tickets_paper(file_book, name)
    for form, sheets in (("pdf-a4", 7), ("escpos", 20), ("zpl", 20)):
        papers = came_out(paper_bytes(paper, form=form), form)
        assert len(papers) == sheets
        assert scanned(papers) == [one.code for one in paper.tickets]


def test_only_what_opens_the_gate_is_printed(file_book: Book) -> None:
    unpaid = order("OPEN", ticket(11, number="OPEN"), state="pending", method="invoice", payments=())
    paid, waiting = sold(file_book, mixed(), unpaid)
    who = Who(lea(file_book).person, alone="nobody else is here today")
    tickets = [one.ticket for one in show(file_book, paid).tickets]
    first, second, third, fourth = tickets
    cancel.cancel(file_book, [first], who=who, reason="duplicate", method="cash", now=True)
    admit(file_book, show(file_book, paid).tickets[1].number, who=who)
    assert [one.ticket for one in tickets_paper(file_book, paid).tickets] == [third, fourth]
    assert [one.ticket for one in tickets_paper(file_book, paid, tickets=[fourth]).tickets] == [fourth]
    for named, code in ((first, "cancelled_not_printed"), (second, "used_not_printed")):
        with pytest.raises(RuleBroken) as no:
            tickets_paper(file_book, paid, tickets=[named, third])
        assert no.value.code == code
    with pytest.raises(RuleBroken) as no:
        tickets_paper(file_book, waiting)
    assert no.value.code == "unpaid_not_printed"
    admit_unpaid(file_book, waiting, who=who)
    [one] = tickets_paper(file_book, waiting).tickets
    assert one.unpaid
    [sheet] = ticket_sheets(tickets_paper(file_book, waiting), language="fr")
    assert sheet.fields["unpaid"] == "NON PAYÉ : FACTURE"
    cancel.reinstate(file_book, first, who=who)
    with pytest.raises(RuleBroken) as no:
        tickets_paper(file_book, paid, tickets=[first])
    assert no.value.code == "replaced_not_printed"


def test_a_ticket_whose_place_was_taken_twice_is_not_printed(file_book: Book) -> None:
    twice = order("TWICE", replace(ticket(1, number="TWICE"), external="9"))
    _, name = sold(file_book, mixed(), twice)
    with pytest.raises(RuleBroken) as no:
        tickets_paper(file_book, name)
    assert no.value.code == "displaced_not_printed"


def test_the_paper_speaks_the_customers_language_unless_it_is_told(qapp: object, file_book: Book) -> None:
    [name] = sold(file_book, mixed())
    paper = tickets_paper(file_book, name)
    said = [came_out(paper_bytes(paper, form="escpos", language=one), "escpos")[0][1] for one in (None, "de")]
    assert "mardi22décembre2026" in said[0]
    assert "Dienstag,22.Dezember2026" in said[1]


def test_a_file_is_whole_or_not_at_all(qapp: object, file_book: Book, tmp_path: Path) -> None:
    [name] = sold(file_book, mixed())
    paper = tickets_paper(file_book, name)
    for form in FORMATS:
        file = write(tmp_path / file_name(paper.issued.order, form=form), paper, form=form)
        assert file.stat().st_size > 500
    with pytest.raises(Unavailable) as no:
        write(tmp_path / "gone" / "paper.pdf", paper, form="pdf-a4")
    assert no.value.code == "no_folder"


def test_the_longest_seat_is_never_cut(qapp: object, file_book: Book) -> None:
    [name] = sold(file_book, mixed())
    paper = tickets_paper(file_book, name)
    for form, layout in WITH_TEXT:
        whole = "".join(text for _, text in came_out(paper_bytes(paper, form=form, layout=layout), form, layout))
        charset = "ascii" if form == "fgl" else "utf-8"
        assert "".join(printable(LONGEST_SEAT, charset=charset).split()) in whole, (form, layout)

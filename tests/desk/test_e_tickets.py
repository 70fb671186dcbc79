"""Tickets by e-mail: a PDF whose codes open the gate, and none of a ticket that does not."""

from __future__ import annotations

from email.message import EmailMessage

import pypdfium2
import pytest

from tests.conftest import lea
from tests.desk.test_mail import Box, order_for, order_of_ticket
from tests.desk.test_mail import box as _box
from tests.desk.test_mail import server as _server
from tests.printing.printers.paper import codes_in
from ticketoffice.desk import cancel
from ticketoffice.desk.admit import check
from ticketoffice.desk.e_tickets import mail_tickets
from ticketoffice.desk.mail import send_due
from ticketoffice.desk.mailing import why_not_from
from ticketoffice.desk.rounds import Rounds
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.e_tickets import attached
from ticketoffice.settings import MailServer
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

box, server = _box, _server


def codes_of(message: EmailMessage) -> list[str]:
    """What a gate reads of the PDF that goes with a message."""
    [part] = message.iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("application/pdf", "N1.pdf")
    pages = pypdfium2.PdfDocument(part.get_content())
    return [code for page in pages for code in codes_in(page.render(scale=3).to_pil())]


def waiting(book: Book) -> list[tuple[str, str | None]]:
    with book.read() as reading:
        return [(mail.state, mail.error) for mail in reading.mail_box.all()]


def test_the_customer_has_the_tickets_in_their_language_and_each_code_opens_the_gate(
    book: Book, server: MailServer, box: Box
) -> None:
    tickets = order_for(book)
    order = order_of_ticket(book, tickets[0])
    done = mail_tickets(book, order, who=lea(book), server=True)
    assert box.taken == [], "nothing leaves before it is on disk"
    assert send_due(book, server=server, papers=attached) == 1
    assert send_due(book, server=server, papers=attached) == 0
    [message] = box.taken
    assert (message["To"], message["Subject"]) == ("zoe@example.org", "Commande N1 : vos billets")
    assert message["Message-ID"] == f"<{done.operations[0]}@ticketoffice.invalid>"
    body = message.get_body(("plain",))
    assert body is not None and "(N1-1)" in body.get_content() and "(N1-2)" in body.get_content()
    codes = codes_of(message)
    assert len(codes) == 2 and {check(book, code).answer for code in codes} == {"GO"}
    assert show(book, order).history[0].kind == "tickets_mailed"
    cancel.cancel(book, tickets, who=lea(book), reason="duplicate", now=True)
    assert {check(book, code).answer for code in codes} == {"STOP"}


def test_a_practice_book_never_mails(file_book: Book, server: MailServer, box: Box, clock: HandClock) -> None:
    """Its customers are real ones: what was on its way when it became one stays too."""
    tickets = order_for(file_book)
    order = order_of_ticket(file_book, tickets[0])
    mail_tickets(file_book, order, who=lea(file_book), server=True)
    file_book.start_practice(4)
    assert why_not_from(file_book, server=True) == "demo_never_mails"
    with pytest.raises(RuleBroken, match="demo_never_mails"):
        mail_tickets(file_book, order, who=lea(file_book), server=True)
    cancel.cancel(file_book, tickets, who=lea(file_book), reason="duplicate", now=True)
    with pytest.raises(RuleBroken, match="demo_never_mails"):
        cancel.inform(file_book, tickets, who=lea(file_book), by="email")
    clock.advance(seconds=3600)
    assert send_due(file_book, server=server, papers=attached) == 0
    assert box.tries == 0
    assert "practice book never sends" in SENTENCES["demo_never_mails"]


def test_what_was_cancelled_before_it_left_is_not_in_it(book: Book, server: MailServer, box: Box) -> None:
    one, two = order_for(book)
    order = order_of_ticket(book, one)
    mail_tickets(book, order, who=lea(book), server=True)
    cancel.cancel(book, [one], who=lea(book), reason="duplicate", now=True)
    assert send_due(book, server=server, papers=attached) == 1
    assert len(codes_of(box.taken[0])) == 1
    mail_tickets(book, order, tickets=[two], who=lea(book), server=True)
    cancel.cancel(book, [two], who=lea(book), reason="duplicate", now=True)
    assert (send_due(book, server=server, papers=attached), len(box.taken)) == (0, 1)
    assert [state for state, _ in waiting(book)] == ["sent", "withdrawn"]


def test_where_no_paper_can_be_made_it_waits(book: Book, server: MailServer, box: Box, clock: HandClock) -> None:
    tickets = order_for(book)
    mail_tickets(book, order_of_ticket(book, tickets[0]), who=lea(book), server=True)
    assert (send_due(book, server=server), waiting(book)) == (0, [("queued", "no_papers")])
    clock.advance(seconds=60)
    assert (send_due(book, server=server, papers=attached), len(box.taken)) == (1, 1)


@pytest.mark.parametrize(
    ("email", "mails", "code"),
    [
        (None, True, "no_address"),
        ("zoe at example.org", True, "no_address"),
        ("zoe@example.org", False, "no_mail_server"),
    ],
)
def test_nothing_is_recorded_that_cannot_be_sent(book: Book, email: str | None, mails: bool, code: str) -> None:
    order = order_of_ticket(book, order_for(book, email=email)[0])
    with pytest.raises(RuleBroken, match=code):
        mail_tickets(book, order, who=lea(book), server=mails)
    assert waiting(book) == [] and show(book, order).history[0].kind != "tickets_mailed"


def test_a_ticket_that_does_not_open_the_gate_is_not_sent(book: Book) -> None:
    one, _ = order_for(book)
    cancel.cancel(book, [one], who=lea(book), reason="duplicate", now=True)
    with pytest.raises(RuleBroken, match="cancelled_not_printed"):
        mail_tickets(book, order_of_ticket(book, one), tickets=[one], who=lea(book), server=True)
    assert waiting(book) == []


def told_in(message: EmailMessage) -> tuple[str, str]:
    """The language of a message, and the words on the paper that goes with it."""
    [part] = message.iter_attachments()
    page, body = pypdfium2.PdfDocument(part.get_content())[0], message.get_body(("plain",))
    assert body is not None
    return str(body["Content-Language"]), page.get_textpage().get_text_bounded()


@pytest.mark.parametrize(("own", "told"), [(None, "fr"), ("de", "de")])
def test_who_has_no_language_is_told_in_that_of_the_desk(
    book: Book, server: MailServer, box: Box, own: str | None, told: str
) -> None:
    tickets = order_for(book, language=own)
    mail_tickets(book, order_of_ticket(book, tickets[0]), who=lea(book), server=True)
    Rounds(server, papers=attached, language="fr").go(book)
    [message] = box.taken
    language, paper = told_in(message)
    assert (language, "Prix" in paper, "Preis" in paper) == (told, told == "fr", told == "de")

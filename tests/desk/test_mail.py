"""Notices against a real SMTP server: the right words to the right person, at least once, and never by accident."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.conftest import NOW, lea, orders_files
from tests.conftest import take_in as take_files_in
from tests.house import house, on, taken
from ticketoffice.desk import cancel
from ticketoffice.desk.customer import change_customer
from ticketoffice.desk.find import order_of
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.mail import send_due
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import whole
from ticketoffice.desk.views import CancelledView
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.person_data import is_address
from ticketoffice.domain.taken_in import (
    TakenOrder,
    TakenPayment,
    TakenPerformance,
    TakenPerson,
    TakenTicket,
    TakenZone,
)
from ticketoffice.rounds import desk_rounds
from ticketoffice.settings import MailServer, read_settings
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_book

HOUR = 3600


@dataclass
class Box:
    """What a mail server took; `refusals` are its answers by address, `asked` is called at each address."""

    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    tries: int = 0
    refusals: dict[str, str] = field(default_factory=dict)
    asked: Callable[[], object] = field(default=lambda: None)
    logins: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.tries += 1
        self.asked()
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(box: Box, *, port: int | None = None, **options: object) -> Iterator[MailServer]:
    controller = Controller(box, hostname="127.0.0.1", port=port or free_port(), **options)  # type: ignore[arg-type]
    controller.start()
    try:
        yield MailServer(host="127.0.0.1", port=controller.port, sender="kasse@example.org")
    finally:
        controller.stop()


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[MailServer]:
    with serving(box) as found:
        yield found


def order_for(
    book: Book,
    *,
    number: str = "N1",
    name: str = "Zoé Müller",
    email: str | None = "zoe@example.org",
    language: str | None = "fr",
    count: int = 2,
) -> list[str]:
    """A paid order of one customer; its ticket ids."""
    show_ = TakenPerformance(
        "t",
        "p",
        "e",
        "Œdipe, l'été",
        "Œdipe",
        NOW + 10**12,
        None,
        "UTC",
        False,
        "CHF",
        (TakenZone("Z", False, None),),
        (),
    )
    tickets = tuple(
        TakenTicket(str(n), n, f"{number}T{n}", "p", "Z", "Adult", None, None, 3000, "valid")
        for n in range(1, count + 1)
    )
    order = TakenOrder(
        "t",
        number,
        "paid",
        "card",
        "CHF",
        NOW,
        None,
        TakenPerson(name, None, email, None, language),
        tickets,
        (TakenPayment("1", "card", 3000 * count, NOW),),
    )
    take_in(book, [TakenPerformances((show_,)), order], who=lea(book), report=ImportReport(), told=FileReport("x"))
    return [str(order_of(book, ticket.number)[1]) for ticket in tickets]


def finish(book: Book, tickets: list[str]) -> str:
    """Cancels these tickets with a notice to send; the id of the Finish operation."""
    done = cancel.cancel(book, tickets, who=lea(book), reason="customer_asked", method="later", inform="email")
    return done.changes.operations[-1]


def cancelled(book: Book, ticket: str) -> CancelledView:
    view = next(t for t in show(book, order_of_ticket(book, ticket)).tickets if t.ticket == ticket)
    assert view.cancelled is not None
    return view.cancelled


def order_of_ticket(book: Book, ticket: str) -> str:
    with book.read() as reading:
        return str(reading.order_of_ticket(ticket))


def past_hold(clock: HandClock) -> None:
    clock.advance(seconds=11)


def test_a_french_customer_is_told_in_french_once_keep_is_over(
    book: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    tickets = order_for(book)
    operation = finish(book, tickets)
    assert send_due(book, server=server) == 0, "Keep is not over"
    past_hold(clock)
    assert send_due(book, server=server) == 1
    [message] = box.taken
    assert message["Message-ID"] == f"<{operation}@ticketoffice.invalid>"
    assert message["Subject"] == "Commande N1 : billets annulés"
    assert message["Content-Language"] == "fr"
    assert (message["From"], message["To"], box.recipients) == (
        "kasse@example.org",
        "zoe@example.org",
        [["zoe@example.org"]],
    )
    text = message.get_content()
    assert "ont été annulés" in text
    assert "Œdipe, l'été" in text
    assert "(N1-1)" in text
    assert "(N1-2)" in text
    view = cancelled(book, tickets[0])
    assert (view.told_at, view.notice) == (clock.now(), "sent")
    assert send_due(book, server=server) == 0
    with pytest.raises(RuleBroken) as no:
        cancel.keep(book, tickets, who=lea(book))
    assert (no.value.code, no.value.data["why"]) == ("final", "mailed")
    with pytest.raises(RuleBroken) as no:
        cancel.inform(book, tickets, who=lea(book), by="email")
    assert no.value.code == "already_told"


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "de"), ("it", "it"), ("es", "es"), ("en", "en"), ("fr-CH", "fr"), ("FR", "fr"), ("nl", "en"), ("..", "en")],
)
def test_each_customer_reads_their_own_language(
    file_book: Book, clock: HandClock, box: Box, server: MailServer, language: str, said: str
) -> None:
    finish(file_book, order_for(file_book, language=language))
    past_hold(clock)
    assert send_due(file_book, server=server) == 1
    assert box.taken[0]["Content-Language"] == said
    assert "{" not in box.taken[0].get_content()


def test_kept_within_the_hold_nobody_is_told(book: Book, clock: HandClock, box: Box, server: MailServer) -> None:
    tickets = order_for(book)
    finish(book, tickets)
    cancel.keep(book, tickets, who=lea(book))
    past_hold(clock)
    assert send_due(book, server=server) == 0
    assert box.taken == []
    with book.read() as reading:
        assert [m.state for m in reading.mail_box.all()] == ["withdrawn"]


def test_one_of_two_kept_the_notice_names_the_other(book: Book, clock: HandClock, box: Box, server: MailServer) -> None:
    tickets = order_for(book)
    finish(book, tickets)
    cancel.keep(book, tickets[:1], who=lea(book))
    past_hold(clock)
    assert send_due(book, server=server) == 1
    text = box.taken[0].get_content()
    assert "(N1-1)" not in text
    assert "(N1-2)" in text


def test_a_reinstated_ticket_is_not_mailed_about(book: Book, clock: HandClock, box: Box, server: MailServer) -> None:
    tickets = order_for(book)
    finish(book, tickets[:1])
    cancel.reinstate(book, tickets[0], who=lea(book))
    past_hold(clock)
    assert send_due(book, server=server) == 0
    assert box.taken == []


def test_with_the_server_down_for_an_hour_the_notice_arrives_later_and_once(
    book: Book, clock: HandClock, box: Box
) -> None:
    tickets = order_for(book)
    finish(book, tickets)
    port = free_port()
    nobody = MailServer(host="127.0.0.1", port=port, sender="kasse@example.org")
    waits = set()
    for _ in range(HOUR // 5):
        clock.advance(seconds=5)
        assert send_due(book, server=nobody) == 0
        with book.read() as reading:
            [mail] = reading.mail_box.all()
        waits.add(mail.not_before)
    assert (mail.state, mail.error, mail.attempts) == ("queued", "ConnectionRefusedError", 0)
    assert 5 < len(waits) < 20, "the pauses grow"
    with serving(box, port=port) as server:
        sent = 0
        for _ in range(16 * 60 // 5):
            clock.advance(seconds=5)
            sent += send_due(book, server=server)
    assert (sent, len(box.taken)) == (1, 1)
    assert cancelled(book, tickets[0]).notice == "sent"


@pytest.mark.parametrize(
    ("server", "error"),
    [
        (MailServer("smtp..example.org", 25, "kasse@example.org"), "UnicodeError"),
        (MailServer("127.0.0.1", 10**20, "kasse@example.org"), "OverflowError"),
        (MailServer("127.0.0.1", 25, "kasse\n@example.org"), "ValueError"),
    ],
)
def test_settings_that_reach_nobody_are_shown_and_end_nothing(
    book: Book, clock: HandClock, server: MailServer, error: str
) -> None:
    """No byte has left: the ticket can still be kept."""
    tickets = order_for(book)
    finish(book, tickets)
    past_hold(clock)
    assert send_due(book, server=server) == 0
    view = cancelled(book, tickets[0])
    assert (view.notice, view.notice_error) == ("queued", error)
    with book.read() as reading:
        assert [(m.attempts, m.not_before > clock.now()) for m in reading.mail_box.all()] == [(0, True)]
    cancel.keep(book, tickets, who=lea(book))


@pytest.mark.parametrize("refusal", ["450 later please", "550 nobody of that name"])
def test_an_address_that_was_refused_has_received_nothing(
    file_book: Book, clock: HandClock, box: Box, server: MailServer, refusal: str
) -> None:
    tickets = order_for(file_book)
    box.refusals["zoe@example.org"] = refusal
    finish(file_book, tickets)
    past_hold(clock)
    assert send_due(file_book, server=server) == 0
    cancel.keep(file_book, tickets, who=lea(file_book))
    box.refusals.clear()
    clock.advance(seconds=HOUR)
    assert send_due(file_book, server=server) == 0
    assert box.taken == []


def test_kept_at_the_last_moment_nobody_is_told(book: Book, clock: HandClock, box: Box, server: MailServer) -> None:
    """The line to the server stands and no word has been said when the cashier presses Keep."""
    tickets, who = order_for(book), lea(book)
    finish(book, tickets)
    past_hold(clock)
    box.asked = lambda: cancel.keep(book, tickets, who=who)
    assert send_due(book, server=server) == 0
    assert (box.tries, box.taken) == (1, [])
    assert send_due(book, server=server) == 0
    assert [t.state for t in show(book, order_of_ticket(book, tickets[0])).tickets] == ["valid", "valid"]


def test_one_notice_that_cannot_be_written_down_stops_no_other(
    file_book: Book, clock: HandClock, box: Box, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        finish(file_book, order_for(file_book, number=f"N{n}", email=f"c{n}@example.org", count=1))
    past_hold(clock)
    write, calls = file_book.write, iter([None, Unavailable("disk_full")])

    def failing(work: Callable[..., object]) -> object:
        problem = next(calls, None)
        if problem is not None:
            raise problem
        return write(work)

    monkeypatch.setattr(file_book, "write", failing)
    assert send_due(file_book, server=server) == 2
    assert send_due(file_book, server=server) == 1
    assert sorted(r for [r] in box.recipients) == [f"c{n}@example.org" for n in range(3)]


def test_the_rounds_go_on_after_any_fault() -> None:
    faults = iter([Unavailable("busy"), UnicodeError("label empty"), RuntimeError("a bug"), None])
    rounds: list[object] = []

    class Books:
        async def background(self, work: object, **named: object) -> None:
            fault = next(faults)
            rounds.append(fault)
            if fault is None:
                raise asyncio.CancelledError
            raise fault

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(desk_rounds(Books(), server=MailServer("h", 25, "s"), released=print, pause=0))  # type: ignore[arg-type]
    assert len(rounds) == 4


def test_what_is_older_than_a_day_leaves_only_when_a_person_sends_it(
    book: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    orders = [order_for(book, number=f"N{n}", email=f"c{n}@example.org", count=1) for n in range(10)]
    for tickets in orders:
        finish(book, tickets)
    clock.advance(seconds=48 * HOUR)
    for _ in range(20):
        assert send_due(book, server=server) == 0
        clock.advance(seconds=60)
    assert box.tries == 0
    assert {cancelled(book, tickets[0]).notice for tickets in orders} == {"stale"}
    cancel.inform(book, orders[3], who=lea(book), by="email")
    assert send_due(book, server=server) == 1
    assert box.recipients == [["c3@example.org"]]
    assert send_due(book, server=server) == 0


def test_without_a_server_nothing_is_queued_and_none_leaves_when_one_comes(
    book: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    orders = [order_for(book, number=f"N{n}", count=1) for n in range(10)]
    for tickets in orders:
        cancel.cancel(book, tickets, who=lea(book), reason="duplicate", method="later")
    with book.read() as reading:
        assert reading.mail_box.all() == []
    clock.advance(seconds=48 * HOUR)
    assert send_due(book, server=server) == 0
    cancel.inform(book, orders[0], who=lea(book), by="email")
    assert send_due(book, server=server) == 1
    assert len(box.taken) == 1


class Crash(Exception):
    """The program dies here."""


def test_a_notice_taken_before_a_crash_is_sent_again_under_the_same_id(
    book: Book, clock: HandClock, box: Box, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets = order_for(book)
    operation = finish(book, tickets)
    past_hold(clock)
    with monkeypatch.context() as crashing:
        crashing.setattr("ticketoffice.desk.mail._settled", raising(Crash()))
        with pytest.raises(Crash):
            send_due(book, server=server)
    assert len(box.taken) == 1
    with pytest.raises(RuleBroken) as no:
        cancel.keep(book, tickets, who=lea(book))
    assert no.value.data["why"] == "mailed", "it may have arrived"
    assert send_due(book, server=server) == 1
    assert send_due(book, server=server) == 0
    assert [m["Message-ID"] for m in box.taken] == [f"<{operation}@ticketoffice.invalid>"] * 2
    assert box.taken[0]["Date"] == box.taken[1]["Date"]


def raising(problem: Exception) -> Callable[..., None]:
    def raise_it(*args: object, **more: object) -> None:
        raise problem

    return raise_it


def test_a_demonstration_book_never_mails(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets, box: Box, server: MailServer
) -> None:
    book = open_book(tmp_path / "demo.db", clock=clock, secrets=secrets, kind=Kind("demo"))
    tickets = order_for(book)
    finish(book, tickets)
    past_hold(clock)
    assert send_due(book, server=server) == 0
    with pytest.raises(RuleBroken) as no:
        cancel.inform(book, tickets, who=lea(book), by="email")
    assert no.value.code == "demo_never_mails"
    assert box.tries == 0
    book.close()


def test_an_import_mails_nobody(file_book: Book, clock: HandClock, box: Box, server: MailServer) -> None:
    take_files_in(file_book, orders_files("pretix-opera")[0])
    clock.advance(seconds=HOUR)
    assert send_due(file_book, server=server) == 0
    assert box.tries == 0


def test_an_address_the_server_refuses_is_shown_and_not_tried_again(
    book: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    bad = order_for(book, number="N1", email="gone@example.org", count=1)
    good = order_for(book, number="N2", email="here@example.org", count=1)
    box.refusals["gone@example.org"] = "550 gone@example.org is unknown"
    for tickets in (bad, good):
        finish(book, tickets)
    past_hold(clock)
    assert send_due(book, server=server) == 1
    view = cancelled(book, bad[0])
    assert (view.notice, view.notice_error, view.told_at) == ("refused", "SMTPRecipientsRefused 550", None)
    for _ in range(10):
        clock.advance(seconds=HOUR)
        assert send_due(book, server=server) == 0
    assert box.tries == 2
    change_customer(book, order_of_ticket(book, bad[0]), fields={"email": "moved@example.org"}, who=lea(book))
    cancel.inform(book, bad, who=lea(book), by="email")
    assert send_due(book, server=server) == 1
    assert box.recipients == [["here@example.org"], ["moved@example.org"]]
    assert cancelled(book, bad[0]).notice == "sent"


def test_a_server_that_is_busy_is_asked_again(file_book: Book, clock: HandClock, box: Box, server: MailServer) -> None:
    tickets = order_for(file_book, email="slow@example.org", count=1)
    box.refusals["slow@example.org"] = "450 later please"
    finish(file_book, tickets)
    past_hold(clock)
    assert send_due(file_book, server=server) == 0
    view = cancelled(file_book, tickets[0])
    assert (view.notice, view.notice_error) == ("queued", "SMTPRecipientsRefused 450")
    box.refusals.clear()
    clock.advance(seconds=60)
    assert send_due(file_book, server=server) == 1


def test_what_a_customer_is_called_adds_no_header_and_no_recipient(
    file_book: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    hostile = {
        "N1": ("Eve\r\nBcc: all@example.org", "eve@example.org"),
        "N2": ("Eve", "eve@example.org\r\nBcc: all@example.org"),
        "N3": ("Eve", "eve@example.org, all@example.org"),
        "N4": ("Eve", "Eve <eve@example.org>"),
        "N5": ("Eve", "friends: eve@example.org;"),
        "N6": ("Eve", "eve"),
        "N7": ('"', '"@example.org'),
    }
    for number, (name, email) in hostile.items():
        tickets = order_for(file_book, number=number, name=name, email="good@example.org", count=1)
        finish(file_book, tickets)
        order_for(file_book, number=number, name=name, email=email, count=1)  # as a newer file names him
    past_hold(clock)
    assert send_due(file_book, server=server) == 1
    [message] = box.taken
    assert message["Subject"] == "Commande N1 : billets annulés"
    assert "Bcc" not in message
    assert box.recipients == [["eve@example.org"]]
    for number in list(hostile)[1:]:
        view = cancelled(file_book, str(order_of(file_book, f"{number}T1")[1]))
        assert (view.notice, view.notice_error) == ("refused", "no_address")


@given(st.text(max_size=40) | st.from_regex(r"[^@]{1,10}@[^@]{1,10}", fullmatch=True))
@example("a@b\nBcc: c@d")
@example('"@b')
@settings(max_examples=300, deadline=None)
def test_whatever_passes_as_an_address_is_one_recipient_of_one_line(text: str) -> None:
    if is_address(text):
        message = EmailMessage()
        message["To"] = text
        assert message.as_bytes(policy=message.policy.clone(utf8=True, max_line_length=0)) == f"To: {text}\n\n".encode()


def test_addresses_beyond_ascii_arrive_where_the_server_knows_them(file_book: Book, clock: HandClock, box: Box) -> None:
    tickets = order_for(file_book, email="zoé@bücher.example", count=1)
    finish(file_book, tickets)
    past_hold(clock)
    with serving(box, enable_SMTPUTF8=True) as server:
        assert send_due(file_book, server=server) == 1
    assert box.recipients == [["zoé@bücher.example"]]
    assert box.taken[0]["To"] == "zoé@bücher.example"


def test_an_address_beyond_ascii_that_the_server_cannot_take_is_refused(
    file_book: Book, clock: HandClock, box: Box
) -> None:
    tickets = order_for(file_book, email="zoé@example.org", count=1)
    finish(file_book, tickets)
    past_hold(clock)
    with serving(box, enable_SMTPUTF8=False) as server:
        assert send_due(file_book, server=server) == 0
    view = cancelled(file_book, tickets[0])
    assert (view.notice, view.notice_error, box.tries) == ("refused", "SMTPNotSupportedError", 0)


# --- the line to the server ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key, known to nobody."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "server.pem", folder / "server.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


def context_of(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def authenticating(box: Box) -> dict[str, object]:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        good = (data.login, data.password) == (b"kasse", b"s3cret")  # type: ignore[attr-defined]
        box.logins.append(data.login.decode())  # type: ignore[attr-defined]
        return AuthResult(success=good, handled=False)

    return {"authenticator": check, "auth_required": True}


@pytest.mark.parametrize("trusted", [True, False])
def test_starttls_with_a_login_only_towards_a_server_that_is_known(
    file_book: Book,
    clock: HandClock,
    box: Box,
    certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    trusted: bool,
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    tickets = order_for(file_book, count=1)
    finish(file_book, tickets)
    past_hold(clock)
    options = {"tls_context": context_of(certificate), "require_starttls": True, **authenticating(box)}
    with serving(box, **options) as plain:
        server = MailServer(plain.host, plain.port, plain.sender, security="starttls", user="kasse", password="s3cret")
        assert send_due(file_book, server=server) == int(trusted)
    if trusted:
        assert (box.encrypted, box.logins) == ([True], ["kasse"])
    else:
        assert (box.tries, box.logins) == (0, [])
        assert cancelled(file_book, tickets[0]).notice_error == "SSLCertVerificationError"


def test_a_wrong_password_is_recorded_and_nothing_leaves(
    file_book: Book, clock: HandClock, box: Box, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    tickets = order_for(file_book, count=1)
    finish(file_book, tickets)
    past_hold(clock)
    with serving(box, tls_context=context_of(certificate), **authenticating(box)) as plain:
        server = MailServer(plain.host, plain.port, plain.sender, security="starttls", user="kasse", password="wrong")
        assert send_due(file_book, server=server) == 0
    view = cancelled(file_book, tickets[0])
    assert (view.notice, view.notice_error, box.tries) == ("queued", "SMTPAuthenticationError 535", 0)


def test_where_starttls_is_asked_for_and_not_offered_nothing_is_sent_in_the_clear(
    file_book: Book, clock: HandClock, box: Box, server: MailServer
) -> None:
    tickets = order_for(file_book, count=1)
    finish(file_book, tickets)
    past_hold(clock)
    wanted = MailServer(server.host, server.port, server.sender, security="starttls")
    assert send_due(file_book, server=wanted) == 0
    view = cancelled(file_book, tickets[0])
    assert (view.notice, view.notice_error, box.tries) == ("queued", "SMTPNotSupportedError", 0)


def test_a_line_that_is_encrypted_from_the_start(
    file_book: Book, clock: HandClock, box: Box, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    finish(file_book, order_for(file_book, count=1))
    past_hold(clock)
    with serving(box, ssl_context=context_of(certificate)) as plain:
        server = MailServer(plain.host, plain.port, plain.sender, security="tls")
        assert send_due(file_book, server=server) == 1
    assert box.encrypted == [True]


def test_a_word_for_the_encryption_that_is_not_known_is_no_reason_to_send_in_the_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda name: tmp_path)
    file = tmp_path / "settings.toml"
    for text in ('[mail]\nhost = "h"\nsecurity = "ssl"\n', "[mail\n"):
        file.write_text(text)
        with pytest.raises(Unavailable) as no:
            read_settings({})
        assert no.value.code == "wrong_settings"
    file.write_text('[mail]\nhost = "h"\nsecurity = "starttls"\n')
    assert read_settings({}).mail == MailServer("h", 25, "boxoffice@h", security="starttls")
    file.unlink()
    assert read_settings({}).mail is None


def test_a_notice_needs_somewhere_to_go(book: Book) -> None:
    nowhere = TakenPerson(name="Eve", email="eve")
    taken(book, house(), on("A-1", number="N1"), replace(on("A-2", number="N2"), customer=nowhere))
    assert not whole(book, order_of(book, "N2")[0], mail_server=True).can_email
    for ticket in ("N2T1", "N1T1"):
        with pytest.raises(RuleBroken) as no:
            cancel.cancel(
                book, [str(order_of(book, ticket)[1])], who=lea(book), reason="duplicate", method="card", inform="email"
            )
        assert no.value.code == "no_address"
    with pytest.raises(RuleBroken) as no:
        cancel.cancel(
            book, [str(order_of(book, "N1T1")[1])], who=lea(book), reason="duplicate", method="card", inform="email"
        )
    assert no.value.code == "no_address"
    assert show(book, order_of(book, "N1")[0]).tickets[0].state == "valid"

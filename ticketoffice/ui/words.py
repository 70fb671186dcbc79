"""How screens say things: states, methods, dates, money; translated by Qt's translator, formatted the house's way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ticketoffice import resources
from ticketoffice.desk.evening_views import Kept
from ticketoffice.desk.views import TicketView
from ticketoffice.desk.words import label, labels
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.amounts import plain_amount as plain_amount
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.seats import brief_seat
from ticketoffice.ui.theme import Tone

translate = QCoreApplication.translate
LANGUAGES = ("en", "fr")
_language = ["en"]
_translators: list[QTranslator] = []


def of_the_desk(text: str) -> str:
    """One of the desk's sentences in the language of the screens."""
    return translate("sentences", text)


def language() -> str:
    """The language of the screens."""
    return _language[0]


def set_language(app: QApplication, code: str) -> None:
    """Screens built from now on speak this language (English where it is not known)."""
    for old in _translators:
        app.removeTranslator(old)
    _translators.clear()
    _language[0] = code if code in LANGUAGES else "en"
    ours = str(resources.path(f"translations/ticketoffice_{_language[0]}.qm"))
    qt = f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{_language[0]}.qm"
    for file in (qt, ours):
        translator = QTranslator(app)
        if translator.load(file):
            app.installTranslator(translator)
            _translators.append(translator)


def counted(context: str, text: str, count: int) -> str:
    """A text with a count, in the plural of the language; the text says where the number stands (%n)."""
    return translate(context, text, "", count)


def money(amount: int, currency: str) -> str:
    """An amount: CHF 1'234.50, with a real minus."""
    return amount_text(amount, currency)


def moment(at: int | None, *, timezone: str, short: bool = False) -> str:
    """A date and time of day in the zone: Fri 6 Nov 2026 20:00; `short` leaves the year out."""
    if at is None:
        return translate("words", "before the import")
    return _moment(at, timezone, "ddd d MMM" if short else "ddd d MMM yyyy", language())


def when_it_was(at: int, timezone: str) -> str:
    """A moment in a line of a list, in each of its columns alike."""
    return moment(at, timezone=timezone, short=True)


def day_and_time(at: int, *, timezone: str) -> str:
    """The shortest form that names a day: 6 Nov 20:00."""
    return _moment(at, timezone, "d MMM", language())


@lru_cache(2048)
def _moment(at: int, timezone: str, form: str, spoken: str) -> str:
    """Kept, since many rows name the same performance."""
    local = to_datetime(at, timezone=timezone)
    return f"{QLocale(spoken).toString(QDate(local.year, local.month, local.day), form)} {local:%H:%M}"


def clock_time(at: int, *, timezone: str) -> str:
    """A time of day: 14:05."""
    return f"{to_datetime(at, timezone=timezone):%H:%M}"


def other_day(at: int, *, than: int, timezone: str) -> str:
    """The day of `at` (24 Nov) where it is another one than the day of `than`; else nothing."""
    local = to_datetime(at, timezone=timezone)
    if local.date() == to_datetime(than, timezone=timezone).date():
        return ""
    return QLocale(language()).toString(QDate(local.year, local.month, local.day), "d MMM")


def labelled(name: str, value: str) -> str:
    """A name and what it is, with the colon of the language: in French a space stands before it."""
    return f"{name} : {value}" if language() == "fr" else f"{name}: {value}"


def day(text: str | None, *, weekday: bool = True) -> str:
    """A date of the form 2026-12-07 as people read it."""
    if text is None:
        return ""
    form = "ddd d MMM yyyy" if weekday else "d MMM yyyy"
    return QLocale(language()).toString(QDate.fromString(text, "yyyy-MM-dd"), form)


def code_label(code: str) -> str:
    """A method or reason in the language of the screens."""
    return label(code, language=language())


def code_labels(codes: Iterable[str]) -> str:
    """Several of them, each once."""
    return labels(codes, language=language())


def hold_name(kind: str, name: str | None) -> str:
    """What the house keeps places as: its own name for them, else their kind."""
    return name or code_label(kind)


def kept(holds: Sequence[Kept], *, most: int | None = None) -> str:
    """What the house keeps, and how much of each: Press 2, Guests 4. Of more than `most` the first ones are named."""
    named = [f"{hold_name(hold.kind, hold.name)} {hold.left}" for hold in holds[:most]]
    return ", ".join(named + ["…"] * (most is not None and len(holds) > most))


def place(ticket: TicketView) -> str:
    """Where a ticket's place is, in the fewest words: its seat, else its zone."""
    return brief_seat(ticket.seat) if ticket.seat else ticket.zone


def places(tickets: Sequence[TicketView], *, most: int | None = None) -> str:
    """Where tickets' places are: C-12, C-13; those without a number of their own are counted, 3 × Day pass.

    At most so many are named, then dots.
    """
    counts = Counter(place(ticket) for ticket in tickets)
    named = [f"{count} × {name}" if count > 1 else name for name, count in counts.items()]
    return ", ".join(named[:most] + (["…"] if most is not None and len(named) > most else []))


def order_state(state: str) -> tuple[str, Tone, str]:
    """An order's state in a word, with its tone, and the icon's shape where it is not the tone's own."""
    return {
        "paid": (translate("order_state", "Paid"), Tone.OK, ""),
        "pending": (translate("state", "Awaiting payment"), Tone.WAIT, ""),
        "partly_cancelled": (translate("order_state", "Partly cancelled"), Tone.DONE, "half"),
        "cancelled": (translate("order_state", "Cancelled"), Tone.DONE, ""),
        "expired": (translate("order_state", "Expired"), Tone.DONE, ""),
    }.get(state, (state, Tone.DONE, ""))


def state_word(state: str) -> tuple[str, Tone]:
    """A ticket's state alone, with its tone, as a screen or a file names it."""
    return {
        "valid": (translate("state", "Valid"), Tone.OK),
        "held": (translate("state", "Awaiting payment"), Tone.WAIT),
        "pending": (translate("state", "Awaiting payment"), Tone.WAIT),
        "unpaid": (translate("state", "Unpaid"), Tone.WAIT),
        "exchanged": (translate("state", "Exchanged"), Tone.DONE),
        "admit_unpaid": (translate("state", "May go in unpaid"), Tone.WAIT),
        "used": (translate("state", "Used"), Tone.DONE),
        "displaced": (translate("state", "Place taken twice"), Tone.STOP),
    }.get(state, (translate("state", "Cancelled"), Tone.DONE))


def ticket_state(ticket: TicketView) -> tuple[str, Tone, str]:
    """A ticket's own state: the word, its tone, and a second line that says what is still open (or nothing). What the centre says
    against it is told beside that (`against_it`), and never in its place.
    """
    word, tone, still = _own_state(ticket)
    return word, tone, still or unsent(ticket)


def unsent(ticket: TicketView) -> str:
    """That the centre has not answered yet what was done here with a ticket; else nothing."""
    return translate("state", "not sent yet") if ticket.sync_open in ("local", "sent") else ""


def against_it(ticket: TicketView) -> str:
    """That the centre refused what was done here with a ticket, or somebody else got before, until it is handled; else nothing."""
    return {
        "refused": translate("state", "Refused by the centre"),
        "contested": translate("state", "Conflict"),
    }.get(ticket.sync_open or "", "")


def paper_of(ticket: TicketView) -> str:
    """What became of a ticket's paper: given out, or printed and how often; else nothing."""
    if ticket.collected_at is not None:
        at = day_and_time(ticket.collected_at, timezone=ticket.timezone)
        return translate("state", "given out {moment}").format(moment=at)
    return counted("state", "printed %n time(s)", ticket.copies) if ticket.copies else ""


def _own_state(ticket: TicketView) -> tuple[str, Tone, str]:
    """The same without what was sent."""
    if ticket.state == "valid":
        word = translate("state", "Reinstated") if ticket.reinstated else translate("state", "Valid")
        return word, Tone.OK, ""
    if ticket.state == "held":
        return translate("state", "Awaiting payment"), Tone.WAIT, ""
    if ticket.state == "used":
        if ticket.used_at is None:
            return translate("state", "Used"), Tone.DONE, ""
        at = clock_time(ticket.used_at, timezone=ticket.timezone)
        on = other_day(ticket.used_at, than=ticket.starts_at, timezone=ticket.timezone)
        text = translate("state", "Used {day}, {at}") if on else translate("state", "Used {at}")
        return text.format(day=on, at=at), Tone.DONE, ""
    if ticket.state == "displaced":
        return translate("state", "Place taken twice"), Tone.STOP, ""
    if ticket.successor and ticket.state == "exchanged":
        return translate("state", "Exchanged for {ticket}").format(ticket=ticket.successor), Tone.DONE, ""
    if ticket.successor:
        return translate("state", "Replaced by {ticket}").format(ticket=ticket.successor), Tone.DONE, ""
    if ticket.cancelled is None or ticket.cancelled.at is None:
        return translate("state", "Cancelled"), Tone.DONE, _still_open(ticket)
    at = clock_time(ticket.cancelled.at, timezone=ticket.cancelled.timezone)
    return translate("state", "Cancelled {at}").format(at=at), Tone.DONE, _still_open(ticket)


def still_open(ticket: TicketView) -> tuple[str, ...]:
    """What is still open of a cancelled ticket, each in words: of one of which the customer was not told, also that its promised
    refund has not left.
    """
    gone = ticket.cancelled
    if gone is None or gone.open is None:
        return ()
    pay = translate("state", "refund to pay")
    if gone.open == "tell":
        owed = any(refund.is_owed for refund in gone.refunds)
        return (*((pay,) if owed else ()), translate("state", "customer not told"))
    return (
        {
            "unfinished": translate("state", "refund to finish"),
            "hand_out": translate("state", "to be handed out"),
            "keep": translate("state", "can be kept"),
            "pay": pay,
        }[gone.open],
    )


def _still_open(ticket: TicketView) -> str:
    """The same where there is little room."""
    found = still_open(ticket)
    return translate("state", "to pay, not told") if len(found) > 1 else "".join(found)

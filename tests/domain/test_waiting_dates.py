"""The dates of an order that waits: worked examples, and what holds whatever the venue's rules are."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from ticketoffice.domain.calendar import DAY, MINUTE, end_of_day, invoice_dates, reminder_dates, start_of_day
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Order, Performance, Ticket
from ticketoffice.domain.waiting import Dates, dates, release_at

FIRST = date(2026, 11, 1)


def dossier(
    *, method: str = "invoice", ordered: int | None = NOW, due: int | None = None, state: str = "pending"
) -> Dossier:
    ticket = Ticket("t", "o", 1, "N", "p", "z", "Adult", None, None, 3000, None, state, None, None)
    return Dossier(Order("o", "N", None, method, "CHF", ordered, due, None), (ticket,))


def performance(starts_at: int) -> Performance:
    return Performance("p", "e", "s", "p", "Show", starts_at, None, "Europe/Zurich", False, "CHF")


def found(file: Dossier, *, starts: int = NOW + 60 * DAY, **rules: int) -> Dates:
    return dates(file, performances={"p": performance(starts)}, rules=VenueRules(**rules), now=NOW)  # type: ignore[arg-type]


def test_the_worked_examples() -> None:
    last = date(2026, 12, 1)
    assert reminder_dates(ordered=FIRST, last=last, days=10, reminders=2) == (date(2026, 11, 11), date(2026, 11, 21))
    assert reminder_dates(ordered=FIRST, last=date(2026, 11, 18), days=10, reminders=2) == (date(2026, 11, 11),)
    assert reminder_dates(ordered=FIRST, last=last, days=0, reminders=2) == ()
    assert release_at(performance(NOW), rules=VenueRules()) == NOW - 30 * MINUTE
    assert release_at(performance(NOW), rules=VenueRules(release_minutes=0)) == NOW
    assert (
        start_of_day(FIRST, timezone="Europe/Zurich") == end_of_day(FIRST, timezone="Europe/Zurich") - DAY + 1_000_000
    )


def test_an_invoice_has_dates_and_a_reservation_only_what_its_source_names() -> None:
    plain = found(dossier())
    assert (plain.due, plain.last) == (date(2026, 12, 4), date(2026, 12, 24))
    assert plain.cancels_at == start_of_day(date(2026, 12, 25), timezone="Europe/Zurich")
    named = found(dossier(due=NOW + 40 * DAY))
    assert (named.due, named.last) == (date(2027, 1, 3), date(2027, 1, 3)), "never before the day its source named"
    assert found(dossier(method="on_site")) == Dates()
    assert found(dossier(method="on_site", due=NOW)) == Dates(due=date(2026, 11, 24))
    assert found(dossier(state="valid")) == Dates()


def test_what_nobody_could_pay_in_time_is_not_cancelled() -> None:
    assert found(dossier(), starts=NOW + DAY).cancels_at is None
    assert found(dossier(), invoice_days=0).cancels_at is None
    assert found(dossier(), starts=NOW + 3 * DAY).cancels_at is not None


@given(
    days=st.integers(0, 365),
    reminders=st.integers(0, 20),
    ahead=st.integers(0, 500),
)
def test_reminders_come_one_after_the_other_and_before_the_last_day(days: int, reminders: int, ahead: int) -> None:
    due, last = invoice_dates(
        ordered_at=NOW, first_start=NOW + ahead * DAY, days=days, reminders=reminders, timezone="Europe/Zurich"
    )
    ordered = date(2026, 11, 24)
    named = reminder_dates(ordered=ordered, last=last, days=days, reminders=reminders)
    assert len(named) <= reminders
    assert list(named) == sorted(set(named))
    assert all(ordered < day < last for day in named)
    assert due <= last <= max(ordered, ordered + timedelta(days=ahead - 2))

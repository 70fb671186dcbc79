"""A machine that does whatever a desk may do, on a real book, and holds the invariants after every step."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from tests.conftest import NOW
from tests.recount import recount
from ticketoffice.desk import admit, cancel, invoice, payment
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.people import person_named
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.taken_in import (
    TakenInvoice,
    TakenOrder,
    TakenPayment,
    TakenPerformance,
    TakenPerson,
    TakenQuota,
    TakenTicket,
    TakenZone,
)
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay

DAY = 86_400_000_000
REACHED: Counter[str] = Counter()
SEATS = tuple(f"{row}-{n}" for row in "AB" for n in range(1, 9))


def house() -> TakenPerformances:
    zones = (TakenZone("Hall", True, len(SEATS)), TakenZone("Standing", False, None))
    quotas = (TakenQuota("q1", "Hall", len(SEATS), ("Hall",)), TakenQuota("q2", "Standing", 6, ("Standing",)))
    return TakenPerformances(
        (
            TakenPerformance(
                "test",
                "show",
                "show",
                "Show",
                "Show",
                NOW + 20 * DAY,
                None,
                "Europe/Zurich",
                False,
                "CHF",
                zones,
                quotas,
            ),
        )
    )


class Desk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ticketoffice-machine-"))
        self.clock = HandClock(NOW)
        self.secrets = FileSecrets(self.folder / "keys")
        self.book: Book = open_book(self.folder / "b.db", clock=self.clock, secrets=self.secrets)
        self.who = Who(person_named(self.book, "Lea"))
        self.alone = Who(self.who.person, alone="nobody else is here")
        self.made = 0
        self.last_word: dict[str, str] = {}
        take_in(self.book, [house()], who=self.who, report=ImportReport(), told=FileReport("x"))

    @initialize()
    def first_orders(self) -> None:
        for kind in ("paid", "paid", "invoice", "on_site"):
            self._take(kind, 3)

    def _take(self, kind: str, count: int) -> None:
        self.made += 1
        number, seats = f"N{self.made}", self._free_seats()[:count]
        if len(seats) < count and kind != "standing":
            return
        tickets = tuple(
            TakenTicket(
                f"{n}",
                n,
                f"{number}T{n}",
                "show",
                "Standing" if kind == "standing" else "Hall",
                "Adult",
                None if kind == "standing" else seats[n - 1],
                None,
                3000 + n,
                "valid",
                TakenPerson(name=f"Holder {n}"),
            )
            for n in range(1, count + 1)
        )
        total = sum(t.price for t in tickets)
        pending = kind in ("invoice", "on_site")
        order = TakenOrder(
            "test",
            number,
            "pending" if pending else "paid",
            kind if pending else "card" if self.made % 2 else "cash",
            "CHF",
            NOW,
            None,
            TakenPerson("Zoë Test", None, "zoe@example.org", None, "fr"),
            tickets,
            () if pending else (TakenPayment("1", "card" if self.made % 2 else "cash", total, NOW),),
            (),
            (TakenInvoice(f"I-{number}", "invoice", total, NOW),) if kind == "invoice" else (),
        )
        report = ImportReport()
        take_in(self.book, [order], who=self.who, report=report, told=FileReport("x"))
        REACHED[f"import {kind}"] += 1

    def _free_seats(self) -> list[str]:
        with self.book.engine.begin() as connection:
            taken = {
                r[0]
                for r in connection.execute(
                    text("select seat from tickets where seat is not null and state in ('pending','valid','used')")
                )
            }
        return [seat for seat in SEATS if seat not in taken]

    def _orders(self) -> list[str]:
        with self.book.engine.begin() as connection:
            return sorted(bytes(r[0]).hex() for r in connection.execute(text("select id from orders")))

    def _order(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(self._orders()))

    def _ticket(self, data: st.DataObject, *, states: tuple[str, ...], fit=None):
        """A ticket in one of these states; three times of four one that `fit`s, so that deeds often succeed."""
        found = [(o, t) for o in self._orders() for t in show(self.book, o).tickets if t.state in states]
        fitting = [pair for pair in found if fit is not None and fit(pair[1])]
        if fitting and data.draw(st.integers(0, 3)):
            found = fitting
        return data.draw(st.sampled_from(found)) if found else (None, None)

    def _try(self, name: str, deed) -> object:
        try:
            result = deed()
        except RuleBroken as no:
            REACHED[f"{name}: refused {no.code}"] += 1
            return None
        REACHED[name] += 1
        return result

    @rule(kind=st.sampled_from(["paid", "invoice", "on_site", "standing"]), count=st.integers(1, 3))
    def take_more(self, kind: str, count: int) -> None:
        self._take(kind, count)

    @rule(data=st.data(), seconds=st.integers(1, 400))
    def time_passes(self, data: st.DataObject, seconds: int) -> None:
        self.clock.advance(seconds=seconds)

    @rule(data=st.data())
    def click(self, data: st.DataObject) -> None:
        _, t = self._ticket(
            data,
            states=("valid", "held", "cancelled", "used"),
            fit=lambda t: t.blocked is None and t.state in ("valid", "held"),
        )
        if t is not None and self._try("click", lambda: cancel.click(self.book, [t.ticket], who=self.who)):
            self.last_word[t.number] = "cancelled"

    @rule(data=st.data(), now=st.booleans())
    def cancel_order(self, data: st.DataObject, now: bool) -> None:
        order = self._order(data)
        live = [t for t in show(self.book, order).tickets if t.state in ("valid", "held")]
        if (
            len(live) > 1
            and data.draw(st.integers(0, 4)) == 0
            and self._try(
                "cancel order",
                lambda: cancel.cancel(
                    self.book, [t.ticket for t in live], who=self.who, reason="customer_asked", now=now
                ),
            )
        ):
            self.last_word.update({t.number: "cancelled" for t in live})

    @rule(data=st.data(), reason=st.sampled_from(["customer_asked", "duplicate", "other"]), less=st.integers(0, 3000))
    def finish(self, data: st.DataObject, reason: str, less: int) -> None:
        _, t = self._ticket(
            data, states=("cancelled",), fit=lambda t: t.cancelled is not None and not t.cancelled.finished
        )
        if t is not None:
            amount = data.draw(st.sampled_from([None, max(0, t.price - less), t.price + 1]))
            note = data.draw(st.sampled_from([None, "a note"]))
            self._try(
                "finish",
                lambda: cancel.finish(
                    self.book, [t.ticket], who=self.who, reason=reason, amount=amount, note=note, inform="told"
                ),
            )

    @rule(data=st.data())
    def hand_out(self, data: st.DataObject) -> None:
        _, t = self._ticket(
            data, states=("cancelled",), fit=lambda t: any(r.amount and r.paid_at is None for r in t.cancelled.refunds)
        )
        if t is not None:
            self._try("hand out", lambda: cancel.paid_out(self.book, [t.ticket], who=self.who))

    @rule(data=st.data())
    def keep(self, data: st.DataObject) -> None:
        order, t = self._ticket(data, states=("cancelled",), fit=lambda t: not t.cancelled.final)
        if t is not None and self._try("keep", lambda: cancel.keep(self.book, [t.ticket], who=self.who)):
            self.last_word[t.number] = "kept"
            after = next(x for x in show(self.book, order).tickets if x.ticket == t.ticket)
            assert after.number == t.number
            assert after.state in ("valid", "held")

    @rule(data=st.data())
    def click_and_keep_restores_exactly(self, data: st.DataObject) -> None:
        order, t = self._ticket(data, states=("valid",))
        if t is None:
            return
        before = show(self.book, order)
        if self._try("click to keep", lambda: cancel.click(self.book, [t.ticket], who=self.who)):
            cancel.keep(self.book, [t.ticket], who=self.who)
            after = show(self.book, order)
            assert (after.tickets, after.balance, after.state, after.refunds) == (
                before.tickets,
                before.balance,
                before.state,
                before.refunds,
            )

    @rule(data=st.data())
    def reinstate(self, data: st.DataObject) -> None:
        _, t = self._ticket(
            data, states=("cancelled", "valid"), fit=lambda t: t.state == "cancelled" and t.successor is None
        )
        if t is not None:
            self._try("reinstate", lambda: cancel.reinstate(self.book, t.ticket, who=self.who))

    @rule(data=st.data())
    def reissue(self, data: st.DataObject) -> None:
        views = [show(self.book, o) for o in self._orders()]
        fitting = [v for v in views if v.invoice is not None and v.state == "pending" and v.live_tickets > 1]
        view = data.draw(st.sampled_from(fitting if fitting and data.draw(st.booleans()) else views))
        order, live = view.order, [t for t in view.tickets if t.state in ("held", "valid")]
        if live:
            without = data.draw(
                st.lists(st.sampled_from(live), min_size=1, max_size=len(live), unique_by=lambda t: t.ticket)
            )
            if self._try(
                "reissue", lambda: invoice.reissue(self.book, order, without=[t.ticket for t in without], who=self.who)
            ):
                self.last_word.update({t.number: "cancelled" for t in live})

    @rule(data=st.data(), method=st.sampled_from(["cash", "card"]), part=st.booleans())
    def pay(self, data: st.DataObject, method: str, part: bool) -> None:
        order = self._order(data)
        self._try(
            "pay", lambda: payment.pay(self.book, order, method=method, amount=1000 if part else None, who=self.who)
        )

    @rule(data=st.data(), paid=st.booleans())
    def split(self, data: st.DataObject, paid: bool) -> None:
        order = self._order(data)
        held = [t for t in show(self.book, order).tickets if t.state == "held"]
        if held:
            chosen = data.draw(
                st.lists(st.sampled_from(held), min_size=1, max_size=len(held), unique_by=lambda t: t.ticket)
            )
            self._try(
                "split",
                lambda: payment.split(
                    self.book, order, tickets=[t.ticket for t in chosen], who=self.who, method="cash" if paid else None
                ),
            )

    @rule(data=st.data())
    def cancel_and_hand_out(self, data: st.DataObject) -> None:
        _, t = self._ticket(data, states=("valid",), fit=lambda t: t.blocked is None)
        if t is None or not self._try(
            "cancel", lambda: cancel.cancel(self.book, [t.ticket], who=self.who, reason="duplicate")
        ):
            return
        self.last_word[t.number] = "cancelled"
        self._try("hand out", lambda: cancel.paid_out(self.book, [t.ticket], who=self.who))
        REACHED[f"scan {admit.admit(self.book, t.number, who=self.who).reason}"] += 1

    @rule(data=st.data())
    def scan(self, data: st.DataObject) -> None:
        _, t = self._ticket(data, states=("valid", "held", "cancelled", "used"), fit=lambda t: t.state == "valid")
        if t is not None:
            answer = admit.admit(self.book, t.number, who=self.who)
            REACHED[f"scan {answer.reason}"] += 1
            if answer.answer == "GO":
                REACHED[f"scan {admit.admit(self.book, t.number, who=self.who).reason}"] += 1

    @rule(data=st.data())
    def undo_entry(self, data: st.DataObject) -> None:
        _, t = self._ticket(data, states=("used", "valid"), fit=lambda t: t.state == "used")
        if t is not None:
            self._try("undo entry", lambda: admit.undo_entry(self.book, t.ticket, who=self.alone))

    @rule(data=st.data(), amount=st.integers(1, 4000))
    def goodwill(self, data: st.DataObject, amount: int) -> None:
        _, t = self._ticket(data, states=("used", "valid"), fit=lambda t: t.state == "used")
        if t is not None:
            self._try(
                "goodwill", lambda: cancel.goodwill(self.book, t.ticket, who=self.alone, method="cash", amount=amount)
            )

    @invariant()
    def the_money_adds_up(self) -> None:
        with self.book.read() as reading:
            found = recount(line.body for line in reading.journal_lines())
            dossiers = reading.dossiers(list(found))
        for order, sums in found.items():
            owed = sum(sums.get(k, 0) for k in ("price", "fees", "rounding", "refunds")) - sums.get("payments", 0)
            assert dossiers[order].balance == owed, (order, sums)
            for p in dossiers[order].payments:
                if p.amount > 0:
                    assert (
                        sum(r.amount for r in dossiers[order].refunds if r.payment == p.id and r.withdrawn_at is None)
                        <= p.amount
                    )

    @invariant()
    def one_live_ticket_a_seat_and_quotas_hold(self) -> None:
        with self.book.engine.begin() as connection:
            twice = connection.execute(
                text(
                    "select count(*) from (select 1 from tickets where seat is not null and state in ('pending','valid','used') group by performance, seat having count(*) > 1)"
                )
            ).scalar()
            quotas = connection.execute(
                text(
                    "select taken, capacity + overbooked, (select count(*) from tickets t join quota_zones z on z.zone = t.zone where z.quota = q.id and t.state in ('pending','valid','used')) from quotas q"
                )
            ).all()
        assert twice == 0
        for taken, most, counted in quotas:
            assert taken == counted
            assert taken <= most

    @invariant()
    def a_ticket_whose_last_word_is_a_cancellation_is_never_go(self) -> None:
        for number, word in self.last_word.items():
            if word == "cancelled":
                assert admit.check(self.book, number).answer != "GO"

    def teardown(self) -> None:
        try:
            assert verify(self.book) is None
            result = replay(self.book)
            assert result.equal, result.tables
        finally:
            self.book.close()
            self.secrets.close()
            shutil.rmtree(self.folder)


WISHED = (
    "click",
    "finish",
    "keep",
    "hand out",
    "reinstate",
    "reissue",
    "pay",
    "split",
    "goodwill",
    "undo entry",
    "cancel order",
    "scan valid",
    "scan cancelled",
    "scan used",
    "scan unpaid",
)


@pytest.mark.timeout(1500)
def test_whatever_a_desk_does_the_book_stays_true(long_run: bool, capsys: pytest.CaptureFixture[str]) -> None:
    REACHED.clear()
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=400 if long_run else 30,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=not long_run,
            database=None,
        ),
    )
    with capsys.disabled():
        print("\nreached:", ", ".join(f"{name} {count}" for name, count in sorted(REACHED.items())))
    reached = [name for name in WISHED if REACHED[name] >= (100 if long_run else 1)]
    assert len(reached) >= (len(WISHED) if long_run else 10), reached

"""The main job, on both databases: cross, Finish, handed out, Keep, Reinstate, and every refusal."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, alone, lea, orders_files, take_in
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, hand_out, invoice, payment
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.show import show
from ticketoffice.domain.calendar import HOUR
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.taken_in import TakenQuota, TakenZone
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay


@contextmanager
def opened(url: str, keys: Path, *, clock: HandClock) -> Iterator[Book]:
    secrets = FileSecrets(keys)
    book = open_url(url, clock=clock, secrets=secrets)
    yield book
    book.close()
    secrets.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole_opera(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A book of real orders on each database, made once: its folder with the keys, and its address."""
    folder = tmp_path_factory.mktemp("opera")
    on_file = request.param == "sqlite"
    url = f"sqlite:///{folder / 'book.db'}" if on_file else request.getfixturevalue("postgres").empty()
    with opened(url, folder / "keys", clock=HandClock(NOW)) as book:
        take_in(book, *orders_files("pretix-opera")[:4])
    return folder, url


@pytest.fixture
def opera(
    whole_opera: tuple[Path, str], request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock
) -> Iterator[Book]:
    """A copy of it for each test."""
    folder, url = whole_opera
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    on_file = url.startswith("sqlite")
    own = f"sqlite:///{tmp_path / 'book.db'}" if on_file else request.getfixturevalue("postgres").copy_of(url)
    with opened(own, tmp_path / "keys", clock=clock) as book:
        assert book.begun is None, "it goes on as if it had never been elsewhere"
        yield book


def an_order(book: Book, *, method: str, state: str = "paid", least: int = 2) -> str:
    """An order of the real data with at least so many live, unused tickets."""
    with book.read() as reading:
        lines = [line for line in reading.history.lines() if line.kind == "order_taken_in"]
    for line in lines:
        order = line.payload["order"]["id"]
        if line.payload["order"]["method"] == method:
            view = show(book, order)
            if method == "invoice" and state == "pending" and view.invoice is None:
                continue
            if (
                view.state == state
                and all(t.state in ("valid", "held") for t in view.tickets)
                and len(view.tickets) >= least
            ):
                return order
    raise AssertionError("no such order")


def test_a_cancelled_ticket_is_refused_at_the_gate_and_its_place_is_free(opera: Book) -> None:
    order = an_order(opera, method="cash")
    view = show(opera, order)
    ticket, other = view.tickets[0], view.tickets[1]
    before = {z.zone: z.free for z in free(opera, ticket.performance).zones}
    done = cancel.click(opera, [ticket.ticket], who=lea(opera))
    assert not done.finished
    assert admit.check(opera, ticket.number).reason == "cancelled"
    assert admit.check(opera, other.number).answer == "GO"
    assert {z.zone: z.free for z in free(opera, ticket.performance).zones}[ticket.zone] == (
        before[ticket.zone] or 0
    ) + 1
    done = cancel.finish(opera, [ticket.ticket], who=lea(opera), reason="customer_asked", paper="back", inform="told")
    assert sum(done.hand_out.values()) == ticket.price
    cancelled = show(opera, order).tickets[0].cancelled
    assert cancelled is not None
    assert (cancelled.reason, cancelled.by, cancelled.paper) == ("customer_asked", "Lea", "back")
    assert [(r.method, r.amount, r.paid_at) for r in cancelled.refunds] == [("cash", ticket.price, None)]
    hand_out.paid_out(opera, [ticket.ticket], who=lea(opera))
    view = show(opera, order)
    assert view.refunds[0].paid_at is not None
    assert view.balance == 0
    assert [line.kind for line in view.history] == [
        "refund_paid_out",
        "cancellation_finished",
        "tickets_cancelled",
        "order_taken_in",
    ]
    assert verify(opera) is None
    assert replay(opera).equal


def test_keep_restores_exactly_until_something_irreversible_happens(opera: Book, clock: HandClock) -> None:
    order = an_order(opera, method="cash")
    before = show(opera, order)
    ticket = before.tickets[0]
    cancel.cancel(opera, [ticket.ticket], who=lea(opera), reason="duplicate")
    clock.advance(seconds=5)
    cancel.keep(opera, [ticket.ticket], who=lea(opera))
    after = show(opera, order)
    assert (after.tickets, after.balance, after.refunds, after.state) == (
        before.tickets,
        before.balance,
        (),
        before.state,
    )
    assert admit.check(opera, ticket.number).answer == "GO"
    cancel.cancel(opera, [ticket.ticket], who=lea(opera), reason="duplicate")
    hand_out.paid_out(opera, [ticket.ticket], who=lea(opera))
    with pytest.raises(RuleBroken) as no:
        cancel.keep(opera, [ticket.ticket], who=lea(opera))
    assert (no.value.code, no.value.data["why"], no.value.next) == ("final", "paid_out", ("reinstate",))
    _, new = cancel.reinstate(opera, ticket.ticket, who=lea(opera))
    view = show(opera, order)
    fresh = next(t for t in view.tickets if t.ticket == new)
    old = next(t for t in view.tickets if t.ticket == ticket.ticket)
    assert (old.state, old.successor, fresh.state, fresh.predecessor) == ("cancelled", fresh.short, "valid", old.short)
    assert admit.check(opera, ticket.number).reason == "cancelled"
    assert admit.check(opera, fresh.number).answer == "GO"
    assert view.balance == ticket.price
    with pytest.raises(RuleBroken) as no:
        cancel.click(opera, [ticket.ticket], who=lea(opera))
    assert (no.value.code, no.value.data["successor"]) == ("already_cancelled", new)
    assert replay(opera).equal


def test_in_an_overbooked_house_a_ticket_is_kept_and_nobody_new_comes_in(book: Book) -> None:
    """An import brought 9 people for 6 places: a cancelled one can be kept, but her place is no free place."""
    [show_] = house().performances
    few = replace(show_, zones=(TakenZone("Standing", False, None),), quotas=(TakenQuota("q", "S", 6, ("Standing",)),))
    orders = [on("x", "y", "z", number=f"N{n}") for n in range(3)]
    standing = [replace(o, tickets=tuple(replace(t, zone="Standing", seat=None) for t in o.tickets)) for o in orders]
    taken(book, TakenPerformances((few,)), *standing)
    who = lea(book)
    first, second = (str(order_of(book, code)[1]) for code in ("N0T1", "N0T2"))
    for _ in range(2):
        cancel.click(book, [first], who=who)
        assert (free(book, "p").zones[0].free, free(book, "p").quotas[0].free) == (0, 0)
        cancel.keep(book, [first], who=who)
        assert admit.check(book, "N0T1").answer == "GO"
    cancel.cancel(book, [second], who=who, reason="duplicate", now=True)
    with pytest.raises(RuleBroken) as no:
        cancel.reinstate(book, second, who=who)
    assert no.value.code == "place_taken"
    assert replay(book).equal


def test_a_place_sold_again_is_not_given_back(opera: Book) -> None:
    order = an_order(opera, method="cash")
    ticket = show(opera, order).tickets[0]
    cancel.click(opera, [ticket.ticket], who=lea(opera))
    _, new = cancel.reinstate(opera, ticket.ticket, who=lea(opera))
    with pytest.raises(RuleBroken) as no:
        cancel.keep(opera, [ticket.ticket], who=lea(opera))
    assert no.value.code == "final"
    cancel.click(opera, [new], who=lea(opera))
    assert admit.check(opera, ticket.number).answer == "STOP"


def test_a_payment_elsewhere_at_this_desk_ends_every_open_keep(opera: Book) -> None:
    ticket = show(opera, an_order(opera, method="cash")).tickets[0]
    cancel.click(opera, [ticket.ticket], who=lea(opera))
    payment.pay(opera, an_order(opera, method="invoice", state="pending"), method="card", who=lea(opera))
    with pytest.raises(RuleBroken) as no:
        cancel.keep(opera, [ticket.ticket], who=lea(opera))
    assert no.value.data["why"] == "posted"


def test_each_refusal_has_its_own_code_and_changes_nothing(opera: Book, clock: HandClock) -> None:
    who = lea(opera)
    paid = show(opera, an_order(opera, method="card"))
    first = paid.tickets[0].ticket
    cancel.cancel(opera, [first], who=who, reason="our_error", now=True)
    cases = {
        "already_cancelled": lambda: cancel.click(opera, [first], who=who),
        "already_finished": lambda: cancel.finish(opera, [first], who=who, reason="duplicate"),
        "unknown_reason": lambda: cancel.cancel(opera, [paid.tickets[1].ticket], who=who, reason="because"),
        "unknown_method": lambda: cancel.cancel(
            opera, [paid.tickets[1].ticket], who=who, reason="duplicate", method="gold"
        ),
        "short_note": lambda: cancel.cancel(opera, [paid.tickets[1].ticket], who=who, reason="other", note="x"),
        "over_payment": lambda: cancel.cancel(
            opera, [paid.tickets[1].ticket], who=who, reason="duplicate", amount=10**6
        ),
        "not_cancelled": lambda: cancel.keep(opera, [paid.tickets[1].ticket], who=who),
        "already_paid_out": lambda: hand_out.paid_out(opera, [first], who=who),
        "nothing_open": lambda: hand_out.paid_out(opera, [paid.tickets[1].ticket], who=who),
        "not_used": lambda: cancel.goodwill(opera, paid.tickets[1].ticket, who=alone(opera), method="card", amount=100),
    }
    with opera.read() as reading:
        seq = reading.facts().seq
    for code, deed in cases.items():
        with pytest.raises(RuleBroken) as no:
            deed()
        assert no.value.code == code
    with opera.read() as reading:
        assert reading.facts().seq == seq
    clock.advance(seconds=(paid.tickets[1].starts_at - clock.now()) / 1e6 + 1)
    with pytest.raises(RuleBroken) as no:
        cancel.click(opera, [paid.tickets[1].ticket], who=who)
    assert no.value.code == "needs_second_person"
    with pytest.raises(RuleBroken) as no:
        cancel.click(opera, [paid.tickets[1].ticket], who=Who(who.person, second=who.person))
    assert no.value.code == "second_person_is_actor"
    with pytest.raises(RuleBroken) as no:
        cancel.click(opera, [paid.tickets[1].ticket], who=Who(who.person, alone="short"))
    assert no.value.code == "short_alone"
    cancel.click(opera, [paid.tickets[1].ticket], who=alone(opera))
    clock.advance(seconds=5 * HOUR / 1e6)
    other = show(opera, an_order(opera, method="cash"))
    late = next((t for t in other.tickets if t.cross.why == "performance_over"), None)
    if late is not None:
        with pytest.raises(RuleBroken) as no:
            cancel.click(opera, [late.ticket], who=alone(opera))
        assert no.value.code == "performance_over"


def test_a_used_ticket_is_not_cancelled_but_goodwill_and_undo_are_possible(opera: Book) -> None:
    who = lea(opera)
    order = an_order(opera, method="cash")
    ticket = show(opera, order).tickets[0]
    assert admit.admit(opera, ticket.number, who=who).answer == "GO"
    second = admit.admit(opera, ticket.number, who=who)
    assert (second.answer, second.reason) == ("STOP", "used")
    with pytest.raises(RuleBroken) as no:
        cancel.click(opera, [ticket.ticket], who=alone(opera))
    assert (no.value.code, no.value.next) == ("used", ("goodwill", "undo-entry"))
    with pytest.raises(RuleBroken) as no:
        cancel.goodwill(opera, ticket.ticket, who=who, method="cash", amount=1000)
    assert no.value.code == "needs_second_person"
    cancel.goodwill(opera, ticket.ticket, who=alone(opera), method="cash", amount=1000)
    view = show(opera, order)
    assert view.tickets[0].state == "used"
    assert (view.refunded, view.balance) == (1000, 0)
    with pytest.raises(RuleBroken) as no:
        cancel.goodwill(opera, ticket.ticket, who=alone(opera), method="cash", amount=ticket.price)
    assert no.value.code == "over_payment"
    admit.undo_entry(opera, ticket.ticket, who=alone(opera), reason="wrong ticket")
    assert admit.check(opera, ticket.number).answer == "GO"
    assert replay(opera).equal


@pytest.mark.parametrize(
    ("reasons", "note", "reason"),
    [
        (None, None, "customer_asked"),
        (None, "bad seat", "other"),
        (None, "x", "customer_asked"),
        ("duplicate,other", None, "duplicate"),
    ],
)
def test_goodwill_without_a_reason_has_the_nearest_one(
    file_book: Book, reasons: str | None, note: str | None, reason: str
) -> None:
    taken(file_book, house(), on("A-1", number="P"))
    admit.admit(file_book, "PT1", who=lea(file_book))
    change_rules(file_book, {"reasons": reasons} if reasons else {}, who=lea(file_book))
    order, ticket = order_of(file_book, "PT1")
    cancel.goodwill(file_book, str(ticket), who=alone(file_book), method="card", amount=100, note=note)
    with file_book.read() as reading:
        [refund] = reading.dossiers([order])[order].refunds
    assert (refund.reason, refund.goodwill) == (reason, True)


def test_an_invoice_order_is_reissued_never_cut(opera: Book) -> None:
    order = an_order(opera, method="invoice", state="pending", least=3)
    view = show(opera, order)
    with pytest.raises(RuleBroken) as no:
        cancel.click(opera, [view.tickets[0].ticket], who=lea(opera))
    assert (no.value.code, no.value.next) == ("invoice_pending", ("reissue", "cancel-order"))
    done = invoice.reissue(opera, order, without=[view.tickets[0].ticket], who=lea(opera))
    old, new = show(opera, order), show(opera, done.order)
    assert (old.state, old.successor, old.balance) == ("cancelled", new.number, 0)
    assert [t.seat for t in new.tickets] == [t.seat for t in view.tickets[1:]]
    assert (new.state, new.balance) == ("pending", view.balance - view.tickets[0].price)
    assert {i.kind for i in old.invoices} == {"invoice", "credit_note"}
    assert sum(i.amount for i in old.invoices) == 0
    assert new.invoice == done.invoice
    for ticket in view.tickets:
        assert admit.check(opera, ticket.number).reason == "cancelled"
    assert admit.check(opera, new.tickets[0].number).reason == "unpaid"
    payment.pay(opera, done.order, method="bank_transfer", who=lea(opera))
    assert admit.check(opera, new.tickets[0].number).answer == "GO"
    assert replay(opera).equal


def test_the_whole_pending_invoice_order_is_cancelled_with_its_credit_note(opera: Book) -> None:
    order = an_order(opera, method="invoice", state="pending", least=2)
    view = show(opera, order)
    tickets = [t.ticket for t in view.tickets]
    done = cancel.cancel(opera, tickets, who=lea(opera), reason="customer_asked")
    assert (done.order_state, done.hand_out) == ("cancelled", {})
    after = show(opera, order)
    assert after.balance == 0
    assert [i.kind for i in after.invoices][-1] == "credit_note"
    with pytest.raises(RuleBroken) as no:
        cancel.keep(opera, tickets, who=lea(opera))
    assert no.value.code == "final"


def test_a_partial_payment_leaves_the_rest_open(opera: Book) -> None:
    order = an_order(opera, method="invoice", state="pending")
    view = show(opera, order)
    payment.pay(opera, order, method="card", amount=1000, who=lea(opera))
    half = show(opera, order)
    assert (half.state, half.balance) == ("pending", view.balance - 1000)
    payment.pay(opera, order, method="card", who=lea(opera))
    assert (show(opera, order).state, show(opera, order).balance) == ("paid", 0)


def test_each_kind_of_key_finds_its_order(opera: Book) -> None:
    view = show(opera, order_of(opera, "KL3ZT")[0])
    invoiced = find(opera, "OPERA-00001").orders[0]
    with opera.read() as reading:
        phones = [
            (line.payload["order"]["number"], record.fields["phone"])
            for line in reading.history.lines()
            if line.kind == "order_taken_in" and line.payload["order"]["customer"]
            for record in reading.persons([line.payload["order"]["customer"]]).values()
            if record.fields.get("phone")
        ]
    queries = {
        "KL3ZT": ("KL3ZT", "number"),
        "kl3zt": ("KL3ZT", "number"),
        view.tickets[0].number: ("KL3ZT", "ticket"),
        "robson hel": ("KL3ZT", "name"),
        "HELEN ROBSON": ("KL3ZT", "name"),
        "helen.robson94@example.org": ("KL3ZT", "email"),
        "briggs": ("KL3ZT", "holder"),
        "opera-00001": (invoiced.number, "invoice"),
    }
    if phones:
        number, phone = phones[0]
        queries[phone] = (number, "phone")
    for query, (number, matched) in queries.items():
        found = find(opera, query)
        assert (number, matched) in [(o.number, o.matched) for o in found.orders], query
    assert "KL3ZT" in [o.number for o in find(opera, "row a seat 3 robson").orders]
    assert find(opera, "a3 robson").orders[0].number == "KL3ZT"
    assert find(opera, "zzz").orders == ()
    assert find(opera, "").orders == ()

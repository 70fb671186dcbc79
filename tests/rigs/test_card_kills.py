"""A till is killed anywhere between the card and the ticket: no charge without a record or twice, nothing sold that is not there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW, lea
from tests.house import taken
from tests.rigs.till import PRICE, Plan, opened, terminal_of
from tests.terminal.simulator import Simulator
from tests.theatre import evening, seats, theatre
from ticketoffice.desk.card_charges import noted, unsettled, unsold
from ticketoffice.desk.find import order_of
from ticketoffice.desk.selling import sell
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book
from ticketoffice.store.card_charges import APPROVED
from ticketoffice.store.checking import quick_check, verify
from ticketoffice.store.replay import replay

ROUNDS = 10
"""With --long; by default a till dies once before each of its steps."""
SEATS_A_PERFORMANCE = 30


class Tills:
    """The process that forks tills, and the book that they have one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.simulator, self.count = folder, Simulator(), 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.till"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def plan(self, die_at: int | None) -> Plan:
        """For a seat that nobody had yet."""
        self.count += 1
        row, seat = divmod((self.count - 1) % SEATS_A_PERFORMANCE, 10)
        return Plan(
            str(self.folder),
            self.simulator.port,
            NOW + self.count,
            f"{self.count:032x}",
            f"{'ABC'[row]}-{seat + 1}",
            die_at=die_at,
        )

    def run(self, plan: Plan) -> dict[str, Any]:
        """What a till said, to its end."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(plan)) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = {}
        for line in self._process.stdout:
            word, what = json.loads(line)
            said[word] = what
            if word == "ended":
                break
        return said

    def close(self) -> None:
        """Ends both."""
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()
        self.simulator.close()


@pytest.fixture
def tills(tmp_path: Path) -> Iterator[Tills]:
    made = Tills(tmp_path)
    book, secrets = opened(made.plan(None))
    taken(book, theatre(evening()))
    made.count = 0
    book.close()
    secrets.close()
    yield made
    made.close()


def sales_of(book: Book) -> list[dict[str, Any]]:
    """The payments of all sales by card, as the journal has them."""
    with book.read() as reading:
        payloads = [line.payload for line in reading.history.lines() if line.kind == "order_sold"]
    return [row for payload in payloads for row in payload["payments"]]


@pytest.mark.timeout(3600)
def test_no_charge_is_without_a_record_and_none_is_there_twice(
    tills: Tills, long_run: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tills.run(tills.plan(None))
    assert whole["ended"] == 0 and whole["steps"] > 20
    found: Counter[str] = Counter()
    for die_at in [*range(whole["steps"])] * (ROUNDS if long_run else 1):
        if tills.count >= SEATS_A_PERFORMANCE - 1:
            _another_evening(tills)
        plan = tills.plan(die_at)
        said = tills.run(plan)
        assert said["ended"] == -signal.SIGKILL, said
        found[_examined(tills, plan, said)] += 1
    with capsys.disabled():
        print(f"\n{sum(found.values())} tills killed between the card and the ticket: {dict(sorted(found.items()))}")
    assert set(found) == {"nothing was charged", "charged, not sold", "sold, not handed out", "handed out"}


def _another_evening(tills: Tills) -> None:
    """The house is sold: the next book, at the same terminal."""
    tills.folder = tills.folder / "next"
    tills.folder.mkdir()
    tills.count = 0
    tills.simulator.ledger.clear()
    book, secrets = opened(tills.plan(None))
    taken(book, theatre(evening()))
    tills.count = 0
    book.close()
    secrets.close()


def _examined(tills: Tills, plan: Plan, said: dict[str, Any]) -> str:
    """Opens the book as the program does and settles what is open, as a cashier does; what the kill had left."""
    book, secrets = opened(plan)
    try:
        assert (book.read_only, quick_check(book), verify(book), replay(book).equal) == (None, None, None, True)
        terminal = terminal_of(book, port=plan.port)
        for charge in unsettled(book):
            terminal.ask(charge.reference)
        assert unsettled(book) == []
        open_ones = unsold(book)
        assert [one.reference for one in open_ones] in ([], [plan.reference])
        recorded = Counter(row["terminal"]["trace"] for row in sales_of(book))
        charges = Counter(one.trace for one in tills.simulator.ledger)
        assert set(recorded.values()) <= {1} and recorded <= charges, "sold for a charge that is none, or twice"
        assert (charges - recorded).total() == len(open_ones), "a charge that nobody knows of"
        if "charged" in said:
            assert said["charged"] in charges
        if "sold" in said:
            order = show(book, order_of(book, said["sold"])[0])
            assert [(one.method, one.amount) for one in order.payments] == [("card", PRICE)]
        state = _left(book, plan)
        assert (state == "charged, not sold") == bool(open_ones) and not (open_ones and "sold" in said)
        assert "handed out" not in said, "it dies before it says that"
        before = tills.simulator.asked_to_pay()
        if open_ones:
            pay = [Tender("card", PRICE, plan.reference)]
            sell(book, seats(plan.seat), pay=pay, who=lea(book))
            with pytest.raises(RuleBroken, match="charge_spent"):
                sell(book, seats("C-10"), pay=pay, who=lea(book))
        assert unsold(book) == [] and tills.simulator.asked_to_pay() == before, "nobody's card was asked again"
        return state
    finally:
        book.close()
        secrets.close()


def _left(book: Book, plan: Plan) -> str:
    """What the kill had left, in words."""
    charge = noted(book, plan.reference)
    if charge is None or charge.outcome != APPROVED:
        return "nothing was charged"
    if charge.order is None:
        return "charged, not sold"
    [ticket] = show(book, charge.order).tickets
    return "sold, not handed out" if ticket.collected_at is None else "handed out"

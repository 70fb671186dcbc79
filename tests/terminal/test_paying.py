"""F42: a card is charged once or not at all, and where nobody knows it is asked and said, never tried again."""

import threading

import pytest

from tests.terminal.conftest import Desk
from tests.terminal.simulator import Faults, Simulator
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store.book import Book
from ticketoffice.terminal.at_terminal import AtTerminal
from ticketoffice.terminal.notebook import Notebook
from ticketoffice.terminal.payment_terminal import Approved, Declined, Outcome, Unknown, charged

REF, NEXT = "a" * 32, "b" * 32


def test_a_payment_is_approved_once_with_the_terminals_own_numbers(simulator: Simulator, desk: Desk) -> None:
    simulator.book(9900)
    shown: list[str] = []
    simulator.faults.print_first = True
    outcome = desk().pay(3000, REF, said=shown.append)
    assert outcome == Approved(REF, 3000, "CHF", trace=42, receipt=7, terminal="52500041")
    assert shown == ["card"] and simulator.charged() == [9900, 3000]


def test_no_number_of_a_card_is_kept_anywhere(simulator: Simulator, desk: Desk, notebook: Notebook) -> None:
    outcome = desk().pay(3000, REF)
    kept = repr(notebook.noted(REF)) + repr(outcome)
    assert "4711" in repr(bytes.fromhex("47111111111111ff").hex()) and "4711" not in kept


def test_f42_a_lost_reply_is_asked_for_and_the_card_is_charged_once(simulator: Simulator, desk: Desk) -> None:
    simulator.faults.lost_reply = True
    outcome = desk().pay(3000, REF)
    assert isinstance(outcome, Approved) and simulator.charged() == [3000] and simulator.asked_to_pay() == 1


def test_f42_a_terminal_that_says_nothing_more_is_asked_anew(simulator: Simulator, desk: Desk) -> None:
    simulator.faults.silent = True
    outcome = desk().pay(3000, REF)
    assert isinstance(outcome, Approved) and simulator.charged() == [3000] and simulator.asked_to_pay() == 1


def test_f42_a_late_reply_is_waited_for(simulator: Simulator, desk: Desk) -> None:
    came = threading.Event()
    simulator.faults.reply_after = came
    at = AtTerminal(desk())
    running = at.pay(3000, REF)
    assert simulator.at_card.wait(5) and not running.done()
    came.set()
    assert isinstance(running.result(10), Approved) and simulator.charged() == [3000]
    at.close()


def test_f42_a_reply_that_comes_after_the_patience_counts_for_its_own_payment(simulator: Simulator, desk: Desk) -> None:
    came = threading.Event()
    simulator.faults.reply_after = came
    terminal = desk()
    outcome = terminal.pay(3000, REF)
    assert isinstance(outcome, Unknown) and outcome.why == "not_reached"
    with pytest.raises(Unavailable, match="terminal_unsettled"):
        terminal.pay(4500, NEXT)
    came.set()
    assert isinstance(terminal.ask(REF), Approved)
    assert isinstance(terminal.pay(4500, NEXT), Approved)
    assert simulator.charged() == [3000, 4500] and simulator.asked_to_pay() == 2


@pytest.mark.parametrize("then_right", [False, True])
def test_f42_the_amount_before_is_never_taken_for_this_one(simulator: Simulator, desk: Desk, then_right: bool) -> None:
    simulator.book(9900)
    simulator.faults = Faults(stale=not then_right, stale_then_right=then_right)
    outcome = desk().pay(3000, REF)
    assert isinstance(outcome, Approved) and outcome.amount == 3000 and outcome.trace == 42


def test_f42_the_same_amount_before_is_not_taken_for_this_one_either(simulator: Simulator, desk: Desk) -> None:
    simulator.book(3000)
    simulator.faults = Faults(stale=True, charges_nothing=True)
    assert isinstance(desk().pay(3000, REF), Declined)
    assert simulator.charged() == [3000]


def test_f42_tapped_twice_it_is_one_payment_with_one_outcome(simulator: Simulator, desk: Desk) -> None:
    came = threading.Event()
    simulator.faults.reply_after = came
    terminal = desk()
    outcomes: list[Outcome] = []
    both = [threading.Thread(target=lambda: outcomes.append(terminal.pay(3000, REF))) for _ in range(2)]
    both[0].start()
    assert simulator.at_card.wait(5)
    both[1].start()
    with pytest.raises(Unavailable, match="terminal_busy"):
        terminal.pay(4500, NEXT)
    came.set()
    for thread in both:
        thread.join(10)
    assert len(outcomes) == 2 and outcomes[0] == outcomes[1] and simulator.asked_to_pay() == 1
    assert terminal.pay(3000, REF) == outcomes[0] and simulator.charged() == [3000]


def test_one_tapped_twice_on_the_screen_is_one_future(simulator: Simulator, desk: Desk) -> None:
    came = threading.Event()
    simulator.faults.reply_after = came
    at = AtTerminal(desk())
    assert at.pay(3000, REF) is at.pay(3000, REF)
    came.set()
    at.close()
    assert simulator.charged() == [3000]


def test_what_the_bank_refuses_charges_nothing_and_the_next_one_goes(simulator: Simulator, desk: Desk) -> None:
    simulator.faults.refused = 0x05
    terminal = desk()
    outcome = terminal.pay(3000, REF)
    assert outcome == Declined(REF, "declined", 5)
    with pytest.raises(RuleBroken, match="terminal_declined"):
        charged(outcome)
    assert isinstance(charged(terminal.pay(3000, NEXT)), Approved)
    assert simulator.charged() == [3000]


def test_what_the_terminal_does_not_begin_is_no_payment(simulator: Simulator, desk: Desk) -> None:
    simulator.faults.says_no = 0x83
    assert desk().pay(3000, REF) == Declined(REF, "said_no", 0x83)
    assert simulator.charged() == []


def test_an_abort_charges_nothing(simulator: Simulator, desk: Desk) -> None:
    simulator.faults.charges_nothing = True
    assert desk().pay(3000, REF) == Declined(REF, "aborted", 0x6C)


def test_the_wish_to_end_reaches_the_terminal(simulator: Simulator, desk: Desk) -> None:
    came = threading.Event()
    simulator.faults = Faults(reply_after=came, charges_nothing=True)
    terminal = desk()
    terminal.abort()
    at = AtTerminal(terminal)
    running = at.pay(3000, REF)
    assert simulator.at_card.wait(5)
    at.abort()
    came.set()
    assert isinstance(running.result(10), Declined)
    at.close()


def test_an_abort_after_a_charge_is_asked_about(simulator: Simulator, desk: Desk) -> None:
    simulator.faults.abort_after_status = True
    assert isinstance(desk().pay(3000, REF), Approved)


def test_a_terminal_that_is_at_work_is_asked_until_it_knows(simulator: Simulator, desk: Desk) -> None:
    simulator.faults.lost_reply = True
    terminal = desk()
    simulator.book(100)
    at = AtTerminal(terminal)
    running = at.pay(3000, REF)
    assert simulator.at_card.wait(5)
    simulator.busy_answers = 3
    assert isinstance(running.result(10), Approved)
    at.close()


def test_a_terminal_that_is_not_there_charges_nothing_and_says_so(simulator: Simulator, desk: Desk) -> None:
    simulator.close()
    with pytest.raises(Unavailable, match="terminal_unreachable") as no:
        desk().pay(3000, REF)
    said = sentence("terminal_unreachable", data=no.value.data)
    assert "Nothing was charged" in said and "127.0.0.1" in said


def test_what_nobody_knows_is_said_with_what_to_do_and_a_person_can_settle_it(simulator: Simulator, desk: Desk) -> None:
    simulator.faults.lost_reply = True
    came = threading.Event()
    simulator.faults.reply_after = came
    terminal = desk()
    assert isinstance(terminal.pay(3000, REF), Unknown)
    came.set()
    simulator.close()
    outcome = desk().ask(REF)
    with pytest.raises(Unavailable, match="terminal_unknown") as no:
        charged(outcome)
    said = sentence("terminal_unknown", data={**no.value.data, "amount": "CHF 30.00"})
    assert "CHF 30.00" in said and "do not take the card again" in said
    settled = desk().read_on_terminal(REF, was_charged=True, trace=42)
    assert (
        settled == Approved(REF, 3000, "CHF", 42) == desk().ask(REF) == desk().read_on_terminal(REF, was_charged=False)
    )


def test_somebody_elses_payment_since_then_leaves_it_unknown(simulator: Simulator, desk: Desk) -> None:
    came = threading.Event()
    simulator.faults = Faults(reply_after=came)
    terminal = desk()
    assert isinstance(terminal.pay(3000, REF), Unknown)
    came.set()
    assert isinstance(terminal.ask(REF), Approved)
    other = terminal.ask(NEXT)
    assert other == Unknown(NEXT, 0, "CHF", "no_record")
    assert terminal.read_on_terminal(NEXT, was_charged=True) == other


def test_after_a_restart_an_open_payment_is_asked_and_not_sent_again(
    simulator: Simulator, desk: Desk, notebook: Notebook
) -> None:
    came = threading.Event()
    simulator.faults.reply_after = came
    assert isinstance(desk().pay(3000, REF), Unknown)
    came.set()
    again = desk()
    assert notebook.unsettled() is not None
    assert isinstance(again.pay(3000, REF), Approved) and simulator.asked_to_pay() == 1
    assert notebook.unsettled() is None


def test_another_payment_on_the_terminal_meanwhile_is_not_ours(simulator: Simulator, desk: Desk) -> None:
    simulator.book(500)
    came = threading.Event()
    simulator.faults = Faults(reply_after=came, charges_nothing=True)
    assert isinstance(desk().pay(3000, REF), Unknown)
    simulator.book(7700)
    came.set()
    outcome = desk().ask(REF)
    assert outcome == Unknown(REF, 3000, "CHF", "other_amount")
    assert desk().read_on_terminal(REF, was_charged=False) == Declined(REF, "not_booked")


def test_a_book_that_takes_nothing_down_sends_nothing_to_the_terminal(
    simulator: Simulator, desk: Desk, file_book: Book
) -> None:
    terminal = desk()
    with file_book.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = 1")
    with pytest.raises(Unavailable, match=r"cannot_write|read_only"):
        terminal.pay(3000, REF)
    assert simulator.charged() == []


OUT, IN = 68, 46
"""How many bytes the terminal sends in a payment, and the till from its first one to the end of one."""


def test_the_cuts_below_are_at_each_byte(simulator: Simulator, desk: Desk) -> None:
    simulator.book(3000)
    desk().pay(3000, REF)
    assert simulator.sent_in_payment == OUT
    assert sum(map(len, simulator.received)) + 3 * 6 == IN


@pytest.mark.parametrize("cut", range(OUT))
def test_f42_a_line_that_is_cut_at_any_byte_from_the_terminal_charges_once(
    simulator: Simulator, desk: Desk, cut: int
) -> None:
    simulator.book(3000)
    simulator.faults.cut_out = cut
    outcome = desk().pay(3000, REF)
    assert isinstance(outcome, Approved) and outcome.trace == 42
    assert simulator.charged() == [3000, 3000] and simulator.asked_to_pay() == 1


@pytest.mark.parametrize("cut", range(IN + 1))
def test_f42_a_line_that_is_cut_at_any_byte_to_the_terminal_tells_the_truth(
    simulator: Simulator, desk: Desk, cut: int
) -> None:
    simulator.book(3000)
    simulator.faults.cut_in = cut
    try:
        outcome = desk().pay(3000, REF)
    except Unavailable as no:
        assert no.code == "terminal_unreachable"
        outcome = Declined(REF, "not_booked")
    assert isinstance(outcome, Approved) == (len(simulator.charged()) == 2)
    assert isinstance(outcome, Approved | Declined) and simulator.asked_to_pay() <= 1

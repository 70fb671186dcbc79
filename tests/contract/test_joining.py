"""A book joins with a code, or is told why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.contract.desk import Behind, Writer
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.travel import Enrolment
from ticketoffice.store import enrolment

Make = Callable[..., Writer]


def refused(behind: Behind, wish: Enrolment) -> RuleBroken:
    with pytest.raises(RuleBroken) as no:
        behind.ask(None).enrol(wish)
    return no.value


def test_a_book_brings_its_history_to_an_empty_centre(behind: Behind, writer: Make) -> None:
    desk = writer()
    welcome = desk.join()
    assert (welcome.form, welcome.change, welcome.now) == ("history", 0, behind.clock.now())
    assert len(welcome.token) >= 32
    desk.push_all()
    assert len(desk.service.orders(None).orders) == 2


def test_a_fresh_book_joins_a_centre_in_use(behind: Behind, writer: Make) -> None:
    writer("A").join()
    second = writer("B", orders=0)
    assert second.join().form == "fresh"


def test_two_books_with_sales_are_never_merged(behind: Behind, writer: Make) -> None:
    writer("A").join()
    other = writer("B", orders=25)
    no = refused(behind, other.wish(behind.code()))
    assert no.code == "not_fresh"
    assert int(str(no.data["operations"])) > enrolment.FRESH_OPERATIONS


@pytest.mark.parametrize("mode", ["demo", "centre", "practice"])
def test_demonstration_books_never_join(behind: Behind, writer: Make, mode: str) -> None:
    no = refused(behind, writer(mode=mode).wish(behind.code()))
    assert (no.code, no.data) == ("not_live", {"mode": mode})


def test_a_code_counts_once(behind: Behind, writer: Make) -> None:
    code = behind.code()
    behind.ask(None).enrol(writer("A", orders=0).wish(code))
    no = refused(behind, writer("B", orders=0).wish(code))
    assert (no.code, no.data) == ("code_used", {"at": behind.clock.now()})


def test_a_code_counts_for_ten_minutes(behind: Behind, writer: Make) -> None:
    early, late = behind.code(), behind.code()
    behind.clock.advance(seconds=600)
    behind.ask(None).enrol(writer("A", orders=0).wish(early))
    behind.clock.advance(seconds=1)
    assert refused(behind, writer("B", orders=0).wish(late)).code == "code_expired"


def test_a_code_may_be_typed_as_it_is_read(behind: Behind, writer: Make) -> None:
    code = behind.code()
    typed = f" {code[:4].lower()}-{code[4:]} "
    assert behind.ask(None).enrol(writer().wish(typed)).token


def test_wrong_codes_are_alarms_and_guessing_ends(behind: Behind, writer: Make) -> None:
    desk = writer()
    for _ in range(enrolment.MOST_TRIES):
        assert refused(behind, desk.wish("22222222")).code == "wrong_code"
    right = desk.wish(behind.code())
    no = refused(behind, right)
    assert (no.code, no.data) == ("too_many_tries", {"minutes": 10})
    behind.clock.advance(seconds=601)
    assert refused(behind, right).code == "code_expired"
    assert behind.ask(None).enrol(desk.wish(behind.code())).form == "history"


def test_one_desk_joins_once(behind: Behind, writer: Make) -> None:
    desk = writer()
    desk.join()
    desk.push_all()
    assert refused(behind, desk.wish(behind.code())).code == "enrolled"
    assert desk.service.changes(0).through > 0, "the one that joined goes on"


def test_a_welcome_that_was_lost_is_asked_for_with_a_new_code(behind: Behind, writer: Make) -> None:
    desk = writer()
    lost = desk.join()
    again = desk.join()
    assert again.form == lost.form == "history"
    with pytest.raises(Unavailable, match="access_ended"):
        behind.ask(lost.token).changes(0)
    desk.push_all()
    assert len(desk.service.orders(None).orders) == 2


def test_a_history_whose_welcome_was_lost_still_joins_where_others_came_first(behind: Behind, writer: Make) -> None:
    """A power cut at the desk, after the centre had said yes: its work is what the centre takes as history."""
    desk = writer("A", orders=25)
    desk.join()
    second = writer("B", orders=0)
    assert second.join().form == "fresh"
    second.push_all()
    desk.note("A1", "since")
    assert desk.join().form == "history"
    desk.push_all()
    assert len(desk.service.orders(None).orders) == 25
    assert len(enrolment.desks(behind.book)) == 2
    assert refused(behind, writer("C", orders=25).wish(behind.code())).code == "not_fresh", "of all others still none"


def test_an_epoch_that_another_desk_brought_is_not_brought_again(behind: Behind, writer: Make) -> None:
    first = writer("A", orders=0)
    first.join()
    stolen = replace(writer("B", orders=0).wish(behind.code()), epochs=first.wish("").epochs)
    assert refused(behind, stolen).code == "enrolled"


@pytest.mark.parametrize("token", [None, "", "x", "é", "0" * 5000])
def test_without_a_desk_s_token_nothing_is_told(behind: Behind, writer: Make, token: str | None) -> None:
    writer().join()
    stranger = behind.ask(token)
    for ask in (
        lambda: stranger.changes(0),
        lambda: stranger.catalogue(),
        lambda: stranger.orders(None),
        lambda: stranger.orders_of("00" * 16),
        lambda: stranger.digest("00" * 16),
        lambda: stranger.push("00" * 16, ()),
    ):
        with pytest.raises(Unavailable, match="access_ended"):
            ask()


def test_a_desk_that_was_put_out_hears_nothing_more(behind: Behind, writer: Make) -> None:
    desk = writer()
    desk.join()
    desk.push_all()
    with behind.book.read() as reading:
        before = reading.facts()
    enrolment.revoke(behind.book, enrolment.desks(behind.book)[0].desk)
    desk.note("A1", "after")
    for ask in (
        lambda: desk.service.changes(0),
        lambda: desk.service.catalogue(),
        lambda: desk.service.orders(None),
        lambda: desk.service.orders_of("00" * 16),
        lambda: desk.service.digest("00" * 16),
        lambda: desk.push(desk.sent()),
    ):
        with pytest.raises(Unavailable, match="revoked"):
            ask()
    with behind.book.read() as reading:
        assert reading.facts() == before


def test_who_hangs_up_leaves_the_lines_of_others_as_they_are(behind: Behind, writer: Make) -> None:
    desk = writer()
    desk.join()
    line = behind.ask(desk.token)
    assert line.changes(0) == desk.service.changes(0)
    line.close()
    line.close()
    assert desk.service.changes(0).through == 0

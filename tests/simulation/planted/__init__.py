"""Bugs that somebody could make, planted to see that the oracles find them. Each one is a context in which it is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from tests.simulation.planted.acknowledgement import sent_is_as_good_as_answered
from tests.simulation.planted.cursor import the_cursor_is_a_time
from tests.simulation.planted.drawer import an_exchange_moves_no_cash
from tests.simulation.planted.erasing import erased_where_it_was_done_alone
from tests.simulation.planted.exchange import only_one_is_given_back
from tests.simulation.planted.holds import nobody_looks_what_the_house_keeps
from tests.simulation.planted.seats import nobody_looks_who_sits_there

PLANTED: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "acknowledgement": sent_is_as_good_as_answered,
    "cursor": the_cursor_is_a_time,
    "drawer": an_exchange_moves_no_cash,
    "erasing": erased_where_it_was_done_alone,
    "exchange": only_one_is_given_back,
    "holds": nobody_looks_what_the_house_keeps,
    "seats": nobody_looks_who_sits_there,
}

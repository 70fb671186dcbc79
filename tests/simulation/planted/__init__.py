"""Bugs that somebody could make, planted to see that the oracles find them. Each one is a context in which it is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from tests.simulation.planted.acknowledgement import sent_is_as_good_as_answered
from tests.simulation.planted.cursor import the_cursor_is_a_time
from tests.simulation.planted.erasing import erased_where_it_was_done_alone
from tests.simulation.planted.seats import nobody_looks_who_sits_there

PLANTED: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "acknowledgement": sent_is_as_good_as_answered,
    "cursor": the_cursor_is_a_time,
    "erasing": erased_where_it_was_done_alone,
    "seats": nobody_looks_who_sits_there,
}

"""What a press asks for is done once: a second press is the same wish, a press after a refusal begins anew."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.ui.one_press import OnePress


class Told:
    """Runs what is spawned when it is asked to, and keeps what was not caught."""

    def __init__(self) -> None:
        self.waiting: list[Coroutine[Any, Any, None]] = []

    def spawn(self, work: Coroutine[Any, Any, None], *, name: str) -> None:
        self.waiting.append(work)

    def run(self) -> None:
        asyncio.run(self.waiting.pop(0))


class Paper:
    def __init__(self) -> None:
        self.waited: list[bool] = []

    def set_waiting(self, on: bool) -> None:
        self.waited.append(on)


def test_a_second_press_meanwhile_is_the_same_wish_and_the_next_one_begins_anew() -> None:
    told, paper = Told(), Paper()
    did: list[str] = []
    press = OnePress(told, name="x", page=lambda: paper)  # type: ignore[arg-type]

    async def sold() -> str:
        did.append("sold")
        return "order"

    press(sold, then=lambda done: did.append(f"{done} {press.at_work}"))
    press(sold)
    assert press.at_work and paper.waited == [True] and len(told.waiting) == 1
    told.run()
    assert did == ["sold", "order False"] and paper.waited == [True, False], "it is over before it is told"
    press(sold)
    told.run()
    assert did == ["sold", "order False", "sold"]


def test_what_is_pressed_while_a_refusal_is_told_begins_anew_and_is_not_ended_by_it() -> None:
    told, paper = Told(), Paper()
    did: list[str] = []

    async def refused() -> None:
        raise RuleBroken("sold_out")

    async def sold() -> None:
        did.append("sold")

    async def tell(no: Any) -> None:
        assert not press.at_work
        press(sold)
        did.append(no.code)

    press = OnePress(told, name="x", page=lambda: paper, ended=lambda: did.append("ended"), refused=tell)  # type: ignore[arg-type]
    press(refused)
    told.run()
    assert did == ["ended", "sold_out"] and press.at_work
    told.run()
    assert did == ["ended", "sold_out", "sold", "ended"] and not press.at_work
    assert paper.waited == [True, False, True, False]


def test_the_page_that_waits_is_the_one_that_was_pressed() -> None:
    told, first, second = Told(), Paper(), Paper()
    shown = [first]
    press = OnePress(told, name="x", page=lambda: shown[0])  # type: ignore[arg-type]

    async def turned() -> None:
        shown[0] = second

    press(turned)
    told.run()
    assert first.waited == [True, False] and second.waited == []


@pytest.mark.parametrize("problem", [RuleBroken("sold_out"), ValueError("a fault")])
def test_without_anybody_who_tells_it_a_refusal_goes_on_as_a_fault_does(problem: Exception) -> None:
    told, paper = Told(), Paper()
    press = OnePress(told, name="x", page=lambda: paper)  # type: ignore[arg-type]

    async def fails() -> None:
        raise problem

    press(fails)
    with pytest.raises(type(problem)):
        told.run()
    assert not press.at_work and paper.waited == [True, False]

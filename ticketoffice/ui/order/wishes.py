"""What was pressed and waits for its turn: one wish of the cashier, about the order that was shown when it was pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Wish:
    """`work` is a deed (a coroutine function), or, where it `asks`, what opens a page: that is looked at anew when its turn
    comes. Two presses of one button are one wish; who pressed it stays who does it.
    """

    order: str | None
    work: Callable[..., Any]
    args: tuple[object, ...]
    how: Mapping[str, object] = field(default_factory=dict)
    asks: bool = False
    number: str = field(default="", compare=False)
    person: str = field(default="", compare=False)

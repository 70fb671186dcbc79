"""What a press asks for is done once: a second press while it is being done is the same wish."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ticketoffice.domain.errors import RuleBroken, Unavailable

if TYPE_CHECKING:
    from ticketoffice.ui.told_tasks import ToldTasks

Problem = RuleBroken | Unavailable
Done = TypeVar("Done")


class Waits(Protocol):
    """A page whose deed is written."""

    def set_waiting(self, on: bool) -> None:
        """Nothing is pressed there meanwhile."""


class OnePress:
    """`page` is asked at each press which page waits for it. `ended` is called once it is over, however it went; a refusal then goes to
    `refused`, or without one into the window's notice. While a refusal is told the next press begins anew.
    """

    def __init__(
        self,
        told: ToldTasks,
        *,
        name: str,
        page: Callable[[], Waits],
        ended: Callable[[], None] | None = None,
        refused: Callable[[Problem], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        self._told, self._name, self._page = told, name, page
        self._ended, self._refused = ended, refused
        self._at_work = False

    @property
    def at_work(self) -> bool:
        """Whether it is being done."""
        return self._at_work

    def __call__(
        self, work: Callable[[], Coroutine[Any, Any, Done]], *, then: Callable[[Done], None] | None = None
    ) -> None:
        """Somebody pressed: does it, unless something is being done. What it came to goes to `then`, when it is over."""
        if not self._at_work:
            self._at_work = True
            page = self._page()
            page.set_waiting(True)
            self._told.spawn(self._do(work, page=page, then=then), name=self._name)

    async def _do(
        self, work: Callable[[], Coroutine[Any, Any, Done]], *, page: Waits, then: Callable[[Done], None] | None
    ) -> None:
        problem: Problem | None = None
        try:
            done = await work()
        except (RuleBroken, Unavailable) as no:
            if self._refused is None:
                raise
            problem = no
        finally:
            self._end(page)
        if problem is None:
            if then is not None:
                then(done)
        elif self._refused is not None:
            await self._refused(problem)

    def _end(self, page: Waits) -> None:
        self._at_work = False
        page.set_waiting(False)
        if self._ended is not None:
            self._ended()

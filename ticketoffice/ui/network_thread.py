"""The network's own thread: whoever is asked there may take long or never answer, and closing does not wait for that."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
Work = tuple[Callable[[], Any], "Future[Any]"]


class NetworkThread:
    """Runs one piece of work after the other. It ends with the program, whatever it waits for."""

    def __init__(self, name: str = "network") -> None:
        self._work: SimpleQueue[Work | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._go, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Callable[[], T]) -> Future[T]:
        """What it returns or raises is in the future."""
        answer: Future[T] = Future()
        self._work.put((work, answer))
        return answer

    def end(self) -> None:
        """After what was begun nothing more is taken."""
        self._work.put(None)

    def _go(self) -> None:
        while (told := self._work.get()) is not None:
            work, answer = told
            if not answer.set_running_or_notify_cancel():
                continue
            try:
                answer.set_result(work())
            except BaseException as problem:
                answer.set_exception(problem)

"""The only creator of tasks: keeps, names, cancels and awaits them; a task that fails is told, never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Tasks:
    """The running tasks of a window."""

    def __init__(self, on_error: Callable[[BaseException], None]) -> None:
        self._running: set[asyncio.Task[Any]] = set()
        self._on_error = on_error

    def spawn(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        """Starts a task on the running loop."""
        task = asyncio.get_event_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    @property
    def idle(self) -> bool:
        """Whether nothing runs but what waits for the clock."""
        return self.idle_but("")

    def idle_but(self, name: str) -> bool:
        """Whether nothing else runs than what is called so and what waits for the clock."""
        names = {task.get_name() for task in self._running} - {name}
        return all(other.startswith("clock") for other in names)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            self._on_error(problem)

    async def close(self) -> None:
        """Cancels what waits for the clock and lets what writes end, with what was wished to follow it."""
        for task in list(self._running):
            if task is not asyncio.current_task() and task.get_name().startswith("clock"):
                task.cancel()
        while rest := [task for task in self._running if task is not asyncio.current_task()]:
            await asyncio.gather(*rest, return_exceptions=True)


class Again:
    """Work that shows how things stand: it runs once at a time, and once more if it was asked for meanwhile."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, None]], *, tasks: Tasks, name: str) -> None:
        self._work, self._tasks, self._name = work, tasks, name
        self._running = self._wished = False

    def __call__(self) -> None:
        """Asks for it."""
        self._wished = True
        if not self._running:
            self._running = True
            self._tasks.spawn(self._run(), name=self._name)

    async def _run(self) -> None:
        try:
            while self._wished:
                self._wished = False
                await self._work()
        finally:
            self._running = False

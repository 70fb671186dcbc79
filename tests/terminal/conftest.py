"""A terminal of our own, and the desk's side of it with short patience."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.terminal.simulator import Simulator
from ticketoffice.terminal.line import Patience
from ticketoffice.terminal.notebook import FileNotebook
from ticketoffice.terminal.zvt_terminal import ZvtTerminal

SHORT = Patience(answer=0.5, payment=0.5, asking=0.8, pause=0.0)
Desk = Callable[[], ZvtTerminal]


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    one = Simulator()
    yield one
    with suppress(OSError):
        one.close()


@pytest.fixture
def desk(simulator: Simulator, tmp_path: Path) -> Desk:
    """Each call is the program started again, with the same notebook."""
    return lambda: ZvtTerminal(
        "127.0.0.1", simulator.port, notebook=FileNotebook(tmp_path / "terminal.json"), patience=SHORT
    )

"""A terminal of our own, and the desk's side of it with short patience."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from tests.terminal.simulator import Simulator
from ticketoffice.store.book import Book
from ticketoffice.terminal.line import Patience
from ticketoffice.terminal.notebook import Notebook
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
def notebook(file_book: Book) -> Notebook:
    """That of a desk's book."""
    return Notebook(lambda work: work(file_book))


@pytest.fixture
def desk(simulator: Simulator, notebook: Notebook) -> Desk:
    """Each call is the program started again, with the same book."""
    return lambda: ZvtTerminal("127.0.0.1", simulator.port, notebook=notebook, patience=SHORT)

"""What every room of the window works with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from ticketoffice.ui.money_in_hand import MoneyInHand

if TYPE_CHECKING:
    from ticketoffice.terminal.at_terminal import AtTerminal
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.printing.printing import Printing
    from ticketoffice.ui.tasks import Tasks
    from ticketoffice.ui.told_tasks import ToldTasks


class AtDesk(Struct, frozen=True):
    """The book on its thread, what runs beside the window, and the desk itself.

    `told` runs what somebody waits for and says what stood in its way; `who` is the id of the person at the desk at this
    moment. `papers` is the folder that papers are written to; `mail`: this machine has a mail server; `terminal`: the card
    terminal, where this desk has one; `printing`: papers on their way to its printers; `in_hand`: cash of a cart that is not sold yet.
    """

    books: BookThread
    tasks: Tasks
    told: ToldTasks
    who: Callable[[], str]
    papers: Path
    mail: bool
    printing: Printing
    terminal: AtTerminal | None = None
    in_hand: MoneyInHand = field(default_factory=MoneyInHand)

"""What stands behind the navigation's entry: the sync page of a desk with a centre, or the way to one, or back to it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from ticketoffice.ui.sync.page import SyncPage
from ticketoffice.ui.sync.pair_page import PairPage


class SyncHome(QStackedWidget):
    """First the way to a centre; `show_paired` once the desk has one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sync.home")
        self.page, self.pair = SyncPage(), PairPage()
        self.addWidget(self.pair)
        self.addWidget(self.page)

    @property
    def is_paired(self) -> bool:
        """Whether the sync page is the one that is seen."""
        return self.currentWidget() is self.page

    def show_paired(self) -> None:
        """From now on the sync page."""
        self.setCurrentWidget(self.page)

    def show_pairing(self, *, address: str) -> None:
        """The way back to a centre that takes nothing more from this desk; the address is filled in where nobody typed one."""
        if not self.pair.address.text():
            self.pair.address.setText(address)
        self.setCurrentWidget(self.pair)
        self.pair.code.setFocus()

    def show_case(self, key: str) -> None:
        """The page with this case in hand, ready to be closed."""
        self.show_paired()
        self.page.tabs.wish_case(key)

    def wish_keep(self) -> None:
        """Ctrl+Z: keeps what is in hand on the sync page."""
        if self.is_paired:
            self.page.tabs.wish_keep()

    def take_focus(self) -> None:
        """Where one begins."""
        (self.page if self.is_paired else self.pair).take_focus()

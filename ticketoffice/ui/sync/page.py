"""The sync page: how the desk stands with its centre, what waits, what needs somebody, what is done and what was heard."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ticketoffice.desk.sync_views import SyncView
from ticketoffice.ui import words
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.sync.lists import SyncTabs, Tab
from ticketoffice.ui.sync.words import PostState, cause_text, last_sync, said, truths, waiting_text
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate


class SyncPage(QWidget):
    """Tells what is wished; `ui.sync.room` does it. `tabs` are its lists."""

    shown = Signal()
    now_wished = Signal()
    stop_wished = Signal()
    file_wished = Signal()
    join_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sync.page")
        self._build()

    def _build(self) -> None:
        title = Label(translate("sync", "Sync"))
        font = title.font()
        font.setPointSize(KEY_POINTS)
        title.setFont(font)
        self.head = ElidedLabel()
        self.head.setObjectName("sync.head")
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.truths = Label()
        self.truths.setObjectName("sync.truths")
        self.waiting = Label()
        self.waiting.setObjectName("sync.waiting")
        self.waiting.setProperty("quiet", True)
        self.waiting.setWordWrap(True)
        self.cause = Label()
        self.cause.setObjectName("sync.cause")
        self.cause.setWordWrap(True)
        self.now = QPushButton(translate("sync", "Sync now  F5"))
        self.now.setObjectName("sync.now")
        self.now.setProperty("primary", True)
        self.now.clicked.connect(self.now_wished)
        self.file = QPushButton(translate("sync", "Save queue to file…"))
        self.file.setObjectName("sync.file")
        tip = translate("sync", "For a desk that dies: what waits, as a file. What is in it can no longer be kept.")
        set_tip(self.file, tip)
        self.file.clicked.connect(self.file_wished)
        self.join = QPushButton(translate("sync", "Join again…"))
        self.join.setObjectName("sync.join")
        self.join.clicked.connect(self.join_wished)
        self.join.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(4)
        heading = QHBoxLayout()
        heading.addWidget(title)
        heading.addSpacing(16)
        heading.addWidget(self.head, 1)
        heading.addWidget(self.file)
        heading.addWidget(self.now)
        layout.addLayout(heading)
        for line in (self.truths, self.waiting):
            layout.addWidget(line)
        why = QHBoxLayout()
        why.setSpacing(16)
        why.addWidget(self.cause, 1)
        why.addWidget(self.join, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(why)
        layout.addWidget(self._built_progress())
        self.tabs = SyncTabs()
        layout.addWidget(self.tabs, 1)
        for before, after in pairwise((self.file, self.now, self.join, self.stop, self.tabs)):
            QWidget.setTabOrder(before, after)

    def _built_progress(self) -> QWidget:
        """How far the first load, or a long history, has come; Stop ends it, and [Sync now] goes on from there. The bar is empty as
        long as nobody knows how much there is.
        """
        self.load = QWidget()
        self.load.setObjectName("sync.load")
        self.progress = QProgressBar()
        self.progress.setObjectName("sync.progress")
        self.progress.setAccessibleName(translate("sync", "Progress"))
        self.progress.setTextVisible(False)
        self.counts = Label()
        self.counts.setObjectName("sync.counts")
        self.stop = QPushButton(translate("sync", "Stop"))
        self.stop.setObjectName("sync.stop")
        self.stop.clicked.connect(self.stop_wished)
        self.stop.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self.load)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.counts)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        self.load.hide()
        return self.load

    # --- showing --------------------------------------------------------------------------------------------------

    def show_view(self, view: SyncView, post: PostState) -> None:
        """How things stand now."""
        self.head.setText(f"{said(view, post).alone}.  {last_sync(view)}")
        self.truths.setText(truths(view))
        self.waiting.setText(waiting_text(view))
        self.waiting.setVisible(bool(view.unsent))
        self.cause.setText(cause_text(view, post))
        self.cause.setVisible(bool(self.cause.text()))
        self.join.setVisible(view.cause is not None)
        self._show_progress(view, post)

    def _show_progress(self, view: SyncView, post: PostState) -> None:
        loading, total, done = view.state == "loading" or view.loaded > 0, post.total, view.loaded
        history = not loading and view.completed_at is None
        if history:
            total, done = view.saved, view.sent
        self.load.setVisible(loading or history)
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(min(done, total))
        template = translate("sync", "{count} of {total}") if total else "{count}"
        what = translate("sync", "Loading orders") if loading else translate("sync", "Sending what was done so far")
        self.counts.setText(words.labelled(what, template.format(count=done, total=total)))
        self.stop.setVisible(post.on_way and not post.halted)

    def show_tab(self, tab: Tab) -> None:
        """Goes to a list."""
        self.tabs.show_tab(tab)

    def take_focus(self) -> None:
        """The list that is open."""
        self.tabs.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: asks for the lists of now."""
        super().showEvent(event)
        if not event.spontaneous():
            self.tabs.wish_what_waits()
        self.shown.emit()

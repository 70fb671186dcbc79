"""The scanner as a keyboard: one event filter tells its codes from typing, so that a scan never reaches a widget.

A printable key is held for up to `gap` milliseconds. If the next one comes within it, collecting goes on; Enter or Tab
after at least six keys with a mean spacing of at most `mean` is a scan, also where the scanner waits a moment before it. The
Shift that it presses for each capital is no key of its own. Everything else is given back to the widget that had the focus,
in order; so is, in a field for text, what no code is: words with a space between, a word of small letters, an amount.

The net below it, for a scanner slower than that: right after a run of keys no Enter presses anything on a page that decides
something (`DECIDES`); `enter_refused` says so.
"""

from __future__ import annotations

import re
import time

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

GAP = 60
MEAN = 35
SHORTEST = 6
LONGEST = 64
LONGEST_WORD = 20
VOWELS = frozenset("aeiouyàâäéèêëïîöôœùûü")
VOICED = 0.25
"""As much of a long word at least are vowels; a code of letters alone has fewer."""
SHORT_WORD = 8
ENTER_WITHIN = 150
"""Milliseconds in which an Enter still belongs to the code before it."""
LATEST_ENTER = 500
"""Milliseconds after a run as fast as no person types in which no Enter decides anything."""
RUN_GAP = 100
"""Milliseconds between two keys of one run; people who type take longer."""
DECIDES = "decides"
"""The property of a page whose Enter moves money or makes a ticket invalid."""
_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_Mode_switch)
_AMOUNT = re.compile(r"[\d'’ ]{1,12}[.,]\d{0,2}|[\d'’ ]{1,7}")
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Held(Struct):
    """A key that was held back."""

    key: int
    text: str
    modifiers: Qt.KeyboardModifier
    at: float
    released: bool = False


class ScanFilter(QObject):
    """Installed once on the application; `scanned` carries each code, trimmed; `enter_refused`: an Enter pressed nothing."""

    scanned = Signal(str)
    enter_refused = Signal()

    def __init__(self, *, gap: int = GAP, mean: int = MEAN, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._mean = mean
        self._held: list[_Held] = []
        self._target: QWidget | None = None
        self._replaying = False
        self._swallow: set[int] = set()
        self._run, self._began, self._last = "", 0.0, 0.0
        self._is_late = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_gap)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: true for what no widget shall see. All events come by, and hardly one is a key: it is asked first."""
        if not isinstance(event, QKeyEvent):
            if self._held and self._ends(watched, event):
                self._give_back()
            return False
        if self._replaying or not isinstance(watched, QWidget):
            return False
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            return self._on_override(event)
        if kind == QEvent.Type.KeyPress:
            return self._on_press(watched, event)
        return kind == QEvent.Type.KeyRelease and self._on_release(event)

    def _ends(self, watched: QObject, event: QEvent) -> bool:
        """Whether with this event nobody types on where the held keys began."""
        kind = event.type()
        ending = kind in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut)
        return ending and isinstance(watched, QWidget) and not self._replaying

    def _on_override(self, event: QKeyEvent) -> bool:
        """No plain key fires a shortcut; a code's Enter does not either."""
        if _is_plain(event) or (event.key() in _ENDS and (self._held or self._is_refused(event))):
            event.accept()
            return True
        return False

    def _on_press(self, watched: QWidget, event: QKeyEvent) -> bool:
        if _is_plain(event) and not event.isAutoRepeat():
            return self._hold(watched, event)
        if event.key() in _ENDS and self._is_scan(event):
            self._finish(event)
            return True
        if event.isAutoRepeat() and event.key() in self._swallow:
            return True
        if event.key() in _SILENT:
            return False
        if self._held:
            self._give_back()
        if not self._is_refused(event):
            self._run = ""
            return False
        self._swallow.add(event.key())
        self.enter_refused.emit()
        return True

    def _is_refused(self, event: QKeyEvent) -> bool:
        """Whether an Enter came so soon after a run of keys that it is the end of a code."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or len(self._run) < SHORTEST:
            return False
        focus = QApplication.focusWidget()
        is_fast = self._last - self._began <= self._mean * (len(self._run) - 1)
        soon = _moment(event) - self._last <= (LATEST_ENTER if is_fast else ENTER_WITHIN)
        return soon and not _is_typed(self._run, focus) and _decides(focus)

    def _hold(self, watched: QWidget, event: QKeyEvent) -> bool:
        now = _moment(event)
        if now - self._last > RUN_GAP:
            self._run, self._began = "", now
        self._run += event.text()
        self._last = now
        if self._held and (now - self._held[-1].at > self._gap or len(self._held) >= LONGEST):
            self._give_back()
        if not self._held:
            self._target = watched
        self._held.append(_Held(event.key(), event.text(), event.modifiers(), now))
        self._is_late = False
        self._timer.start(self._gap)
        return True

    def _is_scan(self, event: QKeyEvent) -> bool:
        return self._may_be_scan() and _moment(event) - self._held[-1].at <= max(self._gap, ENTER_WITHIN)

    def _may_be_scan(self) -> bool:
        """Whether what is held came as fast as no person types, and is no wording."""
        if len(self._held) < SHORTEST:
            return False
        if _is_typed("".join(held.text for held in self._held), QApplication.focusWidget()):
            return False
        spacing = (self._held[-1].at - self._held[0].at) / (len(self._held) - 1)
        return spacing <= self._mean

    def _finish(self, event: QKeyEvent) -> None:
        self._timer.stop()
        code = "".join(held.text for held in self._held).strip()
        self._run = ""
        self._swallow |= {held.key for held in self._held if not held.released} | {event.key()}
        self._held = []
        self.scanned.emit(code)

    def _on_release(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return event.key() in self._swallow
        for held in self._held:
            if held.key == event.key() and not held.released:
                held.released = True
                return True
        if event.key() in self._swallow:
            self._swallow.discard(event.key())
            return True
        return False

    def _on_gap(self) -> None:
        """The gap is over; keys that already wait in the queue are looked at first. A code waits a little for its Enter."""
        if self._may_be_scan() and not self._is_late:
            self._is_late = True
            self._timer.start(ENTER_WITHIN - self._gap)
            return
        QTimer.singleShot(0, self, self._on_quiet)

    def _on_quiet(self) -> None:
        if self._held and not self._timer.isActive():
            self._give_back()

    def _give_back(self) -> None:
        """The keys were typed by a person: the widget that had the focus gets them in order."""
        self._timer.stop()
        keys, self._held = self._held, []
        target = self._target
        if target is None or not _is_alive(target):
            return
        self._replaying = True
        try:
            for held in keys:
                press = QKeyEvent(QEvent.Type.KeyPress, held.key, held.modifiers, held.text)
                QCoreApplication.sendEvent(QApplication.focusWidget() or target, press)
                if held.released:
                    release = QKeyEvent(QEvent.Type.KeyRelease, held.key, held.modifiers, held.text)
                    QCoreApplication.sendEvent(QApplication.focusWidget() or target, release)
        finally:
            self._replaying = False


def _decides(widget: QWidget | None) -> bool:
    """Whether the focus is on a page that decides something; where Enter is a new line it is none."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return False
    here = widget
    while here is not None:
        if here.property(DECIDES):
            return True
        here = here.parentWidget()
    return False


def _is_for_text(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and widget.isEnabled() and not widget.isReadOnly()


def _is_typed(text: str, widget: QWidget | None) -> bool:
    """Whether a field for text has been given what a person writes there: an amount in one for amounts, words elsewhere."""
    if widget is None or not _is_for_text(widget):
        return False
    is_amount = widget.objectName().endswith(".amount")
    return _AMOUNT.fullmatch(text.strip()) is not None if is_amount else _is_wording(text)


def _is_wording(text: str) -> bool:
    """Whether it is words that a person wrote: codes have no spaces, and hardly one is of so few letters and no figure, as
    many of them vowels as a word has.
    """
    word = text.strip()
    if " " in word:
        return True
    voiced = sum(letter in VOWELS for letter in word.lower())
    return (
        len(word) <= LONGEST_WORD
        and word.isalpha()
        and word[1:].islower()
        and (len(word) <= SHORT_WORD or voiced >= VOICED * len(word))
    )


def _is_plain(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & _CHORD


def _moment(event: QKeyEvent) -> float:
    """Milliseconds: the platform's own stamp where it has one."""
    return float(event.timestamp()) or time.monotonic() * 1000


def _is_alive(widget: QWidget) -> bool:
    return bool(isValid(widget))

"""The one place for colours, sizes and type: tokens for light and dark, the palette and the style sheet made from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache

from msgspec import Struct
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ticketoffice import resources

GRID = 8
ROW = 40
BUTTON_HEIGHT = 32
BUTTON_WIDTH = 88
CROSS = 32
DOUBLE_CLICK = 500
"""Milliseconds in which a second click on the same cross is the same wish."""
NARROW = 880
RESULTS_WIDTH = 304
NARROW_RESULTS = 280
NOTICE_HEIGHT = 44
BODY_POINTS = 11
KEY_POINTS = 20
SHOUT_POINTS = 28
FAMILY = "Noto Sans"


class Tone(StrEnum):
    """The four tones of a state; the word and the icon say the same."""

    OK = "ok"
    WAIT = "wait"
    STOP = "stop"
    DONE = "done"


class ToneColours(Struct, frozen=True):
    """Fill, text on it and outline."""

    fill: str
    text: str
    outline: str


class Tokens(Struct, frozen=True):
    """All colours of one look."""

    window: str
    panel: str
    text: str
    quiet: str
    line: str
    field: str
    accent: str
    on_accent: str
    selected: str
    focus: str
    cross: str
    demo: str
    on_demo: str
    tones: dict[Tone, ToneColours]


LIGHT = Tokens(
    window="#F4F5F7",
    panel="#FFFFFF",
    text="#16181D",
    quiet="#545A66",
    line="#C9CED6",
    field="#FFFFFF",
    accent="#1B6FB3",
    on_accent="#FFFFFF",
    selected="#DCEBF8",
    focus="#0B4F8A",
    cross="#16181D",
    demo="#3D2F73",
    on_demo="#FFFFFF",
    tones={
        Tone.OK: ToneColours("#1B6FB3", "#FFFFFF", "#1B6FB3"),
        Tone.WAIT: ToneColours("#FFC75A", "#000000", "#7A5200"),
        Tone.STOP: ToneColours("#7A1B0C", "#FFFFFF", "#7A1B0C"),
        Tone.DONE: ToneColours("#8E8E8E", "#000000", "#6B6B6B"),
    },
)
DARK = Tokens(
    window="#1B1B1B",
    panel="#242629",
    text="#F1F2F4",
    quiet="#B4BAC4",
    line="#4A4F57",
    field="#2C2F33",
    accent="#5AAEEB",
    on_accent="#000000",
    selected="#24435C",
    focus="#9BD0F7",
    cross="#F1F2F4",
    demo="#B9A8F0",
    on_demo="#000000",
    tones={
        Tone.OK: ToneColours("#5AAEEB", "#000000", "#5AAEEB"),
        Tone.WAIT: ToneColours("#FFDB94", "#000000", "#FFDB94"),
        Tone.STOP: ToneColours("#D9583D", "#000000", "#D9583D"),
        Tone.DONE: ToneColours("#6B6B6B", "#FFFFFF", "#8E8E8E"),
    },
)
LOOKS = {"light": LIGHT, "dark": DARK}
_current: list[Tokens] = [LIGHT]


def tokens() -> Tokens:
    """The look in use."""
    return _current[0]


@contextmanager
def themed(app: QApplication, *, look: str = "light") -> Iterator[None]:
    """Fusion with our palette, fonts and style sheet, the same on every system, for what the block builds.

    The style sheet comes last: a widget is then polished once, and not anew for each parent that its parents get. It is the
    window's and not the application's, so that this holds for pages too that are built later and come into the window whole.
    """
    _current[0] = LOOKS.get(look, LIGHT)
    app.setStyle(QStyleFactory.create("Fusion"))
    _know_fonts()
    app.setFont(QFont(FAMILY, BODY_POINTS))
    app.setPalette(_palette(tokens()))
    yield
    sheet = _style_sheet(tokens())
    for window in app.topLevelWidgets():
        window.setStyleSheet(sheet)
    for widget in app.allWidgets():  # also those on hidden pages: what they measured of themselves was without it
        widget.ensurePolished()
        widget.updateGeometry()
        if (layout := widget.layout()) is not None:
            layout.invalidate()
            layout.activate()


@cache
def _know_fonts() -> None:
    """Once a process: each font that is added makes Qt measure all text anew."""
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        QFontDatabase.addApplicationFontFromData(resources.read_bytes(f"fonts/{name}"))


def _palette(look: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, look.window),
        (role.WindowText, look.text),
        (role.Base, look.field),
        (role.AlternateBase, look.panel),
        (role.Text, look.text),
        (role.Button, look.panel),
        (role.ButtonText, look.text),
        (role.ToolTipBase, look.panel),
        (role.ToolTipText, look.text),
        (role.PlaceholderText, look.quiet),
        (role.Highlight, look.selected),
        (role.HighlightedText, look.text),
        (role.Mid, look.line),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(look.quiet))
    return palette


def _style_sheet(look: Tokens) -> str:
    """What all widgets of a kind look like comes first, then what single ones do; later rules win over earlier ones."""
    parts = (_buttons, _fields, _lists, _tabs, _panels, _waiting, _told, _small)
    return "".join(part(look) for part in parts)


def _buttons(look: Tokens) -> str:
    """What is pressed."""
    return f"""
QPushButton {{ min-height: {BUTTON_HEIGHT - 2}px; min-width: {BUTTON_WIDTH - 26}px; padding: 0 12px;
  border: 1px solid {look.line}; border-radius: 4px; background: {look.panel}; }}
QPushButton:hover {{ border-color: {look.accent}; }}
QPushButton:disabled {{ color: {look.quiet}; }}
QPushButton:focus, QLineEdit:focus, QToolButton:focus {{ border: 2px solid {look.focus};
  min-height: {BUTTON_HEIGHT - 4}px; }}
QPushButton:focus {{ min-width: {BUTTON_WIDTH - 28}px; padding: 0 11px; }}
QPushButton[primary="true"] {{ background: {look.accent}; color: {look.on_accent}; border-color: {look.accent};
  font-weight: bold; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {look.text}; }}
QPushButton[primary="true"]:disabled {{ background: {look.window}; color: {look.quiet}; border-color: {look.line}; }}
QToolButton {{ min-height: {BUTTON_HEIGHT - 2}px; padding: 0 10px; border: 1px solid {look.line}; border-radius: 4px;
  background: {look.panel}; }}
QToolButton[choice="true"] {{ min-height: {BUTTON_HEIGHT - 2}px; max-height: {BUTTON_HEIGHT - 2}px; padding: 0 4px; }}
QToolButton[choice="true"]:checked {{ min-height: {BUTTON_HEIGHT - 4}px; max-height: {BUTTON_HEIGHT - 4}px; padding: 0 3px; }}
QToolButton:checked {{ background: {look.selected}; border: 2px solid {look.accent}; font-weight: bold; }}
QToolButton:hover {{ border-color: {look.accent}; }}
QToolButton:focus {{ padding: 0 9px; min-height: {BUTTON_HEIGHT - 4}px; }}
QToolButton[narrow="true"] {{ padding: 0 3px; }}
QToolButton[narrow="true"]:focus {{ padding: 0 2px; }}
QPushButton[flat_price="true"] {{ min-width: 0; padding: 0 6px; }}
"""


def _fields(look: Tokens) -> str:
    """What is typed into."""
    return f"""
QLineEdit QToolButton {{ min-height: 0; padding: 0; border: 0; background: transparent; }}
QLineEdit {{ min-height: {BUTTON_HEIGHT - 2}px; padding: 0 8px; border: 1px solid {look.line};
  border-radius: 4px; background: {look.field}; }}
QLineEdit:focus {{ padding: 0 7px; min-height: {BUTTON_HEIGHT - 4}px; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0; min-height: 0; }}
"""


def _lists(look: Tokens) -> str:
    """Tables and lists."""
    return f"""
QTableView, QListView {{ background: {look.panel}; border: 1px solid {look.line}; gridline-color: {look.line};
  selection-background-color: {look.selected}; selection-color: {look.text}; }}
QTableView:focus, QListView:focus {{ border: 2px solid {look.focus}; }}
QTableView::item {{ padding: 0 6px; }}
QHeaderView::section {{ background: {look.window}; color: {look.quiet}; border: 0; border-bottom: 1px solid {look.line};
  padding: 6px 9px; }}
"""


def _tabs(look: Tokens) -> str:
    """The tabs of an order, and of other pages."""
    return f"""
QTabWidget::pane {{ border: 0; }}
QTabBar::tab {{ min-height: {BUTTON_HEIGHT}px; padding: 0 16px; border: 0; color: {look.quiet}; }}
QTabBar::tab:selected {{ color: {look.text}; font-weight: bold; border-bottom: 3px solid {look.accent}; }}
QTabBar::tab:focus {{ border: 2px solid {look.focus}; }}
"""


def _panels(look: Tokens) -> str:
    """What has a frame of its own: cards, the strip, the pages below; and the row of choices that has the keyboard."""
    return f"""
#order\\.panel, #order\\.place, #results\\.pane, #gate\\.card {{ background: {look.panel}; border: 1px solid {look.line};
  border-radius: 6px; }}
#strip, #strip\\.idle, #invoice\\.panel, #whole\\.panel, #used\\.panel, #pay\\.panel, #credit\\.panel,
#note\\.panel, #order\\.terminal, #release\\.panel, #admit\\.panel, #remind\\.panel, #correct\\.panel,
#elsewhere\\.panel, #replace\\.panel, #rename\\.panel, #tariff\\.panel, #move\\.panel,
#sell\\.below, #cash\\.open, #cash\\.drawer, #cash\\.move, #cash\\.count, #cash\\.close, #cash\\.z, #events\\.form {{
  background: {look.window}; border: 1px solid {look.line}; border-radius: 6px; }}
#strip {{ border: 2px solid {look.tones[Tone.STOP].fill}; }}
QWidget[choices="true"]:focus {{ border: 2px solid {look.focus}; border-radius: 6px; }}
"""


def _waiting(look: Tokens) -> str:
    """Buttons and lines that say that something waits for somebody."""
    return f"""
#refunds\\.open, #waiting\\.due, #copy\\.name,
#copy\\.chip {{ background: {look.tones[Tone.WAIT].fill}; color: {look.tones[Tone.WAIT].text};
  border-color: {look.tones[Tone.WAIT].outline}; font-weight: bold; }}
#copy\\.name[calm="true"] {{ background: {look.panel}; color: {look.text}; border-color: {look.line}; font-weight: normal; }}
#refunds\\.open:focus, #waiting\\.due:focus, #copy\\.name:focus,
#copy\\.chip:focus {{ border-color: {look.focus}; }}
#order\\.open_case {{ background: {look.tones[Tone.STOP].fill}; color: {look.tones[Tone.STOP].text};
  border-color: {look.tones[Tone.STOP].outline}; font-weight: bold; }}
#order\\.open_case:focus {{ border-color: {look.text}; }}
#sync\\.chip {{ font-weight: bold; }}
{_toned_chips(look)}
#sync\\.chip:focus {{ border-color: {look.text}; }}
#offline\\.strip {{ background: {look.tones[Tone.WAIT].fill}; border: 1px solid {look.tones[Tone.WAIT].outline};
  border-radius: 4px; }}
#sell\\.charge {{ background: {look.tones[Tone.WAIT].fill}; border: 1px solid {look.tones[Tone.WAIT].outline};
  border-radius: 4px; }}
#offline\\.text, #sell\\.charge_text {{ color: {look.tones[Tone.WAIT].text}; }}
"""


def _told(look: Tokens) -> str:
    """Cases, banners, and sentences about what has just happened or stands in the way."""
    return f"""
#sync\\.case,
#order\\.cases {{ background: {look.panel}; border: 1px solid {look.line}; border-left: 6px solid {look.tones[Tone.STOP].fill};
  border-radius: 4px; }}
#book\\.banner {{ background: {look.tones[Tone.WAIT].fill}; color: {look.tones[Tone.WAIT].text}; padding: 4px 12px;
  font-weight: bold; }}
#today\\.drawer {{ background: {look.tones[Tone.WAIT].fill}; color: {look.tones[Tone.WAIT].text}; padding: 4px 12px;
  border: 1px solid {look.tones[Tone.WAIT].outline}; border-radius: 4px; font-weight: bold; }}
#demo\\.banner {{ background: {look.demo}; color: {look.on_demo}; padding: 4px 12px; font-weight: bold; }}
#events\\.scroll, #events\\.zones {{ background: {look.window}; }}
#events\\.problem {{ background: {look.panel}; padding: 8px 12px; border: 1px solid {look.line};
  border-left: 6px solid {look.tones[Tone.STOP].fill}; border-radius: 4px; }}
#import\\.bar {{ background: {look.panel}; border: 1px solid {look.line}; border-radius: 4px; }}
#notice\\.bar[speaks="true"],
#notice\\.whole {{ background: {look.panel}; border: 1px solid {look.line}; border-left: 6px solid {look.accent};
  border-radius: 4px; }}
#sell\\.problem, #sell\\.alone, #sell\\.why_not {{ background: {look.tones[Tone.WAIT].fill};
  color: {look.tones[Tone.WAIT].text}; border: 1px solid {look.tones[Tone.WAIT].outline}; border-radius: 4px; padding: 4px 8px; }}
"""


def _small(look: Tokens) -> str:
    """What is said quietly."""
    return f"""
QLabel[quiet="true"] {{ color: {look.quiet}; }}
QSplitter::handle {{ background: {look.window}; }}
"""


def _toned_chips(look: Tokens) -> str:
    """The sync chip in each tone; the outline is there in all of them."""
    return "\n".join(
        f'#sync\\.chip[tone="{tone}"] {{ background: {colours.fill}; color: {colours.text}; border-color: {colours.outline}; }}'
        for tone, colours in look.tones.items()
    )

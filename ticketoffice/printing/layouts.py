"""Layouts of tickets: files that a venue edits (TOML), which say what of a ticket lies where on which paper.

The house's own lie in `resources/ticket_layouts`; one of the same name in `ticketoffice/ticket_layouts` of the user's
configuration folder takes its place. Each is checked whole before anything is printed with it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import platformdirs
from msgspec import Struct

from ticketoffice import resources
from ticketoffice.domain.errors import RuleBroken

FOLDER = "ticket_layouts"
FORMATS = {
    "pdf-a4": "a4",
    "pdf-82": "show-82x203",
    "pdf-101": "cinema-101x76",
    "escpos": "roll-80",
    "fgl": "show-82x203",
    "zpl": "cinema-101x76",
}
"""What can be written, with the layout that is taken where none is named."""


class TextSpot(Struct, frozen=True):
    """Where a field, or the venue's own `words`, lies: at `y`, `beside` the last one, or else `gap` below the row before it,
    however high that became. On a roll there is no `y`. No `width`: as far as the paper goes.
    """

    field: str = ""
    words: str = ""
    x: float = 0.0
    y: float | None = None
    width: float = 0.0
    size: float = 9.0
    lines: int = 1
    bold: bool = False
    side: str = "left"
    gap: float = 0.0
    beside: bool = False


class CodeSpot(Struct, frozen=True):
    """Where the barcode lies, with its quiet zone; `height` 0: as high as wide. On a roll it stands in the middle, `gap` below
    the text before it: `after` so many texts.
    """

    kind: str = "qr"
    x: float = 0.0
    y: float = 0.0
    size: float = 25.0
    height: float = 0.0
    gap: float = 2.0
    after: int = 0

    @property
    def tall(self) -> float:
        """Its height."""
        return self.height or self.size


class RuleSpot(Struct, frozen=True):
    """A black bar, in millimetres; on a roll `after` so many texts."""

    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.3
    gap: float = 1.5
    after: int = 0


class Layout(Struct, frozen=True):
    """A layout. `height` 0: a roll, as long as the ticket needs. `each`: the height of one ticket where several share a paper.

    `turned`: the paper runs lengthwise through a printer whose lines go across it. `letters`: drawn, or the printer's own.
    `foot`: what is fed on a roll before it is cut.
    """

    name: str
    formats: tuple[str, ...]
    width: float
    height: float
    texts: tuple[TextSpot, ...]
    code: CodeSpot
    rules: tuple[RuleSpot, ...] = ()
    each: float = 0.0
    turned: bool = False
    letters: str = "drawn"
    margin: float = 0.0

    @property
    def is_roll(self) -> bool:
        """Whether what stands on it says how long the paper is."""
        return self.height == 0

    @property
    def tall(self) -> float:
        """The height that one ticket has."""
        return self.each or self.height


def own_folder() -> Path:
    """Where a venue's own layouts lie."""
    return Path(platformdirs.user_config_path("ticketoffice")) / FOLDER


def layout_files() -> dict[str, Path]:
    """All layouts by name; the venue's own before the house's."""
    house = sorted(resources.path(FOLDER).glob("*.toml"))
    return {path.stem: path for path in (*house, *sorted(own_folder().glob("*.toml")))}


def layout_for(form: str, *, name: str | None = None) -> Layout:
    """The layout of this name, else the usual one of a format.

    Raises RuleBroken `no_layout`, `layout_not_for`, `layout_unreadable`, or what `layout_checks` says of it.
    """
    files = layout_files()
    wanted = name or FORMATS[form]
    if wanted not in files:
        raise RuleBroken("no_layout", data={"layout": wanted[:80], "layouts": " · ".join(files)})
    layout = read_layout(files[wanted])
    if form not in layout.formats:
        raise RuleBroken(
            "layout_not_for", data={"layout": wanted, "format": form, "formats": " · ".join(layout.formats)}
        )
    return layout


def read_layout(path: Path) -> Layout:
    """A layout from its file, checked. Raises RuleBroken `layout_unreadable`, or what `layout_checks` says of it."""
    from ticketoffice.printing.layout_checks import checked

    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise RuleBroken("layout_unreadable", data={"layout": str(path), "detail": why}) from problem
    return checked(values, name=path.stem)

"""The only place that knows where `resources/` is: beside the package in a checkout, inside it in a wheel or a frozen program."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from xml.etree import ElementTree


@lru_cache(maxsize=1)
def folder() -> Path:
    """The folder of resources; raises FileNotFoundError with the places that were looked at."""
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "ticketoffice" / "_resources"
    places = (package / "_resources", frozen, package.parent / "resources")
    for place in places:
        if (place / "fonts").is_dir():
            return place
    raise FileNotFoundError(f"resources not found in {', '.join(map(str, places))}")


def path(relative: str) -> Path:
    """A resource's path by its path inside `resources/`."""
    return folder() / relative


def read_text(relative: str) -> str:
    """A text resource."""
    return path(relative).read_text("utf-8")


def read_bytes(relative: str) -> bytes:
    """A binary resource."""
    return path(relative).read_bytes()


@cache
def translations(language: str, context: str) -> Mapping[str, str]:
    """The texts of one context in another language, for those who speak without Qt; none where nobody translated."""
    file = path(f"translations/ticketoffice_{language}.ts")
    if not file.exists():
        return {}
    found = ElementTree.parse(file).iterfind(f"context[name='{context}']/message")
    return {message.findtext("source", ""): told for message in found if (told := message.findtext("translation", ""))}

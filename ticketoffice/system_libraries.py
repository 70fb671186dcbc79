"""Names the system libraries that a bare Linux lacks, instead of letting the window die with a linker's message."""

from __future__ import annotations

import ctypes.util
import os
import sys

NEEDED = {
    "GL": "libgl1",
    "EGL": "libegl1",
    "glib-2.0": "libglib2.0-0",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
}
WINDOWS = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}


def missing_libraries() -> str | None:
    """One sentence with the command that installs what is missing, or None."""
    if not sys.platform.startswith("linux"):
        return None
    wanted = dict(NEEDED)
    if os.environ.get("QT_QPA_PLATFORM", "xcb").startswith("xcb"):
        wanted |= WINDOWS
    packages = [package for library, package in wanted.items() if ctypes.util.find_library(library) is None]
    if not packages:
        return None
    return (
        f"The window needs system libraries that are not installed. On Debian: apt-get install -y {' '.join(packages)}. "
        "Nothing was changed."
    )

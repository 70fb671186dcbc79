"""Files with customers' data are their owner's alone: books, their copies, what SQLite lays beside them (it takes the
book's mode).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private(path: Path) -> None:
    """Makes an empty file that only its owner may read, where there is none. Raises OSError."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def is_private(path: Path) -> bool:
    """Whether nobody but the owner may read or write it; Windows keeps a user's folder private itself."""
    return os.name == "nt" or not path.exists() or not path.stat().st_mode & OTHERS

"""Opens a file whatever it is: gzip or plain, JSON of pretix or CSV; what can be read of a damaged one is read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ticketoffice.desk.reading import pretix, spreadsheet
from ticketoffice.desk.reading.parts import RefusedOrder, TakenPerformances, Unreadable
from ticketoffice.domain.taken_in import TakenOrder

LARGEST = 512 * 1024 * 1024
PART = 1 << 20
GZIP = 31
"""zlib's name for "with the header and the check sum of gzip"."""
MAGIC = b"\x1f\x8b"
Item = TakenPerformances | TakenOrder | RefusedOrder


def read_orders(path: Path) -> Iterator[Item]:
    """All that a file tells, performances first. Raises Unreadable when nothing of it can be read."""
    data, whole = read_bytes(path)
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(".csv"):
        yield from spreadsheet.read(data, whole=whole)
    elif name.endswith(".json"):
        yield from pretix.read(data, whole=whole, beside=Beside(path))
    else:
        raise Unreadable("unknown_kind", name=path.name)


def read_bytes(path: Path) -> tuple[bytes, bool]:
    """The (decompressed) bytes, at most 512 MB, and whether that is all of the file."""
    try:
        return _unzipped(path) if path.name.lower().endswith(".gz") else (read_plain(path), True)
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Unreadable("cannot_open", name=path.name, why=why or "?") from None


def read_plain(path: Path) -> bytes:
    """The bytes as they are, at most 512 MB: a device never ends, and says of itself that it is empty. Raises OSError, ValueError,
    Unreadable `too_large`.
    """
    known = path.stat().st_size
    with path.open("rb") as file:
        data = b"" if known > LARGEST else file.read(LARGEST + 1)
    if max(known, len(data)) > LARGEST:
        raise Unreadable("too_large", name=path.name, largest=LARGEST)
    return data


def unzip(data: bytes) -> bytes:
    """What a small archive holds, at most 512 MB. Raises zlib.error, Unreadable `too_large`."""
    member = zlib.decompressobj(wbits=GZIP)
    whole = member.decompress(data, LARGEST)
    if member.unconsumed_tail:
        raise Unreadable("too_large", name="gzip", largest=LARGEST)
    if not member.eof:
        raise zlib.error("it ends too early")
    return whole


def _unzipped(path: Path) -> tuple[bytes, bool]:
    """What follows a complete archive is no part of it, as `gzip -t` says too; of a damaged one all before the damage."""
    parts: list[bytes] = []
    size, member, waiting = 0, zlib.decompressobj(wbits=GZIP), b""
    with path.open("rb") as file:
        while waiting := waiting or file.read(PART):
            before = member.copy()
            try:
                parts.append(member.decompress(waiting, PART))
            except zlib.error:
                parts.append(_up_to_the_damage(before, waiting))
                if not any(parts):
                    raise Unreadable("not_gzip", name=path.name) from None
                return b"".join(parts), False
            size += len(parts[-1])
            if size > LARGEST:
                raise Unreadable("too_large", name=path.name, largest=LARGEST)
            waiting = member.unconsumed_tail
            if member.eof:
                waiting = member.unused_data + file.read(PART)
                if not waiting.startswith(MAGIC):
                    return b"".join(parts), True
                member = zlib.decompressobj(wbits=GZIP)
    parts.append(member.flush())
    return b"".join(parts), member.eof


def _up_to_the_damage(member: Any, waiting: bytes) -> bytes:
    found: list[bytes] = []
    with suppress(zlib.error):
        for place in range(len(waiting)):
            found.append(member.decompress(waiting[place : place + 1]))
    return b"".join(found)


class Beside:
    """The files beside an order file, read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self.name = path.name.lower().removesuffix(".gz").removesuffix(".json")

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of `<name>.json` or `<name>.json.gz` as far as they can be read, or None where there is none."""
        for candidate in (self._folder / f"{name}.json.gz", self._folder / f"{name}.json"):
            if candidate.exists():
                return read_bytes(candidate)[0]
        return None


def files_in(path: Path) -> list[Path]:
    """The order files of a folder and the folders in it, by name; a file stands for itself."""
    if path.is_dir():
        return sorted(p for p in path.rglob("*") if p.name.lower().removesuffix(".gz").endswith((".json", ".csv")))
    return [path]

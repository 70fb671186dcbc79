"""The power rig: what a desk wrote and synced is recorded, and the disk is rebuilt as a power cut may have left it.

Everything that was synced is there. Of what was written to a file since its last sync any 512-byte sectors may be
there, in any order; of the names made or removed since their folder's last sync the first few may be. `strace` records;
shared memory (`-shm`) is no file of the book and is left out.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.rigs.desk import Plan

SECTOR = 512
CALLS = (
    "open openat openat2 creat mkdir mkdirat unlink unlinkat rename renameat renameat2 link linkat mmap write writev"
    " lseek pwrite64 pwritev pwritev2 truncate ftruncate fallocate copy_file_range sendfile fsync fdatasync"
)
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) = (-?\d+|0x[0-9a-f]+)")
_TEXT = re.compile(r"""(?:"((?:\\x[0-9a-f]{2})*)"|<((?:\\x[0-9a-f]{2})*)>)""")


class NoTracing(Exception):
    """This machine does not let one process watch another: the sentence says what it needs."""


def may_trace() -> None:
    """Raises NoTracing where strace cannot record: what was not looked at is no success."""
    try:
        tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    except OSError as why:
        raise NoTracing(f"The power rig records with strace, which cannot be started here: {why.strerror}.") from why
    if tried.returncode:
        raise NoTracing(f"The power rig records with strace, which may not watch here: {tried.stderr.strip()}")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the desk did: `what` is write, size, sync, make, folder, remove or say."""

    what: str
    path: str
    offset: int = 0
    data: bytes = b""


def record(plans: Sequence[Plan], *, root: Path) -> list[Event]:
    """Lets a desk do these plans, one after the other, and returns what it did below `root`."""
    trace = root.with_name(f"{root.name}.trace")
    subprocess.run(
        [
            *("strace", "-f", "-y", "-xx", "-s", "100000000", "-o", str(trace)),
            *("-e", "trace=" + ",".join(CALLS.split())),
            *(sys.executable, "-m", "tests.rigs.desk"),
            *(json.dumps(asdict(plan)) for plan in plans),
        ],
        cwd=Path(__file__).parents[2],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with trace.open() as lines:
        return list(_events(lines, root=str(root)))


def _events(lines: Iterable[str], *, root: str) -> Iterator[Event]:
    known: set[str] = set()
    positions: dict[str, int] = {}
    for line in lines:
        assert "unfinished" not in line, "two threads wrote at once: the order of their writes is not known"
        found = _CALL.match(line)
        if found is None or found[3].startswith("-"):
            continue
        call, arguments, result = found[1], found[2], int(found[3], 0)
        texts = [bytes.fromhex((a or b).replace("\\x", "")) for a, b in _TEXT.findall(arguments)]
        if call == "write" and arguments.startswith("1<"):
            yield Event("say", "", data=texts[-1])
            continue
        path = next((text.decode() for text in texts if text.startswith(root.encode())), None)
        if path is None or path.endswith("-shm"):
            continue
        numbers = [int(part) for part in arguments.split(", ") if part.isdigit()]
        match call:
            case "open" | "openat":
                positions[path] = 0
                if "O_CREAT" in arguments and path not in known:
                    known.add(path)
                    yield Event("make", path)
                if "O_TRUNC" in arguments:
                    yield Event("size", path)
            case "lseek":
                positions[path] = result
            case "write":
                yield Event("write", path, positions[path], texts[-1][:result])
                positions[path] += result
            case "pwrite64":
                yield Event("write", path, numbers[-1], texts[-1][:result])
            case "ftruncate":
                yield Event("size", path, numbers[-1])
            case "fsync" | "fdatasync":
                yield Event("sync", path)
            case "mkdir":
                yield Event("folder", path)
            case "unlink":
                known.discard(path)
                yield Event("remove", path)
            case _:
                shared = "MAP_SHARED" in arguments and "PROT_WRITE" in arguments
                assert call == "mmap" and not shared, f"the power rig does not know what {call} does to {path}"


@dataclass(slots=True)
class Content:
    """A file: what is synced, and the writes and sizes since."""

    synced: bytes = b""
    since: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        """All of it is on the disk."""
        self.synced = _applied(self.synced, self.since)
        self.since = []

    def after_cut(self, chance: random.Random) -> bytes:
        """What of it may be found after a power cut."""
        way = chance.choice(("nothing", "everything", "the first", "any", "any", "any"))
        if way == "nothing" or not self.since:
            return self.synced
        if way == "everything":
            return _applied(self.synced, self.since)
        parts = [part for event in self.since for part in _sectors(event)]
        if way == "the first":
            return _applied(self.synced, parts[: chance.randrange(len(parts) + 1)])
        share = chance.choice((0.1, 0.5, 0.9))
        chosen = [part for part in parts if chance.random() < share]
        chance.shuffle(chosen)
        found = _applied(self.synced, chosen)
        whole = len(_applied(self.synced, self.since))
        return found.ljust(whole, b"\0") if chance.random() < 0.5 else found


def _applied(content: bytes, events: Iterable[Event]) -> bytes:
    found = bytearray(content)
    for event in events:
        if event.what == "size":
            del found[event.offset :]
            found.extend(bytes(event.offset - len(found)))
            continue
        found.extend(bytes(max(0, event.offset - len(found))))
        found[event.offset : event.offset + len(event.data)] = event.data
    return bytes(found)


def _sectors(event: Event) -> Iterator[Event]:
    """A write in pieces that a disk writes whole."""
    if event.what == "size":
        yield event
    start = 0
    while start < len(event.data):
        end = start + SECTOR - (event.offset + start) % SECTOR
        yield Event("write", event.path, event.offset + start, event.data[start:end])
        start = end


@dataclass(slots=True)
class Disk:
    """Files and names as the desk sees them, and as they are on the disk for certain."""

    names: dict[str, Content | None] = field(default_factory=dict)
    certain: dict[str, Content | None] = field(default_factory=dict)
    since: list[tuple[str, Content | None, bool]] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """The next event happens."""
        path = event.path
        if event.what in ("make", "folder"):
            self.names[path] = Content() if event.what == "make" else None
            self.since.append((path, self.names[path], True))
        elif event.what == "remove":
            self.since.append((path, self.names.pop(path), False))
        elif event.what != "sync":
            content = self.names[path]
            assert content is not None
            content.since.append(event)
        elif (content := self.names.get(path)) is not None:
            content.sync()
        else:
            self._settle([change for change in self.since if _folder_of(change[0]) == path], self.certain)
            self.since = [change for change in self.since if _folder_of(change[0]) != path]

    def _settle(self, changes: Iterable[tuple[str, Content | None, bool]], names: dict[str, Content | None]) -> None:
        for path, content, made in changes:
            if made:
                names[path] = content
            else:
                names.pop(path, None)

    def after_cut(self, chance: random.Random, *, root: str, target: Path) -> None:
        """Writes into `target` what may be found after a power cut."""
        names = dict(self.certain)
        self._settle(self.since[: chance.randrange(len(self.since) + 1)], names)
        target.mkdir(parents=True)
        for path, content in sorted(names.items()):
            place = target / Path(path).relative_to(root)
            if content is None:
                place.mkdir(exist_ok=True)
            elif place.parent.exists():
                place.write_bytes(content.after_cut(chance))


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]

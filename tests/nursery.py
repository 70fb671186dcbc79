"""Programs of their own that need not read all sources anew: one process has read them and forks whenever one is asked for.

What is forked is a process like any other: it has its own words, environment, output and exit code, opens its own files and
can be killed. Only reading the sources, most of what a short command costs, is done once. Where
that cannot be done a program is started as always.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NamedTuple, NoReturn, Protocol

ROOT = Path(__file__).parent.parent
LONGEST = 1 << 16
"""Bytes of one wish; an environment is a tenth of it."""
READ = (
    *("ticketoffice.cli.words", "ticketoffice.settings", "ticketoffice.store.opening", "ticketoffice.store.replay"),
    *("ticketoffice.central.serving", "ticketoffice.central.books", "ticketoffice.sync.http.client"),
    *("ticketoffice.sync.round", "ticketoffice.sync.pairing", "sqlalchemy.dialects.sqlite", "psycopg"),
)


class Answer(NamedTuple):
    """How a program ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Program(Protocol):
    """`python -m ticketoffice` with some words, from its start to its end."""

    stdout: IO[str]

    def communicate(self, timeout: float) -> Answer:
        """Waits for its end. Raises TimeoutError."""

    def terminate(self) -> None:
        """As the system stops it."""

    def kill(self) -> None:
        """At once."""


def begin(words: tuple[str, ...], *, environment: Mapping[str, str]) -> Program:
    """Begins a program with these words."""
    return (_Forked if sys.platform == "linux" else _Started)(words, environment=environment)


class _Started:
    def __init__(self, words: tuple[str, ...], *, environment: Mapping[str, str]) -> None:
        command, pipe = [sys.executable, "-m", "ticketoffice", *words], subprocess.PIPE
        self._process = subprocess.Popen(command, env=dict(environment), stdout=pipe, stderr=pipe, text=True)
        assert self._process.stdout is not None
        self.stdout: IO[str] = self._process.stdout
        self.terminate, self.kill = self._process.terminate, self._process.kill

    def communicate(self, timeout: float) -> Answer:
        try:
            said = self._process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as late:
            self._process.kill()
            raise TimeoutError(self._process.communicate()) from late
        return Answer(self._process.returncode, *said)


class _Forked:
    def __init__(self, words: tuple[str, ...], *, environment: Mapping[str, str]) -> None:
        ends = [os.pipe() for _ in range(3)]
        self.stdout: IO[str]
        self.stdout, self._stderr, self._told = (os.fdopen(read) for read, _ in ends)
        written = [write for _, write in ends]
        _nursery().ask({"words": words, "environment": dict(environment)}, written)
        for end in written:
            os.close(end)
        self.pid = int(self._told.readline())

    def communicate(self, timeout: float) -> Answer:
        killed: list[bool] = []
        late = threading.Timer(timeout, lambda: (killed.append(True), self.kill()))
        late.start()
        said: list[str] = []
        reader = threading.Thread(target=lambda: said.append(self._stderr.read()))
        reader.start()
        out = self.stdout.read()
        reader.join()
        returncode = int(self._told.readline())
        late.cancel()
        for end in (self.stdout, self._stderr, self._told):
            end.close()
        if killed:
            raise TimeoutError((self.pid, out, said))
        return Answer(returncode, out, said[0])

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


class _Nursery:
    """The process that forks, seen from here; ended with this one."""

    def __init__(self) -> None:
        self._here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "tests.nursery", str(there.fileno())]
        self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[there.fileno()], stdin=subprocess.DEVNULL)
        there.close()
        atexit.register(self.close)

    def ask(self, wish: object, ends: list[int]) -> None:
        socket.send_fds(self._here, [json.dumps(wish).encode()], ends)

    def close(self) -> None:
        self._here.close()
        self._process.wait(timeout=30)


_known: list[_Nursery] = []
_one_at_a_time = threading.Lock()


def _nursery() -> _Nursery:
    with _one_at_a_time:
        if not _known:
            _known.append(_Nursery())
        return _known[0]


def _serve(asked: socket.socket) -> int:
    """Forks for each wish and tells how each child ended; ends with who asks."""
    children: dict[int, tuple[int, int]] = {}
    waiting = selectors.DefaultSelector()
    waiting.register(asked, selectors.EVENT_READ)
    while True:
        for key, _ in waiting.select():
            if key.fileobj is not asked:
                waiting.unregister(key.fileobj)
                os.close(key.fd)
                pid, told = children.pop(key.fd)
                _, status = os.waitpid(pid, 0)
                _tell(told, os.waitstatus_to_exitcode(status))
                os.close(told)
                continue
            said, ends, _, _ = socket.recv_fds(asked, LONGEST, 3)
            if not said:
                return 0
            pid = os.fork()
            if not pid:
                waiting.close()
                asked.close()
                for _, told in children.values():
                    os.close(told)
                _live(json.loads(said), ends)
            out, err, told = ends
            os.close(out)
            os.close(err)
            _tell(told, pid)
            found = os.pidfd_open(pid)
            children[found] = pid, told
            waiting.register(found, selectors.EVENT_READ)


def _tell(told: int, number: int) -> None:
    os.write(told, f"{number}\n".encode())


def _live(wish: dict[str, object], ends: list[int]) -> NoReturn:
    """What the child does: it is the program."""
    out, err, told = ends
    os.close(told)
    for end, place in ((out, 1), (err, 2)):
        os.dup2(end, place)
        os.close(end)
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    environment, words = wish["environment"], wish["words"]
    assert isinstance(environment, dict) and isinstance(words, list)
    os.environ.clear()
    os.environ.update(environment)
    from ticketoffice.cli import main

    sys.argv = ["ticketoffice", *words]
    code = main()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # nothing of all that was read is taken apart once more


if __name__ == "__main__":
    import gc
    from importlib import import_module

    for name in READ:
        import_module(name)
    gc.freeze()
    sys.exit(_serve(socket.socket(fileno=int(sys.argv[1]))))

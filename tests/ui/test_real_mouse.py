"""A real X server, a real pointer: one click on the cross, then the command line says what the window did.

Needs Xvfb, xdotool and ImageMagick (Linux); `TICKETOFFICE_SHOTS=folder` keeps the three pictures of each language.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import orders_files
from ticketoffice.desk.import_orders import import_files
from ticketoffice.desk.people import person_named
from ticketoffice.desk.show import show
from ticketoffice.domain.people import Who
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

TOOLS = ("Xvfb", "xdotool", "import")
pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason=f"needs {', '.join(TOOLS)} on the path"
)
SECONDS = 60
SCANNED = "2G7FV4B6T77TG7X6DB"
"""As a scanner types it: with Shift before each capital."""
BESIDE = ("1390", "890")
"""A point of the screen beside the window."""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An X server of its own; gives the environment of its clients."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    home = {name: str(tmp_path / "home") for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    yield {**os.environ, **home, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait(SECONDS)


def a_book(folder: Path, secrets: Path) -> tuple[Path, Any]:
    """A book of real orders, and one that was paid in cash for a performance to come."""
    place = folder / "book.db"
    keys = FileSecrets(secrets)
    book = open_book(place, clock=SystemClock(), secrets=keys)
    import_files(book, orders_files("pretix-opera")[:1], who=Who(person_named(book, "Lea")))
    try:
        with book.read() as reading:
            taken = [line.payload["order"]["id"] for line in reading.history.lines() if line.kind == "order_taken_in"]
        for order in taken:
            view = show(book, order)
            whole = view.state == "paid" and all(t.state == "valid" and t.cross.mark == "cancels" for t in view.tickets)
            if whole and len(view.tickets) >= 3 and view.paid:
                return place, view
    finally:
        book.close()
        keys.close()
    raise AssertionError("no such order")


class Screen:
    """The window's process and the pointer."""

    def __init__(self, process: subprocess.Popen[str], environment: dict[str, str], shots: Path) -> None:
        self.process, self.environment, self.shots = process, environment, shots

    def ask(self) -> dict[str, Any]:
        """Where the crosses are and what has the focus."""
        assert self.process.stdin is not None
        self.process.stdin.write("where\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """The next line of the window's process."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the window ended"
        return dict(json.loads(line))

    def until(self, true: Any) -> dict[str, Any]:
        """Asks until something holds."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            told = self.ask()
            if true(told):
                return told
        raise AssertionError(f"waited in vain: {told}")

    def do(self, *command: str) -> None:
        """xdotool."""
        subprocess.run(["xdotool", *command], env=self.environment, check=True, timeout=SECONDS)

    def picture(self, name: str) -> Path:
        """What is on the screen, once it is painted: an answer comes when the loop has nothing older to do."""
        self.ask()
        file = self.shots / f"{name}.png"
        subprocess.run(
            ["import", "-window", "root", "-crop", "1280x800+0+0", str(file)],
            env=self.environment,
            check=True,
            timeout=SECONDS,
        )
        return file


def told(place: Path, environment: dict[str, str], *command: str) -> dict[str, Any]:
    """What the command line says, as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "ticketoffice", *command, "--book", str(place), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_real_click_on_the_cross(screen: dict[str, str], tmp_path: Path, language: str) -> None:
    secrets = tmp_path / "home" / "ticketoffice" / "keys"
    place, order = a_book(tmp_path, secrets)
    gone, other = order.tickets[1], order.tickets[0]
    free_before = _free(place, screen, gone)
    shots = Path(os.environ.get("TICKETOFFICE_SHOTS", tmp_path))
    shots.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.ui.real_window", str(place), str(secrets), language]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=screen, stdin=pipe, stdout=pipe, text=True) as process:
        window = Screen(process, screen, shots)
        assert window.answer() == {"ready": True}
        window.do("mousemove", "600", "25", "click", "1")
        window.do("type", "--delay", "120", order.number)
        window.do("key", "Return")
        crosses = window.until(lambda at: len(at["crosses"]) == len(order.tickets))["crosses"]
        window.picture(f"{language}-1-before")
        window.do("mousemove", *map(str, crosses[1]), "click", "1")
        window.until(lambda at: at["focus"] == "strip.reason")
        window.picture(f"{language}-2-strip")
        window.do("type", "--delay", "10", "--args", "1", SCANNED, "key", "Return")
        scanned = window.until(lambda at: SCANNED in at["notice"])
        assert (scanned["focus"], scanned["reason"]) == ("strip.reason", None), "a scan with its capitals chose nothing"
        window.do("key", "1")
        window.until(lambda at: at["reason"] == "customer_asked")
        cancelled = window.ask()["notice"]
        window.do("key", "Return")
        window.until(lambda at: at["focus"] != "strip.reason" and at["notice"] != cancelled)
        window.picture(f"{language}-3-after")

    checked = told(place, screen, "check", gone.number)
    assert (checked["answer"], checked["reason"]) == ("STOP", "cancelled")
    assert told(place, screen, "check", other.number)["answer"] == "GO"
    assert _free(place, screen, gone) == free_before + 1
    shown = told(place, screen, "show", order.number)
    ticket = next(t for t in shown["tickets"] if t["number"] == gone.number)
    assert ticket["state"] == "cancelled"
    assert ticket["cancelled"]["reason"] == "customer_asked"
    assert [line["kind"] for line in shown["history"]][:2] == ["cancellation_finished", "tickets_cancelled"]


def test_keys_reach_the_window_from_the_start(screen: dict[str, str], tmp_path: Path) -> None:
    """No window manager gives it the keys, no click asks for them, and the pointer lies beside it."""
    secrets = tmp_path / "home" / "ticketoffice" / "keys"
    place, order = a_book(tmp_path, secrets)
    command = [sys.executable, "-m", "tests.ui.real_window", str(place), str(secrets), "en"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=screen, stdin=pipe, stdout=pipe, text=True) as process:
        window = Screen(process, screen, tmp_path)
        window.do("mousemove", *BESIDE)
        assert window.answer() == {"ready": True}
        window.until(lambda at: at["active"])
        window.do("type", "--delay", "120", order.number)
        window.do("key", "Return")
        window.until(lambda at: len(at["crosses"]) == len(order.tickets))


def _free(place: Path, environment: dict[str, str], ticket: Any) -> int:
    zones = told(place, environment, "free", ticket.performance)["zones"]
    return int(next(z["free"] for z in zones if z["zone"] == ticket.zone))

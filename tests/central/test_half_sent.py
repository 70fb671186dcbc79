"""Whoever opens a line and says half a request does not keep it; who is slow but goes on does."""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.served import Served
from ticketoffice.central import patience
from ticketoffice.store.book import Book
from ticketoffice.sync.http import wire

HEALTH = f"GET {wire.HEALTH} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
HEAD = f"POST {wire.ENROLMENTS} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n".encode()
RESOURCES = Path(__file__).parents[2] / "resources" / "central"


@pytest.fixture
def line(centre: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLSocket]:
    """A line to a centre that waits for half a second, and for ten bytes of a body in each."""
    monkeypatch.setattr(patience, "HEAD_WITHIN", 0.5)
    monkeypatch.setattr(patience, "BODY_EVERY", 0.5)
    monkeypatch.setattr(patience, "LEAST", 10)
    served = Served(centre, folder=tmp_path / "keys")
    context = ssl.create_default_context(cadata=served.authority)
    where = urlsplit(served.url)
    plain = socket.create_connection((where.hostname, where.port), timeout=30)
    with context.wrap_socket(plain, server_hostname=where.hostname) as line:
        yield line
    served.close()


def said(line: ssl.SSLSocket) -> bytes:
    """What comes until the line is closed."""
    found = b""
    try:
        while piece := line.recv(65536):
            found += piece
    except (ConnectionResetError, ssl.SSLEOFError):
        return found
    return found


@pytest.mark.parametrize(
    "half", [b"", HEALTH[:20], HEAD, HEAD + b"{"], ids=["nothing", "half a head", "no body", "half a body"]
)
def test_a_line_that_says_half_a_request_is_closed(line: ssl.SSLSocket, half: bytes) -> None:
    line.sendall(half)
    assert b" 200 " not in said(line)


def test_one_byte_after_the_other_does_not_keep_it_open(line: ssl.SSLSocket) -> None:
    with pytest.raises((ConnectionError, ssl.SSLError)):
        for byte in b"GET /" + b"x" * 600:
            line.sendall(bytes([byte]))
            time.sleep(0.05)


def test_it_is_closed_too_where_a_request_was_answered_before(line: ssl.SSLSocket) -> None:
    line.sendall(HEALTH)
    assert b" 200 " in line.recv(65536)
    line.sendall(HEALTH[:-2])
    assert b" 200 " not in said(line)


def test_a_slow_line_that_goes_on_is_answered(line: ssl.SSLSocket) -> None:
    line.sendall(HEAD)
    for _ in range(20):
        line.sendall(b" " * 50)
        time.sleep(0.1)
    answer = b""
    while not answer.endswith(b"}}"):
        answer += line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 422 ")
    line.sendall(HEALTH)
    assert b" 200 " in line.recv(65536)


def test_the_unit_lets_it_open_a_file_for_each_line_and_the_container_says_how() -> None:
    unit = (RESOURCES / "ticketoffice-central.service").read_text("utf-8")
    (limit,) = re.findall(r"^LimitNOFILE=(\d+)$", unit, re.MULTILINE)
    assert int(limit) >= 65536
    assert f"--ulimit nofile={limit}" in (RESOURCES / "Containerfile").read_text("utf-8")

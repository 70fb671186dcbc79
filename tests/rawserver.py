"""A server that answers each request with the bytes a test wants, also none, also half of them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

Asked = tuple[str, str, bytes]
"""Method, path with query, body."""


def answered(status: str, body: bytes = b"", *, kind: str = "application/json", length: int | None = None) -> bytes:
    """An HTTP answer; `length` lies about its body."""
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


class RawServer:
    """Listens on a port of this machine until it is closed; `answer` makes the bytes."""

    def __init__(self, answer: Callable[[Asked], bytes]) -> None:
        self.answer = answer
        self.asked: list[Asked] = []
        self.heads: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            with line:
                try:
                    head, asked = _request(line)
                    self.heads.append(head)
                    self.asked.append(asked)
                    line.sendall(self.answer(asked))
                except OSError:
                    continue

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=10)

    def __enter__(self) -> RawServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _request(line: socket.socket) -> tuple[str, Asked]:
    found = b""
    while b"\r\n\r\n" not in found:
        piece = line.recv(65536)
        if not piece:
            raise ConnectionError
        found += piece
    head, _, body = found.partition(b"\r\n\r\n")
    first, *headers = head.decode("latin-1").split("\r\n")
    length = next((int(h.split(":")[1]) for h in headers if h.lower().startswith("content-length:")), 0)
    while len(body) < length:
        body += line.recv(65536)
    method, path, _ = first.split(" ")
    return "\n".join(headers).lower(), (method, path, body)

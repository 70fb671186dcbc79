"""A card terminal of our own that speaks the same bytes, written from the table in `zvt.py` and not with its functions.

It keeps a ledger of what it has charged, serves one connection at a time, and goes on with a payment whose line is cut. `faults` say
what goes wrong with the next payment.
"""

import socket
import threading
from dataclasses import dataclass, field

ACK = b"\x80\x00\x00"
DONE = b"\x06\x0f\x00"


@dataclass
class Charge:
    """What the terminal has booked; `result` 0 is a charge, anything else a payment that the bank refused."""

    amount: int
    trace: int
    result: int = 0


@dataclass
class Faults:
    """What goes wrong: `refused` with this result; `no_ack`; `lost_reply`: it charges and the line ends without a word; `silent`: the
    same, and the line stays; `stale`: it tells the status of the payment before; `reply_after` an event; `cut_out` after so many
    bytes that it sends in a payment, `cut_in` after so many that it receives; `print_first`; `says_no` to the authorisation.
    """

    refused: int | None = None
    lost_reply: bool = False
    silent: bool = False
    stale: bool = False
    stale_then_right: bool = False
    cut_out: int | None = None
    cut_in: int | None = None
    print_first: bool = False
    says_no: int | None = None
    charges_nothing: bool = False
    reply_after: threading.Event | None = None
    abort_after_status: bool = False


class CutHere(Exception):
    """The line ends at this byte."""


@dataclass
class Simulator:
    """Listens until it is closed."""

    faults: Faults = field(default_factory=Faults)
    ledger: list[Charge] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)
    busy_answers: int = 0

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._trace = 40
        self._sent = 0
        self.sent_in_payment = 0
        self.at_card = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def book(self, amount: int, *, result: int = 0) -> Charge:
        """A payment that the terminal has booked by itself, or for somebody else."""
        self._trace += 1
        self.ledger.append(Charge(amount, self._trace, result))
        return self.ledger[-1]

    def charged(self) -> list[int]:
        """What cards were charged."""
        return [charge.amount for charge in self.ledger if charge.result == 0]

    def asked_to_pay(self) -> int:
        """How many authorisations came whole."""
        return sum(message[:2] == b"\x06\x01" for message in self.received)

    def close(self) -> None:
        """Ends it: nobody is at its address any more."""
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            line.settimeout(10)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self._speak(line)
            except (OSError, CutHere):
                continue
            finally:
                line.close()

    def _speak(self, line: socket.socket) -> None:
        paying = False
        while (message := self._receive(line)) is not None:
            kind = message[:2]
            self.received.append(message)
            if kind == b"\x06\x00":
                self._tell(line, ACK)
                self._tell(line, DONE)
            elif kind == b"\x06\x20":
                self._tell(line, ACK)
                self._repeat(line)
            elif kind == b"\x06\x01":
                paying = True
                self._pay(line, amount=int(message[4:10].hex()))
            elif kind == b"\x06\xb0":
                self._tell(line, ACK)
            if paying:
                paying = False
                self._sent = 0

    def _repeat(self, line: socket.socket) -> None:
        if self.busy_answers:
            self.busy_answers -= 1
            self._tell(line, b"\x06\x1e\x01\xa0")
        elif not self.ledger:
            self._tell(line, b"\x06\x1e\x01\x9a")
        else:
            self._tell(line, _status(self.ledger[-1]))
            self._tell(line, DONE)

    def _pay(self, line: socket.socket, *, amount: int) -> None:
        faults, self.faults = self.faults, Faults()
        if faults.says_no is not None:
            self._tell(line, b"\x84" + bytes([faults.says_no]) + b"\x00")
            return
        cut = faults.cut_out
        self._sent = 0
        old = self.ledger[-1] if self.ledger else None
        booked = None
        try:
            self._tell(line, ACK, cut=cut)
            if faults.print_first:
                self._tell(line, b"\x06\xd1\x08\x00Receipt", cut=cut)
            self._tell(line, b"\x04\xff\x01\x0a", cut=cut)
            self.at_card.set()
            if faults.reply_after is not None:
                faults.reply_after.wait(10)
        finally:
            if not faults.charges_nothing:
                booked = self.book(amount, result=faults.refused or 0)
        if faults.lost_reply:
            raise CutHere
        if faults.silent:
            return
        self._tell_outcome(line, booked, old=old, faults=faults)
        self.sent_in_payment = self._sent

    def _tell_outcome(self, line: socket.socket, booked: Charge | None, *, old: Charge | None, faults: Faults) -> None:
        cut = faults.cut_out
        if booked is None:
            self._tell(line, b"\x06\x1e\x01\x6c", cut=cut)
            return
        if old is not None and (faults.stale or faults.stale_then_right):
            self._tell(line, _status(old), cut=cut)
        if not faults.stale:
            self._tell(line, _status(booked), cut=cut)
        self._tell(line, b"\x06\x1e\x01\x6c" if faults.abort_after_status else DONE, cut=cut)

    def _tell(self, line: socket.socket, message: bytes, *, cut: int | None = None) -> None:
        if cut is not None and self._sent + len(message) > cut:
            line.sendall(message[: max(0, cut - self._sent)])
            raise CutHere
        line.sendall(message)
        self._sent += len(message)

    def _receive(self, line: socket.socket) -> bytes | None:
        """The next message that is no acknowledgement."""
        while True:
            head = self._bytes(line, 3)
            if head is None:
                return None
            body = self._bytes(line, head[2])
            if body is None:
                return None
            if head[0] != 0x80:
                return head + body

    def _bytes(self, line: socket.socket, size: int) -> bytes | None:
        found = b""
        while len(found) < size:
            if self.faults.cut_in is not None and self.faults.cut_in <= 0:
                self.faults = Faults()
                raise CutHere
            part = line.recv(1)
            if not part:
                return None
            found += part
            if self.faults.cut_in is not None:
                self.faults.cut_in -= 1
        return found


def _status(charge: Charge) -> bytes:
    """With a card's number, name and a container among it, as terminals send them."""
    data = b"\x27" + bytes([charge.result]) + b"\x04" + bytes.fromhex(f"{charge.amount:012d}")
    data += b"\x0b" + bytes.fromhex(f"{charge.trace:06d}") + b"\x0c\x20\x15\x00\x0d\x12\x01"
    data += b"\x22\xf0\xf8" + bytes.fromhex("47111111111111ff") + b"\x29" + bytes.fromhex("52500041")
    data += b"\x49\x07\x56\x87\x00\x07\x8b\xf0\xf4VISA\x06\x04\x1f\x10\x01\x02"
    return b"\x04\x0f" + bytes([len(data)]) + data

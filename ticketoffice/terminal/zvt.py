"""ZVT as bytes: how a till and a card terminal speak over TCP. Pure: bytes in, values out.

A message (APDU) is `class instruction length data`; a length of 255 or more is `FF` and two bytes, the lower one first. Over TCP
there is nothing around it. Each message is answered by `80 00 00`, or `84 xx 00` by who cannot take it.

| from the till | | from the terminal | |
|---|---|---|---|
| 06 00 | registration: password, how it speaks, currency | 04 FF | intermediate status, for the screen |
| 06 01 | authorisation: amount, currency | 04 0F | status information: result, amount, trace, receipt |
| 06 20 | repeat receipt: tells 04 0F of the last payment again | 06 D1, 06 D3 | lines of a receipt to print |
| 05 01 | status enquiry: is it at work | 06 0F | completion |
| 06 B0 | abort | 06 1E | aborted: why |

Data are fields, each a byte and a value of known length: an amount is six bytes of decimal digits (`04 00 00 00 00 30 00` is 30.00),
a currency is `49` and its ISO number (`07 56`: CHF). What a field like the card's number holds is passed over and never kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

REGISTRATION, AUTHORISATION, REPEAT_RECEIPT = b"\x06\x00", b"\x06\x01", b"\x06\x20"
STATUS_ENQUIRY, ABORT = b"\x05\x01", b"\x06\xb0"
INTERMEDIATE, STATUS, COMPLETION, ABORTED = b"\x04\xff", b"\x04\x0f", b"\x06\x0f", b"\x06\x1e"
PRINT_LINE, PRINT_BLOCK = b"\x06\xd1", b"\x06\xd3"
ACK, NAK = b"\x80\x00", b"\x84"
ACKNOWLEDGED = ACK + b"\x00"
CURRENCIES: Mapping[str, str] = {"CHF": "0756", "EUR": "0978", "GBP": "0826", "USD": "0840"}
"""ISO 4217 numbers as a terminal knows them."""
OK, BUSY, NO_RECEIPT = 0x00, 0xA0, 0x9A
"""Result codes: done; at work with something else; there is no last payment."""
STATES: Mapping[int, str] = {
    0x00: "amount",
    0x01: "pin_pad",
    0x02: "pin_pad",
    0x0A: "card",
    0x0B: "card",
    0x0E: "remove_card",
    0x17: "please_wait",
    0x41: "chip",
    0xD2: "connecting",
    0xFF: "please_wait",
}
"""What an intermediate status says that a cashier should see; any other one is `please_wait`."""
TILL_PRINTS_NOTHING = 0x88
"""Configuration byte: the terminal prints both receipts itself, and sends intermediate status."""
MOST = 10**12 - 1
AMOUNT, RESULT, TRACE, RECEIPT, TERMINAL, CURRENCY, TLV = 0x04, 0x27, 0x0B, 0x87, 0x29, 0x49, 0x06
_FIXED: Mapping[int, int] = {
    **{0x01: 1, 0x02: 1, 0x03: 1, 0x04: 6, 0x05: 1, 0x0B: 3, 0x0C: 3, 0x0D: 2, 0x0E: 2, 0x17: 2, 0x19: 1, 0x27: 1},
    **{0x29: 4, 0x2A: 15, 0x37: 3, 0x3A: 2, 0x3B: 8, 0x3D: 3, 0x49: 2, 0x87: 2, 0x88: 3, 0x8A: 1, 0x8C: 1, 0xA0: 1},
    **{0xAA: 3, 0xBA: 5, 0xD0: 1, 0xD1: 1, 0xD2: 1, 0xD3: 1},
}
_COUNTED: Mapping[int, int] = {
    **dict.fromkeys((0x22, 0x23, 0x2D, 0x8B, 0xA7, *range(0xF1, 0xF8)), 2),
    **dict.fromkeys((0x24, 0x2E, 0x3C, 0x60, 0x92, 0x9A, 0xAF), 3),
}
"""How long a field is, or in how many bytes of digits (`F0` to `F9`) it says so itself."""


class Malformed(Exception):
    """Bytes that no terminal sends: nothing is known by them."""


class Message(Struct, frozen=True):
    """One message: `kind` is class and instruction."""

    kind: bytes
    data: bytes = b""

    def encoded(self) -> bytes:
        """As it goes over the line."""
        size = len(self.data)
        length = bytes([size]) if size < 0xFF else b"\xff" + size.to_bytes(2, "little")
        return self.kind + length + self.data


def first_message(received: bytes) -> tuple[Message, bytes] | None:
    """The first whole message and what follows it; None as long as it is not whole."""
    if len(received) < 3:
        return None
    start, size = 3, received[2]
    if size == 0xFF:
        if len(received) < 5:
            return None
        start, size = 5, int.from_bytes(received[3:5], "little")
    if len(received) < start + size:
        return None
    return Message(received[:2], received[start : start + size]), received[start + size :]


def digits(value: int, *, size: int) -> bytes:
    """A number as `size` bytes of two decimal digits. Raises ValueError where it has more."""
    if not 0 <= value < 100**size:
        raise ValueError(f"{value} has more than {2 * size} digits")
    return bytes.fromhex(f"{value:0{2 * size}d}")


def number(value: bytes) -> int:
    """What such bytes say; raises Malformed."""
    text = value.hex()
    if not text.isdecimal():
        raise Malformed(text)
    return int(text)


def registration(password: str, *, currency: str) -> Message:
    """How the till introduces itself; the password has six digits."""
    config = bytes([TILL_PRINTS_NOTHING])
    return Message(REGISTRATION, bytes.fromhex(password) + config + bytes.fromhex(CURRENCIES[currency]))


def authorisation(amount: int, *, currency: str) -> Message:
    """A payment of so many minor units."""
    money = bytes([AMOUNT]) + digits(amount, size=6)
    return Message(AUTHORISATION, money + bytes([CURRENCY]) + bytes.fromhex(CURRENCIES[currency]))


def repeat_receipt(password: str) -> Message:
    """What was the last payment."""
    return Message(REPEAT_RECEIPT, bytes.fromhex(password))


class Status(Struct, frozen=True):
    """What a status information says of a payment; None where it does not say it."""

    result: int | None = None
    amount: int | None = None
    currency: str | None = None
    trace: int | None = None
    receipt: int | None = None
    terminal: str | None = None


def status_of(message: Message) -> Status:
    """Reads a status information; raises Malformed. The card's number, its expiry and texts are passed over."""
    fields = _fields(message.data)
    known = {code: name for name, code in CURRENCIES.items()}
    return Status(
        result=fields[RESULT][0] if RESULT in fields else None,
        amount=number(fields[AMOUNT]) if AMOUNT in fields else None,
        currency=known.get(fields[CURRENCY].hex()) if CURRENCY in fields else None,
        trace=number(fields[TRACE]) if TRACE in fields else None,
        receipt=number(fields[RECEIPT]) if RECEIPT in fields else None,
        terminal=fields[TERMINAL].hex() if TERMINAL in fields else None,
    )


def status_information(status: Status) -> Message:
    """The message that says this."""
    parts: list[bytes] = []
    if status.result is not None:
        parts.append(bytes([RESULT, status.result]))
    if status.amount is not None:
        parts.append(bytes([AMOUNT]) + digits(status.amount, size=6))
    if status.currency is not None:
        parts.append(bytes([CURRENCY]) + bytes.fromhex(CURRENCIES[status.currency]))
    if status.trace is not None:
        parts.append(bytes([TRACE]) + digits(status.trace, size=3))
    if status.receipt is not None:
        parts.append(bytes([RECEIPT]) + digits(status.receipt, size=2))
    if status.terminal is not None:
        parts.append(bytes([TERMINAL]) + bytes.fromhex(status.terminal))
    return Message(STATUS, b"".join(parts))


def _fields(data: bytes) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    at = 0
    while at < len(data):
        tag = data[at]
        start, size = _extent(data, at=at + 1, tag=tag)
        if start + size > len(data):
            raise Malformed(f"field {tag:02x} is cut")
        found[tag] = data[start : start + size]
        at = start + size
    return found


def _extent(data: bytes, *, at: int, tag: int) -> tuple[int, int]:
    """Where the value of a field begins and how long it is."""
    if tag in _FIXED:
        return at, _FIXED[tag]
    if tag in _COUNTED:
        count = data[at : at + _COUNTED[tag]]
        if len(count) < _COUNTED[tag] or any(not 0xF0 <= byte <= 0xF9 for byte in count):
            raise Malformed(f"field {tag:02x} has no length")
        return at + len(count), int("".join(str(byte & 0x0F) for byte in count))
    if tag == TLV:
        return _extent_of_container(data, at=at)
    raise Malformed(f"no field {tag:02x}")


def _extent_of_container(data: bytes, *, at: int) -> tuple[int, int]:
    if at >= len(data):
        raise Malformed("a container has no length")
    first = data[at]
    if first < 0x80:
        return at + 1, first
    more = first & 0x7F
    if not 1 <= more <= 2 or at + 1 + more > len(data):
        raise Malformed("a container has no length")
    return at + 1 + more, int.from_bytes(data[at + 1 : at + 1 + more], "big")

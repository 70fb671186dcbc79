"""The line to a mail server: hands one message over, or says why not."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.errors import MessageError
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from ticketoffice.settings import MailServer

TIMEOUT = 20
REFUSED_FOR_GOOD = 500
FAULTS = (OSError, smtplib.SMTPException, ValueError, OverflowError, MessageError)


class Problem(Struct, frozen=True):
    """Why a message was not taken: the kind of fault with the server's code, never its words, which may name somebody.

    `for_good`: trying the same again would be refused again.
    """

    what: str
    for_good: bool = False


class _Line(smtplib.SMTP):
    """A line to a server; `leaves` is called when all is agreed and the message is said next."""

    leaves: Callable[[], object]

    def data(self, msg: Any) -> tuple[int, bytes]:
        """The message itself."""
        self.leaves()
        return super().data(msg)


class _EncryptedLine(_Line, smtplib.SMTP_SSL):
    """The same, encrypted from its beginning."""


def hand_over(message: EmailMessage, *, to: str, server: MailServer, leaves: Callable[[], object]) -> Problem | None:
    """Hands the message over; None when the server took it. Without the encryption asked for nothing leaves."""
    try:
        if server.security == "tls":
            context = ssl.create_default_context()
            line: _Line = _EncryptedLine(server.host, server.port, timeout=TIMEOUT, context=context)
        else:
            line = _Line(server.host, server.port, timeout=TIMEOUT)
        line.leaves = leaves
        with line:
            if server.security == "starttls":
                line.starttls(context=ssl.create_default_context())
            if server.user and server.password:
                line.login(server.user, server.password)
            return _handed_over(line, message, to=to)
    except FAULTS as problem:
        return Problem(code_of_fault(problem))


def _handed_over(connection: smtplib.SMTP, message: EmailMessage, *, to: str) -> Problem | None:
    try:
        connection.send_message(message, to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as no:
        codes = [code for code, _ in no.recipients.values()]
        return Problem(f"SMTPRecipientsRefused {min(codes)}", for_good=min(codes) >= REFUSED_FOR_GOOD)
    except smtplib.SMTPNotSupportedError as no:
        return Problem(code_of_fault(no), for_good=True)
    except smtplib.SMTPDataError as no:
        return Problem(code_of_fault(no), for_good=no.smtp_code >= REFUSED_FOR_GOOD)
    return None


def code_of_fault(problem: Exception) -> str:
    """The kind of a fault with the server's code."""
    code = getattr(problem, "smtp_code", None)
    return type(problem).__name__ if code is None else f"{type(problem).__name__} {code}"

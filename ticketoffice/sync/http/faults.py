"""Whatever goes wrong on the line is one code of the port; what it means for an operation is never guessed from it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import msgspec

from ticketoffice.domain.errors import Unavailable
from ticketoffice.sync.central_service import (
    ACCESS_ENDED,
    NO_ANSWER,
    NO_NETWORK,
    PUT_OUT,
    TOO_OLD,
    WRONG_CERTIFICATE,
    WRONG_DATE,
)
from ticketoffice.sync.http import wire

OF_THE_DATE = (9, 10)
"""What OpenSSL says of a certificate that does not count yet, or no longer (X509_V_ERR_CERT_NOT_YET_VALID, _HAS_EXPIRED); of one by
somebody else it says that before it looks at dates.
"""
OF_STATUS = {401: ACCESS_ENDED, 403: ACCESS_ENDED, 426: TOO_OLD}


def of_status(status: int, body: bytes = b"") -> Unavailable:
    """What an answer means that is not the expected one. That this desk was put out only a centre says, in so many words."""
    code = OF_STATUS.get(status, NO_ANSWER)
    return Unavailable(PUT_OUT if status == 403 and _says_put_out(body) else code, data={"status": status})


def _says_put_out(body: bytes) -> bool:
    try:
        return msgspec.json.decode(body, type=wire.Refusal).error.code == PUT_OUT
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False


class Taken:
    """Whether whoever is asked has taken the connection: from then on silence is no missing line. Over TLS that comes before anybody
    is recognised, and the wait for it counts as connecting.
    """

    def __init__(self) -> None:
        self.yes = False

    def __call__(self, event: str, info: object) -> None:
        """What the library of the line says of each of its steps (its extension `trace`)."""
        self.yes = self.yes or event == "connection.connect_tcp.complete"


@contextmanager
def told_by_the_port(taken: Taken | None = None) -> Iterator[None]:
    """Turns every fault of the line into Unavailable with a code of the port; `taken` where a connection is made."""
    try:
        yield
    except httpx2.ConnectTimeout as problem:
        raise Unavailable(NO_ANSWER if taken is not None and taken.yes else NO_NETWORK) from problem
    except httpx2.ConnectError as problem:
        raise Unavailable(_of_no_connection(problem)) from problem
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ssl.SSLError) as problem:
        raise Unavailable(NO_ANSWER) from problem
    except OSError as problem:
        raise Unavailable(NO_NETWORK) from problem


def _of_no_connection(problem: BaseException) -> str:
    """Nobody there, somebody else there, the centre itself at another date than this one, or something there that speaks no TLS."""
    seen: set[int] = set()
    cause: BaseException | None = problem
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        if isinstance(cause, ssl.SSLCertVerificationError):
            return WRONG_DATE if cause.verify_code in OF_THE_DATE else WRONG_CERTIFICATE
        if isinstance(cause, ssl.SSLError):
            return NO_ANSWER
        cause = cause.__cause__ or cause.__context__
    return NO_NETWORK

"""Whatever goes wrong on the line is one code of the port; what it means for an operation is never guessed from it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from ticketoffice.domain.errors import Unavailable
from ticketoffice.sync.central_service import ACCESS_ENDED, NO_ANSWER, NO_NETWORK, TOO_OLD, WRONG_CERTIFICATE

OF_STATUS = {401: ACCESS_ENDED, 403: ACCESS_ENDED, 426: TOO_OLD}


def of_status(status: int) -> Unavailable:
    """What an answer means that is not the expected one."""
    return Unavailable(OF_STATUS.get(status, NO_ANSWER), data={"status": status})


@contextmanager
def told_by_the_port() -> Iterator[None]:
    """Turns every fault of the line into Unavailable with a code of the port."""
    try:
        yield
    except httpx2.TimeoutException as problem:
        raise Unavailable(NO_NETWORK) from problem
    except httpx2.ConnectError as problem:
        raise Unavailable(_of_no_connection(problem)) from problem
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ssl.SSLError) as problem:
        raise Unavailable(NO_ANSWER) from problem
    except OSError as problem:
        raise Unavailable(NO_NETWORK) from problem


def _of_no_connection(problem: BaseException) -> str:
    """Nobody there, somebody else there, or something there that speaks no TLS."""
    seen: set[int] = set()
    cause: BaseException | None = problem
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        if isinstance(cause, ssl.SSLCertVerificationError):
            return WRONG_CERTIFICATE
        if isinstance(cause, ssl.SSLError):
            return NO_ANSWER
        cause = cause.__cause__ or cause.__context__
    return NO_NETWORK

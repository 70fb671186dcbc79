"""How a centre of ours is found: the address that somebody typed, and whether whoever answers there is who the code says."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.sync.central_service import WRONG_CERTIFICATE
from ticketoffice.sync.http import trust, wire
from ticketoffice.sync.http.client import authority_of
from ticketoffice.sync.line import Found, joining


def find(url: str, code: str, *, authority: str | None = None) -> Found:
    """Whoever answers there, if it is who the code says; `authority` (PEM) was brought by hand, else it is asked for there.
    Raises RuleBroken `wrong_address` or `wrong_code` before anybody is asked, Unavailable where it is nobody, or somebody else.
    """
    address = whole_address(url)
    plain, fingerprint = trust.parts(code)
    known = authority
    if known is None and fingerprint is not None:
        with joining(address):
            known = authority_of(address)
    if fingerprint is not None and (known is None or _fingerprint(known) != fingerprint):
        raise Unavailable(WRONG_CERTIFICATE)
    return Found(address, plain, known)


def whole_address(text: str) -> str:
    """A centre's address as it was typed: https without saying so, and the usual port. Raises RuleBroken `wrong_address`."""
    typed = text.strip().rstrip("/")
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError:
        raise RuleBroken("wrong_address", data={"address": text}) from None
    host = parts.hostname or ""
    said_more = parts.path or parts.query or parts.fragment or parts.username
    if parts.scheme != "https" or said_more or not re.fullmatch(r"[\w.:-]+", host):
        raise RuleBroken("wrong_address", data={"address": text})
    shown = f"[{host}]" if ":" in host else host
    return f"https://{shown}:{port or wire.DEFAULT_PORT}"


def _fingerprint(certificate: str) -> str | None:
    try:
        return trust.fingerprint(certificate)
    except RuleBroken:
        return None

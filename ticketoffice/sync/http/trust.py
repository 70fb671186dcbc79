"""Whom a desk trusts: the one authority that its pairing code names, and no other, not even the system's.

The code that a centre shows is `CODE-FINGERPRINT`: eight characters that are used up, and sixteen (72 bits) of the SHA-256
of the authority's certificate, so that whoever stands between at pairing is found out.
"""

from __future__ import annotations

import hashlib
import re
import ssl

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import ALPHABET

CODE_LENGTH = 8
FINGERPRINT_LENGTH = 16
GROUP = 4


def fingerprint(certificate: str) -> str:
    """The short form of a certificate (PEM), in the letters of order numbers. Raises RuleBroken `not_a_certificate`."""
    try:
        whole = ssl.PEM_cert_to_DER_cert(_first(certificate))
    except ValueError:
        raise RuleBroken("not_a_certificate") from None
    number = int.from_bytes(hashlib.sha256(whole).digest(), "big")
    letters = []
    for _ in range(FINGERPRINT_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def whole_code(code: str, fingerprint: str | None) -> str:
    """What is shown to whoever pairs a desk, in groups of four."""
    plain = code + (fingerprint or "")
    return "-".join(plain[start : start + GROUP] for start in range(0, len(plain), GROUP))


def parts(whole: str) -> tuple[str, str | None]:
    """A code as it was typed: the code itself, and the fingerprint if it has one. Raises RuleBroken `wrong_code`."""
    plain = re.sub(r"[\s-]", "", whole).upper()
    if len(plain) not in (CODE_LENGTH, CODE_LENGTH + FINGERPRINT_LENGTH) or not set(plain) <= set(ALPHABET):
        raise RuleBroken("wrong_code")
    return plain[:CODE_LENGTH], plain[CODE_LENGTH:] or None


def trusting(authority: str) -> ssl.SSLContext:
    """Trusts this authority alone. Raises RuleBroken `not_a_certificate`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_verify_locations(cadata=authority)
    except (ssl.SSLError, ValueError):
        raise RuleBroken("not_a_certificate") from None
    return context


def trusting_nobody_yet() -> ssl.SSLContext:
    """For the one question that is asked before anybody is trusted: which authority do you have?"""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _first(pem: str) -> str:
    found = re.search(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", pem, re.DOTALL)
    if found is None:
        raise ValueError("no certificate")
    return found.group()

"""Who vouches for a centre: an authority of its own, made at the first start, or the files of a house that has one.

The authority's key lies among the secrets, outside the data folder, as the book's key does. The certificate of a server
is made anew at each start and kept in memory alone; one that is served for long is renewed before it ends.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.clock import Clock
from ticketoffice.store.keys import Secrets
from ticketoffice.sync.http.trust import fingerprint

AUTHORITY_LASTS = timedelta(days=365 * 20)
SERVER_LASTS = timedelta(days=365)
RENEWED_BEFORE = timedelta(days=30)
NOBODY = "-"
EARLIER = timedelta(days=2)
"""Clocks of desks may be behind."""


class Authority:
    """The centre's own authority; `certificate` is what desks pin."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
        self._key = key
        self._certificate = certificate

    @property
    def certificate(self) -> str:
        """As PEM."""
        return self._certificate.public_bytes(Encoding.PEM).decode()

    def vouch(self, names: Sequence[str], *, at: datetime) -> Vouched:
        """A new key and certificate for a server of these names and addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        ends = min(at + SERVER_LASTS, self._certificate.not_valid_after_utc)
        made = (
            _begun(names[0], key=key, issuer=self._certificate.subject, at=at, ends=ends)
            .add_extension(x509.SubjectAlternativeName([_named(name) for name in names]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return Vouched(private, made.public_bytes(Encoding.PEM), ends)


class Vouched:
    """A server's key and certificate (PEM), and when it ends."""

    def __init__(self, key: bytes, certificate: bytes, ends: datetime) -> None:
        self.key = key
        self.certificate = certificate
        self.ends = ends

    def is_due(self, *, at: datetime) -> bool:
        """Whether it is to be renewed."""
        return self.ends - at < RENEWED_BEFORE

    def load_into(self, context: ssl.SSLContext) -> None:
        """From now on each new line is shown this certificate. Python reads keys from files only: it lives for a moment."""
        handle, name = tempfile.mkstemp(prefix="ticketoffice-", suffix=".pem")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self.key + self.certificate)
            context.load_cert_chain(name)
        finally:
            Path(name).unlink()


def known_authority(secrets: Secrets, centre: str) -> Authority | None:
    """The authority that this centre made at its first start, if its secrets are here."""
    key, certificate = secrets.get(f"authority-{centre}"), secrets.get(f"authority-{centre}-certificate")
    if key is None or certificate is None:
        return None
    loaded = load_der_private_key(key, password=None)
    assert isinstance(loaded, ec.EllipticCurvePrivateKey)
    return Authority(loaded, x509.load_der_x509_certificate(certificate))


def refuse_where_lost(secrets: Secrets, centre: str, *, desks: Sequence[object]) -> None:
    """Raises Unavailable `authority_missing` where `desks` trust an authority that is not among these secrets."""
    if desks and known_authority(secrets, centre) is None:
        raise Unavailable("authority_missing")


def own_authority(secrets: Secrets, centre: str, *, clock: Clock) -> Authority:
    """The authority of this centre, made where there is none yet."""
    known = known_authority(secrets, centre)
    if known is not None:
        return known
    at = moment(clock)
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"ticketoffice centre {centre[:8]}")
    made = (
        _begun(f"ticketoffice centre {centre[:8]}", key=key, issuer=name, at=at, ends=at + AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=False,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=True,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    secrets.put(f"authority-{centre}", key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    secrets.put(f"authority-{centre}-certificate", made.public_bytes(Encoding.DER))
    return Authority(key, made)


def show_fingerprint(secrets: Secrets, centre: str, authority: str | None) -> str | None:
    """Keeps, for whoever draws codes, what desks are to find when they ask; None: the system's authorities vouch."""
    found = None if authority is None else fingerprint(authority)
    secrets.put(f"authority-{centre}-fingerprint", (found or NOBODY).encode())
    return found


def shown_fingerprint(secrets: Secrets, centre: str) -> str | None:
    """As it was last served. Raises Unavailable `never_served` where it never was from here."""
    found = secrets.get(f"authority-{centre}-fingerprint")
    if found is None:
        raise Unavailable("never_served")
    return None if found.decode() == NOBODY else found.decode()


def show_address(secrets: Secrets, centre: str, url: str) -> None:
    """Keeps, for whoever draws codes, where this machine serves it."""
    secrets.put(f"centre-{centre}-address", url.encode())


def shown_address(secrets: Secrets, centre: str) -> str | None:
    """As it was last served from here; None where no version before kept it."""
    found = secrets.get(f"centre-{centre}-address")
    return None if found is None else found.decode()


def given_certificate(certificate: Path, key: Path) -> ssl.SSLContext:
    """A server's context from the files of a house. Raises Unavailable `wrong_certificate_files`."""
    context = server_context()
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as problem:
        raise Unavailable(
            "wrong_certificate_files", data={"name": str(certificate), "detail": str(problem)}
        ) from problem
    return context


def server_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, still without a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def moment(clock: Clock) -> datetime:
    """The clock's time as certificates say it."""
    return datetime.fromtimestamp(clock.now() // 1_000_000, UTC)


def _begun(
    subject: str, *, key: ec.EllipticCurvePrivateKey, issuer: x509.Name, at: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - EARLIER)
        .not_valid_after(ends)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _named(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode() if not name.isascii() else name)

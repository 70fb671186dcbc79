"""A centre's own authority: made once, kept out of the data folder, its certificates right and renewed in time."""

from __future__ import annotations

import ssl
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from tests.contract.desk import Behind, Writer
from tests.desks import centre_book
from tests.served import Served, over_http
from ticketoffice.central import authority
from ticketoffice.central.service import Centre
from ticketoffice.central.serving import THE_MACHINES, Certificates, Files, Wish
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.sync import pairing
from ticketoffice.sync.http import trust
from ticketoffice.sync.http.client import HttpCentre
from ticketoffice.sync.http.finding import whole_address
from ticketoffice.sync.line import by_http, token_name

CENTRE = "ab" * 16
NAMES = ("box-office.example.org", "127.0.0.1", "::1")


def test_it_is_made_once_and_its_key_is_a_secret(tmp_path: Path, clock: HandClock) -> None:
    secrets = FileSecrets(tmp_path / "keys")
    made = authority.own_authority(secrets, CENTRE, clock=clock)
    assert authority.own_authority(FileSecrets(tmp_path / "keys"), CENTRE, clock=clock).certificate == made.certificate
    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert authority.own_authority(secrets, "cd" * 16, clock=clock).certificate != made.certificate


def test_a_server_is_vouched_for_by_its_names(tmp_path: Path, clock: HandClock) -> None:
    made = authority.own_authority(FileSecrets(tmp_path), CENTRE, clock=clock)
    at = authority.moment(clock)
    vouched = made.vouch(NAMES, at=at)
    certificate = x509.load_pem_x509_certificate(vouched.certificate)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["box-office.example.org"]
    assert [str(a) for a in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1", "::1"]
    certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(made.certificate.encode()))
    assert certificate.not_valid_before_utc < at < certificate.not_valid_after_utc
    assert not vouched.is_due(at=vouched.ends - timedelta(days=30))
    assert vouched.is_due(at=vouched.ends - timedelta(days=30) + timedelta(seconds=1))


def test_a_certificate_is_renewed_while_it_is_served(tmp_path: Path, clock: HandClock) -> None:
    made = authority.own_authority(FileSecrets(tmp_path), CENTRE, clock=clock)
    certificates = Certificates(made, NAMES, clock=clock, context=authority.server_context())
    clock.advance(seconds=335 * 86400 - 10)
    assert not certificates.renew_where_due()
    clock.advance(seconds=20)
    assert certificates.renew_where_due()
    assert not certificates.renew_where_due()


def test_a_code_names_the_authority() -> None:
    certificate = ssl.DER_cert_to_PEM_cert(b"not really")
    found = trust.fingerprint(certificate)
    whole = trust.whole_code("23456789", found)
    assert [len(part) for part in whole.split("-")] == [4] * 6
    assert trust.parts(f" {whole.lower()} ") == ("23456789", found)
    assert trust.fingerprint("before\n" + certificate) == found
    assert trust.fingerprint(ssl.DER_cert_to_PEM_cert(b"another")) != found


@pytest.mark.parametrize("code", ["", "2345", "23456789B", "2345678O", "23456789" * 4, "23456789-é"])
def test_what_is_no_code_is_refused_before_anybody_is_asked(code: str) -> None:
    with pytest.raises(RuleBroken, match="wrong_code"):
        trust.parts(code)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("box.example.org", "https://box.example.org:8443"),
        (" https://box.example.org:443/ ", "https://box.example.org:443"),
        ("192.168.1.7:9000", "https://192.168.1.7:9000"),
        ("https://[::1]:9", "https://[::1]:9"),
    ],
)
def test_an_address_may_be_typed_short(typed: str, whole: str) -> None:
    assert whole_address(typed) == whole


@pytest.mark.parametrize(
    "typed",
    ["", "http://box.example.org", "ftp://x", "https://u@x", "https://x/path", "x:99999", "a b", "https://[::1"],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken, match="wrong_address"):
        whole_address(typed)


# --- on a real line -----------------------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path, centre: Book, clock: HandClock) -> Writer:
    """A book that has not joined."""
    return Writer(Behind(centre, clock, lambda token: Centre(centre, token=token)), folder=tmp_path / "A", name="A")


def code(writer: Writer, fingerprint: str | None) -> str:
    return trust.whole_code(writer.behind.code(), fingerprint)


def test_a_book_joins_whom_its_code_names_and_nobody_else(
    centre: Book, book: Writer, tmp_path: Path, clock: HandClock
) -> None:
    served = Served(centre, folder=tmp_path / "keys")
    assert served.authority is not None
    right = trust.fingerprint(served.authority)
    for wrong in (trust.fingerprint(ssl.DER_cert_to_PEM_cert(b"x")), None):
        with pytest.raises(Unavailable, match="wrong_certificate"):
            pairing.pair(book.book, book.secrets, by_http(), url=served.url, code=code(book, wrong))
    other = authority.own_authority(FileSecrets(tmp_path / "other"), CENTRE, clock=clock).certificate
    with pytest.raises(Unavailable, match="wrong_certificate"):
        pairing.pair(book.book, book.secrets, by_http(authority=other), url=served.url, code=code(book, right))
    with pytest.raises(Unavailable, match="wrong_certificate"):
        pairing.pair(book.book, book.secrets, by_http(authority=other), url=served.url, code=code(book, None))
    with pytest.raises(RuleBroken, match="not_a_certificate"):
        pairing.pair(book.book, book.secrets, by_http(authority="x"), url=served.url, code=code(book, None))
    with pytest.raises(RuleBroken, match="not_paired"):
        over_http(book.book, book.secrets)
    joined = pairing.pair(book.book, book.secrets, by_http(), url=served.url, code=code(book, right))
    assert (joined.url, joined.authority, joined.form) == (served.url, served.authority, "history")
    with over_http(book.book, book.secrets) as service:
        assert service.changes(0).through == 0
    with pytest.raises(RuleBroken, match="already_paired"):
        pairing.pair(book.book, book.secrets, by_http(), url=served.url, code=code(book, right))
    served.close()


def test_the_token_lies_in_no_file_of_the_book(centre: Book, book: Writer, tmp_path: Path) -> None:
    served = Served(centre, folder=tmp_path / "keys")
    assert served.authority is not None
    pairing.pair(
        book.book, book.secrets, by_http(), url=served.url, code=code(book, trust.fingerprint(served.authority))
    )
    served.close()
    with book.book.read() as reading:
        token = book.secrets.get(token_name(reading.facts().desk))
    assert token is not None
    raw = book.book.engine.raw_connection()
    assert token not in raw.driver_connection.serialize()  # type: ignore[union-attr]
    raw.close()


def test_a_desk_asks_nobody_but_the_authority_it_was_paired_with(
    centre: Book, book: Writer, tmp_path: Path, clock: HandClock
) -> None:
    """Somebody else answers under the centre's name; the system's authorities are not asked at all."""
    served = Served(centre, folder=tmp_path / "keys")
    book.join()
    with HttpCentre(served.url, token=book.token, authority=served.authority) as service:
        assert service.changes(0).through == 0
    another = authority.own_authority(FileSecrets(tmp_path / "x"), CENTRE, clock=clock).certificate
    for trusted in (another, None):
        service = HttpCentre(served.url, token=book.token, authority=trusted)
        with service, pytest.raises(Unavailable, match="wrong_certificate"):
            service.changes(0)
    served.close()
    elsewhere = Served(centre, folder=tmp_path / "keys", wish=Wish("127.0.0.1", 0, ("another.example.org",)))
    url = elsewhere.url.replace("another.example.org", "127.0.0.1")
    service = HttpCentre(url, token=book.token, authority=served.authority)
    with service, pytest.raises(Unavailable, match="wrong_certificate"):
        service.changes(0)
    elsewhere.close()


def test_a_house_may_bring_its_own_files(centre: Book, book: Writer, tmp_path: Path) -> None:
    own = authority.own_authority(FileSecrets(tmp_path / "house"), CENTRE, clock=THE_MACHINES)
    vouched = own.vouch(("127.0.0.1",), at=authority.moment(THE_MACHINES))
    certificate, key, ca = tmp_path / "c.pem", tmp_path / "k.pem", tmp_path / "ca.pem"
    certificate.write_bytes(vouched.certificate)
    key.write_bytes(vouched.key)
    ca.write_text(own.certificate)
    wish = Wish("127.0.0.1", 0, ("127.0.0.1",), Files(certificate, key, ca))
    served = Served(centre, folder=tmp_path / "keys", wish=wish)
    assert served.authority == own.certificate
    plain = code(book, None)
    joined = pairing.pair(book.book, book.secrets, by_http(authority=ca.read_text()), url=served.url, code=plain)
    assert joined.authority == own.certificate
    served.close()
    for files in (Files(ca, key), Files(certificate, tmp_path / "none"), Files(certificate, key, key)):
        with pytest.raises(Unavailable, match="wrong_certificate_files"):
            Served(centre, folder=tmp_path / "keys", wish=Wish("127.0.0.1", 0, ("x",), files))


def test_a_port_that_is_taken_and_lost_secrets_are_told(centre: Book, book: Writer, tmp_path: Path) -> None:
    served = Served(centre, folder=tmp_path / "keys")
    port = int(served.url.rpartition(":")[2])
    with pytest.raises(Unavailable, match="cannot_listen") as told:
        Served(centre, folder=tmp_path / "keys", wish=Wish("127.0.0.1", port, ("x",)))
    assert told.value.data == {"address": f"127.0.0.1:{port}", "why": "Address already in use"}
    for address in ("192.0.2.1", "no.such.host.invalid"):
        with pytest.raises(Unavailable, match="cannot_listen"):
            Served(centre, folder=tmp_path / "keys", wish=Wish(address, 0, ("x",)))
    book.join()
    with pytest.raises(Unavailable, match="authority_missing"):
        Served(centre, folder=tmp_path / "lost")
    served.close()


@pytest.mark.parametrize("days", [-800, 800], ids=["no longer", "not yet"])
def test_a_certificate_that_does_not_count_by_the_date_here_is_said_to_be_that(
    tmp_path: Path, clock: HandClock, days: int
) -> None:
    """A desk whose date is wrong meets its own centre, not somebody else."""
    there = HandClock(THE_MACHINES.now() + days * 86_400_000_000)
    made = centre_book(f"sqlite:///{tmp_path / 'centre.db'}", clock=clock, folder=tmp_path)
    first = Served(made, folder=tmp_path / "keys")
    first.close()
    served = Served(made, folder=tmp_path / "keys", clock=there)
    line = HttpCentre(served.url, token="x", authority=first.authority)
    with pytest.raises(Unavailable, match="wrong_date"):
        line.changes(0)
    line.close()
    served.close()
    made.close()
    assert "Set the date of this computer" in SENTENCES["wrong_date"]

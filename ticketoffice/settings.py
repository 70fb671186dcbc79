"""Everything that this machine says of itself: read once, frozen, handed in."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from msgspec import Struct

from ticketoffice.domain.errors import Unavailable

if TYPE_CHECKING:
    from ticketoffice.store.keys import Secrets

APP = "ticketoffice"
SECURITIES = ("none", "tls", "starttls")


class MailServer(Struct, frozen=True):
    """Where notices are sent: host, port, the sender's address, and whether the line is encrypted from the start or by STARTTLS."""

    host: str
    port: int
    sender: str
    security: str = "none"
    user: str | None = None
    password: str | None = None


class TerminalAddress(Struct, frozen=True):
    """Where the card terminal of this desk listens, and the password under which a till registers there (six digits)."""

    host: str
    port: int
    password: str = "000000"


class Settings(Struct, frozen=True):
    """The book of this user, where secrets lie, the language of the screens, the mail server if there is one,
    the folder for PDF papers, the folder (a stick) for the book's second copies, if one is named, and the card terminal.
    """

    book: Path
    demo_book: Path
    secrets: Path
    language: str
    theme: str
    mail: MailServer | None
    papers: Path
    copies: Path | None = None
    terminal: TerminalAddress | None = None


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Reads `settings.toml` of the user's configuration folder and the environment. Raises Unavailable `wrong_settings`
    or `wrong_environment`.
    """
    env = os.environ if environment is None else environment
    data = Path(platformdirs.user_data_path(APP))
    state = Path(platformdirs.user_state_path(APP))
    file = _file()
    try:
        values = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
        mail = _mail(values.get("mail"), env=env)
        copies = _copies(values.get("copies"), env=env)
        terminal = _terminal(values.get("terminal"))
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        if isinstance(problem, UnicodeDecodeError):
            why = "it is no UTF-8 text"
        raise Unavailable("wrong_settings", data={"name": str(file), "why": why}) from problem
    secrets = state / "keys" if state != data else Path(platformdirs.user_config_path(APP)) / "keys"
    return Settings(
        book=data / "book.db",
        demo_book=data / "demonstration.db",
        secrets=secrets,
        language=str(values.get("language") or _system_language(env)),
        theme=str(values.get("theme", "light")),
        mail=mail,
        papers=Path(platformdirs.user_documents_path()) / APP,
        copies=copies,
        terminal=terminal,
    )


def _file() -> Path:
    return Path(platformdirs.user_config_path(APP)) / "settings.toml"


def name_copies(folder: Path) -> None:
    """Writes the folder for second copies into `settings.toml`, which names none yet. Raises Unavailable `cannot_write`."""
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8").rstrip() + "\n\n" if file.exists() else ""
        text = (
            f"{before}[copies]\nfolder = {json.dumps(str(folder), ensure_ascii=False)}\n"  # as TOML writes a text too
        )
        tomllib.loads(text)
        part = file.with_name(file.name + ".part")
        part.write_text(text, "utf-8")
        part.replace(file)
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Unavailable("cannot_write", data={"name": str(file), "why": why or "?"}) from problem


def _copies(values: object, *, env: Mapping[str, str]) -> Path | None:
    """The folder for second copies: `TICKETOFFICE_COPIES`, else `folder` in `[copies]`. Raises ValueError, or Unavailable
    `wrong_environment`.
    """
    found = values.get("folder") if isinstance(values, dict) else None
    if found is not None and not isinstance(found, str):
        raise ValueError("copies.folder is the name of a folder")
    named = env.get("TICKETOFFICE_COPIES")
    if named and not Path(named).is_absolute():
        raise Unavailable(
            "wrong_environment", data={"name": "TICKETOFFICE_COPIES", "why": "no whole name, from the root on"}
        )
    folder = named or found
    if not folder:
        return None
    if not Path(folder).is_absolute():
        raise ValueError("copies.folder is a whole name, from the root on")
    return Path(folder)


def _system_language(env: Mapping[str, str]) -> str:
    spoken = (env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or "en")[:2].lower()
    return spoken if spoken in ("en", "fr") else "en"


def _mail(values: object, *, env: Mapping[str, str]) -> MailServer | None:
    found = dict(values) if isinstance(values, dict) else {}
    if env.get("TICKETOFFICE_SMTP"):
        host, _, port = env["TICKETOFFICE_SMTP"].partition(":")
        if port and not port.isdecimal():
            raise Unavailable("wrong_environment", data={"name": "TICKETOFFICE_SMTP", "why": "the port is no number"})
        found = {
            "host": host,
            "port": int(port or 25),
            "sender": env.get("TICKETOFFICE_SMTP_SENDER", f"boxoffice@{host}"),
        }
    if not found.get("host"):
        return None
    security = str(found.get("security", "none"))
    if security not in SECURITIES:
        raise ValueError(f"mail.security is one of {', '.join(SECURITIES)}")
    return MailServer(
        host=str(found["host"]),
        port=int(found.get("port", 25)),
        sender=str(found.get("sender", f"boxoffice@{found['host']}")),
        security=security,
        user=found.get("user"),
        password=found.get("password"),
    )


def _terminal(values: object) -> TerminalAddress | None:
    """`[terminal]` with `host` and `port` (20007, unless it says so). Raises ValueError."""
    found = dict(values) if isinstance(values, dict) else {}
    if not found.get("host"):
        return None
    port, password = found.get("port", 20007), str(found.get("password", "000000"))
    if type(port) is not int or not 0 < port < 65_536:
        raise ValueError("terminal.port is a number from 1 to 65535")
    if len(password) != 6 or not (password.isascii() and password.isdigit()):
        raise ValueError("terminal.password has six digits")
    return TerminalAddress(str(found["host"]), port, password)


def secrets_of(settings: Settings) -> Secrets:
    """The store of secrets: the system's keyring on Windows and macOS, files of mode 0600 elsewhere."""
    from ticketoffice.store.keys import FileSecrets

    if sys.platform in ("win32", "darwin"):
        from ticketoffice.store.keyring_secrets import KeyringSecrets

        return KeyringSecrets(FileSecrets(settings.secrets))
    return FileSecrets(settings.secrets)


def system_user() -> str:
    """The name under which this machine knows its user."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "desk"

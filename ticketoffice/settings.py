"""Everything that this machine says of itself: read once, frozen, handed in."""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from msgspec import Struct

from ticketoffice.domain.errors import Unavailable
from ticketoffice.printer_choice import PURPOSES, PrinterChoice, choice_from, values_of

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
    the folder for PDF papers, the folder (a stick) for the book's second copies, if one is named, the card terminal, and the
    printers by their purpose.
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
    printers: Mapping[str, PrinterChoice] = {}


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
        printers = _printers(values.get("printers"))
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
        printers=printers,
    )


def _file() -> Path:
    return Path(platformdirs.user_config_path(APP)) / "settings.toml"


def name_copies(folder: Path) -> None:
    """Writes the folder for second copies into `settings.toml`, which names none yet. Raises Unavailable `cannot_write`."""
    said = f"[copies]\nfolder = {_quoted(str(folder))}\n"
    _write(lambda before: f"{before}\n\n{said}" if before else said)


def name_printers(printers: Mapping[str, PrinterChoice]) -> None:
    """Writes these printers into `settings.toml` in the place of those that it names; all else in it stays as it is written there.

    Raises Unavailable `cannot_write`, also where the file names its printers in a way that cannot be taken out of it whole.
    """

    def changed(before: str) -> str:
        lines, of_printers = list[str](), False
        for line in before.splitlines():
            if line.lstrip().startswith("["):
                of_printers = _PRINTER_TABLE.match(line.strip()) is not None
            if not of_printers:
                lines.append(line)
        rest = "\n".join(lines).rstrip()
        tables = "\n".join(_table(f"printers.{purpose}", values_of(choice)) for purpose, choice in printers.items())
        text = "\n\n".join(part for part in (rest, tables) if part)
        kept, was = tomllib.loads(text), tomllib.loads(before)
        if {**kept, "printers": None} != {**was, "printers": None} or _printers(kept.get("printers")) != dict(printers):
            raise ValueError("its printers are not tables of their own")
        return text

    _write(changed)


_PRINTER_TABLE = re.compile(r"\[\s*printers\s*(\.[^\]]*)?\]")


def _table(name: str, values: Mapping[str, object]) -> str:
    lines = (
        f"{key} = {_quoted(value) if isinstance(value, str) else json.dumps(value)}" for key, value in values.items()
    )
    return "\n".join((f"[{name}]", *lines, ""))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # as TOML writes a text too


def _write(changed: Callable[[str], str]) -> None:
    """Changes the text of `settings.toml` whole or not at all. Raises Unavailable `cannot_write`."""
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = changed(file.read_text("utf-8").rstrip() if file.exists() else "").rstrip() + "\n"
        tomllib.loads(text)
        part = file.with_name(file.name + ".part")
        part.write_text(text, "utf-8")
        part.replace(file)
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Unavailable("cannot_write", data={"name": str(file), "why": why or "?"}) from problem


def _printers(values: object) -> dict[str, PrinterChoice]:
    """`[printers.tickets]` and `[printers.receipts]`. Raises ValueError."""
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise ValueError("printers is a table")
    strange = next((name for name in values if name not in PURPOSES), None)
    if strange is not None:
        raise ValueError(f"printers.{strange} has no meaning; these have one: {', '.join(PURPOSES)}")
    found = {purpose: choice_from(values.get(purpose), place=f"printers.{purpose}") for purpose in PURPOSES}
    return {purpose: choice for purpose, choice in found.items() if choice is not None}


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

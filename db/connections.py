"""How the database is reached: one writing connection, a few reading ones, and the settings durability rests on."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from db.errors import BadAddress

READERS = 4
BUSY_MILLISECONDS = 5_000
CONNECT_SECONDS = 10  #: For a PostgreSQL that does not answer at all; its address may say otherwise.
CHECKPOINT_PAGES = 250  #: Larger logs stall the unlucky commit that has to copy them back.
AGAIN = frozenset({"40001", "40P01"})  #: Serialization failure, deadlock.


def address(url: str) -> URL:
    """Read a database address. Raises BadAddress."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise BadAddress from None
    if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in ("sqlite", "sqlite+pysqlite") and parsed.database not in (None, "", ":memory:"):
        return parsed
    raise BadAddress


def make_file(url: URL) -> None:
    """Create a SQLite data file that only its owner may read; leave an existing one alone. Raises OSError."""
    if url.get_backend_name() == "sqlite" and url.database:
        with suppress(FileExistsError):
            os.close(os.open(url.database, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def writing_engine(url: URL) -> Engine:
    """An engine with one connection, whose transactions take the write lock at once and are durable when they end."""
    make_file(url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, _writing_sqlite, "BEGIN IMMEDIATE", size=1)
    return _postgresql(url, _writing_postgresql, "READ COMMITTED", size=1)


def reading_engine(url: URL) -> Engine:
    """An engine whose connections cannot write, and whose transactions see one moment of the database."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, _reading_sqlite, "BEGIN", size=READERS)
    return _postgresql(url, _reading_postgresql, "REPEATABLE READ", size=READERS)


def is_lost(error: BaseException) -> bool:
    """Whether the connection is gone, and with it everything not yet committed."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def is_retryable(error: BaseException) -> bool:
    """Whether PostgreSQL undid a transaction only because of another one at the same time."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in AGAIN


def is_open(connection: Connection) -> bool:
    """Whether a transaction is still there; SQLite drops one by itself when the disk is full or fails."""
    driver = connection.connection.driver_connection
    return driver.in_transaction if isinstance(driver, sqlite3.Connection) else True


def _sqlite(url: URL, settings: Callable[[sqlite3.Connection, Any], None], begin: str, *, size: int) -> Engine:
    engine = create_engine(url, poolclass=QueuePool, pool_size=size, max_overflow=0, hide_parameters=True)
    event.listen(engine, "connect", settings)

    def start(connection: Connection) -> None:
        # Python's sqlite3 begins transactions late and by guessing; SAVEPOINT needs them begun here.
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", start)
    return engine


def _postgresql(url: URL, settings: Callable[[Any, Any], None], isolation: Any, *, size: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,
        isolation_level=isolation,
        connect_args={} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS},
    )
    event.listen(engine, "connect", settings)
    return engine


def _writing_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for setting in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _reading_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for setting in (f"busy_timeout = {BUSY_MILLISECONDS}", "query_only = ON", "wal_autocheckpoint = 0"):
        connection.execute(f"PRAGMA {setting}")


def _writing_postgresql(connection: psycopg.Connection[Any], _record: object) -> None:
    # A server set to answer before the disk has the data is overruled; a stricter one is left alone.
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
    )
    # What a frozen or vanished process holds locked in the middle of its work is free for others again.
    connection.execute("SELECT set_config('idle_in_transaction_session_timeout', '7s', false)")
    connection.commit()


def _reading_postgresql(connection: psycopg.Connection[Any], _record: object) -> None:
    connection.read_only = True

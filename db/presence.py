"""Who is alive and who holds which role: the database or its file says so, without a clock."""

import asyncio
import fcntl
import hashlib
import os
import socket
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any, LiteralString

import psycopg
from sqlalchemy import ARRAY, URL, BigInteger, bindparam, text
from sqlmodel import Session

from db.connections import address
from db.errors import AlreadyRunning, Unreachable
from db.ids import new_id

POLLER, TICKER = "poller", "ticker"  #: The roles that only one process may hold.

# Seconds. A process knows within BEAT + PATIENCE that it is cut off; only later does the server give its locks away.
BEAT = 2.0
PATIENCE = 3.0
BEFORE_COMING_BACK = 0.5
KNOWS_IDLE_SESSIONS = 140_000  #: The version of PostgreSQL from which it ends sessions that say nothing.

#: So that a machine that vanished is noticed on its connection too, where the server is older.
_WATCHED = {"connect_timeout": 5, "keepalives_idle": 2, "keepalives_interval": 2, "keepalives_count": 2}
#: A frozen or vanished process says nothing: its session ends, and its locks are free.
_GIVE_UP_ON_ME: LiteralString = "SELECT set_config('idle_session_timeout', '7s', false)"
_HERE: LiteralString = "SELECT true"
_HOLD: LiteralString = "SELECT pg_try_advisory_lock(%s)"
_LET_GO: LiteralString = "SELECT pg_advisory_unlock(%s)"
_LEAVE: LiteralString = "SELECT pg_advisory_unlock_all()"
_LISTEN: LiteralString = "LISTEN askfirst"
_RING: LiteralString = "SELECT pg_notify('askfirst', '')"
_DEAD = text("SELECT key FROM unnest(:keys) AS key WHERE pg_try_advisory_xact_lock(key)").bindparams(
    bindparam("keys", type_=ARRAY(BigInteger))
)

Wake = Callable[[], None]
Line = psycopg.AsyncConnection[Any]


def lock_key(kind: str, name: str) -> int:
    """Give the number of the lock that stands for a worker or a role, as PostgreSQL wants it."""
    digest = hashlib.sha256(f"askfirst {kind} {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def dead(session: Session, ids: Collection[str], me: str) -> list[str]:
    """Tell which of these workers are gone for good: a worker that comes back has another id. Never `me`.

    On PostgreSQL nobody else can be told the same until this unit of work ends.
    """
    others = sorted(set(ids) - {me})
    connection = session.connection()
    if not others or connection.dialect.name == "sqlite":
        return others
    keys = {lock_key("worker", id): id for id in others}
    return sorted(keys[row.key] for row in connection.execute(_DEAD, {"keys": list(keys)}))


class Presence:
    """One process among those that work on a database; as it stands here, the only one."""

    alone = True  #: Whether nobody else can be there.

    def __init__(self) -> None:
        self.worker_id = new_id()
        self.lost = asyncio.Event()  #: Set while this process may not count on any role, nor on its id.
        self._wakes: list[Wake] = []

    async def open(self) -> None:
        """Be there. Raises StoreError where that is impossible."""

    async def close(self) -> None:
        """Be gone: what this process had claimed and held is free for others. May be called again."""

    def held(self, role: str) -> bool:
        """Whether this process holds a role."""
        return not self.lost.is_set()

    async def try_hold(self, role: str) -> bool:
        """Take a role unless another process holds it; tells whether it is held now."""
        return self.held(role)

    async def let_go(self, role: str) -> None:
        """Leave a role to others."""

    def on_wake(self, callback: Wake) -> None:
        """Have `callback` called, on the event loop, when another process says that there is work."""
        self._wakes.append(callback)

    async def wake(self) -> None:
        """Tell the other processes that there is work. Nothing depends on it: they look by themselves too."""

    def _ring(self) -> None:
        for callback in self._wakes:
            callback()


class OneProcess(Presence):
    """The only process on a SQLite file, as long as it holds the file beside it."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._file: int | None = None

    async def open(self) -> None:
        """Be there. Raises AlreadyRunning where another process is, or OSError."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            raise AlreadyRunning from None
        self._file = file

    async def close(self) -> None:
        """Be gone. May be called again."""
        if self._file is not None:
            os.close(self._file)  # The lock goes with it; the file stays, or two could hold one of that name each.
            self._file = None


class OneOfMany(Presence):
    """One of several processes on a PostgreSQL database: a connection of its own holds the locks that stand for it.

    When that connection is lost, so are the id and every role; it comes back under another id.
    """

    alone = False

    def __init__(self, url: URL) -> None:
        super().__init__()
        _, self._where = url.get_dialect()().create_connect_args(url)
        self._line: Line | None = None
        self._one_at_a_time = asyncio.Lock()
        self._roles: set[str] = set()
        self._ringing = False
        self._watched: int | None = None
        self._stays: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Be there. Raises Unreachable."""
        await self._come()
        self._stays = asyncio.create_task(self._stay(), name="presence")

    async def close(self) -> None:
        """Be gone. May be called again."""
        stays, self._stays = self._stays, None
        if stays is not None:
            stays.cancel()
            await asyncio.gather(stays, return_exceptions=True)
        await self._ask(_LEAVE)  # The server ends a closed connection when it comes to it; whoever follows is here now.
        await self._go()

    def held(self, role: str) -> bool:
        """Whether this process holds a role."""
        return role in self._roles

    async def try_hold(self, role: str) -> bool:
        """Take a role unless another process holds it; tells whether it is held now."""
        if self.held(role) or self.lost.is_set():
            return self.held(role)
        line = self._line
        if await self._ask(_HOLD, lock_key("role", role)) and line is self._line and not self.lost.is_set():
            self._roles.add(role)
        return self.held(role)

    async def let_go(self, role: str) -> None:
        """Leave a role to others."""
        if self.held(role):
            self._roles.discard(role)
            await self._ask(_LET_GO, lock_key("role", role))

    async def wake(self) -> None:
        """Tell the other processes that there is work; calls that come close together ring once."""
        if not self._ringing:
            self._ringing = True
            await self._ask(_RING)

    async def _come(self) -> None:
        self.worker_id = new_id()
        try:
            line = self._line = await psycopg.AsyncConnection.connect(**{**_WATCHED, **self._where}, autocommit=True)
            line.add_notify_handler(lambda note: self._heard(line, note.pid))
            if line.info.server_version >= KNOWS_IDLE_SESSIONS:
                await line.execute(_GIVE_UP_ON_ME)
            await line.execute(_LISTEN)
            await line.execute(_HOLD, (lock_key("worker", self.worker_id),))
        except psycopg.Error:
            await self._go()
            raise Unreachable from None
        self._watch(line)
        self.lost.clear()

    async def _stay(self) -> None:
        while True:
            try:
                async with asyncio.timeout(BEAT):
                    await self.lost.wait()
            except TimeoutError:
                await self._ask(_HERE)
                continue
            await self._go()
            await asyncio.sleep(BEFORE_COMING_BACK)
            with suppress(Unreachable):
                await self._come()
                self._ring()

    async def _go(self) -> None:
        self._lose()
        async with self._one_at_a_time:
            line, self._line = self._line, None
            if line is not None:
                self._unwatch()
                await line.close()

    def _lose(self) -> None:
        self.lost.set()
        self._roles.clear()

    async def _ask(self, statement: LiteralString, *values: int) -> bool:
        """Run a statement; False where it says no, and where the connection is lost, which is noted."""
        asking = asyncio.create_task(self._answer(statement, values))
        # Whoever asks may be cancelled, the asking not: psycopg would wait for a server that may be gone.
        await asyncio.wait({asking}, timeout=PATIENCE)
        if not asking.done() and self._line is not None:
            self._lose()
            _cut(self._line)
            await asyncio.wait({asking})
        return asking.result()

    async def _answer(self, statement: LiteralString, values: tuple[int, ...]) -> bool:
        async with self._one_at_a_time:
            line = self._line
            if statement == _RING:
                self._ringing = False
            if line is None or self.lost.is_set():
                return False
            self._unwatch()
            try:
                row = await (await line.execute(statement, values)).fetchone()
            except psycopg.Error:
                self._lose()
                return False
            self._watch(line)
            return bool(row and row[0])

    def _watch(self, line: Line) -> None:
        """Listen while nothing is asked: psycopg does so only while it waits for an answer."""
        self._watched = line.fileno()
        asyncio.get_running_loop().add_reader(self._watched, self._listen, line)

    def _unwatch(self) -> None:
        if self._watched is not None:
            asyncio.get_running_loop().remove_reader(self._watched)
            self._watched = None

    def _listen(self, line: Line) -> None:
        try:
            line.pgconn.consume_input()
            while note := line.pgconn.notifies():
                self._heard(line, note.be_pid)
        except psycopg.Error:
            self._unwatch()
            self._lose()

    def _heard(self, line: Line, speaker: int) -> None:
        if speaker != line.info.backend_pid:
            self._ring()


def _cut(line: Line) -> None:
    """Let whoever waits for an answer on this connection fail at once."""
    with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(line.fileno())) as both_ways:
        both_ways.shutdown(socket.SHUT_RDWR)


def presence_at(url: str) -> Presence:
    """Give the presence that fits a database. Raises BadAddress."""
    where = address(url)
    return OneProcess(f"{where.database}.lock") if where.get_backend_name() == "sqlite" else OneOfMany(where)

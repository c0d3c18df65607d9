"""The doorstep: whatever came is kept first, then shared out among those who work on this database, and lined up."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import suppress
from typing import Any, Protocol

from sqlmodel import Session

from bot.clock import Clock
from db import claims, inbox
from db.engine import Database
from db.inbox import Kept, Update
from db.presence import Presence
from db.vault import Vault

log = logging.getLogger(__name__)

PAGE = 500
LOOK_EVERY = 1.0  #: Seconds between looks for what nobody works, where there are several workers.
LOOK_ALONE = 5.0  #: Seconds between looks for what the command line put back, where there is one.


class Hands(Protocol):
    """What the doorstep needs of the workers."""

    @property
    def room(self) -> int:
        """How many more updates may be taken into hand."""

    @property
    def in_hand(self) -> frozenset[int]:
        """The rows that wait for a worker here, or are being worked."""

    def put(self, rows: Iterable[Kept]) -> None:
        """Line up updates."""

    def begin(self) -> None:
        """Work from now on."""


class Doorstep:
    """Keeps what comes, and hands on what this process works."""

    def __init__(self, db: Database, vault: Vault, clock: Clock, presence: Presence, workers: Hands) -> None:
        """Take the memory, who else is there, and the workers."""
        self._db, self._vault, self._clock = db, vault, clock
        self._presence, self._workers = presence, workers
        self._wanted = asyncio.Event()
        self._more = False
        self._lost_track = False
        self._in_trouble = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self._loop: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether anything is being kept, and not lined up yet."""
        return bool(self._tasks)

    async def start(self, *, settle: float = 0.0) -> None:
        """Begin with what was left open; in the first `settle` seconds what comes by several ways is put in order."""
        self._presence.on_wake(self.look)
        await self._look_around()
        self._loop = asyncio.create_task(self._run(), name="doorstep")
        if settle:
            asyncio.get_running_loop().call_later(settle, self._workers.begin)
        else:
            self._workers.begin()

    async def stop(self) -> None:
        """Hand out no more, and let what is being kept come to its end. May be called again."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def look(self) -> None:
        """Look now for what nobody works."""
        self._wanted.set()

    def has_room(self) -> None:
        """Look for more, if there was more than could be taken."""
        if self._more:
            self.look()

    async def keep(self, updates: Sequence[Update]) -> None:
        """Keep updates for good, and line up those that are this process's to work. Raises what the database raises.

        Once begun it comes to its end, whoever stops waiting for it.
        """
        await asyncio.shield(self._spawn(self._keep(updates)))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _keep(self, updates: Sequence[Update]) -> None:
        now, me, room = self._clock.now(), self._presence.worker_id, self._room()

        def unit(session: Session) -> tuple[list[Kept], list[Kept]]:
            kept = inbox.keep(session, self._vault, updates, now)
            return kept, claims.claim(session, me, room) if room else []

        try:
            kept, claimed = await self._db.write(unit)
        except Exception:
            self._lost_track = True  # A commit that broke off may have claimed what nobody here works.
            raise
        if self._presence.alone:
            self._workers.put(kept)
            return
        at_hand = {row.id: row for row in kept}
        self._workers.put(at_hand.pop(row.id, row) for row in claimed)
        if at_hand:
            self._more = True
            self._spawn(self._presence.wake())

    def _room(self) -> int:
        shared = not self._presence.alone and not self._presence.lost.is_set()
        return self._workers.room if shared else 0

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_ALONE if self._presence.alone else LOOK_EVERY):
                    await self._wanted.wait()
            self._wanted.clear()
            await self._look_around()

    async def _look_around(self) -> None:
        try:
            await (self._look_alone() if self._presence.alone else self._look_among_others())
            self._in_trouble = False
        except Exception as error:
            if not self._in_trouble:
                log.error("the inbox cannot be looked through: %s; trying again", type(error).__name__)  # noqa: TRY400 - no facts in logs
            self._in_trouble = self._lost_track = True

    async def _look_alone(self) -> None:
        after = 0
        while rows := await self._waiting(after):
            self._workers.put(rows)
            after = rows[-1].id

    async def _waiting(self, after: int) -> list[Kept]:
        return await self._db.read(lambda session: inbox.waiting(session, PAGE, after))

    async def _look_among_others(self) -> None:
        room, me, in_hand = self._room(), self._presence.worker_id, self._workers.in_hand
        lost_track = self._lost_track and not self._tasks

        def unit(session: Session) -> list[Kept]:
            if lost_track:
                claims.leave(session, me, spare=in_hand)
            claims.free_dead(session, me)
            return claims.claim(session, me, room)

        self._more = not room
        if room:
            rows = await self._db.write(unit)
            self._lost_track = self._lost_track and not lost_track
            self._more = len(rows) == room
            self._workers.put(rows)

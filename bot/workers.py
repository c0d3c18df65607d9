"""The workers: what was kept is worked in order for each chat, all chats side by side, each update exactly once."""

import asyncio
import bisect
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

from sqlalchemy.exc import OperationalError
from telegram import Update

from bot.clock import Clock
from db import inbox
from db.engine import Closed, Database, StaleVersion, WriteFailed
from db.inbox import Kept, in_order
from db.vault import Vault

log = logging.getLogger(__name__)

MOST_IN_HAND = 64
MOST_TRIES = 3  #: Of an update that the database refuses while it takes others.
LONGEST_WAIT = 5.0

Take = Callable[[int, Update], Awaitable[None]]
GiveUp = Callable[[int, int | None, str], Awaitable[None]]


class Mouth(Protocol):
    """What the workers need of the sender."""

    def acknowledge(self, query_id: str) -> None:
        """Stop the waiting mark on a tapped button."""

    def nudge(self) -> None:
        """Look into the outbox now."""


@dataclass(slots=True)
class Lane:
    """The updates of one chat: those that wait, in order, behind the one that is worked."""

    waiting: list[Kept] = field(default_factory=list)


class Workers:
    """Starts one worker for each chat that has work, and lets it go when the work is done."""

    def __init__(
        self,
        db: Database,
        vault: Vault,
        clock: Clock,
        take: Take,
        give_up: GiveUp,
        mouth: Mouth,
        *,
        most: int = MOST_IN_HAND,
    ) -> None:
        """Take the two doors: `take(row, update)` applies an update, `give_up(row, chat, reason)` buries it.

        `most` is how many updates one process should have in hand while others could work them too.
        """
        self._db, self._vault, self._clock, self._mouth = db, vault, clock, mouth
        self._take, self._give_up, self._most = take, give_up, most
        self._lanes: dict[bytes | int, Lane] = {}
        self._in_hand: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._may_begin = asyncio.Event()
        self._stopping = asyncio.Event()
        self.on_room: Callable[[], None] | None = None  #: Called when half of what was in hand is done.

    @property
    def busy(self) -> bool:
        """Whether any update is waiting for a worker or being worked."""
        return bool(self._lanes)

    @property
    def room(self) -> int:
        """How many more updates may be taken into hand."""
        return max(self._most - len(self._in_hand), 0)

    @property
    def in_hand(self) -> frozenset[int]:
        """The rows that wait for a worker here, or are being worked."""
        return frozenset(self._in_hand)

    def begin(self) -> None:
        """Work from now on; what was lined up before was put in order and waited."""
        self._may_begin.set()

    def put(self, rows: Iterable[Kept]) -> None:
        """Line up updates, each in its place among the others of its chat; those in hand already stay as they are."""
        for kept in rows:
            if kept.id in self._in_hand:
                continue
            self._in_hand.add(kept.id)
            lane = self._lanes.get(kept.lane)
            if lane is None:
                lane = self._lanes[kept.lane] = Lane()
                task = asyncio.create_task(self._work(kept.lane, lane))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            bisect.insort(lane.waiting, kept, key=in_order)

    async def stop(self, seconds: float) -> None:
        """Finish what was taken, at most for so long; what is left stays in the inbox for the next run."""
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds if self._may_begin.is_set() else 0)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, key: bytes | int, lane: Lane) -> None:
        kept: Kept | None = None
        try:
            await self._may_begin.wait()
            while lane.waiting:
                kept = lane.waiting.pop(0)
                await self._settle(kept)
                self._in_hand.discard(kept.id)
                if self.on_room is not None and len(self._in_hand) <= self._most // 2:
                    self.on_room()
        finally:
            del self._lanes[key]
            self._in_hand.difference_update(left.id for left in (*lane.waiting, *([kept] if kept else [])))

    async def _settle(self, kept: Kept) -> None:
        """Work one update until it is closed; while the database cannot be reached, wait for it."""
        for tries in count(1):
            try:
                await self._once(kept, last=tries >= MOST_TRIES)
            except (Closed, asyncio.CancelledError):
                raise
            except Exception as error:
                if tries == 1:
                    log.error("an update has to wait: %s", type(error).__name__)  # noqa: TRY400 - a trace would hold its words
                await self._wait(tries)
            else:
                self._mouth.nudge()
                return

    async def _once(self, kept: Kept, *, last: bool) -> None:
        """Apply the update, or bury it. Raises what may pass if one only waits."""
        raw: dict[str, Any] = {}
        try:
            raw = await self._raw(kept)
            _acknowledge(raw, self._mouth)
            await self._take(kept.id, _parsed(raw))
        except (Closed, WriteFailed):
            raise
        except StaleVersion:
            if last or not await self._db.read(lambda session: inbox.is_open(session, kept.id)):
                await self._bury(kept, raw, "StaleVersion")
            else:
                raise
        except OperationalError as error:
            if not last:
                raise
            await self._bury(kept, raw, type(error).__name__)
        except Exception as error:
            await self._bury(kept, raw, type(error).__name__)

    async def _raw(self, kept: Kept) -> dict[str, Any]:
        if kept.update is not None:
            return dict(kept.update)
        if kept.sealed is not None:
            return inbox.unseal(self._vault, kept.number, kept.sealed)
        return await self._db.read(lambda session: inbox.read(session, self._vault, kept.id))

    async def _bury(self, kept: Kept, raw: dict[str, Any], reason: str) -> None:
        if not await self._db.read(lambda session: inbox.is_open(session, kept.id)):
            return  # Closed by whoever was first.
        log.error("an update could not be worked: %s", reason)
        # First with a word to the person; where that is what fails, without; and at least it is put away.
        for chat in dict.fromkeys((inbox.chat_of(raw), None)):
            try:
                await self._give_up(kept.id, chat, reason)
            except (Closed, WriteFailed):
                raise
            except StaleVersion:
                return
            except Exception as error:
                log.error("nobody could be told: %s", type(error).__name__)  # noqa: TRY400 - a trace would hold its words
            else:
                return
        now = self._clock.now()
        await self._db.write(lambda session: inbox.close(session, kept.id, now, state="dead", reason=reason))

    async def _wait(self, tries: int) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(min(0.1 * 2 ** min(tries, 10), LONGEST_WAIT)):
                await self._stopping.wait()
        if self._stopping.is_set():
            raise Closed


def _parsed(raw: dict[str, Any]) -> Update:
    update = Update.de_json(raw, None)
    if update is None:
        raise ValueError
    return update


def _acknowledge(raw: dict[str, Any], mouth: Mouth) -> None:
    query = raw.get("callback_query")
    query_id = query.get("id") if isinstance(query, dict) else None
    if isinstance(query_id, str):
        mouth.acknowledge(query_id)

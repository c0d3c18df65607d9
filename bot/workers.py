"""The workers: what was kept is worked in order for each chat, all chats side by side, each update exactly once."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from itertools import count
from typing import Any, Protocol

from sqlalchemy.exc import OperationalError
from telegram import Update

from bot.clock import Clock
from db import inbox
from db.engine import Closed, Database, StaleVersion, WriteFailed
from db.inbox import Kept
from db.vault import Vault

log = logging.getLogger(__name__)

PAGE = 500
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


class Workers:
    """Starts one worker for each chat that has work, and lets it go when the work is done."""

    def __init__(self, db: Database, vault: Vault, clock: Clock, take: Take, give_up: GiveUp, mouth: Mouth) -> None:
        """Take the two doors: `take(row, update)` applies an update, `give_up(row, chat, reason)` buries it."""
        self._db, self._vault, self._clock, self._mouth = db, vault, clock, mouth
        self._take, self._give_up = take, give_up
        self._queues: dict[bytes | None, deque[Kept]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Whether any update is waiting for a worker or being worked."""
        return bool(self._queues)

    async def start(self) -> None:
        """Begin with what the last run kept and did not finish."""
        after = 0
        while rows := await self._waiting(after):
            self.put(rows)
            after = rows[-1].id

    async def _waiting(self, after: int) -> list[Kept]:
        return await self._db.read(lambda session: inbox.waiting(session, PAGE, after))

    def put(self, rows: Iterable[Kept]) -> None:
        """Line up updates, each behind the others of its chat."""
        for kept in rows:
            queue = self._queues.get(kept.chat_key)
            if queue is not None:
                queue.append(kept)
                continue
            self._queues[kept.chat_key] = deque([kept])
            task = asyncio.create_task(self._work(kept.chat_key))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self, seconds: float) -> None:
        """Finish what was taken, at most for so long; what is left stays in the inbox for the next run."""
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, chat_key: bytes | None) -> None:
        queue = self._queues[chat_key]
        try:
            while queue:
                await self._settle(queue[0])
                queue.popleft()
        finally:
            del self._queues[chat_key]

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
        return await self._db.read(lambda session: inbox.read(session, self._vault, kept.id))

    async def _bury(self, kept: Kept, raw: dict[str, Any], reason: str) -> None:
        if not await self._db.read(lambda session: inbox.is_open(session, kept.id)):
            return  # Closed by whoever was first.
        log.error("an update could not be worked: %s", reason)
        try:
            await self._give_up(kept.id, inbox.chat_of(raw), reason)
        except (Closed, WriteFailed):
            raise
        except StaleVersion:
            return
        except Exception as error:
            log.error("nobody could be told: %s", type(error).__name__)  # noqa: TRY400 - a trace would hold its words
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

"""The tick: wakes what is due. When that is stands in tables; the scheduler remembers nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)


class Reminders:
    """Runs one job, never twice at a time; a tick that was missed is made up for by one, not by many."""

    def __init__(self, tick: Callable[[], Awaitable[int]], nudge: Callable[[], None], *, seconds: float = 15.0) -> None:
        """Take what to do at each tick, and whom to nudge afterwards."""
        self._tick, self._nudge, self._seconds = tick, nudge, seconds
        self._scheduler: Any = AsyncIOScheduler(timezone=UTC)
        self._one_at_a_time = asyncio.Lock()
        self._in_trouble = False

    async def start(self) -> None:
        """Do what fell due while nobody was there, then tick on."""
        await self.tick()
        self._scheduler.add_job(
            self.tick, "interval", seconds=self._seconds, coalesce=True, max_instances=1, misfire_grace_time=None
        )
        self._scheduler.start()

    async def tick(self) -> int:
        """Do what is due by now; gives back how many requests were looked at."""
        async with self._one_at_a_time:
            try:
                done = await self._tick()
                self._in_trouble = False
            except Exception as error:
                if not self._in_trouble:
                    log.error("what is due cannot be worked: %s; trying again", type(error).__name__)  # noqa: TRY400 - no facts in logs
                self._in_trouble = True
                return 0
        if done:
            self._nudge()
        return done

    async def stop(self) -> None:
        """Tick no more, and let a tick that runs come to its end."""
        self._scheduler.remove_all_jobs()
        await asyncio.sleep(0)  # What was just woken takes the lock first; the scheduler would cut it off.
        async with self._one_at_a_time:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)

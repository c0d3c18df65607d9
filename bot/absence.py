"""Keeps the note of when Telegram was last heard, and has people told when that was too long ago."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from bot.clock import seconds_passed

log = logging.getLogger(__name__)

NOTE_EVERY = 30.0
A_GAP = 150.0  #: Seconds after which a tap is lost.


class Memory(Protocol):
    """What is needed of the desk."""

    async def heard(self, *, all_along: bool) -> bool:
        """Note that Telegram is heard now; true while there are people to be told."""

    async def tell_of_absence(self) -> bool:
        """Tell the next few; false when everybody was told."""


class Absence:
    """Is told each time Telegram is heard; writes seldom."""

    def __init__(
        self, desk: Memory, nudge: Callable[[], None], *, seconds: Callable[[], float] = seconds_passed
    ) -> None:
        """Take who remembers, whom to nudge when there is something to say, and what counts the seconds."""
        self._desk, self._nudge, self._seconds = desk, nudge, seconds
        self._heard_at = self._noted_at = float("-inf")
        self._all_along = False
        self._in_trouble = False
        self._task: asyncio.Task[None] | None = None

    def heard(self) -> None:
        """Telegram was heard just now."""
        now = self._seconds()
        if now - self._heard_at > A_GAP:
            self._all_along = False
        self._heard_at = now
        due = not self._all_along or now - self._noted_at >= NOTE_EVERY
        if due and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._note(), name="absence")

    async def stop(self) -> None:
        """Note nothing more; people who were not told yet are told by the next run. May be called again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _note(self) -> None:
        noted_at = self._seconds()
        try:
            waiting = await self._desk.heard(all_along=self._all_along)
            self._noted_at, self._all_along = noted_at, True
            while waiting:
                waiting = await self._desk.tell_of_absence()
                self._nudge()
            self._in_trouble = False
        except Exception as error:
            if not self._in_trouble:
                log.error("the time of hearing cannot be noted: %s; trying again", type(error).__name__)  # noqa: TRY400 - no facts in logs
            self._in_trouble = True

"""The ears: asks Telegram for updates, keeps them in the inbox, and only then confirms that they came."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.clock import Clock
from bot.transport import Garbled, Line
from db import inbox
from db.engine import Database
from db.inbox import Kept
from db.vault import Vault

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
MOST_AT_ONCE = 100
MARGIN = 10.0  #: Seconds an answer may be late before the line counts as dead.
SHORTEST_ROUND = 0.2  #: Seconds; an empty answer that comes faster is no long poll, and must not become a hot loop.
LONGEST_WAIT = 30.0

#: What is logged, once, when the ears hear nothing; nothing of the answer is repeated.
TROUBLE: dict[type[BaseException], str] = {
    RetryAfter: "Telegram asks us to wait",
    InvalidToken: "Telegram does not accept the token: check ASKFIRST_TELEGRAM_TOKEN",
    Conflict: "another process, or a webhook, takes the updates of this bot",
    Garbled: "Telegram's answer cannot be read",
    TimedOut: "Telegram does not answer",
    NetworkError: "Telegram cannot be reached, or is in trouble",
    TelegramError: "Telegram refuses",
}


class Intake:
    """Polls for ever: whatever goes wrong is logged once, waited out, and tried again."""

    def __init__(
        self,
        line: Line,
        db: Database,
        vault: Vault,
        clock: Clock,
        put: Callable[[Sequence[Kept]], None],
        *,
        poll_seconds: int = 25,
        first_wait: float = 1.0,
    ) -> None:
        """Take the line, the memory, and the door behind which kept updates are worked."""
        self._line, self._db, self._vault, self._clock, self._put = line, db, vault, clock, put
        self._poll_seconds, self._first_wait = poll_seconds, first_wait
        self._offset: int | None = None
        self._failures = 0
        self._trouble: str | None = None
        self._asking = False
        self._keeping = False
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether updates came that are not kept and lined up yet."""
        return self._keeping

    async def start(self) -> None:
        """Begin to listen."""
        self._task = asyncio.create_task(self._run(), name="intake")

    async def stop(self) -> None:
        """Stop listening; what came is kept first. What was not confirmed comes again to the next run."""
        self._stopping = True
        if self._task is None:
            return
        if not self._keeping:
            self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._stopping:
            began = loop.time()
            try:
                updates = await self._ask()
                await self._keep(updates)
            except Exception as error:
                await self._wait_out(error)
                continue
            self._heard_again()
            if not updates and loop.time() - began < SHORTEST_ROUND:
                await asyncio.sleep(SHORTEST_ROUND)

    async def _ask(self) -> list[dict[str, Any]]:
        """Ask once. Raises TelegramError; Garbled when nothing in the answer is an update."""
        asked = {"timeout": self._poll_seconds, "limit": MOST_AT_ONCE, "allowed_updates": ALLOWED}
        if self._offset is not None:
            asked["offset"] = self._offset
        answer = await self._line.call("getUpdates", asked, read_timeout=self._poll_seconds + MARGIN)
        if not isinstance(answer, list):
            raise Garbled
        updates = [update for update in answer if inbox.is_numbered(update)]
        if answer and not updates:
            raise Garbled
        return updates

    async def _keep(self, updates: list[dict[str, Any]]) -> None:
        """Commit first, confirm afterwards: the offset moves only once the updates are ours."""
        if not updates:
            return
        self._keeping = True
        try:
            now = self._clock.now()
            kept = await self._db.write(lambda session: inbox.keep(session, self._vault, updates, now))
            self._offset = updates[-1]["update_id"] + 1
            self._put(kept)
        finally:
            self._keeping = False

    async def _wait_out(self, error: Exception) -> None:
        trouble = next((words for kind, words in TROUBLE.items() if isinstance(error, kind)), "the inbox is shut")
        if trouble != self._trouble:
            log.error("no updates come in: %s (%s); trying again", trouble, type(error).__name__)
        self._trouble = trouble
        self._failures += 1
        wait = min(self._first_wait * 2 ** min(self._failures - 1, 10), LONGEST_WAIT)
        if isinstance(error, RetryAfter):
            wait = max(wait, _seconds(error))
        await asyncio.sleep(wait)

    def _heard_again(self) -> None:
        if self._trouble is not None:
            log.warning("updates come in again")
        self._trouble = None
        self._failures = 0


def _seconds(error: RetryAfter) -> float:
    pause = error.retry_after
    return float(pause) if isinstance(pause, int | float) else pause.total_seconds()

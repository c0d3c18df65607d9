"""The ears: asks Telegram for updates, keeps them in the inbox, and only then confirms that they came."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.transport import Garbled, Line, seconds_asked
from bot.watch import LAST_PATIENCE, Verdict, Watch, is_silence
from db import inbox
from db.inbox import Update
from db.presence import POLLER, Presence

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
MOST_AT_ONCE = 100
MARGIN = 10.0  #: Seconds an answer may be late before the line counts as dead.
SHORTEST_ROUND = 0.2  #: Seconds; an empty answer that comes faster is no long poll, and must not become a hot loop.
LONGEST_WAIT = 30.0
LOOK_FOR_ROLE = 1.0  #: Seconds between looks whether the one who listens is gone.
RENEW_WITHIN = 5.0

Keep = Callable[[Sequence[Update]], Awaitable[None]]

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
    """Polls for ever while the role is ours: whatever goes wrong is logged once, waited out, and tried again."""

    def __init__(
        self,
        line: Line,
        keep: Keep,
        presence: Presence,
        *,
        heard: Callable[[], None] = lambda: None,
        renew: Callable[[], Awaitable[None]] | None = None,
        watch: Watch | None = None,
        poll_seconds: int = 25,
        first_wait: float = 1.0,
    ) -> None:
        """Take the line, the door behind which updates are kept, and who else is there.

        `heard` is called at each answer that holds updates or none; `renew` makes the line anew.
        """
        self._line, self._keep, self._presence, self._heard, self._renew = line, keep, presence, heard, renew
        self._watch = watch or Watch.of(poll_seconds, LAST_PATIENCE)
        self._poll_seconds, self._first_wait = poll_seconds, first_wait
        self._offset: int | None = None
        self._failures = 0
        self._trouble: str | None = None
        self._hook_removed = False
        self._keeping = False
        self._stopping = False
        self._task: asyncio.Task[None] | None = None
        self.deaf = asyncio.Event()  #: Set when nothing helped: only a new process may hear again.

    @property
    def busy(self) -> bool:
        """Whether updates came that are not kept and lined up yet."""
        return self._keeping

    async def start(self) -> None:
        """Begin to listen, as soon as nobody else does."""
        self._task = asyncio.create_task(self._run(), name="intake")

    async def stop(self) -> None:
        """Stop listening; what came is kept first. What was not confirmed comes again to the next run."""
        self._stopping = True
        if self._task is None:
            return
        if not self._keeping:
            self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while not self._stopping:
            if not await self._presence.try_hold(POLLER):
                await asyncio.sleep(LOOK_FOR_ROLE)
                continue
            self._offset = None  # Somebody else may have confirmed more than we did.
            self._watch.answered()
            while self._presence.held(POLLER) and not self._stopping:
                await self._listen()

    async def _listen(self) -> None:
        """Poll until the role is lost, or until the line has been silent for so long that it is made anew."""
        polling = asyncio.create_task(self._poll(), name="polling")
        lost = asyncio.create_task(self._presence.lost.wait())
        try:
            while not polling.done() and not lost.done() and self._watch.verdict() is Verdict.WAIT:
                await asyncio.wait({polling, lost}, timeout=self._watch.left, return_when=asyncio.FIRST_COMPLETED)
        finally:
            polling.cancel()
            lost.cancel()
            await asyncio.wait({polling, lost}, timeout=RENEW_WITHIN)
        match self._watch.verdict():
            case Verdict.GIVE_UP:
                log.error("no updates come in for %d seconds, and nothing helped: giving up", self._watch.silent_for)
                self.deaf.set()
                self._watch.answered()
            case Verdict.RENEW:
                await self._make_line_anew()
            case Verdict.WAIT:
                pass

    async def _make_line_anew(self) -> None:
        log.error("no updates come in for %d seconds; the line is made anew", self._watch.silent_for)
        self._watch.renewed()
        if self._renew is not None:
            with suppress(Exception):  # Whatever stands in the way, the next round tries again.
                async with asyncio.timeout(RENEW_WITHIN):
                    await self._renew()

    async def _poll(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._stopping:
            began = loop.time()
            try:
                updates = await self._ask()
                self._watch.answered()
                await self._keep_all(updates)
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

    async def _keep_all(self, updates: list[dict[str, Any]]) -> None:
        """Commit first, confirm afterwards: the offset moves only once the updates are ours."""
        if not updates:
            return
        self._keeping = True
        try:
            await self._keep(updates)
            self._offset = updates[-1]["update_id"] + 1
        finally:
            self._keeping = False

    async def _wait_out(self, error: Exception) -> None:
        trouble = next((words for kind, words in TROUBLE.items() if isinstance(error, kind)), "the inbox is shut")
        if trouble != self._trouble:
            log.error("no updates come in: %s (%s); trying again", trouble, type(error).__name__)
        self._trouble = trouble
        self._failures += 1
        if isinstance(error, Conflict) and "webhook" in str(error):
            await self._remove_hook()
        wait = min(self._first_wait * 2 ** min(self._failures - 1, 10), LONGEST_WAIT)
        if isinstance(error, RetryAfter):
            wait = max(wait, seconds_asked(error))
        if not is_silence(error):
            self._watch.answered(rest=wait)
        if not self._stopping:
            await asyncio.sleep(wait)

    async def _remove_hook(self) -> None:
        """A webhook left from another way of running keeps every update from us: take it away, once."""
        if not self._hook_removed:
            with suppress(TelegramError):
                await self._line.call("deleteWebhook", {"drop_pending_updates": False})
                self._hook_removed = True

    def _heard_again(self) -> None:
        self._heard()
        if self._trouble is not None:
            log.warning("updates come in again")
        self._trouble = None
        self._failures = 0

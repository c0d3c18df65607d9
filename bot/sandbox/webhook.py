"""Delivers updates to the bot's web address: in order per lane, with retries, until Telegram would forget them."""

import asyncio
import re
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.errors import Refusal
from bot.sandbox.updates import Update, UpdateQueue

Json = dict[str, Any]
Answer = Callable[[str, Json], Awaitable[object]]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, not a secret
# Telegram doubles from 1 s to a minute or two; here the same shape in real time that a test can wait for.
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 2.0
MAX_RETRY_AFTER = 3600
ANSWER_WITHIN = 60.0
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Hook:
    """Where the bot wants its updates."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""


def check_hook(hook: Hook) -> Hook:
    """Returns the hook; raises Refusal (400) for a bad address or secret; plain HTTP only on loopback."""
    parts = urlsplit(hook.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refusal(400, "Bad Request: invalid webhook URL specified")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if len(hook.secret) > 256:
        raise Refusal(400, "Bad Request: secret token is too long")
    if not _SECRET.fullmatch(hook.secret):
        raise Refusal(400, "Bad Request: secret token contains unallowed characters")
    return hook


class Courier:
    """Carries updates to one hook; each lane (a chat, a person's taps) is served in order, lanes side by side."""

    def __init__(self, hook: Hook, queue: UpdateQueue, now: Callable[[], float], answer: Answer) -> None:
        """Starts carrying what waits at once; needs a running event loop."""
        self.hook = hook
        self.last_error: tuple[float, str] | None = None
        self._queue = queue
        self._now = now
        self._answer = answer
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._free = asyncio.Semaphore(hook.max_connections)
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN))
        for update in queue.waiting():
            self.accept(update)
        queue.on_new = self.accept

    def accept(self, update: Update) -> None:
        """Puts an update into its lane."""
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._serve(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Stops carrying; what was not taken stays in the queue."""
        self._queue.on_new = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()

    async def _serve(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._carry(waiting[0])
            waiting.popleft()
        del self._lanes[lane]

    async def _carry(self, update: Update) -> None:
        pause = FIRST_PAUSE
        while not self._queue.expired(update) and not update.done:
            async with self._free:
                wait = await self._post(update)
            if wait is None:
                self._queue.delivered(update)
                return
            await asyncio.sleep(wait or pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _post(self, update: Update) -> float | None:
        """Returns None when the bot took it, else the seconds it asked to wait (0 when it did not say)."""
        headers = {SECRET_HEADER: self.hook.secret} if self.hook.secret else {}
        try:
            async with self._session.post(self.hook.url, json=update.body, headers=headers) as response:
                body = await response.read()
                if response.status // 100 == 2:
                    await self._reply_in_body(response, body)
                    return None
                self._note(f"Wrong response from the webhook: {response.status} {response.reason}")
                asked = response.headers.get("Retry-After", "")
                return float(min(int(asked), MAX_RETRY_AFTER)) if asked.isdigit() else 0.0
        except TimeoutError:
            self._note("Read timeout expired")
        except aiohttp.ClientConnectorError:
            self._note("Connection refused")
        except aiohttp.ClientError:
            self._note("Connection closed")
        return 0.0

    async def _reply_in_body(self, response: aiohttp.ClientResponse, body: bytes) -> None:
        """Makes the one call that a bot may write into its answer."""
        if not body or response.content_type != "application/json":
            return
        try:
            call = await response.json()
        except ValueError:
            return
        if isinstance(call, dict) and isinstance(call.get("method"), str):
            await self._answer(call.pop("method"), call)

    def _note(self, reason: str) -> None:
        self.last_error = (self._now(), reason)

"""The other ears: Telegram brings the updates itself; each is kept before it is told that it came."""

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import RetryAfter, TelegramError

from bot.clock import Clock
from bot.transport import CannotListen, Line, seconds_asked
from db import inbox
from db.inbox import Update

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
LARGEST_BODY = 1024 * 1024  #: Bytes; Telegram's own updates are far smaller.
BODY_WITHIN = 10.0  #: Seconds.
MOST_AT_ONCE = 40  #: Updates that Telegram may bring side by side; what is one chat's it brings one by one.
LOOK_EVERY = 60.0  #: Seconds between questions to Telegram whether it reaches us.
AN_ERROR_LASTS = 90.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
SIGNED_BY = "X-Telegram-Bot-Api-Secret-Token"

Keep = Callable[[Sequence[Update]], Awaitable[None]]


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever runs the process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class Webhook:
    """Takes updates that Telegram brings: secret, size and shape are checked, each is kept, then confirmed (TG-17)."""

    def __init__(
        self,
        line: Line,
        keep: Keep,
        clock: Clock,
        *,
        url: str,
        secret: str,
        listen: str,
        heard: Callable[[], None] = lambda: None,
        look_every: float = LOOK_EVERY,
    ) -> None:
        """Take the line, the door behind which updates are kept, the public address, and where to listen."""
        self._line, self._keep, self._clock, self._heard = line, keep, clock, heard
        self._url, self._secret, self._listen, self._look_every = url, secret.encode(), listen, look_every
        routes = [Route(urlsplit(url).path, self._receive, methods=["POST"])]
        config = uvicorn.Config(
            Starlette(routes=routes), log_config=None, access_log=False, lifespan="off", ws="none",
            server_header=False, proxy_headers=False, timeout_graceful_shutdown=5,
        )  # fmt: skip
        self._server = _Server(config)
        self._keeping = 0
        self._trouble = False
        self._tasks: list[asyncio.Task[None]] = []
        self.deaf = asyncio.Event()  #: Never set: to be brought updates takes no line that could go dead.

    @property
    def busy(self) -> bool:
        """Whether updates came that are not kept and lined up yet."""
        return self._keeping > 0

    async def start(self) -> None:
        """Begin to listen, and ask Telegram to bring updates. Raises CannotListen."""
        host, _, port = self._listen.rpartition(":")
        try:
            door = socket.create_server((host.strip("[]"), int(port)), family=_family(host))
        except OSError:
            raise CannotListen(CannotListen.__doc__) from None
        self._tasks = [
            asyncio.create_task(self._server.serve([door]), name="webhook"),
            asyncio.create_task(self._look_after_hook(), name="webhook watch"),
        ]

    async def stop(self) -> None:
        """Take no more; what came is kept first. Telegram brings the rest to the next run. May be called again."""
        self._server.should_exit = True
        for task in self._tasks[1:]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _receive(self, request: Request) -> Response:
        given = request.headers.get(SIGNED_BY, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=403)
        try:
            async with asyncio.timeout(BODY_WITHIN):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        update = _update(body)
        return Response(status_code=400) if update is None else await self._take_in(update)

    async def _take_in(self, update: Update) -> Response:
        self._keeping += 1
        try:
            await self._keep([update])
        except Exception as error:
            if not self._trouble:
                log.error("updates cannot be kept: %s; Telegram brings them again", type(error).__name__)  # noqa: TRY400 - a trace would hold words
            self._trouble = True
            return Response(status_code=503, headers={"Retry-After": "5"})
        finally:
            self._keeping -= 1
        self._trouble = False
        self._heard()
        return Response(status_code=200)

    async def _look_after_hook(self) -> None:
        """Hang the hook until it hangs, and look now and then whether it does and Telegram gets through."""
        failures, hangs, told = 0, False, False
        while True:
            try:
                if not hangs:
                    await self._hang()
                hangs = await self._gets_through()
                if told:
                    log.warning("Telegram takes the webhook again")
                failures, told = 0, False
                await asyncio.sleep(self._look_every if hangs else FIRST_WAIT)
            except TelegramError as error:
                if not told:
                    log.error("Telegram does not take the webhook: %s; trying again", type(error).__name__)  # noqa: TRY400 - no addresses in logs
                failures, told = failures + 1, True
                await asyncio.sleep(_wait(error, failures))

    async def _hang(self) -> None:
        hook = {
            "url": self._url,
            "secret_token": self._secret.decode(),
            "allowed_updates": ALLOWED,
            "max_connections": MOST_AT_ONCE,
            "drop_pending_updates": False,
        }
        await self._line.call("setWebhook", hook)

    async def _gets_through(self) -> bool:
        """Tell whether our hook still hangs; where Telegram has no trouble reaching it, it is heard."""
        info: dict[str, Any] = await self._line.call("getWebhookInfo", {})
        if info.get("url") != self._url:
            log.error("somebody took the webhook away; it is hung up again")
            return False
        if self._clock.now().timestamp() - info.get("last_error_date", 0) > AN_ERROR_LASTS:
            self._heard()
        return True


def _wait(error: TelegramError, failures: int) -> float:
    wait: float = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT)
    return max(wait, seconds_asked(error)) if isinstance(error, RetryAfter) else wait


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if host.startswith("[") else socket.AF_INET


async def _body(request: Request) -> bytes | None:
    """Read the body, or None where it is too large; then it is heard to its end and not kept."""
    body, size = bytearray(), 0
    async for part in request.stream():
        size += len(part)
        if size <= LARGEST_BODY:
            body += part
    return bytes(body) if size <= LARGEST_BODY else None


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if inbox.is_numbered(update) else None

"""The line to Telegram: python-telegram-bot's request class on aiohttp, and plain calls that answer with plain JSON."""

import json
import os
from collections.abc import Mapping
from typing import Any

import aiohttp
from telegram import InputFile
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

# The library warns at every 429 until it is told that a `timedelta` is welcome.
os.environ.setdefault("PTB_TIMEDELTA", "1")

MOST_CONNECTIONS = 256
KEEP_ALIVE = 15.0  #: Seconds; shorter than any server's, so that no message goes into a closed line.
UPLOAD_SECONDS = 20.0
#: Failures that came before a single byte of the message left.
BEFORE_SENDING = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


class CannotListen(Exception):
    """The place in ASKFIRST_WEBHOOK_LISTEN is taken, or not on this machine."""


class Garbled(TelegramError):
    """Telegram, or something in between, answered what is no answer."""

    def __init__(self) -> None:
        super().__init__("the answer cannot be read")


def was_not_sent(error: TelegramError) -> bool:
    """Tell whether it is certain that Telegram did nothing: never reached, or it answered that it refused."""
    cause = error.__cause__
    if isinstance(error, InvalidToken | Conflict | RetryAfter):
        return True
    if isinstance(error, NetworkError):
        return cause is None or isinstance(cause, BEFORE_SENDING)
    return False


def seconds_asked(error: RetryAfter) -> float:
    """Give the seconds that Telegram asks us to wait."""
    pause = error.retry_after
    return float(pause) if isinstance(pause, int | float) else pause.total_seconds()


class AiohttpRequest(BaseRequest):
    """Carries requests on aiohttp, about four times faster than the default; keeps the cause of each failure."""

    __slots__ = ("_connections", "_read", "_session", "_through_proxy")

    def __init__(self, *, connections: int = MOST_CONNECTIONS, read_timeout: float = 10.0, through_proxy: bool = False):
        """Prepare a line; `read_timeout` in seconds. `through_proxy` obeys HTTPS_PROXY and its kin."""
        self._connections = connections
        self._read = read_timeout
        self._through_proxy = through_proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The seconds to wait for an answer where a call names none."""
        return self._read

    async def initialize(self) -> None:
        """Open the line; it may be opened again after `shutdown`."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP_ALIVE)
            headers = {"User-Agent": self.USER_AGENT}
            self._session = aiohttp.ClientSession(connector=connector, headers=headers, trust_env=self._through_proxy)

    async def shutdown(self) -> None:
        """Close the line and wait until it is closed."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request. Raises TimedOut or NetworkError with the failure of the line as its cause."""
        if self._session is None:
            raise NetworkError("NotOpen")
        timeout = self._timeout(request_data, read_timeout, write_timeout, connect_timeout, pool_timeout)
        try:
            async with self._session.request(method, url, timeout=timeout, **_body(request_data)) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            # Only the kind of failure: its text may hold the address, and that the token.
            raise NetworkError(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Read an answer. Raises Garbled; unlike the library's own, it repeats nothing of what came in a log."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            raise Garbled from None
        if not isinstance(answer, dict) or not answer.keys() & {"result", "description"}:
            raise Garbled
        return answer

    def _timeout(
        self,
        data: RequestData | None,
        read: ODVInput[float],
        write: ODVInput[float],
        connect: ODVInput[float],
        pool: ODVInput[float],
    ) -> aiohttp.ClientTimeout:
        uploading = data is not None and data.contains_files
        wait = _seconds(read, self._read)
        reach = _seconds(connect, 5.0)
        line = _seconds(pool, 5.0)
        whole = wait + reach + line + _seconds(write, UPLOAD_SECONDS if uploading else 5.0)
        return aiohttp.ClientTimeout(total=whole, connect=reach + line, sock_connect=reach, sock_read=wait)


class Line:
    """Plain calls of Bot API methods: a name and its parameters in, the `result` out, as JSON."""

    def __init__(self, request: AiohttpRequest, base_url: str, token: str) -> None:
        """Take the request class to use, and the address that ends where the token begins."""
        self._request = request
        self._start = f"{base_url}{token}/"

    async def call(self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
        """Call a method and give its result. Raises TelegramError."""
        data = RequestData([RequestParameter(name, value, None) for name, value in parameters.items()])
        wait = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
        return await self._request.post(self._start + method, request_data=data, read_timeout=wait)

    async def upload(self, method: str, parameters: Mapping[str, Any], field: str, name: str, data: bytes) -> Any:
        """Call a method with a file under this field and file name, and give its result. Raises TelegramError."""
        plain = [RequestParameter(key, value, None) for key, value in parameters.items()]
        file = RequestParameter(field, None, [InputFile(data, filename=name)])
        return await self._request.post(self._start + method, request_data=RequestData([*plain, file]))


def _seconds(value: ODVInput[float], otherwise: float) -> float:
    plain = otherwise if isinstance(value, DefaultValue) else value
    return 3600.0 if plain is None else float(plain)


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = aiohttp.FormData()
    for name, text in data.json_parameters.items():
        form.add_field(name, text)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return {"data": form}

"""The bot's side over HTTP: `/bot<token>/<method>` and file downloads."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.errors import Refusal
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.forms import read_parameters
from bot.sandbox.methods import messages, profile
from bot.sandbox.methods.delivery import waiting_methods
from bot.sandbox.records import Call
from bot.sandbox.spec_reader import load_methods
from bot.sandbox.world import World

Json = dict[str, Any]

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_BEFORE = frozenset({FaultKind.ERROR, FaultKind.RETRY_AFTER, FaultKind.FORBIDDEN})


class BotSide:
    """Checks the token and the parameters, lets faults strike, and calls the method."""

    def __init__(self, world: World) -> None:
        """Serves one world."""
        self._world = world
        self._methods = load_methods()
        self._quick: dict[str, Callable[[World, Json], object]] = messages.METHODS | profile.METHODS
        self._waiting: dict[str, Callable[[World, Json], Awaitable[object]]] = waiting_methods(self.call)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answers one HTTP request of the bot."""
        try:
            self._check_token(request.match_info["token"])
            given = await read_parameters(request)
        except Refusal as refusal:
            return _answer(refusal.body(), refusal.code)
        return await self._with_faults(request, request.match_info["method"].lower(), given)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Answers with the bytes of a file."""
        try:
            self._check_token(request.match_info["token"])
        except Refusal as refusal:
            return _answer(refusal.body(), refusal.code)
        stored = self._world.files.at(request.match_info["path"])
        if stored is None:
            return _answer(Refusal(404, "Not Found").body(), 404)
        return web.Response(body=stored.upload.data, content_type="application/octet-stream")

    async def call(self, name: str, given: Json) -> object:
        """Makes one call as the bot, without HTTP and faults, and returns the JSON answer."""
        return (await self._perform(name.lower(), given))[0]

    def _check_token(self, token: str) -> None:
        if ":" not in token or token.startswith("0") or not token.partition(":")[0].isdigit():
            raise Refusal(401, "Unauthorized: invalid token specified")
        if token != self._world.token:
            raise Refusal(401, "Unauthorized")

    async def _with_faults(self, request: web.Request, name: str, given: Json) -> web.StreamResponse:
        fault = self._world.faults.strike(name, given.get("chat_id"))
        if fault is not None and fault.kind is FaultKind.HANG:
            self._note(name, given)
            await fault.pause()
            return _answer(Refusal(504, "Gateway Timeout").body(), 504)
        if fault is not None and fault.kind is FaultKind.DROP_CONNECTION:
            self._note(name, given)
            return _drop(request)
        body, status = await self._perform(name, given, fault)
        if fault is not None and fault.kind is FaultKind.TIMEOUT_AFTER_ACCEPT:
            await fault.pause()
        if fault is not None and fault.kind is FaultKind.DROP_AFTER_ACCEPT:
            return _drop(request)
        return _answer(body, status)

    async def _perform(self, name: str, given: Json, fault: Fault | None = None) -> tuple[Json, int]:
        call = self._note(name, given)
        try:
            if fault is not None and fault.kind in _BEFORE:
                raise fault.refusal()
            result = await self._do(name, given, call)
        except Refusal as refusal:
            call.ok, call.error_code, call.description = False, refusal.code, refusal.description
            return refusal.body(), refusal.code
        call.ok = True
        return {"ok": True, "result": result}, 200

    async def _do(self, name: str, raw: Json, call: Call) -> object:
        method = self._methods.get(name)
        if method is None:
            raise Refusal(404, "Not Found: method not found")
        if self._world.logged_out:
            raise Refusal(400, "Bad Request: logged out")
        given = method.read(raw)
        call.parameters = given
        self._world.limits.check(name, given.get("chat_id"))
        quick = self._quick.get(name)
        if quick is not None:
            return quick(self._world, given)
        waiting = self._waiting.get(name)
        if waiting is not None:
            return await waiting(self._world, given)
        raise Refusal(501, f"Not Implemented: the sandbox does not model {method.name}")

    def _note(self, name: str, given: Json) -> Call:
        method = self._methods.get(name)
        return self._world.calls.note(self._world.timestamp(), method.name if method else name, given)


def _answer(body: object, status: int) -> web.Response:
    return web.Response(body=_to_json(body).encode(), status=status, content_type="application/json")


def _drop(request: web.Request) -> web.StreamResponse:
    """Cuts the connection; the answer that is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    raise asyncio.CancelledError

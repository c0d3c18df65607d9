"""The control side over HTTP: everything under `/sandbox` that is not about one person."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import web

from bot.sandbox import views
from bot.sandbox.errors import Misuse, Refusal
from bot.sandbox.world import World

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
JsonHandler = Callable[[web.Request], Awaitable[object]]

HEARTBEAT_SECONDS = 15.0


class Desk(Protocol):
    """The agency's side, as the demo shows it between the phones."""

    async def view(self) -> Json:
        """Returns requests, outbox and people."""
        ...

    async def new_client(self, language: str, alias: str) -> Json:
        """Invites a client and returns `user_id`, `link_payload` and `code`."""
        ...

    async def reset(self) -> None:
        """Starts over with a fresh database."""
        ...


def speaks_json(handler: JsonHandler) -> Handler:
    """Wraps a handler that returns JSON and says no with Misuse."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            body, status = await handler(request), 200
        except Misuse as misuse:
            body, status = {"error": misuse.sentence}, misuse.status
        except Refusal as refusal:
            body, status = {"error": refusal.description}, 400
        text = json.dumps(body, ensure_ascii=False)
        return web.Response(text=text, status=status, content_type="application/json")

    return handle


async def body_of(request: web.Request) -> Json:
    """Returns the JSON object of a request, or an empty one; raises Misuse (400)."""
    raw = await request.read()
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise Misuse(400, "the body is not JSON") from error
    if not isinstance(body, dict):
        raise Misuse(400, "the body is not a JSON object")
    return body


def number(raw: Any, name: str) -> int:
    """Returns a whole number from JSON, a path or a query; raises Misuse (400)."""
    try:
        return int(raw)
    except (TypeError, ValueError) as error:
        raise Misuse(400, f"{name} must be a whole number") from error


class ControlSide:
    """Clock, faults, limits, calls, transcript, events and the desk."""

    def __init__(self, world: World, desk: Desk | None) -> None:
        """Serves one world; without a desk its calls answer 404."""
        self._world = world
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        """Returns all routes."""
        plain: list[tuple[str, str, JsonHandler]] = [
            ("GET", "/sandbox/state", self._state),
            ("POST", "/sandbox/reset", self._reset),
            ("GET", "/sandbox/clock", self._clock),
            ("POST", "/sandbox/clock", self._move_clock),
            ("GET", "/sandbox/faults", self._faults),
            ("POST", "/sandbox/faults", self._add_fault),
            ("DELETE", "/sandbox/faults", self._clear_faults),
            ("GET", "/sandbox/limits", self._limits),
            ("POST", "/sandbox/limits", self._set_limits),
            ("POST", "/sandbox/updates", self._updates),
            ("GET", "/sandbox/updates/forgotten", self._forgotten),
            ("GET", "/sandbox/calls", self._calls),
            ("GET", "/sandbox/desk", self._desk_view),
            ("POST", "/sandbox/desk/new-client", self._desk_new_client),
            ("POST", "/sandbox/desk/reset", self._desk_reset),
        ]
        special: list[tuple[str, str, Handler]] = [
            ("GET", "/sandbox/transcript", self._transcript),
            ("GET", "/sandbox/events", self._events),
            ("GET", "/sandbox/files/{file_id}", self._file),
        ]
        wrapped = [(method, path, speaks_json(handler)) for method, path, handler in plain]
        return [web.route(method, path, handler) for method, path, handler in wrapped + special]

    async def _state(self, request: web.Request) -> Json:
        return views.state_view(self._world)

    async def _reset(self, request: web.Request) -> Json:
        self._world.start_over()
        return {}

    async def _clock(self, request: web.Request) -> Json:
        return views.clock_view(self._world)

    async def _move_clock(self, request: web.Request) -> Json:
        body = await body_of(request)
        clock = self._world.clock
        if not {"advance", "to", "frozen"} & body.keys():
            raise Misuse(400, "say advance, to or frozen")
        if "frozen" in body:
            (clock.freeze if body["frozen"] else clock.thaw)()
        try:
            if "advance" in body:
                clock.advance(timedelta(seconds=float(body["advance"])))
            if "to" in body:
                clock.move_to(datetime.fromisoformat(str(body["to"])))
        except (TypeError, ValueError, OverflowError) as error:
            raise Misuse(400, "the clock only moves forward, by seconds or to an ISO time with a zone") from error
        return views.clock_view(self._world)

    async def _faults(self, request: web.Request) -> list[Json]:
        return self._world.faults.wire()

    async def _add_fault(self, request: web.Request) -> Json:
        fault = self._world.faults.add(await body_of(request))
        self._world.watchers.changed()
        return {"fault_id": fault.id}

    async def _clear_faults(self, request: web.Request) -> Json:
        self._world.faults.clear()
        self._world.watchers.changed()
        return {}

    async def _limits(self, request: web.Request) -> Json:
        return self._world.limits.values

    async def _set_limits(self, request: web.Request) -> Json:
        return self._world.limits.set(await body_of(request))

    async def _updates(self, request: web.Request) -> Json:
        body = await body_of(request)
        queue = self._world.queue
        if isinstance(body.get("update"), dict):
            return {"update_id": queue.put_raw(body["update"])}
        update_id = number(body.get("repeat"), "repeat")
        try:
            queue.repeat(update_id)
        except KeyError as error:
            raise Misuse(404, "there is no such update") from error
        return {"update_id": update_id}

    async def _forgotten(self, request: web.Request) -> list[str]:
        return self._world.queue.forgotten

    async def _calls(self, request: web.Request) -> list[Json]:
        since = number(request.query.get("since", "0"), "since")
        return self._world.calls.read(request.query.get("method"), since)

    async def _transcript(self, request: web.Request) -> web.StreamResponse:
        user = request.query.get("user", "")
        user_id = int(user) if user.isdigit() else None
        if request.query.get("format") == "text":
            headers = {"Content-Disposition": 'attachment; filename="transcript.txt"'}
            return web.Response(text=views.plain_transcript(self._world, user_id), headers=headers)
        return web.json_response([line.wire() for line in self._world.story.of(user_id)])

    async def _file(self, request: web.Request) -> web.StreamResponse:
        try:
            stored = self._world.files.find(request.match_info["file_id"])
        except Refusal:
            return web.json_response({"error": "there is no such file"}, status=404)
        name = stored.upload.name.replace('"', "").replace("\n", "").replace("\r", "")
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return web.Response(body=stored.upload.data, content_type=stored.upload.mime_type, headers=headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        with self._world.watchers.listen() as listener, contextlib.suppress(ConnectionResetError):
            await self._tell(response, [])
            while True:
                try:
                    changed = await asyncio.wait_for(listener.next(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                else:
                    await self._tell(response, changed)
        return response

    async def _tell(self, response: web.StreamResponse, changed: list[int]) -> None:
        event = {"changed": changed, "now": views.clock_view(self._world)["now"]}
        await response.write(f"data: {json.dumps(event)}\n\n".encode())

    def _the_desk(self) -> Desk:
        if self._desk is None:
            raise Misuse(404, "there is no desk here; run the demo")
        return self._desk

    async def _desk_view(self, request: web.Request) -> Json:
        return await self._the_desk().view()

    async def _desk_new_client(self, request: web.Request) -> Json:
        desk, body = self._the_desk(), await body_of(request)
        invited = await desk.new_client(str(body.get("language") or "en"), str(body.get("alias") or ""))
        self._world.watchers.changed()
        return invited

    async def _desk_reset(self, request: web.Request) -> Json:
        await self._the_desk().reset()
        self._world.watchers.changed(*self._world.users)
        return {}

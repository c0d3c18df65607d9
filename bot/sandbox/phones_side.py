"""The control side over HTTP: what one person does and sees, under `/sandbox/users`."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox import attachments, people, views
from bot.sandbox.control_side import JsonHandler, body_of, number, speaks_json
from bot.sandbox.errors import Misuse
from bot.sandbox.model import Message, User
from bot.sandbox.world import World

Json = dict[str, Any]
Deed = Callable[[World, int, Json], object]


class PhonesSide:
    """One route per thing that a person can do."""

    def __init__(self, world: World) -> None:
        """Serves one world."""
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Returns all routes."""
        plain: list[tuple[str, str, JsonHandler]] = [
            ("POST", "/sandbox/users", self._join),
            ("GET", "/sandbox/users/{id}/chat", self._chat),
            ("GET", "/sandbox/users/{id}/taps/{tap_id}", self._tap),
        ]
        plain += [("POST", f"/sandbox/users/{{id}}/{name}", self._doing(deed)) for name, deed in DEEDS.items()]
        return [web.route(method, path, speaks_json(handler)) for method, path, handler in plain]

    async def _join(self, request: web.Request) -> Json:
        return views.user_view(people.join(self._world, await body_of(request)))

    async def _chat(self, request: web.Request) -> Json:
        return views.chat_view(self._world, self._world.person(_id(request)))

    async def _tap(self, request: web.Request) -> Json:
        tap = self._world.taps.get(request.match_info["tap_id"])
        if tap is None or tap.person.id != _id(request):
            raise Misuse(404, "there is no such tap")
        return views.tap_view(self._world, tap)

    def _doing(self, deed: Deed) -> Callable[[web.Request], Awaitable[object]]:
        async def handle(request: web.Request) -> object:
            done = deed(self._world, _id(request), await body_of(request))
            match done:
                case Message():
                    return views.message_view(done)
                case User():
                    return views.user_view(done)
                case _:
                    return done

        return handle


def _id(request: web.Request) -> int:
    return number(request.match_info["id"], "the user id")


def _words(body: Json, name: str = "text") -> str:
    text = body.get(name)
    if not isinstance(text, str):
        raise Misuse(400, f"{name} must be a string")
    return text


def _start(world: World, user_id: int, body: Json) -> Message:
    return people.start(world, user_id, str(body.get("payload") or ""))


def _say(world: World, user_id: int, body: Json) -> Message:
    reply_to, chat_id = body.get("reply_to"), body.get("chat_id")
    return people.say(
        world,
        user_id,
        _words(body),
        reply_to=None if reply_to is None else number(reply_to, "reply_to"),
        chat_id=None if chat_id is None else number(chat_id, "chat_id"),
    )


def _tap(world: World, user_id: int, body: Json) -> Json:
    message_id = number(body.get("message_id"), "message_id")
    inaccessible = bool(body.get("inaccessible"))
    if isinstance(body.get("data"), str):
        pressed = people.tap(world, user_id, message_id, body["data"], inaccessible=inaccessible)
        return {"callback_query_id": pressed.id}
    button = _button(world, user_id, message_id, body)
    if "callback_data" not in button:
        shown: Json = {name: button[name] for name in ("url", "copy_text") if name in button}
        return {"callback_query_id": None, **shown}
    pressed = people.tap(world, user_id, message_id, button["callback_data"], inaccessible=inaccessible)
    return {"callback_query_id": pressed.id}


def _button(world: World, user_id: int, message_id: int, body: Json) -> Json:
    chat = world.private_chat(world.person(user_id))
    message = chat.messages.get(message_id)
    if message is None or message.deleted or message.hidden:
        raise Misuse(404, "there is no such message on this phone")
    if isinstance(body.get("text"), str):
        buttons = [button for row in message.rows for button in row if button["text"] == body["text"]]
        if not buttons:
            raise Misuse(404, "there is no button with this text")
        return buttons[0]
    row, column = number(body.get("row", 0), "row"), number(body.get("column", 0), "column")
    if not (0 <= row < len(message.rows) and 0 <= column < len(message.rows[row])):
        raise Misuse(404, "there is no button at this place")
    return message.rows[row][column]


def _edit(world: World, user_id: int, body: Json) -> Message:
    return people.edit(world, user_id, number(body.get("message_id"), "message_id"), _words(body))


def _forward(world: World, user_id: int, body: Json) -> Message:
    return people.forward(world, user_id, _words(body), body.get("from_name"))


def _react(world: World, user_id: int, body: Json) -> Json:
    people.react(world, user_id, number(body.get("message_id"), "message_id"), _words(body, "emoji"))
    return {}


def _language(world: World, user_id: int, body: Json) -> User:
    return people.speak(world, user_id, body.get("language_code") or None)


def _add_to_group(world: World, user_id: int, body: Json) -> Json:
    return {"chat_id": people.add_to_group(world, user_id, _words(body, "title")).id}


def _without_body(deed: Callable[[World, int], User]) -> Deed:
    def do(world: World, user_id: int, body: Json) -> User:
        return deed(world, user_id)

    return do


DEEDS: dict[str, Deed] = {
    "start": _start,
    "text": _say,
    "tap": _tap,
    "edit": _edit,
    "forward": _forward,
    "send": attachments.send_kind,
    "react": _react,
    "language": _language,
    "add-to-group": _add_to_group,
    "block": _without_body(people.block),
    "unblock": _without_body(people.unblock),
    "deactivate": _without_body(people.deactivate),
    "delete-chat": _without_body(people.delete_chat),
}

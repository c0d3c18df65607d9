"""What a person can send besides text, as the Bot API describes it."""

from typing import Any

from bot.sandbox import people
from bot.sandbox.errors import Misuse
from bot.sandbox.files import StoredFile, Upload
from bot.sandbox.model import Message
from bot.sandbox.world import World

Json = dict[str, Any]

_FILES = {
    "voice": ("voice.oga", "audio/ogg"),
    "photo": ("photo.jpg", "image/jpeg"),
    "document": ("paper.pdf", "application/pdf"),
    "sticker": ("sticker.webp", "image/webp"),
}
KINDS = (*_FILES, "contact", "location", "via_bot")


def send_kind(world: World, user_id: int, wish: Json) -> Message:
    """Sends one of `KINDS`; raises Misuse (400) for any other."""
    kind = wish.get("kind")
    text = str(wish.get("text") or "")
    if kind in _FILES:
        return _send_file(world, user_id, str(kind), text)
    if kind == "contact":
        return people.send(world, user_id, "contact", {"contact": _contact(world, user_id, wish)})
    if kind == "location":
        return people.send(world, user_id, "location", {"location": {"latitude": 47.5, "longitude": 19.0}})
    if kind == "via_bot":
        via = {"id": 1_000_001, "is_bot": True, "first_name": "Inline helper", "username": "inline_helper_bot"}
        return people.send(world, user_id, "text", {"via_bot": via}, text or "via")
    raise Misuse(400, f"kind is one of {', '.join(KINDS)}")


def _contact(world: World, user_id: int, wish: Json) -> Json:
    person = world.person(user_id)
    return {
        "phone_number": str(wish.get("phone_number") or "+15550100"),
        "first_name": str(wish.get("contact_name") or person.first_name),
        "user_id": int(wish.get("contact_user_id") or person.id),
    }


def _send_file(world: World, user_id: int, kind: str, text: str) -> Message:
    name, mime_type = _FILES[kind]
    stored = world.files.put(f"{kind}s", Upload(name, mime_type, f"a {kind} from a phone".encode()))
    words = "" if kind == "sticker" else text
    return people.send(world, user_id, kind, {kind: _file_fields(kind, stored)}, words)


def _file_fields(kind: str, stored: StoredFile) -> Json | list[Json]:
    facts = stored.wire()
    if kind == "voice":
        return facts | {"duration": 3, "mime_type": stored.upload.mime_type}
    if kind == "photo":
        return [facts | {"width": 640, "height": 480}]
    if kind == "sticker":
        flags = {"is_animated": False, "is_video": False}
        return facts | flags | {"type": "regular", "width": 512, "height": 512, "emoji": "👍"}
    return facts | {"file_name": stored.upload.name, "mime_type": stored.upload.mime_type}

"""How the control side shows the world: messages, phones, the whole state."""

from typing import Any

from bot.sandbox.model import Message, Tap, User, Version, iso
from bot.sandbox.paint import to_html
from bot.sandbox.world import World

Json = dict[str, Any]

_FILE_KINDS = ("document", "photo", "voice", "sticker")


def user_view(person: User) -> Json:
    """Returns a person as scripts see one."""
    names = ("id", "first_name", "last_name", "username", "language_code", "started", "blocked", "deactivated")
    return {name: getattr(person, name) for name in names}


def message_view(message: Message) -> Json:
    """Returns a message `M` of the contract."""
    view: Json = {
        "message_id": message.message_id,
        "date": iso(message.date),
        "from_bot": message.from_bot,
        "kind": message.kind,
        "text": message.text,
        "entities": message.entities,
        "html": to_html(message.text, message.entities),
        "protect_content": message.protect,
        "silent": message.silent,
        "keyboard": [[_button(button) for button in row] for row in message.rows],
        "forwarded": "forward_origin" in message.content,
        "deleted": message.deleted,
        "versions": [_version(version) for version in _versions(message)],
    }
    if message.edit_date is not None:
        view["edit_date"] = iso(message.edit_date)
    if message.reply_to is not None:
        view["reply_to"] = message.reply_to.message_id
    if message.kind in _FILE_KINDS:
        view["file"] = _file(message)
    return view


def _versions(message: Message) -> list[Version]:
    now = Version(message.edit_date or message.date, message.text, message.rows)
    return [*message.earlier, now]


def _version(version: Version) -> Json:
    keyboard = [[_button(button) for button in row] for row in version.keyboard]
    return {"at": iso(version.at), "text": version.text, "keyboard": keyboard}


def _button(button: Json) -> Json:
    shown: Json = {name: button[name] for name in ("text", "callback_data", "url") if name in button}
    if "copy_text" in button:
        shown["copy_text"] = button["copy_text"]["text"]
    return shown


def _file(message: Message) -> Json:
    content = message.content[message.kind]
    facts = content[0] if isinstance(content, list) else content
    return {
        "name": facts.get("file_name", message.kind),
        "size": facts["file_size"],
        "url": f"/sandbox/files/{facts['file_id']}",
    }


def chat_view(world: World, person: User) -> Json:
    """Returns what is on one person's phone."""
    chat = world.private_chat(person)
    description = world.identity.text("description", (person.language_code or "")[:2].lower() if _two(person) else "")
    view: Json = {
        "user": user_view(person),
        "messages": [message_view(message) for message in chat.messages.values() if not message.hidden],
        "commands": world.identity.commands_for(person.id, person.language_code),
        "description": description,
        "lock_screen": [shown | {"date": iso(shown["date"])} for shown in chat.lock_screen],
    }
    if chat.reply_keyboard is not None:
        view["reply_keyboard"] = chat.reply_keyboard
    return view


def _two(person: User) -> bool:
    code = (person.language_code or "")[:2].lower()
    return len(code) == 2 and code.isascii() and code.isalpha()


def tap_view(world: World, tap: Tap) -> Json:
    """Returns how a button press was answered."""
    expired = not tap.answered and world.tap_is_old(tap)
    return {"answered": tap.answered, "text": tap.text, "show_alert": tap.show_alert, "expired": expired}


def state_view(world: World) -> Json:
    """Returns the whole in one look."""
    bot = {
        "username": world.bot.username,
        "name": world.identity.text("name", "", world.bot.first_name),
        "commands_set": world.identity.has_commands,
        "webhook": world.courier.hook.url if world.courier is not None else None,
    }
    return {
        **clock_view(world),
        "bot": bot,
        "users": [user_view(person) for person in world.users.values()],
        "pending_updates": len(world.queue),
        "faults": world.faults.wire(),
        "limits": world.limits.values,
        "real": False,
    }


def clock_view(world: World) -> Json:
    """Returns the time; it is the sandbox's, not the machine's."""
    return {"now": world.clock.now().isoformat().replace("+00:00", "Z"), "frozen": world.clock.frozen}


def plain_transcript(world: World, user_id: int | None) -> str:
    """Returns all that was said as plain text, marked as not real."""
    lines = [line.plain() for line in world.story.of(user_id)]
    return "\n".join(["NOT REAL: a transcript of the AskFirst sandbox, times in UTC", "", *lines, ""])

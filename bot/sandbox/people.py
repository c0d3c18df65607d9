"""What the people do on their phones; each action becomes the updates that Telegram would send."""

import re
from typing import Any

from bot.sandbox.entities import find_more
from bot.sandbox.errors import Misuse
from bot.sandbox.methods.profile import member_change
from bot.sandbox.model import Chat, Message, Tap, User
from bot.sandbox.world import LANE_MEMBERS, LANE_TAPS, World

Json = dict[str, Any]

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
MAX_TEXT = 4096


def join(world: World, facts: Json) -> User:
    """Adds a person with a phone who has not opened the bot yet; raises Misuse (400)."""
    number = facts.get("id") or world.new_user_id()
    if type(number) is not int or not 0 < number < 1 << 52 or number in world.users or number == world.bot.id:
        raise Misuse(400, "an id is a free whole number above 0")
    name = facts.get("first_name")
    if not isinstance(name, str) or not name.strip():
        raise Misuse(400, "a person needs a first_name")
    person = User(number, name, facts.get("last_name"), facts.get("username"), facts.get("language_code"))
    world.users[number] = person
    world.private_chat(person)
    world.watchers.changed(number)
    return person


def start(world: World, user_id: int, payload: str = "") -> Message:
    """Opens the chat by the bot's link: unblocks it if need be and sends /start; raises Misuse."""
    person = _acting(world, user_id)
    if not _PAYLOAD.fullmatch(payload):
        raise Misuse(400, "a start payload is at most 64 of A-Z a-z 0-9 _ -")
    if person.blocked:
        unblock(world, user_id)
    person.started = True
    return _post(world, world.private_chat(person), person, f"/start {payload}".rstrip())


def say(world: World, user_id: int, text: str, *, reply_to: int | None = None, chat_id: int | None = None) -> Message:
    """Sends a text to the bot, or into a group the bot is in; raises Misuse."""
    person = _acting(world, user_id)
    chat = _open_chat(world, person, chat_id)
    replied = None if reply_to is None else _visible(chat, reply_to)
    return _post(world, chat, person, text, reply_to=replied)


def edit(world: World, user_id: int, message_id: int, text: str) -> Message:
    """Changes a message the person wrote, which sends `edited_message`; raises Misuse."""
    person = _acting(world, user_id)
    chat = _open_chat(world, person, None)
    message = _visible(chat, message_id)
    if message.sender is not person or message.kind != "text" or "forward_origin" in message.content:
        raise Misuse(400, "only one's own texts can be edited")
    message.keep_version()
    message.text = _worded(text)
    message.entities = find_more(message.text, [])
    message.edit_date = int(world.timestamp())
    world.tell(chat, person.first_name, "edited", message)
    world.update("edited_message", message.wire(), chat.id)
    return message


def forward(world: World, user_id: int, text: str, from_name: str | None = None) -> Message:
    """Forwards what somebody else once wrote; raises Misuse."""
    person = _acting(world, user_id)
    origin = {"type": "hidden_user", "sender_user_name": from_name or "Somebody", "date": int(world.timestamp()) - 60}
    return _post(world, _open_chat(world, person, None), person, text, content={"forward_origin": origin})


def send(world: World, user_id: int, kind: str, content: Json, text: str = "") -> Message:
    """Sends something that is not a plain text, with its Bot API fields in `content`; raises Misuse."""
    person = _acting(world, user_id)
    chat = _open_chat(world, person, None)
    return _post(world, chat, person, text, kind=kind, content=content)


def tap(world: World, user_id: int, message_id: int, data: str, *, inaccessible: bool = False) -> Tap:
    """Presses a button, also one that is no longer shown: a phone can be slow, and data can be forged.

    `inaccessible` sends the query without the message, as Telegram does for very old ones. Raises Misuse.
    """
    person = _acting(world, user_id)
    chat = _open_chat(world, person, None)
    message = _visible(chat, message_id)
    pressed = world.new_tap(person, message, data)
    query = {
        "id": pressed.id,
        "from": person.wire(),
        "message": message.inaccessible() if inaccessible else message.wire(),
        "chat_instance": str(7_000_000_000_000_000_000 + person.id),
        "data": data,
    }
    labels = [button["text"] for row in message.rows for button in row if button.get("callback_data") == data]
    world.tell(chat, person.first_name, "tapped", text=labels[0] if labels else "(a button no longer shown)")
    world.update("callback_query", query, chat.id, LANE_TAPS)
    return pressed


def react(world: World, user_id: int, message_id: int, emoji: str) -> None:
    """Puts a reaction on a message; the bot hears of it only if it asked for `message_reaction`. Raises Misuse."""
    person = _acting(world, user_id)
    chat = _open_chat(world, person, None)
    message = _visible(chat, message_id)
    world.tell(chat, person.first_name, "reacted", text=emoji)
    reaction = {
        "chat": chat.wire(),
        "message_id": message.message_id,
        "user": person.wire(),
        "date": int(world.timestamp()),
        "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": emoji}],
    }
    world.update("message_reaction", reaction, chat.id)


def block(world: World, user_id: int) -> User:
    """Blocks the bot, which hears of it once; raises Misuse."""
    person = _acting(world, user_id)
    if not person.blocked:
        person.blocked = True
        _membership(world, person, "member", "kicked")
        world.tell(world.private_chat(person), person.first_name, "blocked the bot")
    return person


def unblock(world: World, user_id: int) -> User:
    """Unblocks the bot, which hears of it once; raises Misuse."""
    person = _acting(world, user_id)
    if person.blocked:
        person.blocked = False
        _membership(world, person, "kicked", "member")
        world.tell(world.private_chat(person), person.first_name, "unblocked the bot")
    return person


def deactivate(world: World, user_id: int) -> User:
    """Deletes the person's account; the bot hears nothing until it writes."""
    person = world.person(user_id)
    person.deactivated = True
    world.tell(world.private_chat(person), person.first_name, "deleted the account")
    return person


def delete_chat(world: World, user_id: int) -> User:
    """Clears the chat on the person's phone; the bot hears nothing and may go on writing."""
    person = _acting(world, user_id)
    chat = world.private_chat(person)
    for message in chat.messages.values():
        message.hidden = True
    chat.lock_screen.clear()
    chat.reply_keyboard = None
    world.tell(chat, person.first_name, "deleted the chat")
    return person


def speak(world: World, user_id: int, language_code: str | None) -> User:
    """Changes the language of the person's app."""
    person = world.person(user_id)
    person.language_code = language_code
    world.watchers.changed(user_id)
    return person


def add_to_group(world: World, user_id: int, title: str) -> Chat:
    """Makes a group and puts the bot into it; raises Misuse."""
    person = _acting(world, user_id)
    chat = world.new_group(title)
    change = member_change(world, chat.wire(), person.wire(), "left", "member")
    world.tell(chat, person.first_name, "added the bot to a group", text=title)
    world.update("my_chat_member", change, chat.id, LANE_MEMBERS)
    return chat


def _acting(world: World, user_id: int) -> User:
    person = world.person(user_id)
    if person.deactivated:
        raise Misuse(400, "this account is deleted")
    return person


def _open_chat(world: World, person: User, chat_id: int | None) -> Chat:
    if chat_id is not None and chat_id != person.id:
        chat = world.chats.get(chat_id)
        if chat is None or chat.person is not None or not chat.bot_is_member:
            raise Misuse(404, "there is no such group with the bot in it")
        return chat
    if not person.started:
        raise Misuse(400, "this person has not started the bot yet")
    if person.blocked:
        raise Misuse(400, "this person has blocked the bot")
    return world.private_chat(person)


def _visible(chat: Chat, message_id: int) -> Message:
    message = chat.messages.get(message_id)
    if message is None or message.deleted or message.hidden:
        raise Misuse(404, "there is no such message on this phone")
    return message


def _worded(text: str) -> str:
    if not text.strip():
        raise Misuse(400, "a text must not be empty")
    return text.strip()[:MAX_TEXT]


def _post(
    world: World,
    chat: Chat,
    person: User,
    text: str,
    *,
    kind: str = "text",
    content: Json | None = None,
    reply_to: Message | None = None,
) -> Message:
    words = _worded(text) if kind == "text" else text
    message = Message(
        world.next_message_id(), chat, person, int(world.timestamp()), words, find_more(words, []),
        kind=kind, content=content or {}, reply_to=reply_to,
    )  # fmt: skip
    world.keep(chat, message)
    world.tell(chat, person.first_name, "said" if kind == "text" else f"sent {kind}", message)
    world.update("message", message.wire(), chat.id)
    return message


def _membership(world: World, person: User, old: str, new: str) -> None:
    change = member_change(world, person.as_chat(), person.wire(), old, new)
    world.update("my_chat_member", change, person.id, LANE_MEMBERS)

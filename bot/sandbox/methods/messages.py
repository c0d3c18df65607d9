"""Sending, editing and deleting messages."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.entities import read_text
from bot.sandbox.errors import Refusal
from bot.sandbox.files import Upload
from bot.sandbox.keyboards import Markup, MarkupKind, read_inline, read_markup
from bot.sandbox.model import Chat, Message
from bot.sandbox.paint import preview
from bot.sandbox.world import World

Json = dict[str, Any]

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
DELETABLE_SECONDS = 48 * 3600
_NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
# A bot that uses one of these would see another world than the one emulated here.
_NOT_MODELLED = (
    "business_connection_id", "message_thread_id", "direct_messages_topic_id", "suggested_post_parameters",
    "inline_message_id",
)  # fmt: skip


def send_message(world: World, given: Json) -> Json:
    """Sends a text."""
    text, entities = _text(given, "text", "entities")
    return _send(world, given, "text", {}, text, entities)


def send_document(world: World, given: Json) -> Json:
    """Sends a file."""
    caption, entities = _caption(given)
    stored = _file(world, given["document"], "documents", MAX_UPLOAD)
    document = stored.wire() | {"file_name": stored.upload.name, "mime_type": stored.upload.mime_type}
    return _send(world, given, "document", {"document": document}, caption, entities)


def send_photo(world: World, given: Json) -> Json:
    """Sends a picture."""
    caption, entities = _caption(given)
    stored = _file(world, given["photo"], "photos", MAX_PHOTO)
    photo = [stored.wire() | {"width": 640, "height": 480}]
    return _send(world, given, "photo", {"photo": photo}, caption, entities)


def edit_message_text(world: World, given: Json) -> Json:
    """Changes the text and the buttons; without `reply_markup` the buttons go."""
    text, entities = _text(given, "text", "entities")
    message = _message_to_edit(world, given)
    if message.kind != "text":
        raise Refusal(400, "Bad Request: there is no text in the message to edit")
    return _edit(world, message, text, entities, read_inline(given.get("reply_markup")))


def edit_message_caption(world: World, given: Json) -> Json:
    """Changes the words under a file."""
    caption, entities = _caption(given)
    message = _message_to_edit(world, given)
    if message.kind == "text":
        raise Refusal(400, "Bad Request: there is no caption in the message to edit")
    return _edit(world, message, caption, entities, read_inline(given.get("reply_markup")))


def edit_message_reply_markup(world: World, given: Json) -> Json:
    """Changes the buttons only."""
    markup = read_inline(given.get("reply_markup"))
    message = _message_to_edit(world, given)
    return _edit(world, message, message.text, message.entities, markup)


def delete_message(world: World, given: Json) -> bool:
    """Deletes one message, for both sides, within 48 hours."""
    chat = world.chat_for_bot(given["chat_id"], write=False)
    message = chat.messages.get(given["message_id"])
    if message is None or message.deleted:
        raise Refusal(400, "Bad Request: message to delete not found")
    _check_deletable(world, message)
    _delete(world, message)
    return True


def delete_messages(world: World, given: Json) -> bool:
    """Deletes up to 100 messages; those that are not there are skipped."""
    if len(given["message_ids"]) > 100:
        raise Refusal(400, "Bad Request: too many message identifiers specified")
    chat = world.chat_for_bot(given["chat_id"], write=False)
    found = [chat.messages[number] for number in map(int, given["message_ids"]) if number in chat.messages]
    doomed = [message for message in found if not message.deleted]
    for message in doomed:
        _check_deletable(world, message)
    for message in doomed:
        _delete(world, message)
    return True


def check_modelled(given: Json) -> None:
    """Raises Refusal (501) for parameters that would need a world that is not emulated."""
    for name in _NOT_MODELLED:
        if given.get(name):
            raise Refusal(501, f"Not Implemented: the sandbox does not model {name}")


def _text(given: Json, field: str, entities: str, limit: int = MAX_TEXT) -> tuple[str, list[Json]]:
    text, found = read_text(given[field], given.get("parse_mode", ""), given.get(entities))
    if len(text) > limit:
        what = "message" if field == "text" else "message caption"
        raise Refusal(400, f"Bad Request: {what} is too long")
    return text, found


def _caption(given: Json) -> tuple[str, list[Json]]:
    if not given.get("caption", "").strip():
        return "", []
    return _text(given, "caption", "caption_entities", MAX_CAPTION)


def _file(world: World, wish: Upload | str, folder: str, limit: int) -> Any:
    if isinstance(wish, str):
        if wish.startswith(("http://", "https://")):
            raise Refusal(501, "Not Implemented: the sandbox does not fetch files from the web")
        return world.files.find(wish)
    if len(wish.data) > limit:
        raise Refusal(413, "Request Entity Too Large")
    return world.files.put(folder, wish)


def _send(world: World, given: Json, kind: str, content: Json, text: str, entities: list[Json]) -> Json:
    check_modelled(given)
    markup = read_markup(given.get("reply_markup"))
    chat = world.chat_for_bot(given["chat_id"], write=True)
    message = Message(
        world.next_message_id(),
        chat,
        world.bot,
        int(world.timestamp()),
        text,
        entities,
        kind=kind,
        content=content,
        markup=markup,
        reply_to=_reply_to(chat, given.get("reply_parameters")),
        protect=given.get("protect_content", False),
        silent=given.get("disable_notification", False),
    )
    world.keep(chat, message)
    _show(chat, message, markup)
    world.tell(chat, "bot", "said", message)
    return message.wire()


def _reply_to(chat: Chat, wish: Json | None) -> Message | None:
    if not wish:
        return None
    if wish.get("chat_id", chat.id) not in (chat.id, str(chat.id)):
        raise Refusal(501, "Not Implemented: the sandbox does not model replies across chats")
    message = chat.messages.get(int(wish["message_id"]))
    if message is not None and not message.deleted:
        return message
    if wish.get("allow_sending_without_reply"):
        return None
    raise Refusal(400, "Bad Request: message to be replied not found")


def _show(chat: Chat, message: Message, markup: Markup | None) -> None:
    words = preview(message.text, message.entities) or f"[{message.kind}]"
    shown = {"message_id": message.message_id, "text": words, "silent": message.silent, "date": message.date}
    chat.lock_screen.append(shown)
    if markup is not None and markup.kind is MarkupKind.KEYBOARD:
        chat.reply_keyboard = markup.rows
    elif markup is not None and markup.kind is MarkupKind.REMOVE:
        chat.reply_keyboard = None


def _message_to_edit(world: World, given: Json) -> Message:
    check_modelled(given)
    if given.get("chat_id") in (None, "") and not given.get("message_id"):
        raise Refusal(400, "Bad Request: message identifier is not specified")
    if given.get("chat_id") in (None, ""):
        raise Refusal(400, "Bad Request: chat_id is empty")
    chat = world.chat_for_bot(given["chat_id"], write=True)
    message = chat.messages.get(given.get("message_id", 0))
    if message is None or message.deleted:
        raise Refusal(400, "Bad Request: message to edit not found")
    if not message.from_bot or (message.markup is not None and message.markup.kind is not MarkupKind.INLINE):
        raise Refusal(400, "Bad Request: message can't be edited")
    return message


def _edit(world: World, message: Message, text: str, entities: list[Json], markup: Markup | None) -> Json:
    new_rows = [] if markup is None else markup.rows
    if (text, entities, new_rows) == (message.text, message.entities, message.rows):
        raise Refusal(400, _NOT_MODIFIED)
    message.keep_version()
    message.text, message.entities, message.markup = text, entities, markup
    message.edit_date = int(world.timestamp())
    world.tell(message.chat, "bot", "edited", message)
    return message.wire()


def _check_deletable(world: World, message: Message) -> None:
    if not message.from_bot and message.chat.person is None:
        raise Refusal(400, "Bad Request: message can't be deleted")
    if world.timestamp() - message.date > DELETABLE_SECONDS:
        raise Refusal(400, "Bad Request: message can't be deleted for everyone")


def _delete(world: World, message: Message) -> None:
    message.deleted = True
    world.tell(message.chat, "bot", "deleted", message)


METHODS: dict[str, Callable[[World, Json], object]] = {
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
}

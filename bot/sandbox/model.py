"""The things that exist in the emulated Telegram: people, chats, messages, button presses."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.keyboards import Markup, MarkupKind

Json = dict[str, Any]
LOCK_SCREEN_LENGTH = 50


@dataclass(slots=True)
class User:
    """A person with a phone, or the bot itself."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def wire(self) -> Json:
        """Returns the Bot API's User."""
        return {"id": self.id, "is_bot": self.is_bot} | self._named("language_code")

    def as_chat(self) -> Json:
        """Returns the Bot API's Chat for a private conversation with this person."""
        return {"id": self.id, "type": "private"} | self._named()

    def _named(self, *more: str) -> Json:
        named = {"first_name": self.first_name}
        for name in ("last_name", "username", *more):
            value = getattr(self, name)
            if value:
                named[name] = value
        return named


@dataclass(frozen=True, slots=True)
class Version:
    """How a message read at one time."""

    at: int
    text: str
    keyboard: list[list[Json]]


@dataclass(slots=True)
class Chat:
    """A conversation: its messages by id, and what a phone shows around them."""

    id: int
    person: User | None = None
    title: str = ""
    bot_is_member: bool = True
    messages: dict[int, "Message"] = field(default_factory=dict)
    reply_keyboard: list[list[Json]] | None = None
    lock_screen: deque[Json] = field(default_factory=lambda: deque(maxlen=LOCK_SCREEN_LENGTH))

    def wire(self) -> Json:
        """Returns the Bot API's Chat."""
        if self.person is not None:
            return self.person.as_chat()
        return {"id": self.id, "type": "group", "title": self.title, "all_members_are_administrators": True}


@dataclass(slots=True)
class Message:
    """One message as it is now, with every earlier version of it."""

    message_id: int
    chat: Chat
    sender: User
    date: int
    text: str
    entities: list[Json]
    kind: str = "text"
    content: Json = field(default_factory=dict)
    markup: Markup | None = None
    reply_to: "Message | None" = None
    protect: bool = False
    silent: bool = False
    edit_date: int | None = None
    deleted: bool = False
    hidden: bool = False
    earlier: list[Version] = field(default_factory=list)

    @property
    def from_bot(self) -> bool:
        """Tells whether the bot wrote it."""
        return self.sender.is_bot

    @property
    def rows(self) -> list[list[Json]]:
        """Returns the rows of the inline keyboard, or none."""
        if self.markup is None or self.markup.kind is not MarkupKind.INLINE:
            return []
        return self.markup.rows

    def keep_version(self) -> None:
        """Remembers how the message reads now, before it changes."""
        self.earlier.append(Version(self.edit_date or self.date, self.text, self.rows))

    def wire(self, *, with_reply: bool = True) -> Json:
        """Returns the Bot API's Message."""
        wire: Json = {
            "message_id": self.message_id,
            "from": self.sender.wire(),
            "chat": self.chat.wire(),
            "date": self.date,
            **self.content,
        }
        if self.text:
            text, entities = ("text", "entities") if self.kind == "text" else ("caption", "caption_entities")
            wire[text] = self.text
            if self.entities:
                wire[entities] = self.entities
        if self.edit_date is not None:
            wire["edit_date"] = self.edit_date
        if self.protect:
            wire["has_protected_content"] = True
        if self.reply_to is not None and with_reply:
            wire["reply_to_message"] = self.reply_to.wire(with_reply=False)
        if self.rows:
            wire["reply_markup"] = {"inline_keyboard": self.rows}
        return wire

    def inaccessible(self) -> Json:
        """Returns the Bot API's InaccessibleMessage, all that is left of a message Telegram cannot show."""
        return {"message_id": self.message_id, "chat": self.chat.wire(), "date": 0}


@dataclass(slots=True)
class Tap:
    """One press of an inline button and what the bot answered to it."""

    id: str
    person: User
    message: Message
    data: str
    at: float
    answered: bool = False
    text: str = ""
    show_alert: bool = False


def iso(timestamp: float) -> str:
    """Returns a Unix time as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(int(timestamp), UTC).isoformat().replace("+00:00", "Z")

"""The whole emulated Telegram in one object: everybody, everything said, and what the bot has waiting."""

from itertools import count
from typing import Any

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import Misuse, Refusal
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.identity import Identity
from bot.sandbox.limits import Limits
from bot.sandbox.model import Chat, Message, Tap, User
from bot.sandbox.records import CallLog, Line, Story
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.watchers import Watchers
from bot.sandbox.webhook import Courier

Json = dict[str, Any]

FIRST_USER_ID = 700_000_001
FIRST_GROUP_ID = 4_000_001
TAPS_KEPT = 20_000
TAP_LIFETIME = 150
# Telegram keeps updates of one kind and one chat or person in order; these keep the kinds apart.
LANE_TAPS = 3 << 33
LANE_MEMBERS = 5 << 33


class World:
    """Holds the state; `people.py` acts for the people in it, `methods/` for the bot."""

    def __init__(self, clock: SandboxClock, token: str, username: str, name: str) -> None:
        """Starts empty, with one bot."""
        self.clock = clock
        self.token = token
        bot_id = int(token.split(":", 1)[0])
        self.bot = User(bot_id, name, username=username, is_bot=True)
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.queue = UpdateQueue(self.timestamp)
        self.files = FileStore()
        self.identity = Identity()
        self.faults = Faults()
        self.limits = Limits(self.timestamp)
        self.calls = CallLog()
        self.story = Story()
        self.watchers = Watchers()
        self.courier: Courier | None = None
        self.logged_out = False
        self.last_poll: tuple[int, float] = (0, float("-inf"))
        self._user_ids = count(FIRST_USER_ID)
        self._group_ids = count(FIRST_GROUP_ID)
        self._message_ids = count(1)
        self._tap_ids = count(4_000_000_000_000_000_001)
        clock.on_change(self.watchers.changed)

    def start_over(self) -> None:
        """Forgets everybody, everything said and what waits; the bot's face, its webhook and the clock stay."""
        self.users.clear()
        self.chats.clear()
        self.taps.clear()
        self.story.clear()
        self.queue.clear()
        self.faults.clear()
        self.limits.set({})
        self.watchers.changed()

    def timestamp(self) -> float:
        """Returns the sandbox time in Unix seconds."""
        return self.clock.now().timestamp()

    def new_user_id(self) -> int:
        """Returns an id that nobody has."""
        return next(number for number in self._user_ids if number not in self.users)

    def person(self, user_id: int) -> User:
        """Returns a person; raises Misuse (404)."""
        if user_id not in self.users:
            raise Misuse(404, "there is no such person")
        return self.users[user_id]

    def private_chat(self, person: User) -> Chat:
        """Returns the conversation of a person with the bot, opened if need be."""
        if person.id not in self.chats:
            self.chats[person.id] = Chat(person.id, person)
        return self.chats[person.id]

    def new_group(self, title: str) -> Chat:
        """Returns a new group with the bot in it."""
        chat = Chat(-next(self._group_ids), title=title)
        self.chats[chat.id] = chat
        return chat

    def chat_for_bot(self, chat_id: int | str, *, write: bool) -> Chat:
        """Returns a chat the bot may read or write; raises Refusal (400, 403) worded as Telegram does."""
        person = self.users.get(chat_id) if isinstance(chat_id, int) else None
        if person is not None and write:
            _check_reachable(person)
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None or (person is not None and not person.started):
            raise Refusal(400, "Bad Request: chat not found")
        if write and not chat.bot_is_member:
            raise Refusal(403, "Forbidden: bot is not a member of the group chat")
        return chat

    def keep(self, chat: Chat, message: Message) -> Message:
        """Puts a new message into its chat."""
        chat.messages[message.message_id] = message
        return message

    def next_message_id(self) -> int:
        """Returns the next message id of the bot's account."""
        return next(self._message_ids)

    def new_tap(self, person: User, message: Message, data: str) -> Tap:
        """Keeps a button press."""
        tap = Tap(str(next(self._tap_ids)), person, message, data, self.timestamp())
        self.taps[tap.id] = tap
        if len(self.taps) > TAPS_KEPT:
            del self.taps[next(iter(self.taps))]
        return tap

    def tap_is_old(self, tap: Tap) -> bool:
        """Tells whether it is too late to answer a button press."""
        return self.timestamp() - tap.at >= TAP_LIFETIME

    def update(self, kind: str, content: Json, chat_id: int, lane: int = 0) -> int | None:
        """Queues an update about a chat, twice where a fault asks for it."""
        repeat = self.faults.doubles(chat_id)
        return self.queue.put(kind, content, chat_id + lane, repeat=repeat)

    def tell(self, chat: Chat, who: str, what: str, message: Message | None = None, text: str = "") -> None:
        """Writes the transcript and tells the pages."""
        user_id = chat.id if chat.person is not None else 0
        labels = [] if message is None else [button["text"] for row in message.rows for button in row]
        number = None if message is None else message.message_id
        said = text or ("" if message is None else message.text)
        self.story.add(Line(self.timestamp(), chat.id, user_id, who, what, number, said, labels))
        self.watchers.changed(chat.id)


def _check_reachable(person: User) -> None:
    if person.deactivated:
        raise Refusal(403, "Forbidden: user is deactivated")
    if not person.started:
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    if person.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")

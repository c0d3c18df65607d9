"""What somebody did, in our own terms: no Telegram object passes this point."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sort(StrEnum):
    """What kind of thing happened."""

    TAP = "tap"
    TEXT = "text"
    COMMAND = "command"
    EDITED = "edited"  #: An edited message is never an answer.
    FORWARDED = "forwarded"  #: Nor is somebody else's text, or a text made by another bot.
    OTHER = "other"  #: Voice, stickers, pictures: kept, answered, never an answer.
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    GROUP = "group"
    NOTHING = "nothing"  #: Nothing to answer, for example a channel post.


@dataclass(frozen=True, slots=True)
class Heard:
    """One update. `at` is Telegram's time (aware, UTC), `tag` the language of the person's app."""

    sort: Sort
    user_id: int = 0
    chat_id: int = 0
    at: datetime | None = None
    tag: str | None = None
    text: str = ""  #: The text, or the name of a command without its slash. Only a TEXT is ever an answer.
    argument: str = ""  #: What follows a command.
    ref: str = ""
    index: int = -1
    query_id: str = ""


class Word(StrEnum):
    """What a typed message means, whatever the language."""

    YES = "yes"
    NO = "no"
    SOME = "some"
    STOP = "stop"  #: A bare stop word: ambiguous.
    STOP_SHARING = "stop_sharing"
    LATER = "later"
    QUESTION = "question"
    HELP = "help"
    MENU = "menu"
    LANGUAGE = "language"
    TALK = "talk"
    NEEDS = "needs"  #: Help to read or to understand.
    HIDE = "hide"
    WHO_GOT = "who_got"
    CHOICES = "choices"
    EVERYTHING = "everything"  #: All there is: staff must name the facts; for a client it means nothing by itself.
    DANGER = "danger"

"""What the outbox hands to the mouth, and what the mouth reports back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Errand:
    """One message to be said now, with everything opened. `attempts` counts this one too."""

    id: int
    ref: str
    audience: str
    person_id: str | None
    chat: int
    chat_key: bytes
    kind: str
    facts: dict[str, Any]
    buttons: list[list[str | None]]
    topic: str | None
    request_id: str | None
    edits_message_id: int | None  #: The message to change in place; None where it has to be a new one.
    language: str
    zone: str
    promise: str
    silent: bool
    attempts: int
    repeat: bool  #: It may have been seen before, and has to say so.


@dataclass(frozen=True, slots=True)
class Sent:
    """It was shown: exactly this text, at Telegram's own time. `edited`: in place of an older message."""

    id: int
    message_id: int
    at: datetime
    text: str
    digest: str
    language: str
    catalogue: str
    edited: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """It was not shown, and never will be."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether it was shown, and it is not tried again."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Requeue:
    """It is tried again later. `repeat`: the reader may have seen it already; `holds`: its chat waits for it."""

    id: int
    not_before: datetime
    reason: str
    repeat: bool = False
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Dropped:
    """There is no point in saying it any more."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another number now; the message goes there."""

    id: int
    chat: int


Outcome = Sent | Failed | Unknown | Requeue | Dropped | Moved


@dataclass(frozen=True, slots=True)
class Stale:
    """An older message of the same card whose buttons have to go."""

    chat: int
    message_id: int

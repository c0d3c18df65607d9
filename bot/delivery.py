"""What becomes of a message: what Telegram said, or did not say, turned into an outcome the outbox can record."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.transport import was_not_sent
from db.errands import Errand, Failed, Moved, Outcome, Requeue, Unknown

MOST_TRIES = 5  #: Of a notice nobody can say was shown.
HOLDS_UP = 6  #: Tries, about two minutes, after which what Telegram cannot take lets the rest of its chat pass.
LONGEST_WAIT = timedelta(minutes=5)
LONGEST_COPY = 256  #: Characters that Telegram lets a button copy.

#: Telegram's words for the states of a chat; each ends the sending there for good or until the person comes back.
UNREACHABLE = {
    "bot was blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "can't initiate conversation": "not_started",
    "chat not found": "not_started",
    "peer_id_invalid": "not_started",
}


class Edit(StrEnum):
    """Why a message could not be changed in place."""

    SAME = "same"  #: It shows this already.
    GONE = "gone"  #: It is not there any more, or may not be changed: say it anew.
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a message, and whether its reader cannot be reached at all."""

    outcome: Outcome
    unreachable: bool = False


def edit_trouble(error: BadRequest) -> Edit:
    """Tell why an edit was refused."""
    said = error.message.lower()
    if "message is not modified" in said:
        return Edit.SAME
    gone = ("message to edit not found", "message can't be edited", "message_id_invalid", "message not found")
    return Edit.GONE if any(words in said for words in gone) else Edit.REFUSED


def judge(error: TelegramError, errand: Errand, now: datetime) -> Verdict:
    """Decide what a failure means for this message. The order matters: BadRequest is a kind of NetworkError."""
    match error:
        case RetryAfter():
            return Verdict(Requeue(errand.id, now + _pause(error), "retry_after"))
        case Forbidden() | BadRequest():
            reason = _state_of_chat(error)
            return Verdict(Failed(errand.id, reason or "refused"), unreachable=reason is not None)
        case ChatMigrated():
            return Verdict(Moved(errand.id, error.new_chat_id))
        case _ if was_not_sent(error):
            later = now + back_off(errand.attempts)
            return Verdict(Requeue(errand.id, later, "not_sent", holds=errand.attempts <= HOLDS_UP))
        case _:
            return Verdict(_ambiguous(errand, now))


def back_off(attempts: int) -> timedelta:
    """Give the time to wait before the next try: 2, 4, 8 seconds and so on, at most five minutes."""
    return min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_WAIT)


def keyboard(ref: str, labels: tuple[str, ...], copy: tuple[str, str] | None = None) -> dict[str, Any] | None:
    """Build one row for each button; it carries nothing but the message's reference and its own position.

    `copy`, a label and a text, is what the reader may want to keep or pass on: one more row copies it.
    """
    rows: list[list[dict[str, Any]]] = [
        [{"text": label, "callback_data": f"{ref}.{index}"}] for index, label in enumerate(labels)
    ]
    if copy is not None and len(copy[1]) <= LONGEST_COPY:
        rows.append([{"text": copy[0], "copy_text": {"text": copy[1]}}])
    return {"inline_keyboard": rows} if rows else None


def _ambiguous(errand: Errand, now: datetime) -> Outcome:
    """It may have been shown: a notice is said again and says so, a reminder is not."""
    tried_before = errand.repeat or errand.edits_message_id is not None
    if errand.promise == "reminder" or (tried_before and errand.attempts >= MOST_TRIES):
        return Unknown(errand.id, "no_answer")
    return Requeue(errand.id, now + back_off(errand.attempts), "no_answer", repeat=True)


def _pause(error: RetryAfter) -> timedelta:
    pause = error.retry_after
    return pause if isinstance(pause, timedelta) else timedelta(seconds=pause)


def _state_of_chat(error: Forbidden | BadRequest) -> str | None:
    said = error.message.lower()
    known = next((reason for words, reason in UNREACHABLE.items() if words in said), None)
    return known or ("forbidden" if isinstance(error, Forbidden) else None)

"""Updates that nobody could work: admins hear of each, in no flood, and may have them tried again."""

import json
from datetime import timedelta

from sqlmodel import Session

from bot.actions.turn import Turn, show
from bot.screens import Screen
from db import inbox, lookups, notes
from db.inbox import DeadLetter

UNTOLD = "dead_letters"
AT_MOST_EVERY = timedelta(minutes=10)


def alert(turn: Turn, number: int, reason: str) -> None:
    """Tell the admins of a dead letter, or count it for the next alert where the last was only just sent."""
    last = notes.read(turn.session, UNTOLD)
    if last is None or turn.now - last[1] >= AT_MOST_EVERY:
        _tell(turn, number, reason, 1 + (json.loads(last[0])["count"] if last else 0))
        return
    count = json.loads(last[0])["count"] + 1
    notes.write(turn.session, UNTOLD, json.dumps({"number": number, "reason": reason, "count": count}), last[1])


def is_due(turn: Turn) -> bool:
    """Whether letters were counted that the admins should hear of by now."""
    last = notes.look(turn.session, UNTOLD)
    return last is not None and turn.now - last[1] >= AT_MOST_EVERY and json.loads(last[0])["count"] > 0


def tell_untold(turn: Turn) -> None:
    """Tell the admins of the letters that were only counted."""
    last = notes.read(turn.session, UNTOLD)
    if last is not None and is_due(turn):
        untold = json.loads(last[0])
        _tell(turn, untold["number"], untold["reason"], untold["count"])


def _tell(turn: Turn, number: int, reason: str, count: int) -> None:
    facts = {"number": number, "reason": reason, "count": count}
    for admin in lookups.staff_members(turn.session, turn.vault, role="admin"):
        turn.tell(admin, show(Screen.ALERT_DEAD_LETTER, facts))
    notes.write(turn.session, UNTOLD, json.dumps({"number": number, "reason": reason, "count": 0}), turn.now)


def dead_letters(session: Session) -> list[DeadLetter]:
    """Give every update that could not be worked, oldest first; nothing of what was said."""
    return inbox.dead_letters(session)


def reopen(session: Session, number: int | None) -> int:
    """Have one dead letter, or all of them, tried again; tells how many."""
    return inbox.reopen(session, number)

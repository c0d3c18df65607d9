"""Blanking updates as they came, once their work is long done: nothing needs those any more."""

from datetime import timedelta

from bot.actions.office import OfficeError
from bot.actions.turn import Turn
from db import blanking, holds
from db.ledger.blanking import blank, keep_days

AT_ONCE = 500  #: Updates in one unit of work.
LONGEST = 3650


class NotDays(OfficeError):
    """Type a number of days from 1 to 3650."""


def days(turn: Turn) -> int:
    """How many days an update is kept as it came, after its work was done."""
    return blanking.days(turn.session)


def set_days(turn: Turn, wanted: int) -> None:
    """Keep them so long from now on; the record keeps who decided. Raises NotDays."""
    if not 1 <= wanted <= LONGEST:
        raise NotDays
    keep_days(turn.session, turn.vault, wanted, now=turn.now, actor=turn.actor)


def is_due(turn: Turn) -> bool:
    """Whether there are updates to blank."""
    return bool(_due(turn, 1))


def blank_due(turn: Turn, most: int = AT_ONCE) -> int:
    """Blank the oldest that are due, a few at a time; a legal hold keeps those of its client (TG-13)."""
    return blank(turn.session, _due(turn, most))


def _due(turn: Turn, most: int) -> list[int]:
    before = turn.now - timedelta(days=days(turn))
    return blanking.due(turn.session, before, spared=holds.held_chats(turn.session), most=most)

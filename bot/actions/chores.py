"""What the clock has for us: every chore that is due, each a unit of work, in the order in which they may be done."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.actions import alarming, blanking, coming_of_age, digest, erasing, excepted, letters, ticking
from bot.actions.turn import Turn

Chore = Callable[[Turn], Any]


def due(turn: Turn, limit: int) -> list[list[Chore]]:
    """The chores due by now, at most `limit` of a kind; those of one list harm each other in no order."""
    # Who is of age decides alone from then on, so nothing is done on somebody else's word before that is seen.
    first = [partial(coming_of_age.review, client_id=id) for id in coming_of_age.due(turn, limit)]
    requests = [partial(ticking.pass_by, request_ids=group) for group in ticking.due(turn, limit)]
    lists = [partial(digest.send, staff_id=id, planned=planned) for id, planned in digest.due(turn, limit)]
    unasked = [partial(excepted.look_at, request_id=id, seq=seq) for id, seq in excepted.due(turn, limit)]
    alarms = [partial(alarming.tell_on, alert_id=id) for id in alarming.due(turn, limit)]
    untold = [letters.tell_untold] if letters.is_due(turn) else []
    erased = [erasing.erase_due] if erasing.is_due(turn) else []
    blanked = [blanking.blank_due] if blanking.is_due(turn) else []
    return [[*first], [*alarms, *requests, *lists, *unasked, *untold, *erased, *blanked]]

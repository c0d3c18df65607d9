"""What was allowed at some instant of the past, told from the record and not from how things stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consent.circumstances import NOTHING_SPECIAL, Circumstances
from consent.release import Answer, what_may_go
from consent.request import Case, Request, Standing


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event of a request: its number in the record, its instant (UTC), and how things stood after it."""

    seq: int
    at: datetime
    standing: Standing


def stood_at(record: Sequence[Recorded], at: datetime) -> Standing:
    """How a request stood at an instant; before its first event it was not even asked.

    Several events of one instant count in the order of the record, so a yes and a stop of one day keep their order.
    """
    until_then = [each for each in sorted(record, key=lambda each: each.seq) if each.at <= at]
    return until_then[-1].standing if until_then else Standing()


def was_allowed(
    request: Request, record: Sequence[Recorded], at: datetime, around: Circumstances = NOTHING_SPECIAL
) -> Answer:
    """What the gate would have said at that instant about everything the request names (E7, GDPR-7-1).

    `around` holds the packs of that time; holds of the channel are not kept and do not count.
    """
    return what_may_go(Case(request, stood_at(record, at)), at, around=around)

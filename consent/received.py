"""What they asked for beside what we would send: the surplus that is struck out, and what was added to the minimum."""

from enum import StrEnum

from consent.categories import LEVEL, Category
from consent.minimum import Kind, Need, standing_of
from consent.request import Case, Item, Period, Request
from consent.states import STANDING, State

SECOND_FROM = 4  #: From this level on a second person looks at what is added beyond the minimum (HIPAA-MN-2).


class RequesterReply(StrEnum):
    """What the requester said to the answer that went back."""

    ACCEPTED = "accepted"
    NOT_ENOUGH = "not_enough"
    WITHDRAWN = "withdrawn"


class Gap(StrEnum):
    """What a request for everything lacks, so that nobody can be asked about it (HIPAA-MN-3)."""

    FACTS = "facts"
    RECIPIENT = "recipient"
    END = "end"


def to_fill_in(*, facts: bool, recipient: bool, end: bool) -> tuple[Gap, ...]:
    """What is still missing of the three things that make a blanket request one that can be asked (HIPAA-MN-3)."""
    named = {Gap.FACTS: facts, Gap.RECIPIENT: recipient, Gap.END: end}
    return tuple(gap for gap in Gap if not named[gap])


def surplus(request: Request) -> tuple[Category, ...]:
    """What they asked for by name and would not get, in list order (HIPAA-MN-1, HIPAA-MN-3).

    Nobody's word that they need no less is relied on, not even where the law would let us (HIPAA-MN-5): what may be
    asked and sent is the agency's own minimum in `consent.minimum`, whoever asks.
    """
    sent = {item.category for item in request.items}
    asked = frozenset(request.received) - sent
    return tuple(category for category in Category if category in asked)


def longer_time(request: Request) -> Period | None:
    """For which time they asked, where some of it is not in what we would send; else None (HIPAA-MN-1)."""
    asked = request.received_period
    if asked is None or all(item.period.covers(asked) for item in request.items):
        return None
    return asked


def trimmed(request: Request) -> bool:
    """Whether we would send less than they asked for."""
    return request.asked_for_all or bool(surplus(request)) or longer_time(request) is not None


def ended_by(case: Case, reply: RequesterReply, *, used: bool) -> bool:
    """Whether this reply leaves nothing to ask or to send: they took it back, and nothing was sent on it (HIPAA-MN-1).

    What was sent already stays in the record as it is, and the client's answer with it.
    """
    state = case.standing.state
    return reply is RequesterReply.WITHDRAWN and (state is State.ASKED or (state in STANDING and not used))


def needs_second_person(kind: Kind, item: Item) -> bool:
    """Whether this item was added beyond the minimum and is so private that two have to agree (HIPAA-MN-2)."""
    return standing_of(kind, item.category) is Need.ON_REASON and LEVEL[item.category] >= SECOND_FROM


def same_thing(wanted: Request, past: Request) -> bool:
    """Whether some of what is wanted was asked for before: sent or struck out, about days that overlap (DP-4).

    For the days that were struck out it counts as asked, too.
    """
    before, days = surplus(past), longer_time(past)
    return any(
        item.category in before
        or any(item.category is old.category and _overlaps(item.period, old.period, days) for old in past.items)
        for item in wanted.items
    )


def _overlaps(wanted: Period, sent: Period, asked: Period | None) -> bool:
    return wanted.overlaps(sent) or (asked is not None and wanted.overlaps(asked))

"""By when a client's wish is answered, the one time it may take longer, and whether an accounting is free."""

from collections.abc import Iterable, Set
from datetime import datetime, timedelta

from consent.packs.rule import Pack
from consent.wishes import Right

ANSWER_IN = timedelta(days=30)  #: 45 CFR 164.524(b)(2); for a limit and a way to be reached the house's own promise.
ACCOUNT_IN = timedelta(days=60)  #: 45 CFR 164.528(c)(1)(i).
LONGER = timedelta(days=30)  #: 45 CFR 164.524(b)(2)(ii), 164.528(c)(1)(ii); GDPR 12(3) would let it be two months.
FREE_AGAIN_AFTER = 12  #: Months, 45 CFR 164.528(c)(2).
DUE_SOON = timedelta(days=10)  #: So long before the last day the people who answer are reminded every morning.

#: The law knows an extension for these two; everything else is answered in its first time.
MAY_TAKE_LONGER = frozenset({Right.COPY, Right.ACCOUNT})


def due(right: Right, asked_at: datetime, packs: Set[Pack]) -> datetime:
    """The last instant to answer (HIPAA-524-1, HIPAA-528-4); the earlier of all laws that are on (GDPR-12)."""
    usual = asked_at + (ACCOUNT_IN if right is Right.ACCOUNT else ANSWER_IN)
    return min(usual, months_later(asked_at, 1)) if Pack.GDPR in packs else usual


def due_after_extension(
    right: Right, due_at: datetime, now: datetime, *, extended_at: datetime | None
) -> datetime | None:
    """The new last instant, or None where it may not take longer: once only, and said before the first one is over."""
    if right not in MAY_TAKE_LONGER or extended_at is not None or now > due_at:
        return None
    return due_at + LONGER


def is_free(given_at: Iterable[datetime], now: datetime) -> bool:
    """Whether an accounting costs the client nothing: the first in any twelve months (HIPAA-528-4, E12)."""
    return all(months_later(each, FREE_AGAIN_AFTER) <= now for each in given_at)


def months_later(at: datetime, months: int) -> datetime:
    """The same day and hour so many months later, or the last day of a month that is too short for it."""
    years, month = divmod(at.month - 1 + months, 12)
    first = at.replace(year=at.year + years, month=month + 1, day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first.replace(day=min(at.day, (after - timedelta(days=1)).day))

"""What a client may wish of the agency, what a limit means, and how long a record stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, assert_never

from consent.categories import Category
from consent.circumstances import Restriction, self_paid
from consent.minimum import Kind
from consent.request import Period

KEEP_YEARS = 6  #: 45 CFR 164.530(j)(2).
FOR_EVER = date(9999, 12, 31)


class Right(StrEnum):
    """What a client asks for on the strength of a right of their own."""

    COPY = "copy"  #: A copy of the records (HIPAA-524-1, GDPR-15).
    ACCOUNT = "account"  #: An accounting of everything that left (HIPAA-528-4).
    LIMIT = "limit"  #: Something is never to be shared, or not with some (HIPAA-522-1, P2-26).
    REACH = "reach"  #: Another way or place to be reached, without a why (HIPAA-522-3).
    ERASE = "erase"  #: Forget me, as far as the law lets us (TG-13, GDPR-12).


class WishState(StrEnum):
    """How a wish stands."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"
    LIFTED = "lifted"  #: The client took it back; nobody else can lift a limit (HIPAA-522-2).
    DONE = "done"  #: What was agreed has been carried out, and nothing is left to do.


class Whom(StrEnum):
    """With whom something is not to be shared, in words that a client would use."""

    PLAN = "plan"
    WORK = "work"
    SCHOOL = "school"
    COURT = "court"
    FAMILY = "family"
    CARE = "care"
    ANYONE = "anyone"


class Paid(StrEnum):
    """The days of the visits that the client pays in full, seen from the day of the wish."""

    THIS_MONTH = "this_month"
    LAST_3 = "last_3"
    LAST_12 = "last_12"
    FROM_NOW = "from_now"


_K = Kind
KINDS: dict[Whom, frozenset[Kind] | None] = {
    Whom.PLAN: frozenset({_K.PAYER_PAYMENT, _K.PAYER_REVIEW}),
    Whom.WORK: frozenset({_K.EMPLOYER, _K.WORKERS_COMP}),
    Whom.SCHOOL: frozenset({_K.SCHOOL}),
    Whom.COURT: frozenset({_K.COURT_ORDER, _K.SUBPOENA, _K.PROBATION, _K.POLICE, _K.IMMIGRATION}),
    Whom.FAMILY: frozenset({_K.FAMILY}),
    Whom.CARE: frozenset({_K.PROVIDER}),
    Whom.ANYONE: None,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that is not to be shared. `paid`: visits paid in full by the client; None as category: everything."""

    whom: Whom
    category: Category | None = None
    paid: Period | None = None

    def restriction(self) -> Restriction:
        """The same in the words of the gate."""
        if self.paid is not None:
            return self_paid(self.paid)
        categories = None if self.category is None else frozenset({self.category})
        return Restriction("P2-26", categories=categories, kinds=KINDS[self.whom])

    def binds(self, state: WishState) -> bool:
        """Whether the gate obeys it now.

        The law leaves no choice about visits that the client paid in full, so those are kept back from the moment of
        the wish (HIPAA-522-1); everything else once the agency agreed.
        """
        if state is WishState.WAITING:
            return self.paid is not None
        return state is WishState.AGREED


def limit_to_dict(limit: Limit) -> dict[str, str | None]:
    """A limit as it is kept: codes, and ISO dates."""
    paid = limit.paid
    return {
        "whom": limit.whom,
        "category": limit.category,
        "first": None if paid is None else paid.first.isoformat(),
        "last": None if paid is None else paid.last.isoformat(),
    }


def limit_from_dict(kept: Mapping[str, Any]) -> Limit:
    """A limit as it was kept. Raises KeyError or ValueError where it is none, so that nothing is overlooked."""
    first, last = kept["first"], kept["last"]
    paid = Period(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
    return Limit(Whom(kept["whom"]), Category(kept["category"]) if kept["category"] else None, paid)


def paid_days(paid: Paid, today: date) -> Period:
    """The days of care that a choice means; `today` is the client's calendar day."""
    match paid:
        case Paid.THIS_MONTH:
            first = today.replace(day=1)
            return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        case Paid.LAST_3:
            return Period(today - timedelta(days=92), today)
        case Paid.LAST_12:
            return Period(today - timedelta(days=366), today)
        case Paid.FROM_NOW:
            return Period(today, FOR_EVER)
        case _:
            assert_never(paid)


def keep_until(last_effective: Iterable[date]) -> date | None:
    """The last day on which the law keeps the record: six years after anything in it last counted (HIPAA-530j).

    None where there is nothing that a law keeps.
    """
    newest = max(last_effective, default=None)
    return None if newest is None else _years_later(newest)


def _years_later(day: date) -> date:
    year = day.year + KEEP_YEARS
    if year > FOR_EVER.year:
        return FOR_EVER
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)

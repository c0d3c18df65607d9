"""When an official has the agency keep back that something went to them, and for how long (HIPAA-528-5)."""

from datetime import datetime, timedelta
from enum import StrEnum

from consent.counting import Ground
from consent.exception_list import Way

ORAL_AT_MOST = timedelta(days=30)  #: 45 CFR 164.528(a)(2)(ii)(C).

#: What went to an oversight agency or a law enforcement official: 45 CFR 164.512(d) and (f), and nothing else.
TO_OFFICIALS = frozenset({Way.OVERSIGHT, Way.LEGAL_PROCESS, Way.LOCATE, Way.VICTIM, Way.CRIME_PREMISES})


class Unfit(StrEnum):
    """Why a statement cannot keep anything back."""

    NO_OFFICIAL = "no_official"  #: Nobody is named as the one who made it.
    NO_STATEMENT = "no_statement"  #: Where it lies, or what was said, is not written down.
    NO_TIME = "no_time"  #: It ends before it begins; every suspension names its end.
    ORAL_TOO_LONG = "oral_too_long"  #: What was only said holds 30 days at most.
    ORAL_AGAIN = "oral_again"  #: After those 30 days only a written statement counts.


def may_suspend(ground: Ground) -> bool:
    """Whether what left on this ground may be kept back from the client's accounting. What a yes let out never is."""
    return ground in TO_OFFICIALS


def unfit(
    official: str, statement: str, until: datetime, now: datetime, *, oral: bool, oral_before: bool
) -> Unfit | None:
    """What is wrong with a statement that was made at `now`, or None (HIPAA-528-5)."""
    if not official.strip():
        return Unfit.NO_OFFICIAL
    if not statement.strip():
        return Unfit.NO_STATEMENT
    if until <= now:
        return Unfit.NO_TIME
    if oral and until - now > ORAL_AT_MOST:
        return Unfit.ORAL_TOO_LONG
    return Unfit.ORAL_AGAIN if oral and oral_before else None

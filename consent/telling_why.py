"""Why something was shared without a yes, as far as the client is told: never who reported, never a private thought."""

from enum import StrEnum

from consent.exception_list import EXCEPTIONS, Cosign, Delay, Tell, Way


class Why(StrEnum):
    """One honest sentence each (D-3)."""

    REPORT = "report"  #: A law makes us report that somebody may be hurt.
    DANGER = "danger"
    EMERGENCY = "emergency"
    COURT = "court"
    LAW = "law"  #: A law makes us send it.
    OFFICE = "office"  #: The police or a public office asked, and the law lets us.
    ALLOWED = "allowed"  #: The law lets us send it without a yes.


_WHY: dict[Way, Why] = {
    Way.CHILD: Why.REPORT,
    Way.ADULT: Why.REPORT,
    Way.THREAT_OTHER: Why.DANGER,
    Way.THREAT_SELF: Why.DANGER,
    Way.EMERGENCY: Why.EMERGENCY,
    Way.COURT_ORDER: Why.COURT,
    Way.SUBPOENA_ASSURED: Why.COURT,
    Way.LEGAL_PROCESS: Why.COURT,
    Way.PUBLIC_HEALTH: Why.LAW,
    Way.REQUIRED_BY_LAW: Why.LAW,
    Way.LOCATE: Why.OFFICE,
    Way.VICTIM: Why.OFFICE,
    Way.CRIME_PREMISES: Why.OFFICE,
    Way.CUSTODY: Why.OFFICE,
    Way.OVERSIGHT: Why.OFFICE,
}


def why(way: Way, *, mandated: bool) -> Why:
    """The reason that the client is given for this way (D-3).

    A law is said to have made us only where staff wrote down that it commands this very report.
    """
    if EXCEPTIONS[way].cosign is Cosign.UNLESS_MANDATED and not mandated:
        return Why.ALLOWED
    return _WHY.get(way, Why.ALLOWED)


def may_read(way: Way, delay: Delay | None) -> bool:
    """Whether the client may read of it from now on: not while a reason not to tell stands, or a law forbids it."""
    return delay is None and EXCEPTIONS[way].tell is not Tell.FORBIDDEN


def is_told_at_once(way: Way, delay: Delay | None) -> bool:
    """Whether the client is written to as soon as it has happened (D-2)."""
    return may_read(way, delay) and EXCEPTIONS[way].tell is not Tell.NOT_REQUIRED

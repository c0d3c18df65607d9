"""Who is really asking: how a requester was checked, what proof officials owe, and how long a check counts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from consent.circumstances import Circumstances
from consent.minimum import Kind

__all__ = ["GOOD_FOR", "OFFICIALS", "PAPERS", "Check", "HowChecked", "Identity", "around_of", "identity", "ways_for"]

GOOD_FOR = timedelta(days=365)  #: After that a requester is checked anew.


class HowChecked(StrEnum):
    """How the agency made sure that it is really them, and that they may ask (HIPAA-V-1)."""

    CALLED_BACK = "called_back"  #: On a number that the agency had before.
    KNOWN_TO_US = "known_to_us"
    IN_PERSON = "in_person"
    SECURE_ACCOUNT = "secure_account"  #: A portal, or another account that only they can use.
    BADGE = "badge"
    LETTERHEAD = "letterhead"
    WRITTEN_STATEMENT = "written_statement"  #: Of the law under which they ask.
    LEGAL_PROCESS = "legal_process"  #: A warrant, a subpoena, an order.


#: Those who ask in the name of a court or of the state: to know them is not enough (HIPAA-V-2).
OFFICIALS = frozenset(
    {
        Kind.COURT_ORDER,
        Kind.SUBPOENA,
        Kind.PROBATION,
        Kind.IMMIGRATION,
        Kind.POLICE,
        Kind.PROTECTIVE_SERVICES,
    }
)
#: What an official shows (45 CFR 164.514(h)(2)); the agency notes which paper it was.
PAPERS = frozenset({HowChecked.BADGE, HowChecked.LETTERHEAD, HowChecked.WRITTEN_STATEMENT, HowChecked.LEGAL_PROCESS})
#: Papers that give the right to ask in one case only: they are not carried over to the next request.
OF_ONE_CASE = frozenset({HowChecked.WRITTEN_STATEMENT, HowChecked.LEGAL_PROCESS})


@dataclass(frozen=True, slots=True)
class Check:
    """Once somebody looked who a requester is, at an instant in UTC; `by` is a person of the agency.

    No method: it was found out that it was not them. Then nothing that was noted before counts any more.
    """

    at: datetime
    by: str
    method: HowChecked | None
    document: str = ""
    request_id: str | None = None  #: The request it was noted for; None for the requester as such.


class Identity(StrEnum):
    """How well it is known who asks."""

    CHECKED = "checked"
    UNPROVED = "unproved"  #: They were checked, but an official has shown no paper (HIPAA-V-2).
    UNCHECKED = "unchecked"


def ways_for(kind: Kind) -> tuple[HowChecked, ...]:
    """The ways to check such a requester, in the order of the list: an official has to show a paper (HIPAA-V-2)."""
    return tuple(way for way in HowChecked if (way in PAPERS) is (kind in OFFICIALS) or way in _ANYBODYS)


_ANYBODYS = frozenset({HowChecked.LETTERHEAD, HowChecked.WRITTEN_STATEMENT})


def identity(
    checks: Iterable[Check], kind: Kind, request_ids: Collection[str], *, since: datetime, now: datetime
) -> tuple[Identity, Check | None]:
    """How well it is known who asks, and on which check that rests (HIPAA-V-1, HIPAA-V-2).

    `checks` are those of this requester, oldest first; `request_ids` the request and those it follows on, and `since`
    (UTC) is when the first of them was written. A check that was noted for another request is carried over, but never
    over an instant at which it turned out that it was not them.
    """
    found = [each for each in _standing(checks, request_ids, since) if now - each.at <= GOOD_FOR]
    enough = [each for each in found if kind not in OFFICIALS or each.method in PAPERS]
    if enough:
        return Identity.CHECKED, enough[-1]
    return (Identity.UNPROVED, found[-1]) if found else (Identity.UNCHECKED, None)


def _standing(checks: Iterable[Check], request_ids: Collection[str], since: datetime) -> list[Check]:
    found: list[Check] = []
    doubted = False
    for check in checks:
        own = check.request_id in request_ids
        if check.method is None:
            found, doubted = [], doubted or check.at >= since
        elif own or (not doubted and check.method not in OF_ONE_CASE):
            found.append(check)
    return found


def around_of(around: Circumstances, known: Identity) -> Circumstances:
    """The same circumstances, with what is known of the requester."""
    return replace(around, verified=known is not Identity.UNCHECKED, proved=known is Identity.CHECKED)

"""The gate: may these things go out to this recipient now? It fails closed, and says every reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from consent.categories import INFORMATION, mixes_what_stands_alone
from consent.minimum import PROTOCOL, Kind, Need, Purpose, basis_suffices, standing_of
from consent.reasons import Reason
from consent.request import Case, Item, Request
from consent.states import STANDING, State

VALID_FOR = timedelta(minutes=15)  #: After that the gate is asked again, and it is asked again at sending (REV-11).


class Verdict(StrEnum):
    """What the gate says. Only the first two let anything out, and only what stands in `allowed`."""

    ALLOW = "allow"
    ALLOW_REDACTED = "allow_redacted"
    BLOCK = "block"
    CONSULT = "consult"  #: Nothing may go out before the agency's lead has looked (SCOPE-5).
    HOLD = "hold"  #: Shut for now, without a change of the decision.


class Hold(StrEnum):
    """What shuts the gate without changing the decision."""

    UNREACHABLE = "unreachable"
    STOP_WORD = "stop_word"
    UNDER_REVIEW = "under_review"
    LEGAL_HOLD = "legal_hold"


class GateCode(StrEnum):
    """Why something may not go out, in the order in which the gate looks."""

    UNKNOWN_REQUEST = "unknown_request"
    LEGAL_HOLD = "legal_hold"
    UNDER_REVIEW = "under_review"
    UNKNOWN_KIND = "unknown_kind"
    NOT_ASKED = "not_asked"
    UNANSWERED = "unanswered"
    DENIED = "denied"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    EXPIRED = "expired"
    USED_UP = "used_up"
    INVALIDATED = "invalidated"
    WEAK_BASIS = "weak_basis"
    MIXED_NOTES = "mixed_notes"
    NOT_INFORMED = "not_informed"
    OTHER_RECIPIENT = "other_recipient"
    OTHER_PURPOSE = "other_purpose"
    EMPTY_PACKET = "empty_packet"
    UNREACHABLE = "unreachable"
    STOP_WORD = "stop_word"
    UNKNOWN_CATEGORY = "unknown_category"
    NOT_NAMED = "not_named"
    NOT_GRANTED = "not_granted"
    OUTSIDE_PERIOD = "outside_period"
    BEYOND_MINIMUM = "beyond_minimum"
    WITHOUT_REASON = "without_reason"


REQUIREMENT: dict[GateCode, str] = {
    GateCode.UNKNOWN_REQUEST: "SCOPE-5",
    GateCode.LEGAL_HOLD: "ETH-7",
    GateCode.UNDER_REVIEW: "HIPAA-MN-4",
    GateCode.UNKNOWN_KIND: "SCOPE-5",
    GateCode.NOT_ASKED: "ETH-1",
    GateCode.UNANSWERED: "GDPR-4-11",
    GateCode.DENIED: "REC-27560-2",
    GateCode.LAPSED: "REM-4",
    GateCode.WITHDRAWN: "REC-27560-2",
    GateCode.REVOKED: "HIPAA-B2-iii",
    GateCode.EXPIRED: "HIPAA-B2-i",
    GateCode.USED_UP: "HIPAA-B2-i",
    GateCode.INVALIDATED: "HIPAA-B2-v",
    GateCode.WEAK_BASIS: "SCOPE-2",
    GateCode.MIXED_NOTES: "HIPAA-B2-iv",
    GateCode.NOT_INFORMED: "ETH-1",
    GateCode.OTHER_RECIPIENT: "HIPAA-C1-iii",
    GateCode.OTHER_PURPOSE: "HIPAA-C1-iv",
    GateCode.EMPTY_PACKET: "HIPAA-C1-i",
    GateCode.UNREACHABLE: "TG-20",
    GateCode.STOP_WORD: "REV-2",
    GateCode.UNKNOWN_CATEGORY: "SCOPE-5",
    GateCode.NOT_NAMED: "HIPAA-C1-i",
    GateCode.NOT_GRANTED: "EDPB-GRAN",
    GateCode.OUTSIDE_PERIOD: "HIPAA-C1-i",
    GateCode.BEYOND_MINIMUM: "HIPAA-MN-1",
    GateCode.WITHOUT_REASON: "HIPAA-MN-2",
}

_VERDICT = {
    GateCode.LEGAL_HOLD: Verdict.HOLD,
    GateCode.UNDER_REVIEW: Verdict.HOLD,
    GateCode.UNREACHABLE: Verdict.HOLD,
    GateCode.STOP_WORD: Verdict.HOLD,
    GateCode.UNKNOWN_KIND: Verdict.CONSULT,
    GateCode.UNKNOWN_CATEGORY: Verdict.CONSULT,
}

#: A hold by the agency or the law comes before the client's answer is looked at; one of the channel comes after it,
#: so that a client who said no is never shown as a yes that waits.
_EARLY = {Hold.LEGAL_HOLD: GateCode.LEGAL_HOLD, Hold.UNDER_REVIEW: GateCode.UNDER_REVIEW}
_LATE = {Hold.UNREACHABLE: GateCode.UNREACHABLE, Hold.STOP_WORD: GateCode.STOP_WORD}

_WITHOUT_A_YES = {
    State.DRAFT: GateCode.NOT_ASKED,
    State.IN_REVIEW: GateCode.NOT_ASKED,
    State.ASKED: GateCode.UNANSWERED,
    State.DENIED: GateCode.DENIED,
    State.LAPSED: GateCode.LAPSED,
    State.WITHDRAWN: GateCode.WITHDRAWN,
    State.REVOKED: GateCode.REVOKED,
    State.EXPIRED: GateCode.EXPIRED,
    State.USED_UP: GateCode.USED_UP,
    State.INVALIDATED: GateCode.INVALIDATED,
}


@dataclass(frozen=True, slots=True)
class Packet:
    """What somebody is about to send, to whom and what for."""

    items: tuple[Item, ...]
    recipient_id: str
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gate says, with every reason; `until` (UTC) is the end of the consent where something may go out."""

    verdict: Verdict
    allowed: tuple[Item, ...]
    left_out: tuple[Item, ...]
    reasons: tuple[Reason, ...]
    until: datetime | None = None
    valid_for: timedelta = VALID_FOR


def may_release(case: Case | None, packet: Packet, *, now: datetime, holds: frozenset[Hold] = frozenset()) -> Answer:
    """Judge one packet at `now` (aware, UTC) by the clock and the case as it is, whatever jobs have run or not.

    The first failure gives the verdict, all are reported. Anything unknown shuts the gate (SCOPE-5).
    """
    if case is None:
        return _shut(packet.items, (GateCode.UNKNOWN_REQUEST,))
    faults = tuple(_fault(case, item) for item in packet.items)
    shutters = (*_whole(case, packet, now, holds), *_consults(faults))
    allowed = tuple(item for item, fault in zip(packet.items, faults, strict=True) if fault is None)
    codes = (*shutters, *(fault for fault in faults if fault is not None))
    if shutters or not allowed:
        return _shut(packet.items, codes)
    return _open(case, packet, allowed, codes, now)


def what_may_go(case: Case | None, now: datetime, holds: frozenset[Hold] = frozenset()) -> Answer:
    """The same for everything that the request names, to its own recipient and for its own purpose."""
    if case is None:
        return _shut((), (GateCode.UNKNOWN_REQUEST,))
    request = case.request
    return may_release(case, Packet(request.items, request.recipient.id, request.purpose), now=now, holds=holds)


def what_is_covered(case: Case, items: tuple[Item, ...], now: datetime) -> tuple[Item, ...]:
    """Those of the items that a live yes covers at `now`, to the request's own recipient; holds are not looked at."""
    request = case.request
    return may_release(case, Packet(items, request.recipient.id, request.purpose), now=now).allowed


def _open(case: Case, packet: Packet, allowed: tuple[Item, ...], codes: tuple[GateCode, ...], now: datetime) -> Answer:
    until = case.standing.expires_at
    left = VALID_FOR if until is None else until - now
    left_out = tuple(item for item in packet.items if item not in allowed)
    verdict = Verdict.ALLOW_REDACTED if left_out else Verdict.ALLOW
    return Answer(verdict, allowed, left_out, _reasons(codes), until, min(VALID_FOR, left))


def _shut(items: tuple[Item, ...], codes: tuple[GateCode, ...]) -> Answer:
    return Answer(_VERDICT.get(codes[0], Verdict.BLOCK), (), items, _reasons(codes))


def _reasons(codes: tuple[GateCode, ...]) -> tuple[Reason, ...]:
    return tuple(Reason(REQUIREMENT[code], code) for code in dict.fromkeys(codes))


def _whole(case: Case, packet: Packet, now: datetime, holds: frozenset[Hold]) -> tuple[GateCode, ...]:
    """What shuts the gate for the packet as a whole, in the order of the gate."""
    return (
        *(code for hold, code in _EARLY.items() if hold in holds),
        *_unknown_kind(case.request),
        *_no_live_yes(case, now),
        *_malformed(case.request),
        *_not_as_agreed(case.request, packet),
        *(code for hold, code in _LATE.items() if hold in holds),
    )


def _consults(faults: tuple[GateCode | None, ...]) -> tuple[GateCode, ...]:
    return tuple(fault for fault in faults if fault is GateCode.UNKNOWN_CATEGORY)


def _unknown_kind(request: Request) -> tuple[GateCode, ...]:
    known = request.kind in PROTOCOL and request.kind is not Kind.OTHER
    return () if known else (GateCode.UNKNOWN_KIND,)


def _no_live_yes(case: Case, now: datetime) -> tuple[GateCode, ...]:
    standing = case.standing
    if standing.state not in STANDING:
        return (_WITHOUT_A_YES[standing.state],)
    expired = standing.expires_at is None or standing.expires_at <= now
    informed = standing.explained_at is not None
    return (*((GateCode.EXPIRED,) if expired else ()), *(() if informed else (GateCode.NOT_INFORMED,)))


def _malformed(request: Request) -> tuple[GateCode, ...]:
    """A yes to a question that must not have been put like this counts for nothing."""
    kinds = [item.category for item in request.items if item.category in INFORMATION]
    mixed = mixes_what_stands_alone(kinds)
    weak = request.kind in PROTOCOL and not basis_suffices(request.kind, request.legal_basis, kinds)
    return (*((GateCode.WEAK_BASIS,) if weak else ()), *((GateCode.MIXED_NOTES,) if mixed else ()))


def _not_as_agreed(request: Request, packet: Packet) -> tuple[GateCode, ...]:
    return (
        *(() if packet.recipient_id == request.recipient.id else (GateCode.OTHER_RECIPIENT,)),
        *(() if packet.purpose is request.purpose else (GateCode.OTHER_PURPOSE,)),
        *(() if packet.items else (GateCode.EMPTY_PACKET,)),
    )


def _fault(case: Case, item: Item) -> GateCode | None:
    """Why this one item may not go out, or None."""
    if item.category not in INFORMATION:
        return GateCode.UNKNOWN_CATEGORY
    named = [(at, asked) for at, asked in enumerate(case.request.items) if asked.category is item.category]
    if not named:
        return GateCode.NOT_NAMED
    granted = [asked for at, asked in named if at in case.standing.granted]
    refused = [asked for at, asked in named if at not in case.standing.granted]
    if not granted or any(asked.period.overlaps(item.period) for asked in refused):
        return GateCode.NOT_GRANTED
    covering = [asked for asked in granted if asked.period.covers(item.period)]
    if not covering or item.period.last < item.period.first:
        return GateCode.OUTSIDE_PERIOD
    return _beyond_the_minimum(case.request, covering)


def _beyond_the_minimum(request: Request, covering: list[Item]) -> GateCode | None:
    if request.kind not in PROTOCOL or request.kind is Kind.OTHER:
        return None
    need = standing_of(request.kind, covering[0].category)
    if need is Need.BLOCKED:
        return GateCode.BEYOND_MINIMUM
    reasoned = any((asked.reason or "").strip() for asked in covering)
    return GateCode.WITHOUT_REASON if need is Need.ON_REASON and not reasoned else None

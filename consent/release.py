"""The gate: may these things go out to this recipient now? It fails closed, and says every reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from consent.categories import INFORMATION, mixes_what_stands_alone
from consent.circumstances import NOTHING_SPECIAL, Circumstances, Hold
from consent.gate_codes import PLACE, REQUIREMENT, VERDICT, Fault, GateCode, NextStep, Verdict, fault, reason
from consent.involved import opens
from consent.lawful import to_attach, unlawful
from consent.minimum import PROTOCOL, Kind, Need, Purpose, basis_suffices, standing_of
from consent.packs.rule import Demand
from consent.reasons import Reason
from consent.received import needs_second_person
from consent.request import Case, Item, Request
from consent.states import STANDING, State

__all__ = [
    "REQUIREMENT",
    "VALID_FOR",
    "Answer",
    "Circumstances",
    "GateCode",
    "Hold",
    "NextStep",
    "Packet",
    "Verdict",
    "may_release",
    "what_is_covered",
    "what_may_go",
]

VALID_FOR = timedelta(minutes=15)  #: After that the gate is asked again, and it is asked again at sending (REV-11).

_NO_HOLDS: frozenset[Hold] = frozenset()

#: A hold by the agency or the law comes before the client's answer is looked at; one of the channel comes after it.
_HELD = {
    Hold.NOT_BOUND: GateCode.CLIENT_NOT_BOUND,
    Hold.LEGAL_HOLD: GateCode.LEGAL_HOLD,
    Hold.UNDER_REVIEW: GateCode.UNDER_REVIEW,
    Hold.INCIDENT: GateCode.INCIDENT,
    Hold.NO_AUTHORITY: GateCode.NO_AUTHORITY,
    Hold.DISAGREE: GateCode.DECIDERS_DISAGREE,
    Hold.OF_AGE_NOW: GateCode.OF_AGE_NOW,
    Hold.UNREACHABLE: GateCode.UNREACHABLE,
    Hold.STOP_WORD: GateCode.STOP_WORD,
}

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
    attach: tuple[Demand, ...] = ()  #: What has to go out with it: statements, a copy of the consent (P2-32-a).


def may_release(
    case: Case | None,
    packet: Packet,
    *,
    now: datetime,
    holds: frozenset[Hold] = _NO_HOLDS,
    around: Circumstances = NOTHING_SPECIAL,
) -> Answer:
    """Judge one packet at `now` (aware, UTC) by the clock and the case as it is, whatever jobs have run or not.

    The first failure in the order of the gate gives the verdict, all are reported, each with the smallest next step.
    Anything unknown shuts the gate (SCOPE-5). Each item meets the strictest of the agency's packs (SCOPE-3).
    """
    if case is None:
        return _shut(packet.items, _reasons((fault(GateCode.UNKNOWN_REQUEST),)))
    if holds:
        around = replace(around, holds=around.holds | holds)
    faults = [tuple(_faults(case, item, around)) for item in packet.items]
    allowed = tuple(item for item, found in zip(packet.items, faults, strict=True) if not found)
    attach = to_attach(case, allowed, around)
    consults = (each for found in faults for each in found if VERDICT.get(each[0]) is Verdict.CONSULT)
    shutters = (*_whole(case, packet, now, around), *consults, *_unpacked(attach, around))
    reasons = _reasons(shutters, (each for found in faults for each in found))
    if shutters or not allowed:
        return _shut(packet.items, reasons)
    return _open(case, packet, allowed, reasons, now, attach)


def what_may_go(
    case: Case | None,
    now: datetime,
    holds: frozenset[Hold] = _NO_HOLDS,
    around: Circumstances = NOTHING_SPECIAL,
) -> Answer:
    """The same for everything that the request names, to its own recipient and for its own purpose."""
    if case is None:
        return _shut((), _reasons((fault(GateCode.UNKNOWN_REQUEST),)))
    request = case.request
    packet = Packet(request.items, request.recipient.id, request.purpose)
    return may_release(case, packet, now=now, holds=holds, around=around)


def what_is_covered(case: Case, items: tuple[Item, ...], now: datetime) -> tuple[Item, ...]:
    """Those of the items that a live yes covers at `now`, to the request's own recipient; nothing else is looked at."""
    request = case.request
    return may_release(case, Packet(items, request.recipient.id, request.purpose), now=now).allowed


def _open(
    case: Case,
    packet: Packet,
    allowed: tuple[Item, ...],
    reasons: tuple[Reason, ...],
    now: datetime,
    attach: tuple[Demand, ...],
) -> Answer:
    until = case.standing.expires_at
    left = VALID_FOR if until is None else until - now
    left_out = tuple(item for item in packet.items if item not in allowed)
    verdict = Verdict.ALLOW_REDACTED if left_out else Verdict.ALLOW
    return Answer(verdict, allowed, left_out, reasons, until, min(VALID_FOR, left), attach)


def _shut(items: tuple[Item, ...], reasons: tuple[Reason, ...]) -> Answer:
    return Answer(VERDICT.get(GateCode(reasons[0].code), Verdict.BLOCK), (), items, reasons)


def _reasons(shutters: Iterable[Fault], others: Iterable[Fault] = ()) -> tuple[Reason, ...]:
    """Each once: what shuts the whole in the order of the gate, then what keeps an item back in that order."""
    found = (*sorted(shutters, key=_place), *sorted(others, key=_place))
    return tuple(reason(each) for each in dict.fromkeys(found))


def _place(one: Fault) -> tuple[int, str]:
    return PLACE[one[0]], one[1]


def _whole(case: Case, packet: Packet, now: datetime, around: Circumstances) -> Iterator[Fault]:
    """What shuts the gate for the packet as a whole."""
    yield from (fault(_HELD[hold]) for hold in around.holds)
    if not around.verified:
        yield fault(GateCode.REQUESTER_UNVERIFIED)
    elif not around.proved:
        yield fault(GateCode.OFFICIAL_UNPROVED)
    if case.request.kind not in PROTOCOL or case.request.kind is Kind.OTHER:
        yield fault(GateCode.UNKNOWN_KIND)
    yield from _no_live_yes(case, now)
    yield from _malformed(case.request)
    yield from _not_as_agreed(case.request, packet)


def _no_live_yes(case: Case, now: datetime) -> Iterator[Fault]:
    standing = case.standing
    if standing.state not in STANDING:
        if standing.state is State.REVOKED and standing.stop_counts_at is not None and now < standing.stop_counts_at:
            yield fault(GateCode.STOP_PENDING)
        yield fault(_WITHOUT_A_YES[standing.state])
        return
    if standing.expires_at is None or standing.expires_at <= now:
        yield fault(GateCode.EXPIRED)
    if standing.explained_at is None:
        yield fault(GateCode.NOT_INFORMED)
    if any(not each.counts for each in standing.words):
        yield fault(GateCode.NOT_VOUCHED)


def _malformed(request: Request) -> Iterator[Fault]:
    """A yes to a question that must not have been put like this counts for nothing."""
    kinds = [item.category for item in request.items if item.category in INFORMATION]
    if request.kind in PROTOCOL and not basis_suffices(request.kind, request.legal_basis, kinds):
        yield fault(GateCode.WEAK_BASIS)
    if mixes_what_stands_alone(kinds):
        yield fault(GateCode.MIXED_NOTES)


def _not_as_agreed(request: Request, packet: Packet) -> Iterator[Fault]:
    if packet.recipient_id != request.recipient.id:
        yield fault(GateCode.OTHER_RECIPIENT)
    if packet.purpose is not request.purpose:
        yield fault(GateCode.OTHER_PURPOSE)
    if not packet.items:
        yield fault(GateCode.EMPTY_PACKET)


def _unpacked(attach: tuple[Demand, ...], around: Circumstances) -> Iterator[Fault]:
    if around.attached is not None:
        missing = (each for each in attach if each.what not in around.attached)
        yield from (fault(GateCode.NOTICE_MISSING, each.id) for each in missing)


def _faults(case: Case, item: Item, around: Circumstances) -> Iterator[Fault]:
    """Every reason why this one item may not go out."""
    if item.category not in INFORMATION:
        yield fault(GateCode.UNKNOWN_CATEGORY)
        return
    if around.restrictions:
        hit = (each for each in around.restrictions if each.hits(case.request.kind, item))
        yield from (fault(GateCode.RESTRICTED, each.id) for each in hit)
    covering = _covering(case, item)
    if isinstance(covering, GateCode):
        yield fault(covering)
    else:
        yield from _beyond_the_minimum(case, covering)
        if not opens(case, item):
            yield fault(GateCode.WEAK_BASIS, "HIPAA-510-1")
    if around.packs and case.request.kind in PROTOCOL:
        yield from unlawful(case, item, around)


def _covering(case: Case, item: Item) -> list[Item] | GateCode:
    """The granted items that cover this one, or why none does."""
    named = [(at, asked) for at, asked in enumerate(case.request.items) if asked.category is item.category]
    if not named:
        return GateCode.NOT_NAMED
    granted = [asked for at, asked in named if at in case.standing.granted]
    refused = [asked for at, asked in named if at not in case.standing.granted]
    if not granted or any(asked.period.overlaps(item.period) for asked in refused):
        return GateCode.NOT_GRANTED
    covering = [asked for asked in granted if asked.period.covers(item.period)]
    return covering if covering and item.period.first <= item.period.last else GateCode.OUTSIDE_PERIOD


def _beyond_the_minimum(case: Case, covering: list[Item]) -> Iterator[Fault]:
    """Blocked for this kind, or added without its reason, or without the second person it needs (HIPAA-MN-2)."""
    request = case.request
    if request.kind not in PROTOCOL or request.kind is Kind.OTHER:
        return
    need = standing_of(request.kind, covering[0].category)
    if need is Need.BLOCKED:
        yield fault(GateCode.BEYOND_MINIMUM)
    elif need is Need.ON_REASON and not any((asked.reason or "").strip() for asked in covering):
        yield fault(GateCode.WITHOUT_REASON)
    if needs_second_person(request.kind, covering[0]) and case.standing.seconded_by in (None, request.clinician_id):
        yield fault(GateCode.WITHOUT_SECOND)

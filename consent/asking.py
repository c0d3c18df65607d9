"""Whether this may be asked at all: what is missing, what is too much, and what was refused a short while ago."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from consent.basis import AUTHORIZES
from consent.categories import Category, mixes_what_stands_alone
from consent.held import may_be_held
from consent.minimum import PROTOCOL, Kind, Need, basis_suffices, standing_of
from consent.packs.rule import Bar, Pack
from consent.packs.shelf import needs_witness, rule_of
from consent.reasons import Reason
from consent.received import needs_second_person, same_thing
from consent.request import Case, Item, Request
from consent.states import STANDING, State

REST_AFTER_NO = timedelta(days=30)  #: The same requester does not ask for the same again before (DP-4).
LONGEST = timedelta(days=366)  #: A consent that runs longer gets a warning.


class AskCode(StrEnum):
    """What stands in the way of asking, or deserves a second look."""

    NO_ITEMS = "no_items"
    NO_REQUESTER = "no_requester"
    NO_RECIPIENT = "no_recipient"
    CONSULT = "consult"
    ENDS_IN_THE_PAST = "ends_in_the_past"
    ANSWER_DATE_OVER = "answer_date_over"
    BLOCKED_CATEGORY = "blocked_category"
    NEEDS_REASON = "needs_reason"
    NEEDS_OWN_REQUEST = "needs_own_request"
    WEAK_BASIS = "weak_basis"
    PERIOD_REVERSED = "period_reversed"
    PERIOD_IN_THE_FUTURE = "period_in_the_future"
    NAMED_TWICE = "named_twice"
    REFUSED_RECENTLY = "refused_recently"
    LONG = "long"
    PERIOD_NOT_OVER = "period_not_over"
    ALREADY_OPEN = "already_open"
    REVIEW_FIRST = "review_first"
    LONGER_THAN_LAW = "longer_than_law"
    LAW_KEEPS_IT = "law_keeps_it"
    HELD_WRONGLY = "held_wrongly"
    SECOND_PERSON = "second_person"
    NEEDS_NEW_FACT = "needs_new_fact"
    IN_PERSON = "in_person"
    OTHERS_IN_IT = "others_in_it"
    DRAFT_WORDS = "draft_words"
    NOTES_MEAN = "notes_mean"


REQUIREMENT: dict[AskCode, str] = {
    AskCode.NO_ITEMS: "HIPAA-C1-i",
    AskCode.NO_REQUESTER: "HIPAA-C1-iii",
    AskCode.NO_RECIPIENT: "HIPAA-C1-iii",
    AskCode.CONSULT: "SCOPE-5",
    AskCode.ENDS_IN_THE_PAST: "HIPAA-C1-v",
    AskCode.ANSWER_DATE_OVER: "REM-3",
    AskCode.BLOCKED_CATEGORY: "HIPAA-MN-1",
    AskCode.NEEDS_REASON: "HIPAA-MN-2",
    AskCode.NEEDS_OWN_REQUEST: "HIPAA-B3-i",
    AskCode.WEAK_BASIS: "SCOPE-2",
    AskCode.PERIOD_REVERSED: "HIPAA-C1-i",
    AskCode.PERIOD_IN_THE_FUTURE: "HIPAA-C1-i",
    AskCode.NAMED_TWICE: "EDPB-GRAN",
    AskCode.REFUSED_RECENTLY: "DP-4",
    AskCode.LONG: "HIPAA-C1-v",
    AskCode.PERIOD_NOT_OVER: "HIPAA-C1-i",
    AskCode.ALREADY_OPEN: "DP-4",
    AskCode.REVIEW_FIRST: "HIPAA-MN-4",
    AskCode.LONGER_THAN_LAW: "ST-CA-5611",
    AskCode.LAW_KEEPS_IT: "SCOPE-3",
    AskCode.HELD_WRONGLY: "P2-35",
    AskCode.SECOND_PERSON: "HIPAA-MN-2",
    AskCode.NEEDS_NEW_FACT: "DP-4",
    AskCode.IN_PERSON: "ESIG-10",
    AskCode.OTHERS_IN_IT: "ETH-13",
    AskCode.DRAFT_WORDS: "LEP-2",
    AskCode.NOTES_MEAN: "HIPAA-A2-ii",
}

#: Warnings after which the agency looks at the request before the client is asked.
LOOK_FIRST = frozenset({AskCode.REVIEW_FIRST, AskCode.SECOND_PERSON})


@dataclass(frozen=True, slots=True)
class Asked:
    """What `may_ask` found: a request with blockers cannot be sent, warnings are for the clinician's eye."""

    blockers: tuple[Reason, ...]
    warnings: tuple[Reason, ...]

    @property
    def clear(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.blockers

    @property
    def look_first(self) -> bool:
        """Whether another person of the agency looks at it before the client is asked."""
        return any(reason.code in LOOK_FIRST for reason in self.warnings)

    @property
    def second_person(self) -> bool:
        """Whether that has to be another than the one who wrote it (HIPAA-MN-2)."""
        return any(reason.code is AskCode.SECOND_PERSON for reason in self.warnings)


def may_ask(
    request: Request,
    history: Sequence[Case],
    now: datetime,
    *,
    zone: tzinfo = UTC,
    packs: frozenset[Pack] = frozenset(),
    replied: frozenset[str] = frozenset(),
    words_fit: bool = True,
) -> Asked:
    """Look at a request before it is put to the client.

    `history` holds the client's other requests, `now` is aware, and `zone` (the agency's) says which day it is.
    `replied` are the ids of those of them to whose answer the requester has replied.
    `packs` are the laws that the agency is under: what they would shut at the gate is not asked either.
    `words_fit` says whether the agency wants to ask in the words there are in the client's language (LEP-2).
    """
    today = now.astimezone(zone).date()
    blockers = (
        *_incomplete(request),
        *_too_late(request, today),
        *_too_much(request),
        *_ill_timed(request, today),
        *_refused_recently(request, history, now),
        *_answered_before(request, history, replied),
        *_held_wrongly(request, packs, today),
        *(() if words_fit else (AskCode.DRAFT_WORDS,)),
    )
    lawful = dict.fromkeys(unlawful_to_ask(request, packs, today))
    found = (*_reasons(blockers), *(Reason(id, code) for code, id in lawful))
    witness = needs_witness(packs, _categories(request.items), request.kind, request.legal_basis)
    signed_there = (AskCode.IN_PERSON,) if witness else ()
    return Asked(found, _reasons((*_second_looks(request, history, today), *signed_there)))


def unlawful_to_ask(request: Request, packs: frozenset[Pack], today: date) -> Iterator[tuple[AskCode, str]]:
    """What the agency's laws hold against asking this at all, with the requirement of each (SCOPE-3)."""
    kinds = _categories(request.items)
    for item in request.items:
        rule = rule_of(packs, item.category, request.kind, request.legal_basis)
        for demand in sorted(rule.demands, key=lambda each: each.id):
            alone = demand.what is Bar.ALONE and len(kinds) > 1
            weak = demand.what is Bar.AUTHORIZATION and request.legal_basis not in AUTHORIZES
            code = _BARRED.get(demand.what) if isinstance(demand.what, Bar) else None
            if code is not None and (alone or weak or demand.what in {Bar.FORBIDDEN, Bar.CONSULT}):
                yield code, demand.id
        yield from (
            (AskCode.LONGER_THAN_LAW, each.id) for each in rule.limits if request.ends_on - today > each.longest
        )


_BARRED = {
    Bar.ALONE: AskCode.NEEDS_OWN_REQUEST,
    Bar.AUTHORIZATION: AskCode.WEAK_BASIS,
    Bar.FORBIDDEN: AskCode.LAW_KEEPS_IT,
    Bar.CONSULT: AskCode.CONSULT,
}


def _held_wrongly(request: Request, packs: frozenset[Pack], today: date) -> Iterator[AskCode]:
    """Only those who watch over a criminal case may be promised a yes that holds, and only to a day ahead (P2-35)."""
    held = request.held
    if held is None:
        return
    lawful = may_be_held(request.kind, _categories(request.items), packs)
    if not lawful or not today <= held.until <= request.ends_on:
        yield AskCode.HELD_WRONGLY


def _reasons(codes: tuple[AskCode, ...]) -> tuple[Reason, ...]:
    return tuple(Reason(REQUIREMENT[code], code) for code in dict.fromkeys(codes))


def _incomplete(request: Request) -> Iterator[AskCode]:
    if not request.items:
        yield AskCode.NO_ITEMS
    if not (request.requester.id and request.requester.name.strip()):
        yield AskCode.NO_REQUESTER
    if not (request.recipient.id and request.recipient.name.strip()):
        yield AskCode.NO_RECIPIENT
    if request.kind is Kind.OTHER:
        yield AskCode.CONSULT


def _too_late(request: Request, today: date) -> Iterator[AskCode]:
    if request.ends_on < today:
        yield AskCode.ENDS_IN_THE_PAST
    if request.answer_by is not None and request.answer_by < today:
        yield AskCode.ANSWER_DATE_OVER


def _too_much(request: Request) -> Iterator[AskCode]:
    needs = [(item, standing_of(request.kind, item.category)) for item in request.items]
    if request.kind is not Kind.OTHER and any(need is Need.BLOCKED for _, need in needs):
        yield AskCode.BLOCKED_CATEGORY
    if any(need is Need.ON_REASON and not (item.reason or "").strip() for item, need in needs):
        yield AskCode.NEEDS_REASON
    kinds = _categories(request.items)
    if mixes_what_stands_alone(kinds):
        yield AskCode.NEEDS_OWN_REQUEST
    if not basis_suffices(request.kind, request.legal_basis, kinds):
        yield AskCode.WEAK_BASIS


def _ill_timed(request: Request, today: date) -> Iterator[AskCode]:
    if any(item.period.last < item.period.first for item in request.items):
        yield AskCode.PERIOD_REVERSED
    if any(item.period.first > today for item in request.items):
        yield AskCode.PERIOD_IN_THE_FUTURE
    if any(one.category is two.category and one.period.overlaps(two.period) for one, two in _pairs(request.items)):
        yield AskCode.NAMED_TWICE


def _refused_recently(request: Request, history: Sequence[Case], now: datetime) -> Iterator[AskCode]:
    """No repeated asking after a no, unless the client has reopened it (DP-4)."""
    if request.supersedes is not None:
        return
    wanted = _categories(request.items)
    for past in _same_asker(request, history):
        decided_at = past.standing.decided_at
        fresh = decided_at is not None and now - decided_at < REST_AFTER_NO
        if fresh and not wanted.isdisjoint(_refused(past)):
            yield AskCode.REFUSED_RECENTLY


def _answered_before(request: Request, history: Sequence[Case], replied: frozenset[str]) -> Iterator[AskCode]:
    """Where the requester has replied to our answer, the same is asked again only for a new fact (DP-4)."""
    if request.supersedes is not None or (request.new_fact or "").strip():
        return
    answered = (past for past in _same_asker(request, history) if past.request.id in replied)
    if any(same_thing(request, past.request) for past in answered):
        yield AskCode.NEEDS_NEW_FACT


def _second_looks(request: Request, history: Sequence[Case], today: date) -> Iterator[AskCode]:
    if PROTOCOL[request.kind].review_first:
        yield AskCode.REVIEW_FIRST
    if any(needs_second_person(request.kind, item) for item in request.items):
        yield AskCode.SECOND_PERSON
    if Category.FAMILY in _categories(request.items):
        yield AskCode.OTHERS_IN_IT
    if Category.PSYNOTES in _categories(request.items):
        yield AskCode.NOTES_MEAN
    if request.ends_on - today > LONGEST:
        yield AskCode.LONG
    if any(item.period.first <= today < item.period.last for item in request.items):
        yield AskCode.PERIOD_NOT_OVER
    wanted = _categories(request.items)
    still_open = (past for past in _same_asker(request, history) if past.standing.state is State.ASKED)
    if any(not wanted.isdisjoint(_categories(past.request.items)) for past in still_open):
        yield AskCode.ALREADY_OPEN


def _same_asker(request: Request, history: Sequence[Case]) -> Iterator[Case]:
    for past in history:
        asked = past.request
        same = (asked.client_id, asked.requester.id) == (request.client_id, request.requester.id)
        if same and asked.id != request.id:
            yield past


def _refused(case: Case) -> frozenset[Category]:
    """The kinds of information that the client's answer keeps back."""
    state, items = case.standing.state, case.request.items
    if state in {State.DENIED, State.REVOKED}:
        return _categories(items)
    if state in STANDING:
        return _categories(tuple(item for at, item in enumerate(items) if at not in case.standing.granted))
    if state is State.INVALIDATED:  # A no to wrong facts is no answer to the right ones (TRUTH-2).
        return frozenset()
    return _categories(tuple(item for at, item in enumerate(items) if at in case.standing.refused))


def _categories(items: tuple[Item, ...]) -> frozenset[Category]:
    return frozenset(item.category for item in items)


def _pairs(items: tuple[Item, ...]) -> Iterator[tuple[Item, Item]]:
    return ((one, two) for at, one in enumerate(items) for two in items[at + 1 :])

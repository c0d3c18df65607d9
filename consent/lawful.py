"""What the packs of the agency hold against one item of one consent."""

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never

from consent.basis import AUTHORIZES
from consent.categories import Category
from consent.circumstances import Circumstances
from consent.gate_codes import Fault, GateCode, fault
from consent.minimum import Purpose
from consent.packs.rule import Attachment, Bar, Demand, Element, Rule, Signer
from consent.packs.shelf import rule_of
from consent.request import Case, Item, given_at
from consent.statements import Statement

#: Care that a minor may agree to alone in many states: where no pack knows the state's rule, people decide.
OWN_CARE = frozenset({Category.HIV, Category.STI, Category.REPRO})
_A_DAY = timedelta(days=1)  #: A consent runs to the end of its last day.


def unlawful(case: Case, item: Item, around: Circumstances) -> Iterator[Fault]:
    """Every reason why a law that the agency is under keeps this item back (SCOPE-3, HIPAA-B2-ii, P2-31-c)."""
    request = case.request
    rule = rule_of(around.packs, item.category, request.kind, request.legal_basis)
    for demand in rule.demands:
        code = _offended(demand, case, item, around)
        if code is not None:
            yield fault(code, demand.id)
    yield from _wrong_signers(rule, around)
    if around.age is not None and item.category in OWN_CARE and len(rule.signers) == 1:
        yield fault(GateCode.LAW_CONSULT, "ST-MINOR")
    yield from _runs_too_long(rule, case)


def to_attach(case: Case, items: tuple[Item, ...], around: Circumstances) -> tuple[Demand, ...]:
    """What has to go out together with these items, in a steady order (P2-32-a, P2-32-b)."""
    request = case.request
    rules = (rule_of(around.packs, item.category, request.kind, request.legal_basis) for item in items)
    found = {each for rule in rules for each in rule.demands if isinstance(each.what, Attachment)}
    return tuple(sorted(found, key=lambda each: (each.what, each.id)))


def _offended(demand: Demand, case: Case, item: Item, around: Circumstances) -> GateCode | None:
    match demand.what:
        case Bar():
            return _barred(demand.what, case, item)
        case Element():
            lacks = GateCode.NOT_WITNESSED if demand.what is Element.WITNESS else GateCode.MISSING_ELEMENT
            return None if _holds(demand.what, case, around) else lacks
        case Statement():
            return None if demand.what in case.standing.said else GateCode.MISSING_STATEMENT
        case Attachment():
            return None
        case _:
            assert_never(demand.what)


def _barred(bar: Bar, case: Case, item: Item) -> GateCode | None:
    match bar:
        case Bar.AUTHORIZATION:
            return None if case.request.legal_basis in AUTHORIZES else GateCode.WEAK_BASIS
        case Bar.ALONE:
            mixed = any(other.category is not item.category for other in case.request.items)
            return GateCode.MIXED_NOTES if mixed else None
        case Bar.FORBIDDEN:
            return GateCode.LAW_FORBIDS
        case Bar.CONSULT:
            return GateCode.LAW_CONSULT
        case _:
            assert_never(bar)


def _holds(element: Element, case: Case, around: Circumstances) -> bool:
    request, standing = case.request, case.standing
    match element:
        case Element.CLIENT | Element.SIGNATURE:
            return around.signed
        case Element.DISCLOSER:
            return bool(request.clinician_id)
        case Element.RECIPIENT:
            return bool(request.recipient.id and request.recipient.name.strip())
        case Element.DESCRIPTION:
            return bool(request.items)
        case Element.PURPOSE:
            return request.purpose is not Purpose.OTHER
        case Element.EXPIRY:
            return standing.expires_at is not None
        case Element.SIGNED_ON:
            return given_at(standing) is not None
        case Element.WITNESS:
            return around.witnessed
        case Element.AUTHORITY:
            return around.authority_proved or Signer.GUARDIAN not in around.signers
        case _:
            assert_never(element)


def _wrong_signers(rule: Rule, around: Circumstances) -> Iterator[Fault]:
    if around.age is not None:
        binding = (each for each in rule.signers if each.binds(around.age, around.child_age))
        yield from (fault(GateCode.OTHER_SIGNER, each.id) for each in binding if each.signer not in around.signers)


def _runs_too_long(rule: Rule, case: Case) -> Iterator[Fault]:
    start, end = given_at(case.standing), case.standing.expires_at
    if start is not None and end is not None:
        over = (limit for limit in rule.limits if end - start > limit.longest + _A_DAY)
        yield from (fault(GateCode.RUNS_TOO_LONG, limit.id) for limit in over)

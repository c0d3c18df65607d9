"""What the agency's laws would shut at the gate is not asked either."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consent.asking import may_ask
from consent.categories import Category
from consent.held import may_be_held
from consent.minimum import PROTOCOL, Kind, Purpose
from consent.packs.rule import Pack
from consent.packs.shelf import basis_for, to_say
from consent.request import Held, HeldEvent, Item, LegalBasis, Request
from consent.statements import ALWAYS_SAID, Statement
from tests.consent.cases import DX, HALF_YEAR, NOW, request

SIGNED = LegalBasis.AUTHORIZATION_REQUIRED
TODAY = NOW.date()
SUD = Item(Category.SUD, HALF_YEAR, "they ask for it")


def blockers(asked: Request, *packs: Pack) -> set[tuple[str, str]]:
    return {(reason.id, str(reason.code)) for reason in may_ask(asked, [], NOW, packs=frozenset(packs)).blockers}


def of(kind: Kind, *items: Item, basis: LegalBasis = SIGNED, days: int = 90, held: Held | None = None) -> Request:
    return request(
        kind=kind,
        items=items,
        legal_basis=basis,
        purpose=PROTOCOL[kind].purposes[0],
        ends_on=TODAY + timedelta(days=days),
        held=held,
    )


def test_without_packs_nothing_changes() -> None:
    assert blockers(of(Kind.PROVIDER, SUD, basis=LegalBasis.POLICY_CONSENT)) == set()


def test_part_2_records_are_asked_for_by_an_authorization_only() -> None:
    """SCOPE-2, P2-31-a8."""
    policy = of(Kind.PROVIDER, SUD, basis=LegalBasis.POLICY_CONSENT)

    assert blockers(policy, Pack.PART2) == {("P2-31-a8", "weak_basis")}
    assert blockers(replace(policy, legal_basis=SIGNED), Pack.PART2) == set()


def test_a_court_paper_for_part_2_records_goes_to_the_agency_first() -> None:
    """P2-61, SCOPE-5."""
    assert ("P2-61", "consult") in blockers(of(Kind.COURT_ORDER, SUD, basis=LegalBasis.REQUIRED_BY_LAW), Pack.PART2)


def test_what_a_law_keeps_from_plans_is_not_asked_for_them() -> None:
    """ST-MH-DC."""
    goals = Item(Category.GOALS, HALF_YEAR, "they ask for it")

    assert blockers(of(Kind.PAYER_PAYMENT, DX, goals), Pack.DC_MENTAL_HEALTH) == {("ST-MH-DC", "law_keeps_it")}


def test_notes_that_stand_alone_are_asked_alone() -> None:
    """P2-31-b1."""
    notes = Item(Category.SUDNOTES, HALF_YEAR, "for my lawyer")

    assert ("P2-31-b1", "needs_own_request") in blockers(of(Kind.OWN_ATTORNEY, notes, SUD), Pack.PART2)
    assert blockers(of(Kind.OWN_ATTORNEY, notes), Pack.PART2) == set()


@pytest.mark.parametrize(("days", "found"), [(365, set()), (366, {("ST-CA-5611", "longer_than_law")})])
def test_a_consent_longer_than_the_law_allows_is_not_asked(days: int, found: set[tuple[str, str]]) -> None:
    """ST-CA-5611."""
    assert blockers(of(Kind.PROVIDER, DX, days=days), Pack.CA) == found


HELD = Held(HeldEvent.SUPERVISION_ENDS, TODAY + timedelta(days=60))


ATTENDED = Item(Category.ATTEND, HALF_YEAR)


@pytest.mark.parametrize(
    ("asked", "pack", "fine"),
    [
        (of(Kind.PROBATION, ATTENDED, held=HELD), Pack.PART2_PROGRAM, True),
        (of(Kind.PROBATION, SUD, held=HELD), Pack.PART2, True),
        (of(Kind.PROBATION, SUD, ATTENDED, held=HELD), Pack.PART2, False),
        (of(Kind.PROBATION, ATTENDED, held=HELD), Pack.PART2, False),
        (of(Kind.PROBATION, SUD, held=HELD), Pack.HIPAA, False),
        (of(Kind.PROVIDER, DX, held=HELD), Pack.PART2_PROGRAM, False),
        (of(Kind.PROBATION, ATTENDED, held=replace(HELD, until=date(2026, 11, 1))), Pack.PART2_PROGRAM, False),
        (of(Kind.PROBATION, ATTENDED, held=HELD, days=59), Pack.PART2_PROGRAM, False),
    ],
)
def test_only_who_watches_over_a_criminal_case_may_be_given_a_yes_that_holds(
    asked: Request, pack: Pack, fine: bool
) -> None:
    """P2-35: and only for records that the law of drug care guards; every other yes can be taken back (HIPAA-B5)."""
    assert (("P2-35", "held_wrongly") in blockers(asked, pack)) is not fine


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.PROBATION}))
def test_nobody_elses_yes_is_ever_held(kind: Kind) -> None:
    """P2-35."""
    assert not may_be_held(kind, [Category.SUD], frozenset(Pack))
    assert not may_be_held(Kind.PROBATION, [], frozenset(Pack))


@pytest.mark.parametrize(
    ("packs", "categories", "kind", "basis"),
    [
        (set(), [Category.DX], Kind.PAYER_PAYMENT, LegalBasis.POLICY_CONSENT),
        ({Pack.HIPAA}, [Category.DX], Kind.PAYER_PAYMENT, LegalBasis.POLICY_CONSENT),
        ({Pack.PART2}, [Category.DX], Kind.PAYER_PAYMENT, LegalBasis.POLICY_CONSENT),
        ({Pack.PART2}, [Category.DX, Category.SUD], Kind.PROVIDER, SIGNED),
        ({Pack.PART2_PROGRAM}, [Category.ATTEND], Kind.WORKERS_COMP, SIGNED),
        ({Pack.PART2}, [Category.SUD], Kind.COURT_ORDER, LegalBasis.REQUIRED_BY_LAW),
        ({Pack.HIPAA}, [Category.DX], Kind.SCHOOL, SIGNED),
    ],
)
def test_a_request_gets_the_basis_that_its_strictest_law_wants(
    packs: set[Pack], categories: list[Category], kind: Kind, basis: LegalBasis
) -> None:
    """SCOPE-1, SCOPE-2."""
    assert basis_for(packs, categories, kind) is basis


def test_what_is_said_grows_with_the_laws() -> None:
    """DP-5."""
    asked = ([Category.SUD], Kind.PROVIDER, SIGNED)

    assert to_say(frozenset(), *asked) == ALWAYS_SAID
    assert to_say({Pack.PART2}, *asked) == ALWAYS_SAID | {Statement.SUD_NAMED, Statement.NOT_AGAINST_YOU}
    assert Purpose.SUPERVISION in PROTOCOL[Kind.PROBATION].purposes

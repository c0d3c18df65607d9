"""The gate under the agency's laws: what each pack holds back, why, and what would help."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.basis import LegalBasis
from consent.categories import Category
from consent.circumstances import Circumstances, Restriction, self_paid
from consent.gate_codes import NEXT, PLACE, REQUIREMENT, GateCode, NextStep, Verdict
from consent.minimum import Kind, Purpose
from consent.packs.rule import Attachment, Pack, Signer
from consent.release import Answer, what_may_go
from consent.request import Case, Item, Party, Period
from consent.statements import ALWAYS_SAID, Statement
from consent.states import STANDING, State
from tests.consent.cases import DX, HALF_YEAR, NOW, VISITS, case_in, request

SIGNED = LegalBasis.AUTHORIZATION_REQUIRED
SUD = Item(Category.SUD, HALF_YEAR, "the plan asks for it")
HIV = Item(Category.HIV, HALF_YEAR, "the new doctor asks for it")
EVERYTHING_SAID = frozenset(Statement)
IN_TIME = NOW + timedelta(days=200)


def given_yes(*items: Item, basis: LegalBasis = SIGNED, kind: Kind = Kind.PROVIDER, **standing: Any) -> Case:
    asked = request(items=items, legal_basis=basis, kind=kind, purpose=Purpose.TREATMENT)
    return case_in(State.GRANTED, asked, **{"expires_at": IN_TIME, "said": EVERYTHING_SAID, **standing})


def under(*packs: Pack, **more: Any) -> Circumstances:
    return Circumstances(**{"packs": frozenset(packs), "signed": True, **more})


def ask(case: Case, around: Circumstances) -> Answer:
    return what_may_go(case, NOW, around=around)


def found(answer: Answer) -> set[tuple[str, str]]:
    return {(reason.id, str(reason.code)) for reason in answer.reasons}


def test_a_complete_signed_authorization_opens_the_gate() -> None:
    """HIPAA-B2-ii."""
    assert ask(given_yes(DX), under(Pack.HIPAA)).verdict is Verdict.ALLOW


@pytest.mark.parametrize(
    ("id", "case", "around"),
    [
        ("HIPAA-C1-vi-a", given_yes(DX), {"signed": False}),
        ("HIPAA-C1-vi-a", given_yes(DX, decided_at=None), {}),
        ("HIPAA-C1-ii", replace(given_yes(DX), request=replace(given_yes(DX).request, clinician_id="")), {}),
        ("HIPAA-C1-iv", replace(given_yes(DX), request=replace(given_yes(DX).request, purpose=Purpose.OTHER)), {}),
        ("HIPAA-C1-vi-b", given_yes(DX), {"signers": frozenset({Signer.GUARDIAN}), "age": 9}),
        ("HIPAA-C2-i-a", given_yes(DX, said=ALWAYS_SAID - {Statement.MAY_STOP}), {}),
        ("HIPAA-C2-i-b", given_yes(DX, said=ALWAYS_SAID - {Statement.HOW_TO_STOP}), {}),
        ("HIPAA-C2-i-b", given_yes(DX, said=ALWAYS_SAID - {Statement.NOT_BACKWARDS}), {}),
        ("HIPAA-C2-ii-a", given_yes(DX, said=ALWAYS_SAID - {Statement.CARE_STAYS}), {}),
        ("HIPAA-C2-iii", given_yes(DX, said=ALWAYS_SAID - {Statement.SHARED_AGAIN}), {}),
    ],
)
def test_an_authorization_that_lacks_something_opens_nothing(id: str, case: Case, around: dict[str, Any]) -> None:
    """HIPAA-B2-ii: the gate names what is missing."""
    answer = ask(case, under(Pack.HIPAA, **around))

    assert answer.allowed == ()
    assert id in {reason.id for reason in answer.reasons}


def test_a_recipient_without_a_name_is_no_recipient() -> None:
    """HIPAA-C1-iii."""
    nameless = request(recipient=Party("plan-1", " "), legal_basis=SIGNED, items=(DX,), kind=Kind.PROVIDER)

    answer = ask(case_in(State.GRANTED, nameless), under(Pack.HIPAA))

    assert ("HIPAA-C1-iii", "missing_element") in found(answer)


def test_a_policy_consent_for_payment_needs_no_form_under_hipaa() -> None:
    case = given_yes(replace(DX, reason=None), basis=LegalBasis.POLICY_CONSENT)

    assert ask(case, under(Pack.HIPAA, signed=False)).verdict is Verdict.ALLOW


def test_a_client_who_sends_their_own_copy_signs_for_it() -> None:
    """HIPAA-524-2."""
    case = given_yes(DX, basis=LegalBasis.CLIENT_ACCESS)

    assert ask(case, under(Pack.HIPAA)).verdict is Verdict.ALLOW
    assert found(ask(case, under(Pack.HIPAA, signed=False))) == {("HIPAA-524-2", "missing_element")}
    assert case.request.needs_signature


def test_the_strictest_law_counts_for_each_kind_of_information_alone() -> None:
    """SCOPE-3: what Part 2 guards is left out, the rest may go."""
    case = given_yes(DX, SUD, said=ALWAYS_SAID)

    answer = ask(case, under(Pack.HIPAA, Pack.PART2))

    assert (answer.verdict, answer.allowed, answer.left_out) == (Verdict.ALLOW_REDACTED, (DX,), (SUD,))
    assert found(answer) == {("P2-31-a3", "missing_statement"), ("P2-31-a4-iii", "missing_statement")}


@pytest.mark.parametrize("said", [Statement.SUD_NAMED, Statement.NOT_AGAINST_YOU, Statement.AFTER_A_NO])
def test_what_part_2_wants_said_has_to_be_said_before_the_yes(said: Statement) -> None:
    """P2-31-c, P2-31-a10."""
    answer = ask(given_yes(SUD, said=EVERYTHING_SAID - {said}), under(Pack.PART2))

    assert answer.allowed == ()
    assert {reason.step for reason in answer.reasons} == {NextStep.ASK_ANEW}


def test_a_part_2_release_carries_the_statement_and_a_copy_of_the_consent() -> None:
    """P2-32-a, P2-32-b."""
    answer = ask(given_yes(SUD), under(Pack.PART2))

    assert [(each.what, each.id) for each in answer.attach] == [
        (Attachment.CONSENT_COPY, "P2-32-b"),
        (Attachment.PART2_STATEMENT, "P2-32-a"),
    ]


def test_a_packet_without_its_statement_does_not_go_out() -> None:
    """P2-32-a: G10."""
    packed = under(Pack.PART2, attached=frozenset({Attachment.CONSENT_COPY}))
    complete = under(Pack.PART2, attached=frozenset({Attachment.CONSENT_COPY, Attachment.PART2_STATEMENT}))

    assert found(ask(given_yes(SUD), packed)) == {("P2-32-a", "notice_missing")}
    assert ask(given_yes(SUD), complete).verdict is Verdict.ALLOW


def test_nothing_is_attached_to_what_no_law_asks_it_for() -> None:
    assert ask(given_yes(DX), under(*Pack, witnessed=True)).attach != ()
    assert ask(given_yes(DX), under(Pack.HIPAA, Pack.PART2, Pack.NY_HIV)).attach == ()


def test_a_policy_consent_never_opens_part_2_records() -> None:
    """SCOPE-2, P2-31-a8."""
    answer = ask(given_yes(SUD, basis=LegalBasis.POLICY_CONSENT), under(Pack.PART2))

    assert (answer.verdict, answer.allowed) == (Verdict.BLOCK, ())
    assert ("P2-31-a8", "weak_basis") in found(answer)


@pytest.mark.parametrize("kind", [Kind.COURT_ORDER, Kind.POLICE])
def test_a_court_paper_for_part_2_records_goes_to_counsel(kind: Kind) -> None:
    """P2-61: an order alone, or a subpoena alone, is not enough."""
    answer = ask(given_yes(SUD, basis=LegalBasis.REQUIRED_BY_LAW, kind=kind), under(Pack.PART2))

    assert (answer.verdict, answer.allowed) == (Verdict.CONSULT, ())
    assert ("P2-61", "law_consult") in found(answer)


def test_a_consent_for_a_court_case_has_no_other_purpose() -> None:
    """P2-31-d: a request has one purpose, and what was agreed for it is good for no other."""
    case = given_yes(SUD)

    packet_for_court = what_may_go(
        replace(case, request=replace(case.request, purpose=Purpose.COURT_CASE)), NOW, around=under(Pack.PART2)
    )
    assert packet_for_court.verdict is Verdict.ALLOW
    assert isinstance(case.request.purpose, Purpose)


def test_notes_of_a_drug_counsellor_stand_alone() -> None:
    """P2-31-b1."""
    notes = Item(Category.SUDNOTES, HALF_YEAR, "for my lawyer")
    alone, mixed = (given_yes(*items, kind=Kind.OWN_ATTORNEY) for items in ((notes,), (notes, SUD)))

    assert ask(alone, under(Pack.PART2)).verdict is Verdict.ALLOW
    assert ("P2-31-b1", "mixed_notes") in found(ask(mixed, under(Pack.PART2)))


def test_new_york_wants_a_release_that_names_hiv_and_a_statement_with_it() -> None:
    """ST-HIV-NY."""
    signed, policy = given_yes(HIV), given_yes(HIV, basis=LegalBasis.POLICY_CONSENT)

    answer = ask(signed, under(Pack.NY_HIV))

    assert (answer.verdict, [each.what for each in answer.attach]) == (Verdict.ALLOW, [Attachment.NY_HIV_STATEMENT])
    assert ("ST-HIV-NY", "weak_basis") in found(ask(policy, under(Pack.NY_HIV)))


def test_illinois_wants_a_witness() -> None:
    """ST-MH-IL."""
    assert found(ask(given_yes(DX), under(Pack.IL_MENTAL_HEALTH))) == {("ST-MH-IL", "missing_element")}
    assert ask(given_yes(DX), under(Pack.IL_MENTAL_HEALTH, witnessed=True)).verdict is Verdict.ALLOW


@pytest.mark.parametrize("pack", [Pack.DC_MENTAL_HEALTH, Pack.CA])
def test_a_yes_that_runs_longer_than_the_law_allows_opens_nothing(pack: Pack) -> None:
    """ST-MH-DC, ST-CA-5611."""
    signed_at = NOW - timedelta(days=1)
    a_year = given_yes(DX, decided_at=signed_at, expires_at=signed_at + timedelta(days=366))
    longer = given_yes(DX, decided_at=signed_at, expires_at=signed_at + timedelta(days=366, seconds=1))

    assert ask(a_year, under(pack)).verdict is Verdict.ALLOW
    assert [str(reason.code) for reason in ask(longer, under(pack)).reasons] == ["runs_too_long"]
    assert ask(longer, under(Pack.HIPAA)).verdict is Verdict.ALLOW


def test_in_the_district_a_plan_does_not_get_the_goals() -> None:
    """ST-MH-DC."""
    goals = Item(Category.GOALS, HALF_YEAR, "they insist")

    answer = ask(given_yes(DX, goals, kind=Kind.PAYER_REVIEW), under(Pack.DC_MENTAL_HEALTH))

    assert (answer.allowed, found(answer)) == ((DX,), {("ST-MH-DC", "law_forbids")})


@pytest.mark.parametrize(
    ("item", "signers", "age", "opens"),
    [
        (SUD, {Signer.CLIENT}, 15, False),
        (SUD, {Signer.CLIENT, Signer.GUARDIAN}, 15, True),
        (SUD, {Signer.CLIENT}, None, True),
        (replace(SUD, category=Category.MINORCARE), {Signer.CLIENT}, 15, True),
        (replace(SUD, category=Category.MINORCARE), {Signer.GUARDIAN}, 15, False),
        (DX, {Signer.GUARDIAN}, 15, True),
        (DX, {Signer.CLIENT}, 15, False),
    ],
)
def test_the_yes_has_to_come_from_whoever_may_give_it(
    item: Item, signers: set[Signer], age: int | None, opens: bool
) -> None:
    """HIPAA-PR-1, HIPAA-PR-2, P2-14, ST-MINOR."""
    around = under(Pack.HIPAA, Pack.PART2, signers=frozenset(signers), age=age, authority_proved=True)

    answer = ask(given_yes(item), around)

    assert bool(answer.allowed) is opens
    assert opens or "other_signer" in {str(reason.code) for reason in answer.reasons}


def test_visits_a_client_paid_for_alone_are_never_shown_to_the_plan() -> None:
    """HIPAA-522-1, P2-26: G4."""
    paid = (self_paid(Period(date(2026, 3, 1), date(2026, 3, 31))),)
    spring = Item(Category.ATTEND, Period(date(2026, 3, 20), date(2026, 4, 20)))
    later = Item(Category.SERVICE, Period(date(2026, 4, 1), date(2026, 5, 1)))
    plan = given_yes(spring, later, kind=Kind.PAYER_PAYMENT)
    doctor = given_yes(replace(spring, reason="they ask"), kind=Kind.PROVIDER)

    answer = ask(plan, under(restrictions=paid))

    assert (answer.allowed, found(answer)) == ((later,), {("HIPAA-522-1", "restricted")})
    assert ask(doctor, under(restrictions=paid)).verdict is Verdict.ALLOW


def test_a_promise_to_the_client_counts_even_after_a_yes() -> None:
    """P2-26."""
    promised = Restriction("P2-26", categories=frozenset({Category.SUD}))

    assert ("P2-26", "restricted") in found(ask(given_yes(SUD), under(restrictions=(promised,))))


def test_nothing_goes_to_somebody_whose_identity_was_not_checked() -> None:
    """HIPAA-V-1, HIPAA-V-2: G2."""
    answer = ask(given_yes(DX), under(verified=False))

    assert (answer.verdict, answer.allowed) == (Verdict.BLOCK, ())
    assert [(reason.id, reason.step) for reason in answer.reasons] == [("HIPAA-V-1", NextStep.VERIFY_REQUESTER)]


def test_every_failure_of_an_item_is_reported_in_the_order_of_the_gate() -> None:
    notes = Item(Category.SUDNOTES, HALF_YEAR)
    case = given_yes(notes, SUD, basis=LegalBasis.POLICY_CONSENT, said=ALWAYS_SAID, granted=frozenset({1}))

    reasons = ask(case, under(Pack.PART2, signed=False)).reasons
    places = [PLACE[GateCode(reason.code)] for reason in reasons]

    whole = [at for at, reason in enumerate(reasons) if (reason.id, reason.code) == ("HIPAA-B2-iv", "mixed_notes")]
    assert places[: whole[0] + 1] == sorted(places[: whole[0] + 1])
    assert places[whole[0] + 1 :] == sorted(places[whole[0] + 1 :])
    assert {"weak_basis", "missing_element", "missing_statement", "mixed_notes", "not_granted"} <= {
        str(reason.code) for reason in reasons
    }


def test_every_reason_has_a_requirement_and_a_next_step() -> None:
    assert set(REQUIREMENT) == set(NEXT) == set(PLACE) == set(GateCode)
    assert set(NEXT.values()) == set(NextStep)


CATEGORIES = st.sampled_from([c for c in Category if c not in {Category.PSYNOTES, Category.SUDNOTES}])


@given(
    categories=st.lists(CATEGORIES, min_size=1, max_size=4, unique=True),
    kind=st.sampled_from(Kind),
    basis=st.sampled_from(LegalBasis),
    state=st.sampled_from(sorted(STANDING)),
    packs=st.frozensets(st.sampled_from(Pack)),
    said=st.frozensets(st.sampled_from(Statement)),
    signed=st.booleans(),
    age=st.sampled_from([None, 10, 15, 20]),
)
def test_under_several_laws_nothing_goes_out_that_one_of_them_keeps_back(
    categories: list[Category],
    kind: Kind,
    basis: LegalBasis,
    state: State,
    packs: frozenset[Pack],
    said: frozenset[Statement],
    signed: bool,
    age: int | None,
) -> None:
    """SCOPE-3."""
    items = tuple(Item(category, HALF_YEAR, "a reason") for category in categories)
    case = case_in(state, request(items=items, kind=kind, legal_basis=basis), said=said)
    around = Circumstances(packs=packs, signed=signed, age=age)

    together = set(ask(case, around).allowed)

    for pack in packs:
        assert together <= set(ask(case, replace(around, packs=frozenset({pack}))).allowed)


def test_the_visits_of_a_program_for_alcohol_and_drugs_are_part_2_records_too() -> None:
    """P2-13."""
    plan = given_yes(VISITS, kind=Kind.PAYER_PAYMENT, basis=LegalBasis.POLICY_CONSENT)

    assert ask(plan, under(Pack.PART2)).verdict is Verdict.ALLOW
    assert ("P2-31-a8", "weak_basis") in found(ask(plan, under(Pack.PART2_PROGRAM)))

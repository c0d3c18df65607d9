"""The gate under the agency's laws: what each pack holds back, why, and what would help."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.basis import LegalBasis
from consent.categories import Category
from consent.circumstances import Circumstances
from consent.gate_codes import NEXT, PLACE, REQUIREMENT, GateCode, NextStep, Verdict
from consent.minimum import Kind, Purpose
from consent.packs.rule import Attachment, Pack, Signer
from consent.release import Answer, Packet, may_release
from consent.request import Case, Item, Party
from consent.statements import ALWAYS_SAID, Statement
from consent.states import STANDING, State
from tests.consent.cases import DX, HALF_YEAR, NOW, VISITS, case_in, request
from tests.consent.lawful import EVERYTHING_SAID, HIV, SIGNED, SUD, ask, found, given_yes, under


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
    assert ask(given_yes(DX), under(*(set(Pack) - {Pack.VAWA}), witnessed=True)).attach != ()
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
    for_court = replace(case, request=replace(case.request, purpose=Purpose.COURT_CASE))

    def packed(purpose: Purpose) -> Answer:
        packet = Packet(for_court.request.items, for_court.request.recipient.id, purpose)
        return may_release(for_court, packet, now=NOW, around=under(Pack.PART2))

    assert packed(Purpose.COURT_CASE).verdict is Verdict.ALLOW
    assert ("HIPAA-C1-iv", "other_purpose") in found(packed(Purpose.TREATMENT))


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
    assert found(ask(given_yes(DX), under(Pack.IL_MENTAL_HEALTH))) == {("ST-MH-IL", "not_witnessed")}
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

"""More laws as data: sample packs for plans, for those who were hurt, and what no pack asks for."""

from datetime import timedelta

import pytest

from consent.basis import LegalBasis
from consent.categories import Category
from consent.minimum import Kind
from consent.packs.rule import Bar, Pack
from consent.packs.shelf import rule_of, to_say
from consent.statements import Statement
from tests.consent.test_packs import POLICY, SIGNED, whats


@pytest.mark.parametrize("kind", [Kind.PAYER_PAYMENT, Kind.PAYER_REVIEW])
def test_a_plan_in_new_jersey_gets_no_more_than_the_law_names(kind: Kind) -> None:
    """ST-MH-NJ."""
    kept = {c for c in Category if str(Bar.FORBIDDEN) in whats({Pack.NJ_MENTAL_HEALTH}, c, kind, POLICY)}

    assert set(Category) - kept == {
        Category.CONTACT,
        Category.COVER,
        Category.ATTEND,
        Category.SERVICE,
        Category.DX,
    }
    assert whats({Pack.NJ_MENTAL_HEALTH}, Category.GOALS, Kind.PROVIDER, POLICY) == set()


def test_what_a_plan_in_california_wants_to_know_of_a_therapy_goes_to_people_first() -> None:
    """ST-CA-56104."""
    assert whats({Pack.CA_THERAPY_PAYER}, Category.PROGRESS, Kind.PAYER_REVIEW, POLICY) == {str(Bar.CONSULT)}
    assert whats({Pack.CA_THERAPY_PAYER}, Category.PROGRESS, Kind.SCHOOL, SIGNED) == set()
    assert whats({Pack.CA_THERAPY_PAYER}, Category.PHYS, Kind.PAYER_REVIEW, POLICY) == set()


def test_those_who_were_hurt_are_not_asked_for_more_than_a_month() -> None:
    """ST-VAWA."""
    limits = rule_of({Pack.VAWA}, Category.ABUSE, Kind.HOUSING_BENEFITS, SIGNED).limits

    assert [(each.longest, each.id) for each in limits] == [(timedelta(days=30), "ST-VAWA")]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("basis", list(LegalBasis))
def test_no_law_here_asks_for_the_attestation_that_was_vacated(kind: Kind, basis: LegalBasis) -> None:
    """ST-REPRO: care for sex, birth control or having a baby is asked for as any other health care is."""
    federal = {Pack.HIPAA, Pack.PART2}

    assert whats(federal, Category.REPRO, kind, basis) == whats(federal, Category.PHYS, kind, basis)
    assert not any("attest" in str(what) for pack in Pack for what in whats({pack}, Category.REPRO, kind, basis))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("basis", list(LegalBasis))
def test_no_consent_is_conditioned_so_none_is_combined_with_one_that_is_not(kind: Kind, basis: LegalBasis) -> None:
    """HIPAA-B3-iii, HIPAA-B4: with every question it is said that care stays the same."""
    assert all(
        Statement.CARE_STAYS in to_say(packs, [c], kind, basis) for c in Category for packs in (set(), set(Pack))
    )


#: What 45 CFR 164.501 takes out of psychotherapy notes, and the kind of information under which it is asked for here.
NEVER_PRIVATE = {
    "medication prescription and monitoring": Category.MEDS,
    "start and stop times": Category.SERVICE,
    "modalities and frequencies of treatment": Category.SERVICE,
    "results of clinical tests": Category.TESTS,
    "diagnosis": Category.DX,
    "functional status": Category.PROGRESS,
    "treatment plan": Category.GOALS,
    "symptoms": Category.PROGRESS,
    "prognosis": Category.PROGRESS,
    "progress to date": Category.PROGRESS,
}


@pytest.mark.parametrize(("excluded", "category"), NEVER_PRIVATE.items())
def test_what_never_belongs_to_private_notes_is_asked_for_without_them(excluded: str, category: Category) -> None:
    """HIPAA-A2-ii."""
    assert category is not Category.PSYNOTES
    assert str(Bar.ALONE) not in whats({Pack.HIPAA}, category, Kind.PROVIDER, POLICY)
    assert str(Bar.ALONE) in whats({Pack.HIPAA}, Category.PSYNOTES, Kind.PROVIDER, SIGNED)

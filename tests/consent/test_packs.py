"""The laws as data: what each pack demands, and that the strictest of several wins."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.basis import LegalBasis
from consent.categories import Category
from consent.minimum import Kind
from consent.packs.rule import DEFAULT_PACKS, Attachment, Bar, Element, Pack, Rule, Signer
from consent.packs.shelf import PACKS, needs_authorization, rule_of, statements_of
from consent.statements import ALWAYS_SAID, Statement

SIGNED = LegalBasis.AUTHORIZATION_REQUIRED
POLICY = LegalBasis.POLICY_CONSENT


def demanded(
    pack: Pack, category: Category = Category.DX, kind: Kind = Kind.SCHOOL, basis: LegalBasis = SIGNED
) -> set[tuple[str, str]]:
    return {(str(each.what), each.id) for each in rule_of({pack}, category, kind, basis).demands}


def whats(packs: set[Pack], category: Category, kind: Kind, basis: LegalBasis) -> set[str]:
    return {str(each.what) for each in rule_of(packs, category, kind, basis).demands}


# (pack, kind of information, what is wanted, the requirement that wants it)
ELEMENTS = [
    (Pack.HIPAA, Category.DX, Element.DESCRIPTION, "HIPAA-C1-i"),
    (Pack.HIPAA, Category.DX, Element.DISCLOSER, "HIPAA-C1-ii"),
    (Pack.HIPAA, Category.DX, Element.RECIPIENT, "HIPAA-C1-iii"),
    (Pack.HIPAA, Category.DX, Element.PURPOSE, "HIPAA-C1-iv"),
    (Pack.HIPAA, Category.DX, Element.EXPIRY, "HIPAA-C1-v"),
    (Pack.HIPAA, Category.DX, Element.SIGNATURE, "HIPAA-C1-vi-a"),
    (Pack.HIPAA, Category.DX, Element.SIGNED_ON, "HIPAA-C1-vi-a"),
    (Pack.HIPAA, Category.DX, Element.AUTHORITY, "HIPAA-C1-vi-b"),
    (Pack.HIPAA, Category.DX, Statement.MAY_STOP, "HIPAA-C2-i-a"),
    (Pack.HIPAA, Category.DX, Statement.HOW_TO_STOP, "HIPAA-C2-i-b"),
    (Pack.HIPAA, Category.DX, Statement.NOT_BACKWARDS, "HIPAA-C2-i-b"),
    (Pack.HIPAA, Category.DX, Statement.CARE_STAYS, "HIPAA-C2-ii-a"),
    (Pack.HIPAA, Category.DX, Statement.SHARED_AGAIN, "HIPAA-C2-iii"),
    (Pack.HIPAA, Category.PSYNOTES, Bar.ALONE, "HIPAA-B3-i"),
    (Pack.HIPAA, Category.PSYNOTES, Bar.AUTHORIZATION, "HIPAA-A2-i"),
    (Pack.PART2, Category.SUD, Element.CLIENT, "P2-31-a1"),
    (Pack.PART2, Category.SUD, Element.DISCLOSER, "P2-31-a2"),
    (Pack.PART2, Category.SUD, Element.DESCRIPTION, "P2-31-a3"),
    (Pack.PART2, Category.SUD, Statement.SUD_NAMED, "P2-31-a3"),
    (Pack.PART2, Category.SUD, Element.RECIPIENT, "P2-31-a4-i"),
    (Pack.PART2, Category.SUD, Statement.NOT_AGAINST_YOU, "P2-31-a4-iii"),
    (Pack.PART2, Category.SUD, Element.PURPOSE, "P2-31-a5"),
    (Pack.PART2, Category.SUD, Statement.MAY_STOP, "P2-31-a6"),
    (Pack.PART2, Category.SUD, Element.EXPIRY, "P2-31-a7"),
    (Pack.PART2, Category.SUD, Element.SIGNATURE, "P2-31-a8"),
    (Pack.PART2, Category.SUD, Element.SIGNED_ON, "P2-31-a9"),
    (Pack.PART2, Category.SUD, Statement.SHARED_AGAIN, "P2-31-a10"),
    (Pack.PART2, Category.SUD, Statement.AFTER_A_NO, "P2-31-a10"),
    (Pack.PART2, Category.SUDNOTES, Bar.ALONE, "P2-31-b1"),
    (Pack.PART2, Category.SUDNOTES, Statement.CARE_STAYS, "P2-31-b3"),
    (Pack.PART2, Category.SUD, Attachment.PART2_STATEMENT, "P2-32-a"),
    (Pack.PART2, Category.SUD, Attachment.CONSENT_COPY, "P2-32-b"),
    (Pack.GDPR, Category.DX, Element.DESCRIPTION, "GDPR-4-11"),
    (Pack.GDPR, Category.DX, Element.PURPOSE, "EDPB-GRAN"),
    (Pack.GDPR, Category.DX, Statement.DATA_RIGHTS, "GDPR-13"),
    (Pack.GDPR, Category.DX, Statement.MAY_STOP, "GDPR-7-3-a"),
    (Pack.GDPR, Category.DX, Statement.NOT_BACKWARDS, "GDPR-7-3-c"),
    (Pack.GDPR, Category.DX, Statement.CARE_STAYS, "GDPR-7-4"),
    (Pack.NY_HIV, Category.HIV, Bar.AUTHORIZATION, "ST-HIV-NY"),
    (Pack.NY_HIV, Category.HIV, Attachment.NY_HIV_STATEMENT, "ST-HIV-NY"),
    (Pack.IL_MENTAL_HEALTH, Category.GOALS, Statement.MAY_LOOK, "ST-MH-IL"),
    (Pack.IL_MENTAL_HEALTH, Category.GOALS, Element.WITNESS, "ST-MH-IL"),
    (Pack.DC_MENTAL_HEALTH, Category.GOALS, Statement.MAY_LOOK, "ST-MH-DC"),
    (Pack.DC_MENTAL_HEALTH, Category.GOALS, Attachment.CONSENT_COPY, "ST-MH-DC"),
    (Pack.CA, Category.DX, Statement.COPY, "ST-CA-5611"),
    (Pack.CA, Category.DX, Element.EXPIRY, "ST-CA-5611"),
    (Pack.VAWA, Category.ABUSE, Bar.AUTHORIZATION, "ST-VAWA"),
    (Pack.VAWA, Category.HOME, Element.EXPIRY, "ST-VAWA"),
    (Pack.VAWA, Category.CONTACT, Statement.CARE_STAYS, "ST-VAWA"),
    (Pack.VA_7332, Category.SUD, Bar.AUTHORIZATION, "ST-7332"),
    (Pack.VA_7332, Category.HIV, Element.SIGNATURE, "ST-7332"),
]


@pytest.mark.parametrize(("pack", "category", "what", "id"), ELEMENTS)
def test_a_pack_demands_what_its_law_says(pack: Pack, category: Category, what: str, id: str) -> None:
    assert (str(what), id) in demanded(pack, category)


def test_a_pack_says_its_law_its_place_and_when_it_was_compared_with_the_law() -> None:
    """ST-0."""
    assert set(PACKS) == set(Pack)
    for code, pack in PACKS.items():
        assert (pack.code, bool(pack.cite), bool(pack.jurisdiction)) == (code, True, True)
        assert date.fromisoformat(pack.version).isoformat() == pack.version


def test_only_hipaa_is_on_until_an_agency_switches_more_on() -> None:
    """ST-0."""
    assert {Pack.HIPAA} == DEFAULT_PACKS


def test_every_statement_of_hipaa_is_said_with_every_question() -> None:
    """HIPAA-B2-ii: an authorization with a statement missing would be void."""
    wanted = statements_of({Pack.HIPAA}, list(Category), Kind.EMPLOYER, SIGNED)

    assert wanted
    assert wanted <= ALWAYS_SAID


def test_part_2_wants_more_said_than_every_question_says() -> None:
    assert statements_of({Pack.PART2}, [Category.SUD], Kind.PROVIDER, SIGNED) - ALWAYS_SAID == {
        Statement.SUD_NAMED,
        Statement.NOT_AGAINST_YOU,
    }


@pytest.mark.parametrize(
    ("pack", "category", "kind"),
    [
        (Pack.PART2, Category.SUD, Kind.PROVIDER),
        (Pack.PART2_PROGRAM, Category.ATTEND, Kind.FAMILY),
        (Pack.NY_HIV, Category.HIV, Kind.PROVIDER),
        (Pack.IL_MENTAL_HEALTH, Category.DX, Kind.PAYER_PAYMENT),
        (Pack.DC_MENTAL_HEALTH, Category.DX, Kind.PAYER_PAYMENT),
        (Pack.HIPAA, Category.PSYNOTES, Kind.OWN_ATTORNEY),
    ],
)
def test_where_a_law_wants_a_signed_authorization_a_policy_is_not_enough(
    pack: Pack, category: Category, kind: Kind
) -> None:
    """SCOPE-2, ST-HIV-NY, ST-MH-IL, ST-MH-DC."""
    assert needs_authorization({pack}, [Category.CONTACT, category], kind, POLICY)


def test_hipaa_lets_a_plan_be_paid_without_an_authorization() -> None:
    assert not needs_authorization({Pack.HIPAA}, [Category.DX], Kind.PAYER_PAYMENT, POLICY)
    assert whats({Pack.HIPAA}, Category.DX, Kind.PAYER_PAYMENT, POLICY) == set()


def test_part_2_is_about_records_of_alcohol_and_drug_care_unless_the_whole_agency_is_such_a_program() -> None:
    """P2-13."""
    assert demanded(Pack.PART2, Category.DX) == set()
    assert demanded(Pack.PART2_PROGRAM, Category.DX) == demanded(Pack.PART2, Category.SUD)


@pytest.mark.parametrize("kind", [Kind.COURT_ORDER, Kind.POLICE])
def test_a_paper_of_the_court_alone_never_opens_part_2_records(kind: Kind) -> None:
    """P2-61."""
    assert ("consult", "P2-61") in demanded(Pack.PART2, Category.SUD, kind, LegalBasis.REQUIRED_BY_LAW)


@pytest.mark.parametrize("kind", [Kind.PAYER_PAYMENT, Kind.PAYER_REVIEW])
def test_in_the_district_a_plan_gets_administrative_facts_and_the_diagnosis(kind: Kind) -> None:
    """ST-MH-DC."""
    packs = {Pack.DC_MENTAL_HEALTH}

    may = {category for category in Category if "forbidden" not in whats(packs, category, kind, SIGNED)}

    assert may == {Category.CONTACT, Category.COVER, Category.ATTEND, Category.SERVICE, Category.DX}
    assert "forbidden" not in whats(packs, Category.PROGRESS, Kind.PROVIDER, SIGNED)


@pytest.mark.parametrize(
    ("pack", "days"), [(Pack.DC_MENTAL_HEALTH, 365), (Pack.CA, 365), (Pack.HIPAA, None), (Pack.IL_MENTAL_HEALTH, None)]
)
def test_some_laws_say_how_long_a_yes_may_run(pack: Pack, days: int | None) -> None:
    """ST-MH-DC, ST-CA-5611."""
    limits = rule_of({pack}, Category.DX, Kind.SCHOOL, SIGNED).limits

    assert [limit.longest for limit in limits] == ([] if days is None else [timedelta(days=days)])


@pytest.mark.parametrize(
    ("packs", "category", "age", "who"),
    [
        ({Pack.HIPAA}, Category.DX, 40, set()),
        ({Pack.HIPAA}, Category.DX, 15, {Signer.GUARDIAN}),
        ({Pack.HIPAA}, Category.MINORCARE, 15, {Signer.CLIENT}),
        ({Pack.PART2}, Category.SUD, 15, {Signer.CLIENT, Signer.GUARDIAN}),
        ({Pack.PART2}, Category.SUD, 18, set()),
        ({Pack.IL_MENTAL_HEALTH}, Category.DX, 11, set()),
        ({Pack.IL_MENTAL_HEALTH}, Category.DX, 12, {Signer.CLIENT}),
        ({Pack.IL_MENTAL_HEALTH, Pack.HIPAA}, Category.DX, 17, {Signer.CLIENT, Signer.GUARDIAN}),
        ({Pack.GDPR}, Category.DX, 15, {Signer.GUARDIAN}),
        ({Pack.GDPR}, Category.MINORCARE, 15, set()),
    ],
)
def test_who_has_to_say_yes_for_a_young_client(
    packs: set[Pack], category: Category, age: int, who: set[Signer]
) -> None:
    """HIPAA-PR-1, HIPAA-PR-2, P2-14, ST-MH-IL, ST-MINOR, GDPR-8."""
    rules = rule_of(packs, category, Kind.SCHOOL, SIGNED).signers

    assert {rule.signer for rule in rules if rule.binds(age)} == who


def as_strict(one: Rule, other: Rule) -> bool:
    """Whether whoever satisfies `one` satisfies `other` too."""
    return (
        all(each in one.demands for each in other.demands)
        and all(each in one.signers for each in other.signers)
        and all(any(mine.longest <= each.longest for mine in one.limits) for each in other.limits)
    )


@given(
    packs=st.sets(st.sampled_from(Pack)),
    category=st.sampled_from(Category),
    kind=st.sampled_from(Kind),
    basis=st.sampled_from(LegalBasis),
)
def test_several_packs_are_never_looser_than_any_of_them(
    packs: set[Pack], category: Category, kind: Kind, basis: LegalBasis
) -> None:
    """SCOPE-3."""
    together = rule_of(packs, category, kind, basis)

    assert all(as_strict(together, PACKS[pack].rule(category, kind, basis)) for pack in packs)


@given(
    fewer=st.sets(st.sampled_from(Pack)),
    more=st.sets(st.sampled_from(Pack)),
    category=st.sampled_from(Category),
    kind=st.sampled_from(Kind),
)
def test_switching_a_pack_on_never_loosens_anything(
    fewer: set[Pack], more: set[Pack], category: Category, kind: Kind
) -> None:
    """SCOPE-3."""
    assert as_strict(rule_of(fewer | more, category, kind, SIGNED), rule_of(fewer, category, kind, SIGNED))


def test_a_stricter_rule_is_seen_as_stricter() -> None:
    hipaa, both = (
        rule_of({Pack.HIPAA}, Category.DX, Kind.SCHOOL, SIGNED),
        rule_of(set(Pack), Category.DX, Kind.SCHOOL, SIGNED),
    )

    assert as_strict(both, hipaa)
    assert not as_strict(hipaa, both)

"""What an agency has to have told follows from its laws; the age at which a child says yes stays in its bounds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.categories import Category
from consent.circumstances import Circumstances
from consent.gate_codes import Verdict
from consent.packs.rule import Pack, Signer
from consent.request import Item
from consent.told import CHECKED_FOR, Told, is_stale, wanted, wants_part2_notice
from tests.consent.cases import HALF_YEAR, request
from tests.consent.lawful import SUD, ask, found, given_yes, under

DX = Item(Category.DX, HALF_YEAR)
NOBODY_ELSE = frozenset({Signer.CLIENT})


@pytest.mark.parametrize(
    ("packs", "told"),
    [
        ((), {Told.POLICY}),
        ((Pack.HIPAA,), {Told.POLICY, Told.NPP, Told.COMPLAINTS}),
        ((Pack.PART2,), {Told.POLICY, Told.PART2}),
        ((Pack.GDPR, Pack.CA), {Told.POLICY, Told.COMPLAINTS, Told.AUTHORITY}),
    ],
)
def test_each_law_wants_its_own_notices(packs: tuple[Pack, ...], told: set[Told]) -> None:
    """HIPAA-520-1, HIPAA-COMPL, P2-22, GDPR-13, TG-13."""
    assert wanted(packs) == told


@given(st.frozensets(st.sampled_from(Pack)), st.sampled_from(Pack))
def test_one_law_more_never_wants_less(packs: frozenset[Pack], one: Pack) -> None:
    assert wanted(packs) <= wanted(packs | {one})


@pytest.mark.parametrize(
    ("packs", "item", "wants"),
    [
        ((Pack.HIPAA,), SUD, False),
        ((Pack.PART2,), SUD, True),
        ((Pack.PART2,), DX, False),
        ((Pack.PART2_PROGRAM,), DX, True),
    ],
)
def test_the_part2_notice_is_for_those_whom_it_is_about(packs: tuple[Pack, ...], item: Item, wants: bool) -> None:
    """P2-22."""
    assert wants_part2_notice(packs, request(items=(item,))) is wants


def test_a_number_is_stale_after_180_days_and_not_on_the_last_of_them() -> None:
    """SAFE-8."""
    today = date(2027, 7, 5)

    assert not is_stale(today - CHECKED_FOR, today)
    assert is_stale(today - CHECKED_FOR - timedelta(days=1), today)


def gdpr(age: int, own: int | None) -> Circumstances:
    return under(Pack.GDPR, age=age, child_age=own, signers=NOBODY_ELSE)


@pytest.mark.parametrize(
    ("age", "own", "alone"),
    [
        (15, None, False),
        (16, None, True),
        (13, 14, False),
        (14, 14, True),
        (12, 9, False),
        (13, 9, True),
        (15, 18, False),
    ],
)
def test_below_the_age_of_the_country_somebody_else_says_yes_for_a_child(
    age: int, own: int | None, *, alone: bool
) -> None:
    """GDPR-8: 13 to 16 by member state, 16 where nothing is set; beyond these bounds nothing moves it."""
    answer = ask(given_yes(DX), gdpr(age, own))

    assert (answer.verdict is Verdict.ALLOW) is alone
    assert (("GDPR-8", "other_signer") in found(answer)) is not alone


def test_a_representative_may_say_yes_for_a_child_below_that_age() -> None:
    """GDPR-8."""
    around = under(Pack.GDPR, age=12, signers=frozenset({Signer.GUARDIAN}), authority_proved=True)

    assert ask(given_yes(DX), around).verdict is Verdict.ALLOW


def test_no_country_lowers_the_age_of_another_law() -> None:
    """HIPAA-PR-1 keeps its eighteen years."""
    answer = ask(given_yes(DX), under(Pack.HIPAA, Pack.GDPR, age=15, child_age=13, signers=NOBODY_ELSE))

    assert {id for id, _ in found(answer)} == {"HIPAA-PR-1"}

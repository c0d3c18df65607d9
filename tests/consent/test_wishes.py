"""What a client may wish: which limits bind the gate, who they are about, and how long a record stays."""

from datetime import date

import pytest

from consent.categories import Category
from consent.minimum import Kind
from consent.request import Item, Period
from consent.wishes import (
    KINDS,
    Limit,
    Paid,
    Whom,
    WishState,
    keep_until,
    limit_from_dict,
    limit_to_dict,
    paid_days,
)

TODAY = date(2027, 7, 5)
JULY = Period(date(2027, 7, 1), date(2027, 7, 31))
VISITS = Item(Category.ATTEND, JULY)
PAID = Limit(Whom.PLAN, paid=JULY)


def test_visits_paid_in_full_are_kept_from_the_plan_from_the_moment_of_the_wish() -> None:
    """HIPAA-522-1, P2-26."""
    assert {state: PAID.binds(state) for state in WishState} == {
        WishState.WAITING: True,
        WishState.AGREED: True,
        WishState.REFUSED: False,
        WishState.LIFTED: False,
        WishState.DONE: False,
    }
    hits = {kind for kind in Kind if PAID.restriction().hits(kind, VISITS)}
    assert hits == {Kind.PAYER_PAYMENT, Kind.PAYER_REVIEW}
    june = Item(Category.ATTEND, Period(date(2027, 6, 1), date(2027, 6, 30)))
    assert not PAID.restriction().hits(Kind.PAYER_PAYMENT, june)


def test_any_other_limit_binds_once_the_agency_agreed() -> None:
    """P2-26."""
    limit = Limit(Whom.FAMILY, Category.DX)

    assert [state for state in WishState if limit.binds(state)] == [WishState.AGREED]
    assert limit.restriction().hits(Kind.FAMILY, Item(Category.DX, JULY))
    assert not limit.restriction().hits(Kind.FAMILY, VISITS)
    assert not limit.restriction().hits(Kind.SCHOOL, Item(Category.DX, JULY))


def test_a_limit_for_anyone_and_everything_leaves_nobody_out() -> None:
    limit = Limit(Whom.ANYONE).restriction()

    assert all(limit.hits(kind, Item(category, JULY)) for kind in Kind for category in Category)


def test_no_asker_belongs_to_two_groups() -> None:
    kinds = [kind for group in KINDS.values() if group for kind in group]

    assert len(kinds) == len(set(kinds))
    assert set(KINDS) == set(Whom)


@pytest.mark.parametrize("limit", [PAID, Limit(Whom.WORK, Category.MEDS), Limit(Whom.ANYONE)])
def test_a_limit_comes_back_as_it_was_kept(limit: Limit) -> None:
    assert limit_from_dict(limit_to_dict(limit)) == limit


def test_a_limit_that_this_version_does_not_know_is_refused_and_not_overlooked() -> None:
    with pytest.raises(ValueError):
        limit_from_dict({"whom": "the moon", "category": None, "first": None, "last": None})


@pytest.mark.parametrize(
    ("paid", "first", "last"),
    [
        (Paid.THIS_MONTH, date(2027, 7, 1), date(2027, 7, 31)),
        (Paid.LAST_3, date(2027, 4, 4), TODAY),
        (Paid.LAST_12, date(2026, 7, 4), TODAY),
        (Paid.FROM_NOW, TODAY, date(9999, 12, 31)),
    ],
)
def test_the_days_that_a_client_paid_for(paid: Paid, first: date, last: date) -> None:
    assert paid_days(paid, TODAY) == Period(first, last)


def test_a_record_is_kept_six_years_from_the_last_day_it_counted() -> None:
    """HIPAA-530j."""
    assert keep_until([date(2027, 1, 1), date(2027, 12, 31), date(2026, 5, 5)]) == date(2033, 12, 31)
    assert keep_until([date(2028, 2, 29)]) == date(2034, 2, 28)
    assert keep_until([date(9999, 1, 1)]) == date(9999, 12, 31)


def test_where_nothing_was_ever_asked_no_law_keeps_anything() -> None:
    assert keep_until([]) is None

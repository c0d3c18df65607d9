"""By when a wish is answered, that it takes longer at most once, and when an accounting is free."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.deadlines import LONGER, MAY_TAKE_LONGER, due, due_after_extension, is_free, months_later
from consent.packs.rule import DEFAULT_PACKS, Pack
from consent.wishes import Right

NOW = datetime(2027, 7, 5, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
EUROPE = DEFAULT_PACKS | {Pack.GDPR}
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - given UTC

#: The days to answer under HIPAA alone, and with the law of Europe on top, asked on July 5.
DAYS: dict[Right, tuple[int, int]] = {
    Right.COPY: (30, 30),
    Right.ACCOUNT: (60, 31),
    Right.LIMIT: (30, 30),
    Right.REACH: (30, 30),
    Right.ERASE: (30, 30),
}


@pytest.mark.parametrize("right", Right)
def test_each_right_has_its_time_and_the_strictest_law_counts(right: Right) -> None:
    """HIPAA-524-1, HIPAA-528-4, GDPR-12."""
    found = tuple((due(right, NOW, packs) - NOW).days for packs in (DEFAULT_PACKS, EUROPE))

    assert found == DAYS[right]


def test_a_month_is_never_longer_than_the_calendar_makes_it() -> None:
    """GDPR-12."""
    last_of_january = datetime(2027, 1, 31, 12, tzinfo=UTC)

    assert due(Right.COPY, last_of_january, EUROPE) == datetime(2027, 2, 28, 12, tzinfo=UTC)
    assert months_later(datetime(2027, 12, 31, tzinfo=UTC), 2) == datetime(2028, 2, 29, tzinfo=UTC)


@pytest.mark.parametrize("right", Right)
def test_only_a_copy_and_an_accounting_may_take_longer_and_only_once_and_in_time(right: Right) -> None:
    """HIPAA-524-1, HIPAA-528-4."""
    end = NOW + 30 * DAY
    longer = due_after_extension(right, end, end, extended_at=None)

    assert longer == (end + LONGER if right in MAY_TAKE_LONGER else None)
    assert {Right.COPY, Right.ACCOUNT} == MAY_TAKE_LONGER
    assert due_after_extension(right, end, NOW, extended_at=NOW) is None
    assert due_after_extension(right, end, end + timedelta(seconds=1), extended_at=None) is None


def test_the_first_accounting_in_twelve_months_is_free() -> None:
    """HIPAA-528-4."""
    assert is_free([], NOW)
    assert not is_free([NOW - 364 * DAY], NOW)
    assert is_free([NOW - 365 * DAY], NOW)
    assert not is_free([NOW - 800 * DAY, NOW - DAY], NOW)


@given(asked=INSTANTS, right=st.sampled_from(Right))
def test_a_further_law_never_gives_the_agency_more_time(asked: datetime, right: Right) -> None:
    assert asked < due(right, asked, EUROPE) <= due(right, asked, DEFAULT_PACKS)


@given(at=INSTANTS, months=st.integers(0, 30))
def test_months_later_is_in_the_right_month_at_the_same_hour(at: datetime, months: int) -> None:
    later = months_later(at, months)

    assert (later.year * 12 + later.month) - (at.year * 12 + at.month) == months
    assert later.timetz() == at.timetz()
    assert later.day <= at.day

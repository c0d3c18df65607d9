"""Reminders are few, far apart, never at night, and never after an answer."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.cadence import (
    SPACING,
    Due,
    Nudge,
    after_reminder,
    end_of_day,
    first_reminder,
    lapse_instant,
    reminder_due,
)
from consent.quiet import QuietHours, next_open_instant
from consent.request import Case
from consent.states import State
from tests.consent.cases import NOW, QUIET, case_in, is_quiet

NEW_YORK = ZoneInfo("America/New_York")
# Clocks that change at night, at midnight, by half an hour, by a whole day, and by an odd offset.
ZONES = [
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Atlantic/Azores",
    "Pacific/Apia",
    "Asia/Kathmandu",
]
MIDNIGHTS = [date(2011, 12, 29), date(2018, 11, 3), date(2026, 3, 7), date(2026, 3, 28), date(2026, 10, 24)]


def local(text: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def due(case: Case, now: datetime = NOW, *, silenced: bool = False, quiet: QuietHours = QUIET) -> Nudge:
    return reminder_due(case, now, silenced=silenced, quiet=quiet, zone=NEW_YORK)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-23T20:59", "2026-11-23T20:59"),
        ("2026-11-23T21:00", "2026-11-24T09:00"),
        ("2026-11-24T03:00", "2026-11-24T09:00"),
        ("2026-11-24T08:59:59.999999", "2026-11-24T09:00"),
        ("2026-11-24T09:00", "2026-11-24T09:00"),
        ("2026-03-07T22:00", "2026-03-08T09:00"),  # the night is an hour shorter
        ("2026-10-31T22:00", "2026-11-01T09:00"),  # the night is an hour longer
    ],
)
def test_at_night_it_waits_for_the_morning_of_the_client(at: str, opens: str) -> None:
    assert next_open_instant(local(at), QUIET, NEW_YORK) == local(opens)


def test_quiet_hours_within_one_day_work_too() -> None:
    noon = QuietHours(time(12), time(14))

    assert next_open_instant(local("2026-11-23T13:00"), noon, NEW_YORK) == local("2026-11-23T14:00")
    assert next_open_instant(local("2026-11-23T23:00"), noon, NEW_YORK) == local("2026-11-23T23:00")


def test_equal_ends_mean_no_quiet_hours() -> None:
    assert next_open_instant(NOW, QuietHours(time(9), time(9)), NEW_YORK) == NOW


def test_quiet_hours_that_end_in_the_missing_hour_end_when_the_clock_jumps() -> None:
    quiet = QuietHours(time(1), time(2, 30))

    assert next_open_instant(local("2026-03-08T01:15"), quiet, NEW_YORK) == local("2026-03-08T03:00")


@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    midnight=st.sampled_from(MIDNIGHTS),
    minutes=st.integers(0, 3 * 24 * 60),
    start=st.times(),
    end=st.times(),
)
def test_the_next_open_instant_is_the_first_one_outside_the_quiet_hours(
    zone: ZoneInfo, midnight: date, minutes: int, start: time, end: time
) -> None:
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    at = datetime.combine(midnight, time(), tzinfo=UTC) + timedelta(minutes=minutes)
    step = at
    while is_quiet(step.astimezone(zone).time(), QuietHours(start, end)):
        step += timedelta(minutes=1)

    assert next_open_instant(at, QuietHours(start, end), zone) == step


def test_the_first_reminder_comes_on_day_two_and_not_at_night() -> None:
    assert first_reminder(local("2026-11-23T10:00"), QUIET, NEW_YORK) == local("2026-11-25T10:00")
    assert first_reminder(local("2026-11-23T22:00"), QUIET, NEW_YORK) == local("2026-11-26T09:00")


def test_the_second_reminder_comes_five_days_later_and_is_the_last() -> None:
    first = local("2026-11-25T10:00")
    once = after_reminder(case_in(State.ASKED).standing, first, QUIET, NEW_YORK)
    twice = after_reminder(once, local("2026-11-30T10:00"), QUIET, NEW_YORK)

    assert (once.reminders_sent, once.next_reminder_at) == (1, local("2026-11-30T10:00"))
    assert (twice.reminders_sent, twice.next_reminder_at) == (2, None)
    assert once.version == twice.version == case_in(State.ASKED).standing.version


def test_a_reminder_goes_out_when_its_time_has_come() -> None:
    assert due(case_in(State.ASKED, next_reminder_at=NOW)) == Nudge(Due.SEND)


def test_a_reminder_waits_for_its_time() -> None:
    later = NOW + timedelta(hours=1)

    assert due(case_in(State.ASKED, next_reminder_at=later)) == Nudge(Due.NOT_YET, later)


def test_a_reminder_that_comes_late_at_night_waits_for_the_morning() -> None:
    night = local("2026-11-23T23:30")

    assert due(case_in(State.ASKED, next_reminder_at=NOW), night) == Nudge(Due.NOT_YET, local("2026-11-24T09:00"))


def test_nobody_is_nudged_while_their_own_question_is_open() -> None:
    nudge = due(case_in(State.ASKED, next_reminder_at=NOW, open_questions=1))

    assert nudge == Nudge(Due.NOT_YET, NOW + SPACING)


@pytest.mark.parametrize("state", [state for state in State if state is not State.ASKED])
def test_only_an_unanswered_question_is_ever_brought_up_again(state: State) -> None:
    assert due(case_in(state, next_reminder_at=NOW)) == Nudge(Due.NEVER)


@pytest.mark.parametrize(
    "case",
    [
        case_in(State.ASKED, next_reminder_at=None),
        case_in(State.ASKED, next_reminder_at=NOW, reminders_stopped=True),
        case_in(State.ASKED, next_reminder_at=NOW, reminders_sent=2),
        case_in(State.ASKED, next_reminder_at=NOW, lapses_at=NOW),
    ],
    ids=["none planned", "no more reminders", "two were sent", "over"],
)
def test_what_ends_the_reminders(case: Case) -> None:
    assert due(case) == Nudge(Due.NEVER)


def test_a_client_who_must_not_be_written_to_gets_no_reminder() -> None:
    assert due(case_in(State.ASKED, next_reminder_at=NOW), silenced=True) == Nudge(Due.NEVER)


@pytest.mark.parametrize(
    ("zone", "day", "ends"),
    [
        ("America/New_York", date(2026, 12, 31), "2027-01-01T05:00:00+00:00"),
        ("America/New_York", date(2026, 11, 1), "2026-11-02T05:00:00+00:00"),  # a day of 25 hours
        ("America/Sao_Paulo", date(2018, 11, 3), "2018-11-04T03:00:00+00:00"),  # the next midnight does not exist
        ("Atlantic/Azores", date(2026, 10, 24), "2026-10-25T00:00:00+00:00"),  # the next midnight comes twice
    ],
)
def test_a_day_ends_where_the_agency_is(zone: str, day: date, ends: str) -> None:
    assert end_of_day(day, ZoneInfo(zone)).isoformat() == ends


@given(zone=st.sampled_from(ZONES).map(ZoneInfo), day=st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_after_the_end_of_a_day_it_is_a_later_day(zone: ZoneInfo, day: date) -> None:
    end = end_of_day(day, zone)

    assert end.astimezone(zone).date() > day
    assert (end - timedelta(seconds=1)).astimezone(zone).date() <= day


def test_a_question_lapses_at_the_end_of_the_day_they_named_or_after_two_weeks() -> None:
    assert lapse_instant(NOW, date(2026, 12, 20), NEW_YORK) == local("2026-12-21T00:00")
    assert lapse_instant(NOW, None, NEW_YORK) == NOW + timedelta(days=14)

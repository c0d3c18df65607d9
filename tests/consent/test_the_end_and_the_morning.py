"""The news that a consent soon ends comes once and in time; the morning list comes on workday mornings only."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent import steps
from consent.cadence import (
    SPACING,
    Due,
    Nudge,
    digest_until,
    expiring_instant,
    next_digest,
    reminder_due,
)
from consent.decide import decide
from consent.decision import Effect
from consent.notices import Notice
from consent.quiet import QuietHours, may_speak_at, next_open_instant, quiet_hours
from consent.replies import Deny, Grant, Postpone, Revoke
from consent.request import Case
from consent.states import STANDING, State
from tests.consent.cases import NOW, QUIET, case_in, is_quiet, request

NEW_YORK = ZoneInfo("America/New_York")
ZONES = st.sampled_from(
    ["UTC", "America/New_York", "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Pacific/Apia", "Asia/Kathmandu"]
).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2018, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis takes naive bounds and adds the zone
HOURS = st.lists(st.integers(1, 24 * 9), max_size=30)


def asked(ends_on: date, *, one_time: bool = False, zone: ZoneInfo = NEW_YORK, now: datetime = NOW) -> Case:
    """A question that was put and explained at `now`."""
    of = request(ends_on=ends_on, answer_by=None, one_time=one_time)
    sent = steps.send(Case(of, replace(case_in(State.DRAFT).standing)), now, zone=zone, quiet=QUIET, client_zone=zone)
    return Case(of, steps.explain(Case(of, sent.standing), now).standing)


def granted(ends_on: date, *, one_time: bool = False, zone: ZoneInfo = NEW_YORK, now: datetime = NOW) -> Case:
    case = asked(ends_on, one_time=one_time, zone=zone, now=now)
    given_yes = decide(case, Grant(), seen=case.standing.version, now=now, zone=zone)
    assert given_yes.effect is Effect.APPLIED
    return Case(case.request, given_yes.standing)


def test_both_are_told_two_weeks_before_the_end_in_the_morning() -> None:
    case = granted(date(2027, 2, 28))

    assert case.standing.expiring_at == datetime(2027, 2, 14, 9, tzinfo=NEW_YORK)


def test_a_consent_for_a_month_is_announced_too_and_a_short_or_one_time_one_is_not() -> None:
    assert granted(date(2026, 12, 23)).standing.expiring_at is not None
    assert granted(date(2026, 12, 8)).standing.expiring_at is None
    assert granted(date(2026, 12, 1)).standing.expiring_at is None
    assert granted(date(2027, 2, 28), one_time=True).standing.expiring_at is None


def test_an_end_that_the_client_chose_is_the_one_that_is_announced() -> None:
    case = asked(date(2027, 6, 30))
    sooner = decide(case, Grant(ends_on=date(2027, 1, 31)), seen=case.standing.version, now=NOW, zone=NEW_YORK).standing

    assert sooner.expiring_at == datetime(2027, 1, 17, 9, tzinfo=NEW_YORK)


@pytest.mark.parametrize("reply", [Deny(), Revoke()])
def test_nobody_hears_of_the_end_of_what_was_stopped(reply: Deny | Revoke) -> None:
    case = granted(date(2027, 2, 28))
    stopped = decide(case, reply, seen=case.standing.version, now=NOW).standing

    assert stopped.expiring_at is None
    later = Case(case.request, replace(stopped, expiring_at=NOW))
    assert steps.tell_of_the_end(later, NOW).effect is Effect.ALREADY


def test_stopping_a_part_keeps_the_news_of_the_end_of_the_rest() -> None:
    case = granted(date(2027, 2, 28))
    part = decide(case, Revoke(frozenset({0})), seen=case.standing.version, now=NOW).standing

    assert part.expiring_at == case.standing.expiring_at


@given(zone=ZONES, start=MOMENTS, days=st.integers(1, 400), hours=HOURS)
def test_the_news_of_an_end_comes_at_most_once_before_the_end_and_never_after(
    zone: ZoneInfo, start: datetime, days: int, hours: list[int]
) -> None:
    """However long the machine sleeps between two ticks; `hours` are its sleeps."""
    case = granted(start.astimezone(zone).date() + timedelta(days=days), zone=zone, now=start)
    planned, end = case.standing.expiring_at, case.standing.expires_at
    now, told, chances = start, [], 0
    assert end is not None
    for sleep in hours:
        now += timedelta(hours=sleep)
        chances += planned is not None and planned <= now < end
        passed = steps.pass_time(case, now)
        case = case if passed is None else Case(case.request, passed.standing)
        news = steps.tell_of_the_end(case, now)
        case = Case(case.request, news.standing)
        told += [now] if news.effect is Effect.APPLIED else []
        assert news.effect is not Effect.APPLIED or set(news.notices) == {Notice.EXPIRING, Notice.ENDS_SOON}

    assert len(told) == min(chances, 1)
    assert all(planned is not None and planned <= at < end for at in told)
    assert (case.standing.state in STANDING) == (now < end)


@given(zone=ZONES, now=MOMENTS, days=st.integers(0, 400))
def test_the_news_of_an_end_is_planned_between_the_yes_and_the_end(zone: ZoneInfo, now: datetime, days: int) -> None:
    case = granted(now.astimezone(zone).date() + timedelta(days=days + 1), zone=zone, now=now)
    at, end = expiring_instant(case.request, case.standing, now, zone), case.standing.expires_at

    assert end is not None
    assert at is None or now + SPACING <= at < end - timedelta(days=14)
    assert (at is None) <= (days < 17)


@given(zone=ZONES, now=MOMENTS)
def test_the_morning_list_comes_on_workdays_at_half_past_eight(zone: ZoneInfo, now: datetime) -> None:
    at = next_digest(now, zone).astimezone(zone)

    assert at > now
    assert at - now <= timedelta(days=4)
    assert at.weekday() < 5
    assert (at.time(), digest_until(at, zone) is not None) == (time(8, 30), True)


@given(zone=ZONES, now=MOMENTS)
def test_the_morning_list_is_said_in_the_morning_of_a_workday_or_not_at_all(zone: ZoneInfo, now: datetime) -> None:
    local, until = now.astimezone(zone), digest_until(now, zone)
    morning = local.weekday() < 5 and time(8, 30) <= local.time() < time(12)

    assert (until is not None) == morning
    assert until is None or (now < until and until.astimezone(zone).date() == local.date())


@given(zone=ZONES, now=MOMENTS, start=st.times(), end=st.times())
def test_it_may_be_spoken_exactly_outside_the_quiet_hours(
    zone: ZoneInfo, now: datetime, start: time, end: time
) -> None:
    quiet = QuietHours(start, end)

    assert may_speak_at(now, quiet, zone) == (next_open_instant(now, quiet, zone) == now)
    assert may_speak_at(next_open_instant(now, quiet, zone), quiet, zone)


def test_the_hours_a_client_chose_take_the_place_of_the_usual_ones() -> None:
    evening = quiet_hours("evening", QUIET)

    assert quiet_hours(None, QUIET) == quiet_hours("any", QUIET) == QUIET
    assert is_quiet(time(16, 59), evening)
    assert not is_quiet(time(17), evening)


def nudge(now: datetime, resting: datetime | None) -> Nudge:
    case = case_in(State.ASKED, next_reminder_at=NOW, lapses_at=NOW + timedelta(days=30))
    return reminder_due(case, now, silenced=False, quiet=QUIET, zone=NEW_YORK, resting_until=resting)


def test_a_reminder_waits_through_a_pause_and_two_days_more() -> None:
    pause_ends = NOW + timedelta(hours=24)

    assert nudge(NOW, pause_ends) == Nudge(Due.NOT_YET, pause_ends + SPACING)
    assert nudge(pause_ends + timedelta(hours=1), pause_ends).due is Due.NOT_YET
    assert nudge(pause_ends + SPACING, pause_ends) == Nudge(Due.SEND)


def test_a_pause_without_an_end_is_looked_at_again_and_never_spoken_into() -> None:
    assert nudge(NOW, NOW) == Nudge(Due.NOT_YET, NOW + SPACING)


def test_an_hour_that_the_client_chose_is_kept_unless_it_is_missed() -> None:
    hour = NOW + timedelta(hours=20)
    case = case_in(State.ASKED, next_reminder_at=NOW + timedelta(hours=30))
    chosen = Case(case.request, decide(case, Postpone(hour), seen=0, now=NOW).standing)

    assert steps.space_reminder(chosen, NOW).effect is Effect.ALREADY
    assert steps.space_reminder(chosen, hour).standing.next_reminder_at == hour + SPACING
    assert steps.space_reminder(case, NOW).standing.next_reminder_at == NOW + SPACING

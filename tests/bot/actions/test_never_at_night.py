"""Any way of living with the bot, on a real database: nobody is written to at night, or too often, or after a no."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens import Screen
from consent.quiet import QuietHours, may_speak_at
from consent.request import Case
from consent.states import STANDING
from db.ledger import messages
from tests.bot.actions.walks import Walk, hours_of, pages_of, walk

AGENCIES = st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])
ZONES = st.sampled_from([None, "America/Los_Angeles", "Africa/Cairo", "America/Sao_Paulo", "Pacific/Apia"])
WINDOWS = st.sampled_from([None, None, "any", "morning", "evening"])
# Days just before clocks change somewhere, with their hours.
STARTS = st.builds(
    datetime.combine,
    st.sampled_from([date(2018, 11, 2), date(2026, 3, 6), date(2026, 3, 27), date(2026, 10, 23)]),
    st.times(),
    st.just(UTC),
)
TEXTS = ["1", "2", "3", "4", "no", "later", "hello", "who got what"]
COMMANDS = ["/menu", "/settings", "/stop", "/choices", "/question"]
PAUSES = ["/hide", "stop", "blocks", "I want to die"]
OURS = ["asked", "is answered", "letter"]
ACTS = st.sampled_from(["nothing"] * 10 + PAUSES * 3 + ["asked", "says yes", "unblocks", *OURS, *TEXTS, *COMMANDS])
#: Hours until the next thing happens, and whether the machine was up meanwhile.
STEPS = st.lists(st.tuples(ACTS, st.sampled_from([0, 1, 13, 26, 50, 74, 122]), st.booleans()), min_size=6, max_size=12)


def look_at_everything(walk: Walk, agency: ZoneInfo) -> None:
    """No row for the client may be said at night unless it answers them; no list comes but on a workday morning."""
    known: list[tuple[QuietHours, ZoneInfo]] = []
    walk.do(lambda turn: known.append(hours_of(turn)))
    hours, zone = known[0]
    for row in walk.rows():
        if row.audience == "client" and not row.answers:
            held = row.not_before - row.created_at > messages.HELD
            assert held or may_speak_at(row.not_before, hours, zone), row.kind
        if row.kind == Screen.DIGEST:
            local = row.not_before.astimezone(agency)
            assert local.weekday() < 5
            assert time(8, 30) <= local.time() < time(12)
            assert row.not_after is not None
            assert row.not_after.astimezone(agency).time() == time(12)
            assert row.promise == "reminder"
    look_at_ends(walk)


def look_at_ends(walk: Walk) -> None:
    """The news of an end: once for each consent, before it, and never said after it."""
    for kind in (Screen.EXPIRING, Screen.ALERT_EXPIRING):
        news = [row for row in walk.rows() if row.kind == kind]
        assert len({row.request_id for row in news}) == len(news)
        assert all(row.not_after is not None or kind is Screen.ALERT_EXPIRING for row in news)


@settings(max_examples=40)
@given(agency=AGENCIES, zone=ZONES, window=WINDOWS, start=STARTS, steps=STEPS)
def test_whatever_happens_nobody_is_written_to_at_night_too_often_or_against_their_wish(
    pytestconfig: pytest.Config,
    agency: str,
    zone: str | None,
    window: str | None,
    start: datetime,
    steps: list[tuple[str, int, bool]],
) -> None:
    with walk(pytestconfig, start, agency, zone, window) as going:
        going.act("asked")
        going.act("asked")
        for what, hours, awake in steps:
            going.act(what)
            if awake:
                going.say()
            going.now += timedelta(hours=hours)
            going.tick()
        look_at_everything(going, ZoneInfo(agency))


@settings(max_examples=10)
@given(agency=AGENCIES, start=STARTS, sleeps=st.lists(st.integers(1, 240), min_size=6, max_size=20))
def test_a_consent_that_runs_is_announced_exactly_once_however_long_the_machine_sleeps(
    pytestconfig: pytest.Config, agency: str, start: datetime, sleeps: list[int]
) -> None:
    with walk(pytestconfig, start, agency, None, None) as going:
        going.act("asked")
        going.act("says yes")
        standing: list[Case] = []
        going.do(lambda turn: standing.extend(page.case for page in pages_of(turn, *STANDING)))
        planned, end = standing[0].standing.expiring_at, standing[0].standing.expires_at
        assert planned is not None
        assert end is not None
        going.now = planned - timedelta(hours=100)
        ticks = []
        for hours in sleeps:
            going.now += timedelta(hours=hours)
            ticks.append(going.now)
            going.tick()
            going.say()
        in_time = any(planned <= tick < end for tick in ticks)
        for kind in (Screen.EXPIRING, Screen.ALERT_EXPIRING):
            assert len([row for row in going.rows() if row.kind == kind]) == in_time
        look_at_everything(going, ZoneInfo(agency))

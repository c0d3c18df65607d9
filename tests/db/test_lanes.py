"""The pace on both engines: one message a second in a chat, one budget for all workers, and what we are asked for."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlmodel import Session, select

from db import lanes
from db.engine import Database
from db.tables import Lane

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
GAP = SECOND / 25


@pytest.fixture
async def other(store_url: str) -> AsyncIterator[Database]:
    """Another worker on the same database."""
    opened = Database.open(store_url)
    yield opened
    await opened.close()


async def allowed(db: Database, now: datetime = NOW) -> int:
    return await db.write(lambda session: lanes.allowance(session, now, GAP))


async def spend(db: Database, count: int, now: datetime = NOW) -> None:
    await db.write(lambda session: lanes.spend(session, now, GAP, count))


async def lane(db: Database, key: bytes) -> Lane | None:
    def read(session: Session) -> Lane | None:
        return session.exec(select(Lane).where(Lane.chat_key == key)).first()

    return await db.read(read)


async def test_after_a_rest_a_fifth_of_a_second_may_leave_at_once_and_then_twenty_five_a_second(
    database: Database,
) -> None:
    now, left = NOW, 0
    while now < NOW + SECOND:
        count = await allowed(database, now)
        await spend(database, count, now)
        left, now = left + count, now + GAP / 3
    assert 25 <= left <= 30


async def test_an_idle_night_saves_nothing_up(database: Database) -> None:
    at_rest = await allowed(database)
    await spend(database, 1)
    assert await allowed(database, NOW + timedelta(hours=9)) == at_rest


async def test_two_workers_share_one_budget(database: Database, other: Database) -> None:
    whole = await allowed(database)
    await spend(database, whole)
    assert await allowed(other) == 0
    await spend(other, 10)  # What another worker takes ahead holds for everybody.
    assert await allowed(database, NOW + 10 * GAP) == 0
    assert await allowed(database, NOW + 11 * GAP) == 1


async def test_a_pause_that_telegram_asked_for_outlives_a_restart(store_url: str) -> None:
    first = Database.open(store_url)
    await first.write(lambda session: lanes.pause(session, NOW, NOW + 30 * SECOND))
    await first.close()
    second = Database.open(store_url)
    try:
        assert await allowed(second, NOW + 29 * SECOND) == 0
        assert await allowed(second, NOW + 30 * SECOND) == 1
    finally:
        await second.close()


async def test_a_shorter_pause_never_ends_a_longer_one(database: Database) -> None:
    for seconds in (30, 5):
        await database.write(partial(lanes.pause, now=NOW, until=NOW + seconds * SECOND))
    assert await allowed(database, NOW + 29 * SECOND) == 0


async def test_a_chat_rests_and_is_held_until_the_later_of_all_reasons(database: Database) -> None:
    def write(session: Session) -> None:
        lanes.rest(session, [b"a", b"b"], NOW + 2 * SECOND)
        lanes.rest(session, [b"a"], NOW + SECOND)
        lanes.hold(session, [(b"a", NOW + 9 * SECOND), (b"a", NOW + 3 * SECOND)], NOW)
        lanes.hold(session, [(b"c", NOW + SECOND)], NOW)

    await database.write(write)
    a, b, c = [await lane(database, key) for key in (b"a", b"b", b"c")]
    assert a is not None and (a.free_at, a.held_until) == (NOW + 2 * SECOND, NOW + 9 * SECOND)
    assert b is not None and (b.free_at, b.held_until) == (NOW + 2 * SECOND, None)
    assert c is not None and (c.free_at, c.held_until) == (NOW, NOW + SECOND)


async def test_lanes_that_are_free_for_long_are_forgotten_and_held_ones_are_not(database: Database) -> None:
    def write(session: Session) -> None:
        lanes.rest(session, [b"old", b"new"], NOW)
        lanes.rest(session, [b"new"], NOW + timedelta(hours=1))
        lanes.hold(session, [(b"held", NOW + timedelta(days=1))], NOW)
        lanes.sweep(session, NOW + timedelta(minutes=90))

    await database.write(write)
    assert [await lane(database, key) is not None for key in (b"old", b"new", b"held")] == [False, True, True]


async def test_what_a_wrong_clock_wrote_silences_nobody_for_years(database: Database) -> None:
    await spend(database, 1, NOW + timedelta(days=400))
    assert await allowed(database) > 0
    await spend(database, 1)
    await database.write(lambda session: lanes.pause(session, NOW, NOW + 30 * SECOND))
    assert await allowed(database, NOW + 29 * SECOND) == 0

"""Who is alive and who holds which role: one at a time, and free for others the moment somebody is gone."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import psycopg
import pytest

from db import presence
from db.engine import Database
from db.errors import AlreadyRunning, Unreachable
from db.presence import POLLER, TICKER, Presence, presence_at
from tests.db.units import PATIENCE

HOUSE = Path(__file__).resolve().parents[2]
CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
#: A process that holds a role and says under which id, until it is killed.
HOLDER = """
import asyncio, sys
from db.presence import presence_at
async def main():
    here = presence_at(sys.argv[1])
    await here.open()
    await here.try_hold("poller")
    print(here.worker_id, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


@pytest.fixture
async def one(postgresql_url: str) -> AsyncIterator[Presence]:
    here = presence_at(postgresql_url)
    await here.open()
    yield here
    await here.close()


@pytest.fixture
async def two(postgresql_url: str) -> AsyncIterator[Presence]:
    here = presence_at(postgresql_url)
    await here.open()
    yield here
    await here.close()


async def soon(is_so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await is_so():  # noqa: ASYNC110 - the server rings no bell for this
            await asyncio.sleep(0.02)


async def test_only_one_process_holds_a_role(one: Presence, two: Presence) -> None:
    assert await one.try_hold(POLLER)
    assert not await two.try_hold(POLLER)
    assert await two.try_hold(TICKER)
    assert (one.held(POLLER), two.held(POLLER), two.held(TICKER)) == (True, False, True)


async def test_a_role_asked_for_twice_and_let_go_once_is_free(one: Presence, two: Presence) -> None:
    assert await one.try_hold(POLLER)
    assert await one.try_hold(POLLER)
    await one.let_go(POLLER)
    assert not one.held(POLLER)
    assert await two.try_hold(POLLER)


async def test_who_closes_leaves_every_role_and_is_dead(one: Presence, two: Presence, on_postgresql: Database) -> None:
    await one.try_hold(POLLER)
    gone = one.worker_id
    await one.close()
    await one.close()
    assert await two.try_hold(POLLER)
    assert await on_postgresql.write(lambda session: presence.dead(session, [gone], two.worker_id)) == [gone]


async def test_the_living_are_told_from_the_dead(one: Presence, two: Presence, on_postgresql: Database) -> None:
    ids = [one.worker_id, two.worker_id, "nobody", "nobody else"]
    found = await on_postgresql.write(lambda session: presence.dead(session, ids, one.worker_id))
    assert found == ["nobody", "nobody else"]


async def test_whoever_is_told_of_a_death_is_told_alone_until_they_have_dealt_with_it(
    on_postgresql: Database, postgresql_url: str
) -> None:
    key = presence.lock_key("worker", "nobody")
    with psycopg.connect(postgresql_url) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [key])
        assert await on_postgresql.write(lambda session: presence.dead(session, ["nobody"], "me")) == []
        other.rollback()
    assert await on_postgresql.write(lambda session: presence.dead(session, ["nobody"], "me")) == ["nobody"]


async def test_a_lost_connection_loses_every_role_and_brings_a_new_id(
    one: Presence, two: Presence, postgresql_url: str, on_postgresql: Database
) -> None:
    await one.try_hold(POLLER)
    before = one.worker_id
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute(CUT_OFF)
    await asyncio.wait_for(one.lost.wait(), PATIENCE)
    assert not one.held(POLLER)
    await soon(lambda: two.try_hold(POLLER))

    async def is_back() -> bool:
        return not one.lost.is_set()

    await soon(is_back)
    assert one.worker_id != before
    assert not await one.try_hold(POLLER)
    found = await on_postgresql.write(lambda session: presence.dead(session, [before, one.worker_id], two.worker_id))
    assert found == [before]


async def test_a_wake_reaches_the_others_and_not_oneself(one: Presence, two: Presence) -> None:
    heard: list[str] = []
    woken = asyncio.Event()
    one.on_wake(lambda: heard.append("one"))
    two.on_wake(lambda: heard.append("two"))
    two.on_wake(woken.set)
    await asyncio.gather(*(one.wake() for _ in range(5)))
    await asyncio.wait_for(woken.wait(), PATIENCE)
    await one.try_hold(TICKER)
    await two.try_hold(POLLER)
    assert heard == ["two"]


async def test_a_wake_is_heard_while_a_role_is_asked_for(one: Presence, two: Presence) -> None:
    heard: list[str] = []
    two.on_wake(lambda: heard.append("two"))
    for _ in range(20):
        await asyncio.gather(one.wake(), two.try_hold(POLLER), two.let_go(POLLER))

    async def has_heard() -> bool:
        return len(heard) == 20

    await soon(has_heard)


async def test_where_there_is_no_database_nobody_can_be(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        await presence_at(f"postgresql:///nothing?host={tmp_path}").open()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
async def test_the_role_of_a_killed_or_frozen_process_falls_to_another(
    number: signal.Signals, one: Presence, postgresql_url: str, on_postgresql: Database
) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, postgresql_url,
        stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(HOUSE)},
    )  # fmt: skip
    assert holder.stdout is not None
    try:
        gone = (await asyncio.wait_for(holder.stdout.readline(), PATIENCE)).decode().strip()
        assert not await one.try_hold(POLLER)
        holder.send_signal(number)
        await soon(lambda: one.try_hold(POLLER))
        assert await on_postgresql.write(lambda session: presence.dead(session, [gone], one.worker_id)) == [gone]
    finally:
        if holder.returncode is None:
            holder.kill()
        await holder.wait()


async def test_on_a_file_there_is_one_process_and_it_holds_every_role(sqlite_url: str, on_sqlite: Database) -> None:
    first, second = presence_at(sqlite_url), presence_at(sqlite_url)
    await first.open()
    with pytest.raises(AlreadyRunning, match="Another askfirst runs on this database"):
        await second.open()
    assert first.held(POLLER) and await first.try_hold(TICKER)
    await first.close()
    await first.close()
    await second.open()
    await second.close()


async def test_on_a_file_everybody_else_is_dead(on_sqlite: Database) -> None:
    assert await on_sqlite.write(lambda session: presence.dead(session, ["me", "other"], "me")) == ["other"]

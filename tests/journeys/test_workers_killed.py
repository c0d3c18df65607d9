"""Two processes on one database: whichever is killed, the other hears, works and ticks on within ten seconds."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from bot.screens import Press
from consent.states import State
from db.presence import POLLER, TICKER, lock_key
from tests.journeys.processes import PATIENCE, Machine, Machines
from tests.journeys.shortcuts import asked, is_in
from tests.journeys.town import Person, Town
from tests.stores import fresh

TAKEN_OVER = 10.0
HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND (classid::bigint << 32) | objid::bigint = ANY(%s)"


@pytest.fixture
def store_url(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[str]:
    """PostgreSQL only: on a file there is one process."""
    with fresh("postgresql", pytestconfig, tmp_path) as url:
        yield url


@pytest.fixture
async def machines(town: Town, store_url: str, tmp_path: Path) -> AsyncIterator[Machines]:
    started = Machines(town, store_url, tmp_path)
    yield started
    await started.end_all()


async def until_both_roles_are_held(url: str) -> None:
    keys = [lock_key("role", role) for role in (POLLER, TICKER)]
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        async with asyncio.timeout(TAKEN_OVER):
            while (await (await connection.execute(HELD, [keys])).fetchone()) != (2,):  # noqa: ASYNC110 - no bell
                await asyncio.sleep(0.05)


async def with_a_card(town: Town, *names: str) -> list[tuple[Person, int, str]]:
    """Clients who have their cards before them: phone, message, and what the button for a no carries."""
    cards = []
    for name in names:
        client = await is_in(town, name)
        await asked(town, name)
        await client.press(Press.OPEN)
        cards.append((client, *(await client.button(Press.SHARE_NOTHING))))
    return cards


async def says_no(card: tuple[Person, int, str], *, within: float) -> None:
    person, message, no = card
    await person.phone.tap_data(message, no)
    await person.phone.wait_for("share nothing", seconds=within)


async def test_whichever_is_killed_the_other_goes_on(town: Town, machines: Machines, store_url: str) -> None:
    cards = await with_a_card(town, "A", "B", "C")
    await town.shut_down()
    first = await machines.start()
    await first.is_up()
    second = await machines.start()
    await second.is_up()
    await says_no(cards[0], within=PATIENCE)

    await first.end(signal.SIGKILL)
    await says_no(cards[1], within=TAKEN_OVER)
    await until_both_roles_are_held(store_url)

    third = await machines.start()
    await third.is_up()
    assert await second.end(signal.SIGTERM) == 0
    await says_no(cards[2], within=TAKEN_OVER)
    await until_both_roles_are_held(store_url)
    assert await third.end(signal.SIGTERM) == 0
    assert await denied(town, store_url) == 3


async def denied(town: Town, url: str) -> int:
    async with await psycopg.AsyncConnection.connect(url) as connection:
        found = await connection.execute("SELECT count(*) FROM request WHERE state = %s", [State.DENIED])
        row = await found.fetchone()
        assert row is not None
        return int(row[0])


async def test_two_receivers_of_a_webhook_share_one_database(town: Town, machines: Machines, store_url: str) -> None:
    cards = await with_a_card(town, "A", "B", "C", "D")
    await town.shut_down()
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        places = [f"127.0.0.1:{door.getsockname()[1]}" for door in (one, two)]
    running: list[Machine] = []
    for place in places:
        machine = await machines.start(
            ASKFIRST_WEBHOOK_URL=f"http://{place}/telegram",
            ASKFIRST_WEBHOOK_SECRET="only-we-know",
            ASKFIRST_WEBHOOK_LISTEN=place,
        )
        await machine.is_up()
        running.append(machine)
    for card in cards[:2]:
        await says_no(card, within=PATIENCE)
    await running[0].end(signal.SIGKILL)
    for card in cards[2:]:
        await says_no(card, within=PATIENCE)
    assert await running[1].end(signal.SIGTERM) == 0
    assert await denied(town, store_url) == 4
    assert "only-we-know" not in "".join(machine.log() for machine in running)

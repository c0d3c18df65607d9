"""On a file one process runs at a time; one that cannot hear any more ends itself, so that a new one can begin."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.journeys.processes import PATIENCE, Machines
from tests.journeys.town import TOKEN, Town
from tests.stores import fresh


@pytest.fixture
def store_url(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[str]:
    """A file only."""
    with fresh("sqlite", pytestconfig, tmp_path) as url:
        yield url


@pytest.fixture
async def machines(town: Town, store_url: str, tmp_path: Path) -> AsyncIterator[Machines]:
    await town.shut_down()
    started = Machines(town, store_url, tmp_path)
    yield started
    await started.end_all()


async def test_a_second_one_says_why_it_does_not_start(machines: Machines) -> None:
    first = await machines.start()
    await first.is_up()
    second = await machines.start()
    assert await second.exit() == 1
    assert second.log().splitlines()[-1] == "Another askfirst runs on this database."
    assert "Traceback" not in second.log()
    await first.end(signal.SIGKILL)
    third = await machines.start()
    await third.is_up()
    assert await third.end(signal.SIGTERM) == 0


async def test_one_that_stays_deaf_ends_so_that_a_supervisor_starts_it_anew(town: Town, machines: Machines) -> None:
    town.sandbox.world.faults.add({"kind": "hang", "method": "getUpdates", "times": 0})
    deaf = await machines.start(ASKFIRST_DEAF_SECONDS="1")
    assert await deaf.exit() == 70
    assert "giving up" in deaf.log()
    assert TOKEN not in deaf.log()


async def test_a_file_and_a_webhook_go_together(town: Town, machines: Machines) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    someone = await town.newcomer("Someone")
    machine = await machines.start(
        ASKFIRST_WEBHOOK_URL=f"http://{place}/telegram",
        ASKFIRST_WEBHOOK_SECRET="only-we-know",
        ASKFIRST_WEBHOOK_LISTEN=place,
    )
    await machine.is_up()
    await someone.phone.start()
    await someone.phone.wait_for("link", seconds=PATIENCE)
    assert await machine.end(signal.SIGTERM) == 0


async def test_stopping_twice_harms_nobody(town: Town) -> None:
    await asyncio.gather(town.app.stop(), town.app.stop())
    await town.app.stop()

"""Two people at the office type the same command at one moment: one of them acts, and the record says it once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.actions import excepted
from bot.actions.excepted import NothingHeld
from bot.actions.turn import Turn
from bot.main import AskFirst
from consent.exception_list import Delay
from tests.journeys.shortcuts import events
from tests.journeys.test_without_a_yes import recorded, refused, sent
from tests.journeys.town import Town, open_app

ROUNDS = 8
Act = Callable[[Turn], None]


@pytest.fixture
async def other(town: Town, store_url: str, tmp_path: Path) -> AsyncIterator[AskFirst]:
    """A second process beside the town's: its own pen on the same database."""
    app = open_app(town.sandbox, store_url, tmp_path / "town.key", town.clock)
    yield app
    await app.db.close()


@pytest.mark.parametrize("what", [excepted.told, excepted.tell])
async def test_two_who_end_the_silence_at_one_moment_write_one_disclosure(
    town: Town, other: AskFirst, what: Callable[[Turn, str, str], None]
) -> None:
    """D-2, HIPAA-528-1: the accounting counts one sending once."""
    _, page = await refused(town)
    code = page.case.request.code
    for number in range(ROUNDS):
        await recorded(town, page, to=f"Hospital {number}", delay=Delay.RISK_SERIOUS_HARM)

        def act(turn: Turn) -> None:
            what(turn, code, "Ana Ruiz")

        both = (town.app.desk.write(act, actor="admin"), other.desk.write(act, actor="admin"))
        said = await asyncio.gather(*both, return_exceptions=True)
        if what is excepted.tell:
            await town.do(lambda turn: excepted.told(turn, code, "Ana Ruiz"))

        assert [each for each in said if isinstance(each, Exception) and not isinstance(each, NothingHeld)] == []
        assert len(await sent(town, page)) == number + 1
    if what is excepted.told:
        assert (await events(town, page)).count("exception_told") == ROUNDS

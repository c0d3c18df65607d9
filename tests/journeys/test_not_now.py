"""M.R. is not ready: later, tomorrow, or no more reminders. None of it is an answer."""

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Town


async def test_tomorrow_asks_again_tomorrow_and_decides_nothing(town: Town) -> None:
    """PL-12."""
    client = await town.client_arrives()
    await town.ana_asks()

    await client.press(Press.TOMORROW)
    assert (await town.page()).case.standing.state is State.ASKED
    heard = len(await client.all_texts())
    await town.pass_time(hours=24)

    assert len(await client.all_texts()) == heard + 1
    assert "still open" in await client.sees()


async def test_decide_later_keeps_the_question_and_its_card(town: Town) -> None:
    """PL-12."""
    client = await town.client_arrives()
    await town.ana_asks()

    await client.press(Press.OPEN)
    await client.press(Press.LATER)
    await client.press(Press.OPEN)

    assert Press.SHARE_NOTHING in await client.presses()
    assert (await town.page()).case.standing.state is State.ASKED


async def test_no_more_reminders_is_kept(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await town.pass_time(days=2)
    assert "still open" in await client.sees()

    await client.press(Press.NO_REMINDERS)
    heard = len(await client.all_texts())
    await town.pass_time(days=6)

    assert len(await client.all_texts()) == heard
    assert (await town.page()).case.standing.state is State.ASKED

"""M.R. blocks the bot: that is no answer. Nothing is shared, Ana is told once, and it heals."""

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Town


async def test_a_blocked_bot_is_never_read_as_an_answer_and_holds_releases(town: Town) -> None:
    """TG-20."""
    client = await town.client_arrives()
    page = await town.ana_asks()
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    await client.phone.block()
    await town.settle()

    assert (await town.page()).case.standing.state is State.GRANTED
    assert "CANNOT BE REACHED" in await town.ana.sees()
    await town.ana.say(f"/check {page.case.request.code}")
    assert Press.MARK not in await town.ana.presses()

    await client.phone.unblock()
    await town.settle()
    await town.ana.say(f"/check {page.case.request.code}")
    assert Press.MARK in await town.ana.presses()


async def test_the_clinician_is_told_once_and_no_reminder_is_tried(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.phone.block()
    await town.settle()
    alerts = [text for text in await town.ana.all_texts() if "CANNOT BE REACHED" in text]

    await town.pass_time(days=2)
    await town.pass_time(days=5)

    later = [text for text in await town.ana.all_texts() if "CANNOT BE REACHED" in text]
    assert len(alerts) == len(later) == 1


async def test_a_no_told_by_voice_counts_at_once(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.phone.block()
    await town.settle()

    await town.ana.press(Press.RECORD_NO)

    assert (await town.page()).case.standing.state is State.DENIED

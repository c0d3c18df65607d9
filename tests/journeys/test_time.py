"""What time does: two reminders, then the question closes; a yes ends on its day; a one-time yes is used up."""

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Town


async def test_two_gentle_reminders_then_the_question_closes_and_nothing_was_shared(town: Town) -> None:
    """REM-2."""
    client = await town.client_arrives()
    await town.ana_asks()

    await town.pass_time(days=2)
    assert "still open" in await client.sees()
    await town.pass_time(days=5)
    assert "still open" in await client.sees()
    heard = len(await client.all_texts())
    await town.pass_time(days=6)
    assert len(await client.all_texts()) == heard, "there is no third reminder"
    await town.pass_time(days=2)

    assert (await town.page()).case.standing.state is State.LAPSED
    assert "closed" in await client.sees()
    assert "nothing" in (await client.sees()).lower()
    assert "M.R." in await town.ana.sees()


async def test_a_reminder_shows_no_fact_and_makes_no_sound(town: Town) -> None:
    """REM-1."""
    client = await town.client_arrives()
    await town.ana_asks()
    await town.pass_time(days=2)

    reminder = await client.phone.last()

    assert reminder["silent"] is True
    assert "Green Valley" not in reminder["text"]


async def test_a_yes_ends_on_its_day_and_both_are_told(town: Town) -> None:
    client = await town.client_arrives()
    page = await town.ana_asks(ends="month")
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    await town.pass_time(days=32)

    assert (await town.page()).case.standing.state is State.EXPIRED
    assert "Green Valley" in await client.sees()
    assert page.case.request.code in await town.ana.sees()


async def test_the_gate_looks_at_the_clock_itself_even_if_no_tick_came(town: Town) -> None:
    client = await town.client_arrives()
    page = await town.ana_asks(ends="month")
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    town.clock.advance(town.step(days=32))
    await town.ana.say(f"/check {page.case.request.code}")

    assert Press.MARK not in await town.ana.presses()


async def test_a_one_time_yes_is_used_up_by_one_release(town: Town) -> None:
    client = await town.client_arrives()
    page = await town.ana_asks(ends="once")
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    assert (await town.page()).case.standing.state is State.USED_UP
    await town.ana.say(f"/check {page.case.request.code}")

    assert Press.MARK not in await town.ana.presses()


async def test_no_message_of_ours_comes_at_night(town: Town) -> None:
    client = await town.client_arrives()
    await town.pass_time(hours=12)
    heard = len(await client.all_texts())

    await town.ana_asks()
    assert len(await client.all_texts()) == heard
    await town.pass_time(hours=10)

    assert len(await client.all_texts()) == heard + 1

"""M.R. asks who will read it; Ana answers; the question to M.R. is still open."""

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Town


async def test_a_question_goes_to_the_clinician_and_the_answer_comes_back(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.say("Who will read this?")

    assert "Who will read this?" in await town.ana.sees()
    await town.ana.press(Press.ANSWER)
    await town.ana.say("Only the person who pays your claim.")

    assert "Only the person who pays your claim." in await client.sees()
    assert (await town.page()).case.standing.state is State.ASKED


async def test_while_the_question_is_open_nobody_is_reminded(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.say("Who will read this?")
    heard = len(await client.all_texts())

    await town.pass_time(days=3)

    assert len(await client.all_texts()) == heard


async def test_going_back_from_the_question_asks_nothing(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.press(Press.BACK)

    assert Press.SHARE_NOTHING in await client.presses()
    assert (await town.page()).case.standing.open_questions == 0


async def test_the_clinician_may_say_that_she_will_call(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.say("Can we talk first?")

    await town.ana.press(Press.WILL_CALL)

    assert "Ana Ruiz" in await client.sees()
    assert (await town.page()).case.standing.open_questions == 0

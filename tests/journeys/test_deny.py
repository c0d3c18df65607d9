"""M.R. says no: in two taps, without a reason, and nothing goes out."""

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Town


async def test_a_no_takes_two_taps_and_is_thanked_for_plainly(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()

    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    assert client.taps == 2
    assert (await town.page()).case.standing.state is State.DENIED
    assert "We share nothing" in await client.sees()
    assert "NO" in await town.ana.sees()


async def test_after_a_no_nobody_is_reminded_and_the_gate_is_shut(town: Town) -> None:
    """REM-2, REM-6."""
    client = await town.client_arrives()
    page = await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    heard = len(await client.all_texts())

    await town.pass_time(days=3)
    await town.pass_time(days=6)

    assert len(await client.all_texts()) == heard
    await town.ana.say(f"/check {page.case.request.code}")
    assert Press.MARK not in await town.ana.presses()


async def test_a_change_of_mind_is_a_new_request_and_the_no_stays_in_the_record(town: Town) -> None:
    client = await town.client_arrives()
    first = await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    await client.press(Press.CHANGED_MIND)
    await client.press(Press.SHARE_ALL)
    if Press.SAVE not in await client.presses():
        await client.press(Press.SHARE_ALL)
    await client.press(Press.SAVE)

    again = await town.page()
    assert again.case.request.supersedes == first.case.request.id
    assert again.case.standing.state is State.GRANTED
    assert (await town.page(first.case.request.code)).case.standing.state is State.DENIED


async def test_the_same_question_is_not_put_again_soon_after_a_no(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    ana = town.ana
    await ana.say("/new")
    await ana.tap("M.R.")
    await ana.press(Press.PICK_REQUESTER)
    await ana.press(Press.PICK_KIND, "payer_payment")
    await ana.press(Press.PICK_PERIOD, "last_6")
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "month")

    assert Press.SEND not in await ana.presses()

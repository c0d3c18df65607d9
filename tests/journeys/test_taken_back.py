"""The requester needs nothing any more: an open question closes, an unused yes ends, and the client is told calmly."""

from bot.actions import replying
from bot.actions.turn import Turn
from bot.screens import Press
from consent.received import RequesterReply
from consent.states import State
from db.shapes import Page
from tests.bot.words.reading_telegram import shown
from tests.journeys.shortcuts import asked, begun, events, every_page, is_in, says_yes, state_of, to_the_preview
from tests.journeys.town import Town

NEEDS_NOTHING = "Green Valley Health Plan took their request back. You have nothing to do."


async def taken_back(town: Town, page: Page) -> None:
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.REQUESTER_SAID)
    await town.ana.press(Press.REPLIED, "withdrawn")


async def gate(town: Town, page: Page) -> str:
    await town.ana.say(f"/check {page.case.request.code}")
    return await town.ana.sees()


async def test_an_open_question_is_closed_and_nobody_reminds_of_it(town: Town) -> None:
    """HIPAA-MN-1, REM-6."""
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await taken_back(town, page)

    assert await state_of(town, page) is State.WITHDRAWN
    assert NEEDS_NOTHING in shown(await client.sees())
    heard = len(await client.all_texts())
    for _ in range(4):
        await town.pass_time(days=3)
    assert len(await client.all_texts()) == heard
    assert "SEND NOTHING" in await gate(town, page)


async def test_a_client_who_never_heard_of_the_question_is_not_bothered(town: Town) -> None:
    client = await is_in(town)
    await town.pass_time(hours=12)
    heard = len(await client.all_texts())
    page = await asked(town)
    await taken_back(town, page)
    await town.pass_time(hours=12)

    assert await state_of(town, page) is State.WITHDRAWN
    assert len(await client.all_texts()) == heard


async def test_a_yes_on_which_nothing_was_sent_ends_and_the_gate_shuts(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    assert "MAY GO OUT" in await gate(town, page)
    await taken_back(town, page)

    assert await state_of(town, page) is State.WITHDRAWN
    assert NEEDS_NOTHING in shown(await client.sees())
    assert "SEND NOTHING" in await gate(town, page)
    await client.say("/choices")
    await client.press(Press.CHOICE, page.case.request.id)
    assert "the question was taken back" in await client.sees()


async def test_what_was_sent_on_a_yes_is_kept_and_the_yes_with_it(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await town.ana.say(f"/check {page.case.request.code}")
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    await taken_back(town, page)

    assert await state_of(town, page) is State.GRANTED
    assert "requester_replied" in await events(town, page)
    assert NEEDS_NOTHING not in shown("".join(await client.all_texts()))
    await client.say("stop sharing")
    assert await state_of(town, page) is State.REVOKED


async def test_a_tap_of_the_client_that_comes_too_late_saves_nothing(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)
    message, save = await client.button(Press.SAVE)
    await taken_back(town, page)
    await client.phone.tap_data(message, save)
    await town.settle()

    assert await state_of(town, page) is State.WITHDRAWN


async def test_a_no_stays_a_no(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    await taken_back(town, page)

    assert await state_of(town, page) is State.DENIED


async def test_it_is_said_once_and_the_same_is_not_asked_again_without_a_new_fact(town: Town) -> None:
    """DP-4: two taps, and the command line."""
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await taken_back(town, page)
    heard = len(await client.all_texts())

    def again(turn: Turn) -> None:
        replying.record(turn, page.case.request.code, RequesterReply.WITHDRAWN, "Ana Ruiz")

    await town.do(again)
    await town.pass_time(minutes=1)

    assert len(await client.all_texts()) == heard
    assert (await events(town, page)).count("requester_replied") == 1
    ana = await begun(town)
    await to_the_preview(ana)
    assert Press.SEND not in await ana.presses()


async def test_after_a_no_the_same_is_not_asked_again_for_somebody_who_needs_nothing(town: Town) -> None:
    """HIPAA-MN-1: a change of mind would be a yes to nobody."""
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    await taken_back(town, page)

    await client.press(Press.CHANGED_MIND)

    assert NEEDS_NOTHING in shown(await client.sees())
    assert [each.case.request.id for each in await town.read(every_page)] == [page.case.request.id]

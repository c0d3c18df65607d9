"""Words about danger: the crisis lines at once, no yes for a day, a no still works; Ana hears of it, not the words."""

import pytest

from bot.screens import Press
from consent.states import State
from tests.journeys.shortcuts import asked, is_in, says_yes, state_of
from tests.journeys.town import Town

WORDS = "I want to die"


async def test_the_crisis_lines_come_at_once_and_ana_hears_without_the_words(town: Town) -> None:
    """SAFE-2."""
    client = await is_in(town)
    await asked(town)

    await client.say(WORDS)

    assert "911" in await client.sees()
    assert "988" in await client.sees()
    assert "M.R." in await town.ana.sees()
    assert "DANGER" in await town.ana.sees()
    assert WORDS not in "".join(await town.ana.all_texts())


async def test_no_yes_is_taken_for_a_day_and_then_it_is(town: Town) -> None:
    """ETH-12, SAFE-3."""
    client = await is_in(town)
    page = await asked(town)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)
    await client.say(WORDS)

    await client.press(Press.SAVE)
    assert await state_of(town, page) is State.ASKED
    assert await client.has(Press.SHARE_NOTHING)

    town.clock.advance(town.step(hours=25))
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    assert await state_of(town, page) is State.GRANTED


async def test_a_no_and_a_stop_work_meanwhile(town: Town) -> None:
    client = await is_in(town)
    granted = await asked(town, kind="provider", requester="Dr. Berg")
    await says_yes(town, client)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.say(WORDS)

    await client.press(Press.SHARE_NOTHING)
    await client.say("stop sharing")

    assert await state_of(town, page) is State.DENIED
    assert await state_of(town, granted) is State.REVOKED


async def test_nobody_is_reminded_on_that_day(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    town.clock.advance(town.step(hours=40))
    await client.say(WORDS)
    heard = len(await client.all_texts())

    await town.pass_time(hours=10)

    assert len(await client.all_texts()) == heard


@pytest.mark.parametrize("way", ["edited", "forwarded", "command", "question", "caption", "code"])
async def test_danger_is_heard_in_whatever_way_it_is_said(town: Town, way: str) -> None:
    if way == "code":
        link = await town.invite_client()
        client = await town.newcomer("M.R.")
        await client.start(link.token)
        await client.press(Press.LANGUAGE, "en")
    else:
        client = await is_in(town)
        await asked(town)
    match way:
        case "edited":
            sent = await client.phone.say("hello")
            await town.settle()
            await client.phone.edit(sent["message_id"], WORDS)
        case "forwarded":
            await client.phone.forward(WORDS)
        case "command":
            await client.phone.say(f"/help {WORDS}")
        case "question":
            await client.press(Press.OPEN)
            await client.press(Press.QUESTION)
            await client.phone.say(f"What if {WORDS}?")
        case "caption":
            await client.phone.send("photo", WORDS)
        case _:
            await client.phone.say(WORDS)
    await town.settle()

    assert any("988" in text for text in (await client.all_texts())[-2:])
    assert "DANGER" in await town.ana.sees()
    assert WORDS not in "".join(await town.ana.all_texts())


async def test_a_stranger_in_danger_is_shown_the_crisis_lines_too(town: Town) -> None:
    stranger = await town.newcomer("Nobody")
    await stranger.start()

    await stranger.say(WORDS)

    assert "988" in await stranger.sees()


async def test_danger_on_the_way_in_does_not_send_the_client_back_to_the_start(town: Town) -> None:
    link = await town.invite_client()
    client = await town.newcomer("M.R.")
    await client.start(link.token)
    await client.press(Press.LANGUAGE, "en")
    await client.say(str(link.code))
    await client.press(Press.PHONE, "skip")
    await client.press(Press.WINDOW, "skip")

    await client.say(WORDS)
    await client.say("I am all right now")

    assert Press.DETAIL in await client.presses()

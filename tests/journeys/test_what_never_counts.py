"""Old buttons, two answers at once, edited, forwarded and spoken messages: none of them is ever taken for a yes."""

import asyncio

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Town


async def test_an_old_button_shows_how_things_stand_and_changes_nothing(town: Town) -> None:
    """ESIG-8."""
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.WHAT_IF)
    await client.press(Press.SHARE_ALL)
    message, save = await client.button(Press.SAVE)
    await client.press(Press.SHARE_NOTHING)

    await client.phone.tap_data(message, save)
    await town.settle()

    assert (await town.page()).case.standing.state is State.DENIED
    assert any("moved on" in text for text in await client.all_texts())


async def test_yes_and_no_tapped_at_once_never_ends_in_a_yes(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)
    message, yes = await client.button(Press.SAVE)
    _, no = await client.button(Press.SHARE_NOTHING)

    await asyncio.gather(client.phone.tap_data(message, yes), client.phone.tap_data(message, no))
    await town.settle()

    assert (await town.page()).case.standing.state in (State.DENIED, State.REVOKED)


async def test_a_double_tap_gives_one_record(town: Town) -> None:
    """ESIG-8."""
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    message, no = await client.button(Press.SHARE_NOTHING)

    await asyncio.gather(client.phone.tap_data(message, no), client.phone.tap_data(message, no))
    await town.settle()

    assert (await town.page()).case.standing.version == 2
    assert len([text for text in await town.ana.all_texts() if " NO" in text]) == 1


async def test_an_edit_from_no_to_yes_is_not_counted_and_said_so(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    sent = await client.phone.say("no")
    await town.settle()
    assert (await town.page()).case.standing.state is State.DENIED

    await client.phone.edit(sent["message_id"], "yes")
    await town.settle()

    assert (await town.page()).case.standing.state is State.DENIED
    assert any("changed" in text.lower() for text in await client.all_texts())


async def test_a_forwarded_yes_is_not_counted_and_said_so(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)

    await client.phone.forward("yes")
    await town.settle()

    assert (await town.page()).case.standing.state is State.ASKED
    assert any("forward" in text.lower() or "someone else" in text.lower() for text in await client.all_texts())


async def test_voice_stickers_and_pictures_are_answered_and_never_counted(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)

    for kind in ("voice", "sticker", "photo", "via_bot"):
        heard = len(await client.all_texts())
        await client.phone.send(kind)
        await town.settle()
        assert len(await client.all_texts()) > heard, kind

    assert (await town.page()).case.standing.state is State.ASKED


async def test_a_button_in_somebody_elses_hands_does_nothing(town: Town) -> None:
    """ESIG-8."""
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    _, no = await client.button(Press.SHARE_NOTHING)
    other = await town.client_arrives("K.T.")
    message = (await other.phone.screen())["message_id"]

    await town.sandbox_tap(other, message, no)

    assert (await town.page()).case.standing.state is State.ASKED


async def test_any_text_gets_an_answer_and_a_way_out(town: Town) -> None:
    client = await town.client_arrives()
    for text in ("??", "blah blah", "/nonsense", "🙂"):
        heard = len(await client.all_texts())
        await client.say(text)
        assert len(await client.all_texts()) > heard, text
    assert await client.presses()

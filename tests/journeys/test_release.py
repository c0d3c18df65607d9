"""Something is sent: recorded once, told to the client, and never after the client stopped it a second ago."""

import asyncio

from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db import lookups
from db.shapes import Page, Sent
from tests.journeys.shortcuts import asked, events, is_in, says_yes, state_of
from tests.journeys.town import Person, Town


async def granted(town: Town, **how: object) -> tuple[Person, Page]:
    client = await is_in(town)
    page = await asked(town, **how)  # type: ignore[arg-type]  # passed on as they are
    await says_yes(town, client)
    return client, page


async def sent(town: Town, page: Page) -> list[Sent]:
    def look(turn: Turn) -> list[Sent]:
        return lookups.sent_for_request(turn.session, turn.vault, page.case.request.id)

    return await town.read(look)


async def test_a_release_is_recorded_and_the_client_is_told(town: Town) -> None:
    """HIPAA-528-1, HIPAA-528-3."""
    client, page = await granted(town)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_ITEM, "0")
    await town.ana.press(Press.MARK_DONE)

    (one,) = await sent(town, page)
    assert len(one.facts["items"]) == 4
    assert "Green Valley" in await client.sees()
    await client.say("/who")
    assert "Green Valley" in await client.sees()


async def test_a_double_tap_records_one_release(town: Town) -> None:
    client, page = await granted(town)
    await town.ana.press(Press.MARK)
    message, done = await town.ana.button(Press.MARK_DONE)

    await asyncio.gather(town.ana.phone.tap_data(message, done), town.ana.phone.tap_data(message, done))
    await town.settle()
    await town.ana.phone.tap_data(message, done)
    await town.settle()

    assert len(await sent(town, page)) == 1
    assert len([text for text in await client.all_texts() if "We have now sent" in text]) == 1


async def test_a_second_release_is_a_second_record(town: Town) -> None:
    _, page = await granted(town)
    for _ in range(2):
        await town.ana.say(f"/check {page.case.request.code}")
        await town.ana.press(Press.MARK)
        await town.ana.press(Press.MARK_DONE)

    assert len(await sent(town, page)) == 2


async def test_what_the_client_stopped_a_second_ago_cannot_be_marked_as_sent(town: Town) -> None:
    """REV-11."""
    client, page = await granted(town)
    await town.ana.press(Press.MARK)
    message, done = await town.ana.button(Press.MARK_DONE)
    await client.press(Press.STOP_SOME)
    await client.press(Press.STOP_ITEM, "2")

    await town.ana.phone.tap_data(message, done)
    await town.settle()

    assert await sent(town, page) == []
    assert "NOT RECORDED" in await town.ana.sees()


async def test_stop_and_mark_at_one_moment_never_records_what_was_stopped_before(town: Town) -> None:
    client, page = await granted(town)
    await town.ana.press(Press.MARK)
    message, done = await town.ana.button(Press.MARK_DONE)
    receipt, stop = await client.button(Press.STOP)

    await asyncio.gather(client.phone.tap_data(receipt, stop), town.ana.phone.tap_data(message, done))
    await town.settle()

    assert await state_of(town, page) is State.REVOKED
    order = await events(town, page)
    released, revoked = order.count("released"), order.index("revoked")
    assert len(await sent(town, page)) == released
    assert "released" not in order[revoked:]


async def test_two_quick_taps_on_two_items_count_both(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME):
        await client.press(press)
    message, first = await client.button(Press.PICK, "0")
    _, third = await client.button(Press.PICK, "2")

    await asyncio.gather(client.phone.tap_data(message, first), client.phone.tap_data(message, third))
    await town.settle()
    await client.press(Press.DONE)
    await client.press(Press.SAVE)

    assert (await town.page(page.case.request.code)).case.standing.granted == {0, 2}


async def test_two_quick_taps_that_take_items_away_take_both_away(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME):
        await client.press(press)
    for item in ("0", "1", "2"):
        await client.press(Press.PICK, item)
    message, first = await client.button(Press.PICK, "0")
    _, second = await client.button(Press.PICK, "1")

    await asyncio.gather(client.phone.tap_data(message, first), client.phone.tap_data(message, second))
    await town.settle()
    await client.press(Press.DONE)
    await client.press(Press.SAVE)

    assert (await town.page()).case.standing.granted == {2}


async def test_the_shorter_end_survives_a_second_look_at_the_ends(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SHORTEN):
        await client.press(press)
    await client.press(Press.END, "0")
    await client.press(Press.SHORTEN)
    await client.press(Press.BACK)
    await client.press(Press.SAVE)

    standing = (await town.page()).case.standing
    assert standing.ends_on is not None
    assert (standing.ends_on - town.clock.now().date()).days == 7


async def test_a_yes_typed_at_the_list_of_ends_never_widens_what_was_picked(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME, Press.PICK, Press.DONE, Press.SHORTEN):
        await client.press(press)

    for _ in range(3):
        await client.say("yes")

    assert (await town.page()).case.standing.granted <= {0}


async def test_a_yes_typed_at_the_picker_means_what_is_picked(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME):
        await client.press(press)
    await client.press(Press.PICK, "1")

    await client.say("yes")
    await client.say("yes")

    assert (await town.page()).case.standing.granted == {1}


async def test_a_yes_typed_at_an_empty_picker_changes_nothing(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME):
        await client.press(press)

    await client.say("yes")
    await client.say("yes")

    assert await state_of(town, page) is State.ASKED


async def test_a_read_back_left_open_past_the_end_saves_nothing_and_is_told_once(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town, days=1)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)
    town.clock.advance(town.step(days=3))

    await client.press(Press.SAVE)

    assert await state_of(town, page) is State.LAPSED
    assert len([text for text in await client.all_texts() if "closed" in text.lower()]) == 1

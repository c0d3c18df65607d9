"""The phone that journeys drive finds what a person would find."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.sandbox.phone import Phone
from tests.bot.sandbox.wire import Wire


async def ask(wire: Wire, phone: Phone, text: str, labels: Sequence[str]) -> None:
    rows = [[{"text": label, "callback_data": f"{text}/{label}"}] for label in labels]
    await wire.result("sendMessage", chat_id=phone.user_id, text=text, reply_markup={"inline_keyboard": rows})


async def tapped_data(wire: Wire) -> str:
    (update,) = await wire.result("getUpdates", offset=-1)
    return str(update["callback_query"]["data"])


async def test_a_tap_takes_the_newest_button_with_exactly_this_text(wire: Wire, maria: Phone) -> None:
    await ask(wire, maria, "old", ["Share", "Share nothing"])
    await ask(wire, maria, "new", ["Share nothing"])
    await maria.tap("Share")
    assert await tapped_data(wire) == "old/Share"
    await maria.tap("Share nothing")
    assert await tapped_data(wire) == "new/Share nothing"


async def test_a_tap_takes_a_button_that_contains_the_text(wire: Wire, maria: Phone) -> None:
    await ask(wire, maria, "card", ["Share all 2", "Share nothing"])
    await maria.tap("all 2")
    assert await tapped_data(wire) == "card/Share all 2"


async def test_a_number_counts_the_buttons_of_the_newest_card(wire: Wire, maria: Phone) -> None:
    await ask(wire, maria, "old", ["One", "Two", "Three"])
    await ask(wire, maria, "new", ["Four", "Five"])
    await maria.tap(1)
    assert await tapped_data(wire) == "new/Five"
    await maria.tap(-2)
    assert await tapped_data(wire) == "new/Four"
    with pytest.raises(AssertionError, match="no button 2"):
        await maria.tap(2)


async def test_a_button_that_is_not_there_names_those_that_are(wire: Wire, maria: Phone) -> None:
    await ask(wire, maria, "card", ["Share all 2", "Share nothing"])
    with pytest.raises(AssertionError, match=r"no button 'Undo'; there are .*Share all 2.*Share nothing"):
        await maria.tap("Undo")


async def test_the_screen_is_the_newest_card_and_last_the_newest_words(wire: Wire, maria: Phone) -> None:
    await ask(wire, maria, "card", ["Open"])
    await wire.result("sendMessage", chat_id=maria.user_id, text="And a word")
    assert ((await maria.screen())["text"], (await maria.last())["text"]) == ("card", "And a word")
    assert await maria.labels() == ["Open"]


async def test_a_phone_waits_for_words_and_says_what_it_saw_instead(wire: Wire, maria: Phone) -> None:
    async def later() -> None:
        await asyncio.sleep(0.1)
        await wire.result("sendMessage", chat_id=maria.user_id, text="Saved. We share nothing.")

    task = asyncio.create_task(later())
    assert (await maria.wait_for("We share nothing"))["text"] == "Saved. We share nothing."
    await task
    with pytest.raises(AssertionError, match="no message with 'Never'; the last is 'Saved"):
        await maria.wait_for("Never", seconds=0.05)


async def test_an_old_button_can_still_be_tapped_by_its_data(wire: Wire, maria: Phone) -> None:
    await ask(wire, maria, "card", ["Open"])
    number = (await maria.screen())["message_id"]
    await wire.result("editMessageText", chat_id=maria.user_id, message_id=number, text="Moved on")
    old = (await maria.last())["versions"][0]["keyboard"][0][0]["callback_data"]
    await maria.tap_data(number, old)
    assert await tapped_data(wire) == "card/Open"

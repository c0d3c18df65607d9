"""Somebody puts the bot into a group: it says once that it talks with one person at a time, and no more."""

from bot.sandbox.phone import Json
from tests.journeys.shortcuts import asked, is_in
from tests.journeys.town import Town


def said_to(town: Town, chat: int) -> list[Json]:
    calls = town.sandbox.world.calls.read("sendMessage", 0)
    return [call for call in calls if str(call["parameters"].get("chat_id")) == str(chat)]


async def test_it_says_so_once_however_much_is_written_there(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    group = await client.phone.add_to_group("Family")
    await town.settle()
    for text in ("/start", "no", "stop", "/choices"):
        await client.phone.say(text, chat_id=group)
        await town.settle()

    assert len(said_to(town, group)) == 1


async def test_nothing_written_in_a_group_is_an_answer(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    group = await client.phone.add_to_group("Family")
    for text in ("yes", "no", "/no", "/stop"):
        await client.phone.say(text, chat_id=group)
    await town.settle()

    assert (await town.page()).case.standing.state == "asked"
    assert "Green Valley" not in str(said_to(town, group))

"""Somebody puts the bot into a group: it says once that it talks with one person at a time, and leaves."""

from bot.sandbox.phone import Json
from consent.states import State
from tests.journeys.shortcuts import asked, is_in
from tests.journeys.town import Town


def calls_to(town: Town, method: str, chat: int) -> list[Json]:
    """What the bot did with this chat."""
    calls = town.sandbox.world.calls.read(method, 0)
    return [call for call in calls if str(call["parameters"].get("chat_id")) == str(chat)]


async def test_it_says_so_once_and_leaves_and_nothing_written_there_is_an_answer(town: Town) -> None:
    """TG-9."""
    client = await is_in(town)
    await asked(town)
    group = await client.phone.add_to_group("Family")
    for text in ("yes", "no", "/no", "/stop", "/choices"):
        await client.phone.say(text, chat_id=group)
    await town.settle()

    said = calls_to(town, "sendMessage", group)
    assert len(said) == 1
    assert "Green Valley" not in str(said)
    assert len(calls_to(town, "leaveChat", group)) == 1
    assert (await town.page()).case.standing.state is State.ASKED


async def test_it_leaves_a_group_that_does_not_let_it_speak(town: Town) -> None:
    client = await is_in(town)
    forbidden = {"kind": "forbidden", "method": "sendMessage"}
    async with town.session.post(f"{town.sandbox.url}/sandbox/faults", json=forbidden) as answer:
        assert answer.status == 200, await answer.text()
    group = await client.phone.add_to_group("Family")
    await town.settle()

    assert len(calls_to(town, "leaveChat", group)) == 1

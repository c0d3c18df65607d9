"""The card is on the phone, but the line broke before Telegram said so: a typed no is still a no."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.sandbox.faults import FaultKind
from bot.screens import Press
from consent.states import State
from db import inbox
from tests.journeys.town import Person, Town


async def with_a_card_nobody_knows_of(town: Town) -> Person:
    """A client who said no, changed their mind, and sees the new card, whose sending nobody could note."""
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    message, data = await client.button(Press.CHANGED_MIND)
    for method in ("sendMessage", "editMessageText"):
        town.sandbox.world.faults.add(
            {"kind": FaultKind.DROP_AFTER_ACCEPT, "method": method, "chat_id": client.phone.user_id, "times": 1}
        )
    await client.phone.tap_data(message, data)
    await until(lambda: client.has(Press.SHARE_NOTHING))
    return client


async def until(so: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something: what has to be said again waits for its time, so the town does not come to rest."""
    async with asyncio.timeout(20):
        while not await so():  # noqa: ASYNC110 - other processes and the network ring no bell here
            await asyncio.sleep(0.05)


async def worked(town: Town) -> bool:
    return not (town.busy() or await town.read(lambda turn: bool(inbox.waiting(turn.session, 1))))


async def test_a_typed_no_counts_on_a_card_whose_arrival_nobody_knows_of(town: Town) -> None:
    client = await with_a_card_nobody_knows_of(town)
    assert (await town.page()).case.standing.state is State.ASKED
    await client.phone.say("no")
    await until(lambda: worked(town))
    assert (await town.page()).case.standing.state is State.DENIED


async def test_a_typed_yes_opens_nothing_there(town: Town) -> None:
    client = await with_a_card_nobody_knows_of(town)
    for _ in range(2):
        await client.phone.say("yes")
        await until(lambda: worked(town))
    page = await town.page()
    assert (page.case.standing.state, page.case.standing.granted) == (State.ASKED, frozenset())

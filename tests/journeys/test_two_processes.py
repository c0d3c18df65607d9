"""Two processes on one database act at the same moment: one wins, the other is judged anew, and nobody is told both."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.actions import answering, arriving, casework, pages, releasing, stopping
from bot.actions.gate import ask_by_code
from bot.actions.turn import Turn
from bot.heard import Heard, Sort
from bot.main import AskFirst
from bot.screens import Press
from consent.states import State
from db import lookups
from db.shapes import Page, Sent
from db.verify import verify
from tests.journeys.shortcuts import asked, client_of, events, is_in, says_yes, staff_named
from tests.journeys.town import Town, open_app

ROUNDS = 6
Act = Callable[[Turn], None]


@pytest.fixture
async def other(town: Town, store_url: str, tmp_path: Path) -> AsyncIterator[AskFirst]:
    """A second process beside the town's: its own pen on the same database."""
    app = open_app(town.sandbox, store_url, tmp_path / "town.key", town.clock)
    yield app
    await app.db.close()


def opened(turn: Turn, page: Page) -> Page:
    found = pages.open_page(turn, page.case.request.id)
    assert found is not None
    return found


def client_stops(page: Page) -> Act:
    def act(turn: Turn) -> None:
        client = client_of(turn, "M.R.")
        turn.actor = f"client:{client.id}"
        stopping.stop_request(turn, client, opened(turn, page))

    return act


def ana_marks(page: Page) -> Act:
    def act(turn: Turn) -> None:
        ana = staff_named(turn, "Ana Ruiz")
        releasing.mark_done(turn, ana, opened(turn, page), [0, 1])

    return act


async def sent_for(town: Town, page: Page) -> list[Sent]:
    def look(turn: Turn) -> list[Sent]:
        return lookups.sent_for_request(turn.session, turn.vault, page.case.request.id)

    return await town.read(look)


async def at_once(town: Town, other: AskFirst, one: Act, two: Act) -> None:
    await asyncio.gather(town.app.desk.write(one, actor="client:x"), other.desk.write(two, actor="staff:x"))
    town.app.sender.nudge()
    await town.settle()


async def test_nothing_is_marked_as_sent_after_it_was_stopped(town: Town, other: AskFirst) -> None:
    client = await is_in(town)
    for number in range(ROUNDS):
        page = await asked(town, kind="provider", requester=f"Dr. {number}")
        await says_yes(town, client)
        await at_once(town, other, client_stops(page), ana_marks(page))

        order = await events(town, page)
        assert order.count("revoked") == 1
        assert "released" not in order[order.index("revoked") :]
        assert len(await sent_for(town, page)) == order.count("released")


async def test_a_no_and_a_taking_back_end_in_one_state_and_each_is_told_what_is_so(town: Town, other: AskFirst) -> None:
    client = await is_in(town)

    def denies(page: Page) -> Act:
        def act(turn: Turn) -> None:
            known = client_of(turn, "M.R.")
            turn.actor = f"client:{known.id}"
            found = opened(turn, page)
            answering.deny(turn, known, found, found.case.standing.version)

        return act

    def takes_back(page: Page) -> Act:
        return lambda turn: casework.take_back(turn, staff_named(turn, "Ana Ruiz"), opened(turn, page), wrong=False)

    for number in range(ROUNDS):
        page = await asked(town, kind="provider", requester=f"Dr. {number}")
        await client.press(Press.OPEN)
        heard = len(await town.ana.all_texts())
        await at_once(town, other, denies(page), takes_back(page))

        order = await events(town, page)
        assert (order.count("denied"), order.count("withdrawn")) in ((1, 0), (0, 1))
        told = [text for text in (await town.ana.all_texts())[heard:] if "No reason was asked" in text]
        assert len(told) == order.count("denied")


async def test_one_link_lets_one_person_in(town: Town, other: AskFirst) -> None:
    def enters(token: str, user_id: int) -> Act:
        def act(turn: Turn) -> None:
            turn.heard = Heard(Sort.COMMAND, user_id=user_id, chat_id=user_id, text="start", argument=token)
            arriving.enter(turn, token, user_id, None)

        return act

    for number in range(ROUNDS):
        link = await town.invite_client(f"C.{number}")
        one, two = [await town.newcomer(name) for name in ("One", "Two")]
        for person in (one, two):
            await person.start()
        await at_once(town, other, enters(link.token, one.phone.user_id), enters(link.token, two.phone.user_id))
        inside = [await person.has(Press.LANGUAGE) for person in (one, two)]
        assert sorted(inside) == [False, True]


async def test_the_record_stays_whole_when_both_write_into_it(town: Town, other: AskFirst) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    code = page.case.request.code

    def asks_gate(turn: Turn) -> None:
        ask_by_code(turn.session, turn.vault, turn.now, code)

    await asyncio.gather(
        *(app.desk.write(asks_gate, actor="admin") for _ in range(10) for app in (town.app, other)),
    )

    assert (await events(town, page)).count("gate_asked") == 20
    assert await town.read(lambda turn: list(verify(turn.session))) == []
    assert (await town.page()).case.standing.state is State.GRANTED

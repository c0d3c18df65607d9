"""A consent in a criminal case cannot be taken back before the stated event; a stop is still written down at once."""

from typing import Any

import pytest

from bot.actions import awaited, gate, rules
from bot.actions.awaited import NothingAwaited
from bot.actions.turn import Turn
from bot.screens import Press
from consent.packs.rule import Pack
from consent.request import HeldEvent
from consent.states import State
from db.shapes import Page
from tests.journeys.shortcuts import YES, asked, begun, events, is_in, state_of
from tests.journeys.town import Person, Town

PROBATION: dict[str, Any] = {"kind": "probation", "requester": "County Probation", "items": ["attend"]}


async def program(town: Town) -> None:
    """The whole agency is about drug care, as the law of it says."""
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.PART2_PROGRAM, on=True))


async def given(town: Town) -> tuple[Person, Page]:
    """A signed yes that holds until the probation ends."""
    await program(town)
    client = await is_in(town)
    page = await asked(town, held=HeldEvent.SUPERVISION_ENDS, **PROBATION)
    for press in YES:
        await client.press(press)
    await client.say("Maria Rossi")
    assert await state_of(town, page) is State.GRANTED
    return client, page


async def verdict(town: Town, page: Page) -> str:
    def ask(turn: Turn) -> str:
        return str(gate.ask_by_code(turn.session, turn.vault, turn.now, page.case.request.code).facts["verdict"])

    return await town.do(ask)


async def came(town: Town, page: Page) -> None:
    await town.do(lambda turn: awaited.came(turn, page.case.request.code, "Ana Ruiz"))


async def test_it_is_said_before_the_yes(town: Town) -> None:
    """P2-35, REV-8."""
    await program(town)
    client = await is_in(town)
    await asked(town, held=HeldEvent.SUPERVISION_ENDS, **PROBATION)

    await client.press(Press.OPEN)
    await client.press(Press.WHAT_IF)

    assert "until your probation ends" in await client.sees()


async def test_a_stop_before_the_event_is_kept_and_the_gate_says_ask_until_it_comes(town: Town) -> None:
    """P2-35, REV-8."""
    client, page = await given(town)
    assert await verdict(town, page) == "allow"

    await client.press(Press.STOP)
    assert await state_of(town, page) is State.REVOKED
    assert await verdict(town, page) == "consult"

    await came(town, page)
    assert await verdict(town, page) == "block"
    assert (await events(town, page)).count("held_event_came") == 1


async def test_after_the_event_a_stop_counts_at_once(town: Town) -> None:
    client, page = await given(town)
    await came(town, page)
    assert await verdict(town, page) == "allow"

    await client.press(Press.STOP)

    assert await verdict(town, page) == "block"


async def test_an_event_comes_once_and_only_where_one_is_awaited(town: Town) -> None:
    _, page = await given(town)
    await came(town, page)
    other = await asked(town)

    for each in (page, other):
        with pytest.raises(NothingAwaited):
            await came(town, each)


async def prepared(town: Town) -> Person:
    """Ana prepares a request of a probation officer, up to the last question."""
    ana = await begun(town, "probation")
    await ana.press(Press.PICK_PERIOD, "last_6")
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "six_months")
    return ana


async def test_the_event_is_asked_for_while_the_request_is_prepared(town: Town) -> None:
    """P2-35, REV-8: nothing is picked beforehand, and that it can be taken back at any time comes first."""
    await program(town)
    client = await is_in(town)
    ana = await prepared(town)
    assert "take a yes back at any time" in await ana.sees()
    assert (await ana.button(Press.PICK_HELD))[1] == (await ana.button(Press.PICK_HELD, "at_any_time"))[1]
    assert Press.SEND not in await ana.presses()

    await ana.press(Press.PICK_HELD, "supervision_ends")
    assert "until your probation ends" in await ana.sees()
    await ana.press(Press.SEND)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_ALL)

    assert "until your probation ends" in await client.sees()
    assert Press.SHARE_NOTHING in await client.presses()
    page = await town.page()
    assert page.case.request.held is not None
    assert page.case.request.held.until == page.case.request.ends_on


async def test_a_yes_that_can_be_taken_back_is_said_to_be_so(town: Town) -> None:
    """P2-35."""
    await program(town)
    await is_in(town)
    ana = await prepared(town)
    await ana.press(Press.PICK_HELD, "at_any_time")

    assert Press.SEND in await ana.presses()
    assert "can not take it back" not in await ana.sees()
    await ana.press(Press.SEND)
    assert (await town.page()).case.request.held is None


async def test_where_no_law_holds_a_yes_nobody_is_asked(town: Town) -> None:
    """P2-35, HIPAA-B5: under HIPAA alone every yes can be taken back at any time."""
    await is_in(town)
    ana = await prepared(town)

    assert Press.PICK_HELD not in await ana.presses()
    assert Press.SEND in await ana.presses()


async def test_other_items_bring_the_question_back(town: Town) -> None:
    """P2-35: whether a law holds the yes depends on what it is about."""
    await program(town)
    await is_in(town)
    ana = await prepared(town)
    await ana.press(Press.PICK_HELD, "case_ends")
    await ana.press(Press.ITEMS)
    await ana.press(Press.ITEM, "progress")
    await ana.press(Press.DONE)

    assert Press.PICK_HELD in await ana.presses()


async def test_the_client_is_told_that_the_event_has_come_and_what_a_stop_does_now(town: Town) -> None:
    """P2-35, REV-8."""
    client, page = await given(town)
    await came(town, page)
    town.app.sender.nudge()
    await town.settle()

    said = await client.sees()
    assert "You can take your yes back at any time now." in said
    assert page.case.request.code in said
    await client.press(Press.STOP)
    assert await state_of(town, page) is State.REVOKED


async def test_a_client_who_had_stopped_reads_that_the_stop_counts_now(town: Town) -> None:
    """P2-35, REV-8."""
    client, page = await given(town)
    await client.press(Press.STOP)
    await came(town, page)
    town.app.sender.nudge()
    await town.settle()

    assert "your stop counts from now on" in await client.sees()

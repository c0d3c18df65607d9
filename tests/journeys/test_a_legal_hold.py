"""A legal hold: the gate waits for a lawyer, nothing is erased, all are told so, and all goes on once it is lifted."""

from datetime import timedelta

import pytest

from bot.actions import gate, legal_hold
from bot.actions.deciding import Whose
from bot.actions.legal_hold import HeldAlready, NoReason, NotHeld, OnlyAdmins
from bot.actions.turn import Turn
from bot.screens import Press
from db import wishes
from db.verify import verify
from tests.journeys.shortcuts import asked, client_of, is_in, says_yes
from tests.journeys.test_rights import all_of, erasure, gate_says
from tests.journeys.town import Person, Town

WHOSE = Whose("M.R.", "Ana Ruiz")
CASE = "Rivera v. County, 27-118"
HELD = "a legal matter makes us keep all of it"


async def holds(town: Town, by: str = "Lee Moss", reason: str = CASE) -> None:
    await town.do(lambda turn: legal_hold.hold(turn, WHOSE, by, reason))
    town.app.sender.nudge()
    await town.settle()


async def lifts(town: Town) -> None:
    await town.do(lambda turn: legal_hold.lift(turn, WHOSE, "Lee Moss"))
    await town.pass_time(minutes=1)


async def names(town: Town) -> list[str]:
    return [each.alias for each in await town.read(all_of)]


async def test_the_gate_holds_while_the_yes_stays_a_yes(town: Town) -> None:
    """ETH-7."""
    client = await is_in(town)
    await asked(town)
    page = await says_yes(town, client)
    code, before = page.case.request.code, town.clock.now()
    await town.pass_time(hours=1)

    await holds(town)
    held = await gate_says(town, code)
    during = town.clock.now()
    await town.pass_time(hours=1)
    await lifts(town)

    assert (held.open, held.facts["verdict"], held.facts["reasons"][0]["code"]) == (False, "hold", "legal_hold")
    assert (await gate_says(town, code)).open

    def then(turn: Turn) -> list[bool]:
        found = (gate.ask_about_then(turn.session, turn.vault, turn.now, code, at) for at in (before, during))
        return [each.open for each in found]

    assert await town.do(then) == [True, False]


async def test_a_client_can_say_no_and_stop_whatever_is_held(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await says_yes(town, client)
    await holds(town)

    await client.press(Press.STOP)

    assert (await town.page()).case.standing.state == "revoked"


async def test_a_granted_erasure_waits_and_both_sides_are_told(town: Town) -> None:
    """TG-13, HIPAA-530j."""
    client = await is_in(town)
    await holds(town)
    await client.say("/rights")
    await client.press(Press.RIGHT, "erase")
    assert HELD in await client.sees()
    await client.press(Press.ERASE)
    assert "LEGAL HOLD" in await town.admin.sees()

    await town.admin.press(Press.RIGHT_YES)

    assert HELD in await client.sees()
    assert await names(town) == ["M.R."]
    await town.pass_time(days=100)
    assert await names(town) == ["M.R."]
    await lifts(town)
    assert await names(town) == ["—"]
    assert (await town.app.db.read(lambda session: list(verify(session)))) == []


async def waits_for_its_day(town: Town) -> Person:
    """A client whose erasure the admin agreed to, and whose record the law keeps."""
    client = await is_in(town)
    await asked(town, days=30)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    await erasure(town, client)
    await town.admin.press(Press.RIGHT_YES)
    return client


async def test_a_hold_that_comes_after_the_yes_stops_it_too_and_says_so(town: Town) -> None:
    """TG-13, HIPAA-530j."""
    client = await waits_for_its_day(town)

    await holds(town)

    assert HELD in await client.sees()
    assert "LEGAL HOLD" in await town.ana.sees()
    assert "LEGAL HOLD" in await town.admin.sees()
    assert CASE not in "\n".join(await client.all_texts())
    await town.pass_time(days=6 * 365 + 40)
    assert await names(town) == ["M.R."]
    await lifts(town)
    assert await names(town) == ["—"]


async def test_a_hold_that_was_lifted_in_time_changes_nothing_about_the_day(town: Town) -> None:
    await waits_for_its_day(town)
    await holds(town)
    await lifts(town)

    def due(turn: Turn) -> timedelta:
        [kept] = wishes.wishes_of(turn.session, turn.vault, client_of(turn, "M.R.").id)
        return kept.due_at - turn.now

    assert (await town.read(due)).days > 6 * 365
    assert await names(town) == ["M.R."]


async def test_a_hold_has_a_reason_an_admin_and_is_set_and_lifted_once(town: Town) -> None:
    await is_in(town)
    for by, reason, error in (("Lee Moss", " ", NoReason), ("Ana Ruiz", CASE, OnlyAdmins)):
        with pytest.raises(error):
            await holds(town, by, reason)
    with pytest.raises(NotHeld):
        await lifts(town)

    await holds(town)
    with pytest.raises(HeldAlready):
        await holds(town)

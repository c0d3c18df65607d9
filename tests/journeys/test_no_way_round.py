"""Without a yes: what no second person and no reason opens, what was promised, and one reason beside another."""

from typing import Any

import pytest

from bot.actions import excepted
from bot.actions.excepted import SeveralWait
from bot.actions.policies import set_to
from bot.screens import Press
from consent.exception_list import Delay, Way
from tests.journeys.shortcuts import asked, is_in
from tests.journeys.test_without_a_yes import does, heard, held, recorded, refused, sent
from tests.journeys.town import Town


async def test_visits_that_the_client_paid_do_not_reach_the_plan_without_a_yes_either(town: Town) -> None:
    """HIPAA-522-1: also where the agency has given up asking for plans."""
    client, page = await refused(town)
    await town.do(lambda turn: set_to(turn.session, turn.vault, turn.now, "ask_payers", "off"))
    await client.say("/rights")
    await client.press(Press.RIGHT, "limit")
    await client.press(Press.LIMIT_PAID)
    await client.press(Press.LIMIT_DAYS, "last_3")

    said = await recorded(town, page, Way.TREATMENT_PAYMENT, cosigned_by="Lee Moss", told=True)

    assert (said["opens"], said["lacks"]) == (False, ["restricted"])
    assert await sent(town, page) == []


async def test_private_notes_leave_by_no_way_that_their_own_rule_does_not_know(town: Town) -> None:
    """HIPAA-A2-i."""
    await is_in(town)
    notes: dict[str, Any] = {
        "kind": "own_attorney",
        "requester": "Dana Poe, lawyer",
        "items": ["psynotes"],
        "review_first": True,
    }
    page = await asked(town, **notes)

    said = await recorded(town, page, Way.WORKERS_COMP, items=("psynotes",), cosigned_by="Lee Moss")

    assert (said["opens"], said["lacks"]) == (False, ["private_notes"])
    assert await sent(town, page) == []


async def test_where_the_question_promised_a_talk_first_nothing_goes_out_before_it(town: Town) -> None:
    """TRUTH-1, D-3."""
    client = await is_in(town)
    page = await asked(town, kind="workers_comp", requester="State Comp Fund", items=["dx"])
    await client.press(Press.OPEN)
    await client.press(Press.WHAT_IF)
    assert "We would talk with you before that." in await client.sees()
    await client.say("no")

    said = [await recorded(town, page, Way.WORKERS_COMP, cosigned_by="Lee Moss", told=told) for told in (False, True)]

    assert [(each["opens"], each["lacks"]) for each in said] == [(False, ["tell_first"]), (True, [])]


async def test_the_end_of_one_reason_not_to_tell_lays_nothing_else_open(town: Town) -> None:
    """D-2, HIPAA-528-5: the report may be told; the order still forbids to tell of what it had us send."""
    client, page = await refused(town)
    await held(town, page)
    court = {"to": "Superior Court", "cosigned_by": "Lee Moss", "counsel_agreed": True, "delay": Delay.ORDER_FORBIDS}
    await recorded(town, page, Way.COURT_ORDER, **court)

    with pytest.raises(SeveralWait):
        await does(town, excepted.tell, page)
    await town.do(lambda turn: excepted.tell(turn, page.case.request.code, "Ana Ruiz", Way.CHILD))
    town.app.sender.nudge()
    await town.settle()

    texts = await client.all_texts()
    assert heard(texts, "The hotline") == 1
    assert heard(texts, "Superior Court") == 0
    assert [each.facts["basis"] for each in await sent(town, page)] == [Way.CHILD]

"""Years later: what was allowed on that day? And what changes when the agency's laws change."""

from datetime import datetime, timedelta

from bot.actions import rules
from bot.actions.gate import Asked, ask_about_then
from bot.actions.turn import Turn
from bot.screens import Press
from consent.packs.rule import Pack
from consent.states import State
from db.shapes import Page
from tests.journeys.shortcuts import asked, is_in, says_yes, state_of
from tests.journeys.town import Town


async def told(town: Town, page: Page, at: datetime) -> Asked:
    def look(turn: Turn) -> Asked:
        return ask_about_then(turn.session, turn.vault, turn.now, page.case.request.code, at)

    return await town.do(look)


def why(answer: Asked) -> list[str]:
    return [str(reason["code"]) for reason in answer.facts["reasons"]]


async def test_a_yes_and_a_stop_of_one_day_are_told_in_their_order(town: Town) -> None:
    client = await is_in(town)
    before = town.clock.now()
    page = await asked(town)
    question = town.clock.now()
    town.clock.advance(timedelta(minutes=5))
    await says_yes(town, client)
    yes = town.clock.now()
    town.clock.advance(timedelta(minutes=5))
    await client.press(Press.STOP)
    stop = town.clock.now()
    town.clock.advance(timedelta(days=400))

    assert why(await told(town, page, before)) == ["not_asked", "not_granted"]
    assert why(await told(town, page, question))[0] == "unanswered"
    assert (await told(town, page, yes)).open
    assert (await told(town, page, stop - timedelta(seconds=1))).open
    assert why(await told(town, page, stop))[0] == "revoked"
    assert not (await told(town, page, town.clock.now())).open


async def test_part_of_a_yes_is_told_as_that_part(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME):
        await client.press(press)
    await client.press(Press.PICK, "1")
    await client.press(Press.DONE)
    await client.press(Press.SAVE)
    yes = town.clock.now()
    town.clock.advance(timedelta(minutes=5))
    await client.press(Press.STOP)

    answer = await told(town, page, yes)

    assert [item["category"] for item in answer.facts["may_go"]] == [page.case.request.items[1].category]
    assert answer.facts["verdict"] == "allow_redacted"


async def test_a_law_that_comes_on_later_binds_a_running_consent_and_leaves_the_past_alone(town: Town) -> None:
    """ST-0, SCOPE-3."""
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    yes = town.clock.now()
    town.clock.advance(timedelta(days=1))
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.PART2_PROGRAM, on=True))

    await town.ana.say(f"/check {page.case.request.code}")

    assert "SEND NOTHING" in await town.ana.sees()
    assert (await told(town, page, yes)).open
    assert "weak_basis" in why(await told(town, page, town.clock.now()))
    assert await state_of(town, page) is State.GRANTED

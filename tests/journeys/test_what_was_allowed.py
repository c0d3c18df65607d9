"""Years later: what was allowed on that day? And what changes when the agency's laws change."""

from datetime import date, datetime, timedelta

from bot.actions import deciding, rules
from bot.actions.gate import Asked, ask_about_then
from bot.actions.turn import Turn
from bot.screens import Press
from consent.packs.rule import Pack
from consent.states import State
from db.shapes import Page
from tests.journeys.shortcuts import asked, is_in, says_yes, state_of
from tests.journeys.test_deciders import MR, a_child, the_parent_says_yes
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


async def test_who_decided_then_is_asked_of_the_record_and_not_of_today(town: Town) -> None:
    """HIPAA-PR-1, HIPAA-PR-3: a parent's yes counted until the agency refused the parent, and so it is told later."""
    await is_in(town)
    parent = await a_child(town)
    page = await asked(town)
    await the_parent_says_yes(town, page, parent)
    yes = town.clock.now()
    town.clock.advance(timedelta(days=1))
    await town.do(lambda turn: deciding.refuse(turn.session, turn.vault, turn.now, MR, id=parent, reason="fear"))
    refused = town.clock.now()

    assert (await told(town, page, yes)).open
    assert (await told(town, page, refused - timedelta(seconds=1))).open
    assert "no_authority" in why(await told(town, page, refused))


async def test_a_birthday_shuts_the_day_and_not_the_days_before(town: Town) -> None:
    """ST-MINOR."""
    await is_in(town)
    parent = await a_child(town, born=date(2009, 7, 20))
    page = await asked(town)
    await the_parent_says_yes(town, page, parent)
    await town.pass_time(days=20)

    on = {day: await told(town, page, datetime.fromisoformat(f"2027-07-{day}T12:00")) for day in (19, 20, 21)}

    assert [answer.open for answer in on.values()] == [True, False, False]


async def test_what_holds_the_client_back_later_held_nothing_then(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    yes = town.clock.now()
    town.clock.advance(timedelta(hours=1))
    await client.say("stop")
    await client.phone.block()
    await town.settle()
    await town.ana.say(f"/check {page.case.request.code}")
    assert "ON HOLD" in await town.ana.sees()

    assert (await told(town, page, yes)).open

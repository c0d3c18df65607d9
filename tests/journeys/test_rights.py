"""What a client can ask for about their own information: in the chat, with an answer, and obeyed by the gate."""

from bot.actions import gate
from bot.actions.turn import Turn
from bot.screens import Press
from db import lookups, wishes
from db.shapes import ClientFacts
from db.verify import verify
from db.wishes import WishFacts
from tests.journeys.shortcuts import asked, client_of, is_in, says_yes
from tests.journeys.town import Person, Town


async def wished(town: Town, alias: str = "M.R.") -> list[WishFacts]:
    return await town.read(lambda turn: wishes.wishes_of(turn.session, turn.vault, client_of(turn, alias).id))


def all_of(turn: Turn) -> list[ClientFacts]:
    """Every client of every clinician."""
    staff = lookups.staff_members(turn.session, turn.vault)
    return [client for each in staff for client in lookups.clients_of(turn.session, turn.vault, each.id)]


async def gate_says(town: Town, code: str) -> gate.Asked:
    return await town.do(lambda turn: gate.ask_by_code(turn.session, turn.vault, turn.now, code))


async def keeps_back(client: Person, whom: str, what: str) -> None:
    await client.say("/rights")
    await client.press(Press.RIGHT, "limit")
    await client.press(Press.LIMIT_WHOM, whom)
    await client.press(Press.LIMIT_WHAT, what)


async def pays_herself(client: Person, days: str = "last_12") -> None:
    await client.say("/rights")
    await client.press(Press.RIGHT, "limit")
    await client.press(Press.LIMIT_PAID)
    await client.press(Press.LIMIT_DAYS, days)


async def test_the_rights_are_in_the_menu_and_every_step_leads_back(town: Town) -> None:
    client = await is_in(town)
    await client.say("/menu")
    await client.press(Press.RIGHTS)
    assert (await client.presses())[-1] == Press.MENU

    for press, arg in ((Press.RIGHT, "limit"), (Press.LIMITS, None), (Press.RIGHT, "reach"), (Press.RIGHT, "erase")):
        await client.press(press, arg)
        await client.press(Press.RIGHTS)

    for press, arg in ((Press.RIGHT, "limit"), (Press.LIMIT_WHOM, "work")):
        await client.press(press, arg)
    await client.press(Press.RIGHTS)
    assert await wished(town) == []


async def test_visits_the_client_paid_are_kept_from_the_plan_at_once(town: Town) -> None:
    """HIPAA-522-1, P2-26."""
    client = await is_in(town)
    await asked(town)
    page = await says_yes(town, client)
    before = await gate_says(town, page.case.request.code)
    yes = town.clock.now()
    town.clock.advance(town.step(hours=1))

    await pays_herself(client)

    after = await gate_says(town, page.case.request.code)
    assert (before.open, after.open) == (True, False)
    assert "HIPAA-522-1" in [reason["id"] for reason in after.facts["reasons"]]
    assert "counts from now on" in await client.sees()
    assert "ASKS FOR A LIMIT" in await town.ana.sees()
    then = await town.do(
        lambda turn: gate.ask_about_then(turn.session, turn.vault, turn.now, page.case.request.code, yes)
    )
    assert then.open


async def test_visits_that_were_not_paid_in_full_can_be_refused_with_a_reason(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    page = await says_yes(town, client)
    await pays_herself(client)

    await town.ana.press(Press.RIGHT_NO)
    await town.ana.say("The plan paid for the visit in May.")

    assert "The plan paid for the visit in May." in await client.sees()
    assert (await gate_says(town, page.case.request.code)).open
    assert [(each.state, each.reason) for each in await wished(town)] == [
        ("refused", "The plan paid for the visit in May.")
    ]


async def test_a_limit_binds_the_gate_once_the_agency_agreed(town: Town) -> None:
    """P2-26."""
    client = await is_in(town)
    await asked(town)
    page = await says_yes(town, client)
    first = page.case.request.items[0].category

    await keeps_back(client, "plan", "all")
    waiting = await gate_says(town, page.case.request.code)
    await town.ana.press(Press.RIGHT_YES)
    agreed = await gate_says(town, page.case.request.code)

    assert first in [item["category"] for item in waiting.facts["may_go"]]
    assert not agreed.open
    assert "P2-26" in [reason["id"] for reason in agreed.facts["reasons"]]
    assert "We agree" in await client.sees()


async def test_a_limit_on_another_asker_or_fact_hinders_nobody_else(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    page = await says_yes(town, client)

    await keeps_back(client, "work", "all")
    await town.ana.press(Press.RIGHT_YES)

    assert (await gate_says(town, page.case.request.code)).open


async def test_only_the_client_lifts_a_limit(town: Town) -> None:
    """HIPAA-522-2."""
    client = await is_in(town)
    await asked(town)
    page = await says_yes(town, client)
    await keeps_back(client, "plan", "all")
    alert = await town.ana.button(Press.RIGHT_NO)
    await town.ana.press(Press.RIGHT_YES)
    await town.ana.phone.tap_data(*alert)
    await town.settle()
    await town.ana.say("I changed my mind.")
    assert [each.state for each in await wished(town)] == ["agreed"]

    await client.say("/rights")
    await client.press(Press.LIMITS)
    await client.press(Press.LIFT)

    assert [each.state for each in await wished(town)] == ["lifted"]
    assert "TAKEN BACK" in await town.ana.sees()
    assert (await gate_says(town, page.case.request.code)).open


async def test_nobody_lifts_the_limit_of_another_client(town: Town) -> None:
    one, other = await is_in(town), await is_in(town, "T.K.")
    await pays_herself(one)
    await one.say("/rights")
    await one.press(Press.LIMITS)
    message_id, data = await one.button(Press.LIFT)

    await town.sandbox_tap(other, message_id, data)

    assert [each.state for each in await wished(town)] == ["waiting"]


async def test_a_copy_is_asked_for_once_and_answered_in_time(town: Town) -> None:
    """HIPAA-524-1, GDPR-12, GDPR-15."""
    client = await is_in(town)
    for _ in range(2):
        await client.say("/rights")
        await client.press(Press.RIGHT, "copy")
    assert "August 4, 2027" in await client.sees()
    [kept] = await wished(town)
    assert (kept.due_at - kept.asked_at).days == 30

    await town.ana.say("/rights")
    await town.ana.press(Press.WISH)
    assert "ASKS FOR A COPY" in await town.ana.sees()
    await town.ana.press(Press.RIGHT_YES)

    assert "You get the copy" in await client.sees()
    await town.ana.say("/rights")
    assert "No client waits" in await town.ana.sees()


async def test_another_way_to_be_reached_is_asked_for_without_a_why(town: Town) -> None:
    """HIPAA-522-3."""
    client = await is_in(town)
    await client.say("/rights")
    await client.press(Press.RIGHT, "reach")
    await client.say("Call my sister's phone after six.")

    assert "Call my sister's phone after six." in await town.ana.sees()
    await town.ana.press(Press.RIGHT_YES)
    assert "From now on we reach you" in await client.sees()


async def test_whoever_turns_to_something_else_has_asked_for_nothing(town: Town) -> None:
    client = await is_in(town)
    await client.say("/rights")
    await client.press(Press.RIGHT, "reach")
    await client.say("/menu")
    await client.say("Good day.")

    assert await wished(town) == []


async def test_another_clinician_cannot_answer_or_see_a_wish(town: Town) -> None:
    client = await is_in(town)
    sam = await town.joins_as_staff("Sam Lee", "clinician")
    await client.say("/rights")
    await client.press(Press.RIGHT, "copy")
    message_id, data = await town.ana.button(Press.RIGHT_YES)

    await town.sandbox_tap(sam, message_id, data)
    await sam.say("/rights")

    assert "No client waits" in await sam.sees()
    assert [each.state for each in await wished(town)] == ["waiting"]


async def test_a_client_who_wants_no_facts_here_reads_none(town: Town) -> None:
    client = await is_in(town, detail="in_person")
    await client.say("/rights")
    await client.press(Press.RIGHT, "limit")
    assert "in person" in await client.sees()
    await client.say("/rights")
    await client.press(Press.RIGHT, "copy")
    await town.ana.press(Press.RIGHT_YES)

    assert "in person" in await client.sees()


async def erasure(town: Town, client: Person) -> None:
    await client.say("/rights")
    await client.press(Press.RIGHT, "erase")
    await client.press(Press.ERASE)


async def test_where_no_law_keeps_anything_an_admins_yes_erases_within_a_day(town: Town) -> None:
    """TG-13."""
    client = await is_in(town)
    await erasure(town, client)
    assert not await town.ana.has(Press.RIGHT_YES)

    await town.admin.press(Press.RIGHT_YES)

    assert "We agree to erase" in await client.sees()
    await town.pass_time(days=1, minutes=5)
    found = await town.read(all_of)
    assert [(c.alias, c.chat, c.channel) for c in found] == [("—", None, "erased")]
    await client.say("/menu")
    assert "Hello. I am a computer program." in await client.sees()


async def test_what_the_law_keeps_is_erased_on_the_day_after(town: Town) -> None:
    """TG-13, HIPAA-530j."""
    client = await is_in(town)
    await asked(town, days=30)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    await erasure(town, client)
    await town.admin.press(Press.RIGHT_YES)
    assert "July 5, 2033" in await client.sees()
    [kept] = await wished(town)
    assert kept.state == "agreed"

    await town.pass_time(days=6 * 365 + 1)
    assert [c.alias for c in await town.read(all_of)] == ["M.R."]
    await town.pass_time(days=3)

    assert [c.alias for c in await town.read(all_of)] == ["—"]
    assert (await town.app.db.read(lambda session: list(verify(session)))) == []


async def test_a_yes_that_ran_to_its_end_is_kept_six_years_from_that_end(town: Town) -> None:
    """HIPAA-530j: the day it last counted, not the day it was given."""
    client = await is_in(town)
    await asked(town, days=91)
    await says_yes(town, client)
    await client.say("/rights")
    await client.press(Press.RIGHT, "erase")
    assert "October 4, 2033" in await client.sees()

    await town.pass_time(days=100)
    await client.say("/rights")
    await client.press(Press.RIGHT, "erase")

    assert "October 4, 2033" in await client.sees()


async def test_a_legal_hold_stops_an_erasure(town: Town) -> None:
    client = await is_in(town)
    await erasure(town, client)

    await town.admin.press(Press.RIGHT_NO)
    await town.admin.say("A court told us to keep everything.")

    assert "A court told us to keep everything." in await client.sees()
    assert [c.alias for c in await town.read(all_of)] == ["M.R."]

"""A question about no request, its answer, somebody new who asks, and an invitation: each is an event of the record."""

from bot.actions.office import add_requester
from bot.screens import Press
from db.events import Event, events_of
from tests.journeys.shortcuts import asked, client_of, is_in
from tests.journeys.town import Town

SECRET = "Who reads the hippopotamus chapter?"


async def of_chain(town: Town, chain: str) -> list[Event]:
    return await town.read(lambda turn: events_of(turn.session, turn.vault, chain))


async def of_client(town: Town) -> list[Event]:
    client = await town.read(lambda turn: client_of(turn, "M.R."))
    return await of_chain(town, f"client:{client.id}")


async def test_a_question_about_no_request_and_its_answer_are_events_of_the_client(town: Town) -> None:
    """GDPR-7-1: and without their words."""
    client = await is_in(town)
    await client.say("/rights")
    await client.press(Press.RIGHT, "limit")
    await client.press(Press.LIMIT_WHOM, "work")
    await client.press(Press.QUESTION)
    await client.say(SECRET)
    await town.ana.press(Press.ANSWER)
    await town.ana.say("Only the two marmalade inspectors.")

    found = [each for each in await of_client(town) if each.action.startswith("question")]
    assert [(each.action, each.actor.partition(":")[0]) for each in found] == [
        ("question_asked", "client"),
        ("question_answered", "staff"),
    ]
    assert found[0].detail == found[1].detail
    assert SECRET not in str([each.detail for each in found])


async def test_an_answer_that_comes_after_the_decision_is_an_event_too(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.say(SECRET)
    await client.say("no")
    await town.ana.press(Press.WILL_CALL)

    names = [each.action for each in await of_chain(town, f"request:{page.case.request.id}")]
    late = [each.action for each in await of_client(town)]
    assert (names + late).count("question_answered") == 1


async def test_somebody_new_who_asks_is_an_event_of_the_agency(town: Town) -> None:
    await town.do(lambda turn: add_requester(turn.session, turn.vault, turn.now, name="Oak Clinic", kind="provider"))
    await town.do(lambda turn: add_requester(turn.session, turn.vault, turn.now, name="OAK clinic", kind="provider"))

    added = [each for each in await of_chain(town, "agency") if each.action == "requester_added"]
    assert [each.actor for each in added if each.seq == added[-1].seq] == ["admin"]
    assert "Oak" not in str([each.detail for each in added])


async def test_every_invitation_is_an_event_from_the_first_on(town: Town) -> None:
    await is_in(town)

    assert [each.action for each in await of_client(town)][:2] == ["client_added", "invited"]


async def test_who_stood_for_the_law_of_a_question_stands_for_it_when_it_is_asked_again(town: Town) -> None:
    """TRUTH-3: a change of mind is a new request with the same facts."""
    client = await is_in(town)
    page = await asked(town)
    first = (await of_chain(town, f"request:{page.case.request.id}"))[0]
    await client.say("no")
    await client.press(Press.CHANGED_MIND)

    again = await town.page()
    drafted = (await of_chain(town, f"request:{again.case.request.id}"))[0]
    assert again.case.request.supersedes == page.case.request.id
    assert {name: drafted.detail[name] for name in ("refusal_confirmed_by", "basis_by")} == {
        name: first.detail[name] for name in ("refusal_confirmed_by", "basis_by")
    }

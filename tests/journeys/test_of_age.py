"""A child for whom a parent said yes turns eighteen: that yes ends, and the grown client is asked, once, by day."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from bot.actions import coming_of_age, deciding
from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db import deciders
from db.evidence import happenings
from db.shapes import Page
from tests.bot.words.reading_telegram import shown
from tests.journeys.shortcuts import asked, client_of, events, every_page, is_in, says_yes, state_of
from tests.journeys.test_deciders import MR, a_child, at_the_items, gate, the_parent_says_yes
from tests.journeys.town import Person, Town

BIRTHDAY = date(2009, 7, 20)  #: Eighteen fifteen days after the first morning of the town.


async def almost_grown(town: Town, **settings: Any) -> tuple[Person, Page]:
    """A client two days before the birthday; a parent said yes for them."""
    client = await is_in(town, **settings)
    parent = await a_child(town, born=BIRTHDAY)
    page = await asked(town)
    await the_parent_says_yes(town, page, parent)
    await town.pass_time(days=13)
    assert "MAY GO OUT" in await gate(town, page)
    return client, page


async def successor(town: Town, page: Page) -> Page | None:
    found = await town.read(every_page)
    return next((each for each in found if each.case.request.supersedes == page.case.request.id), None)


async def birthday(town: Town, **later: float) -> None:
    await town.pass_time(days=2, **later)


async def alerts(town: Town) -> list[str]:
    return [text for text in await town.ana.all_texts() if "OF AGE NOW" in text]


async def test_on_the_birthday_the_old_yes_ends_and_the_grown_client_is_asked_with_the_reason(town: Town) -> None:
    """ST-MINOR, HIPAA-PR-1, REV-10."""
    client, page = await almost_grown(town)

    await birthday(town)

    assert await state_of(town, page) is State.EXPIRED
    assert "SEND NOTHING" in await gate(town, page)
    anew = await successor(town, page)
    assert anew is not None
    assert (anew.case.standing.state, anew.case.request.of_age) == (State.ASKED, True)
    assert anew.case.standing.explained_at is None
    assert "18" not in await client.sees()
    await client.press(Press.OPEN)
    seen = await client.sees()
    assert "You are 18 now. From now on you decide." in seen
    assert Press.SHARE_NOTHING in await client.presses()
    assert (await alerts(town))[0].count(anew.case.request.code) == 1

    await says_yes_from_the_card(client)
    assert await state_of(town, anew) is State.GRANTED
    assert "MAY GO OUT" in await gate(town, anew)
    assert "SEND NOTHING" in await gate(town, page)


async def says_yes_from_the_card(client: Person) -> None:
    for press in (Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)


async def test_what_was_said_before_stays_in_the_record_and_is_told_truly(town: Town) -> None:
    client, page = await almost_grown(town)
    await birthday(town)

    assert (await events(town, page))[-1] == "came_of_age"
    await client.say("/choices")
    await client.press(Press.CHOICE, page.case.request.id)
    assert "the yes given for you ended on July 20, 2027" in shown(await client.sees())
    assert "your yes" not in await client.sees()

    def look(turn: Turn) -> list[str | None]:
        return [each.state for each in happenings(turn.session, turn.vault, page.case.request.id)]

    states = [state for state in await town.read(look) if state]
    assert (State.GRANTED in states, states[-1]) == (True, State.EXPIRED)


async def test_a_no_of_the_grown_client_counts_as_every_no(town: Town) -> None:
    client, page = await almost_grown(town)
    await birthday(town)
    client.taps = 0

    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    anew = await successor(town, page)
    assert anew is not None
    assert client.taps == 2
    assert await state_of(town, anew) is State.DENIED


async def test_the_birthday_begins_at_midnight_but_nobody_is_woken(town: Town) -> None:
    """REM-2: the gate shuts at night, the question comes by day."""
    client, page = await almost_grown(town)
    heard = len(await client.all_texts())
    await town.pass_time(days=1, hours=13, minutes=30)  # half past midnight in New York

    assert await state_of(town, page) is State.EXPIRED
    assert len(await client.all_texts()) == heard
    await town.pass_time(hours=9)
    assert len(await client.all_texts()) == heard + 1
    assert Press.OPEN in await client.presses()


@pytest.mark.parametrize("late", [{}, {"days": 9}], ids=["on the day", "seen nine days late"])
async def test_it_is_asked_once_whatever_ticks_follow(town: Town, late: dict[str, float]) -> None:
    """ST-MINOR: and nobody looks again."""
    _, page = await almost_grown(town)
    await town.pass_time(days=2 + late.get("days", 0))
    client = await town.read(lambda turn: client_of(turn, "M.R."))
    for _ in range(2):
        await town.do(partial(coming_of_age.review, client_id=client.id))
        await town.pass_time(hours=1)

    requests = await town.read(every_page)
    assert len(requests) == 2
    assert (await events(town, page)).count("came_of_age") == 1
    assert len(await alerts(town)) == 1
    assert await town.read(lambda turn: deciders.due(turn.session, turn.now + timedelta(days=999), limit=9)) == []


async def test_a_birth_date_that_is_noted_after_the_birthday_ends_it_at_the_next_tick(town: Town) -> None:
    _, page = await almost_grown(town)

    await town.do(lambda turn: deciding.set_born(turn.session, turn.vault, turn.now, MR, BIRTHDAY - timedelta(days=5)))
    await town.pass_time(minutes=1)

    assert await state_of(town, page) is State.EXPIRED
    assert await successor(town, page) is not None


@pytest.mark.parametrize(
    "silent", [{"messages_stopped": True}, {"channel": "unreachable"}, {"channel": "not_me"}], ids=str
)
async def test_who_cannot_be_asked_here_is_left_to_people(town: Town, silent: dict[str, Any]) -> None:
    """TG-20: nothing is read out of it, and staff hear the next step."""
    client, page = await almost_grown(town)
    id = (await town.read(lambda turn: client_of(turn, "M.R."))).id
    await town.do(lambda turn: turn.change_client(id, "changed", silent))
    heard = len(await client.all_texts())

    await birthday(town)

    assert await state_of(town, page) is State.EXPIRED
    assert await successor(town, page) is None
    assert len(await client.all_texts()) == heard
    assert "invite them to a chat of their own" in (await alerts(town))[0]


async def test_after_words_about_danger_the_question_waits_and_the_gate_holds(town: Town) -> None:
    """SAFE-3, REM-2."""
    client, page = await almost_grown(town)
    await town.pass_time(days=1, hours=8)
    await client.say("I want to die")
    heard = len(await client.all_texts())

    await town.pass_time(hours=14)
    assert await state_of(town, page) is State.GRANTED
    assert "ON HOLD" in await gate(town, page)
    assert len(await client.all_texts()) == heard
    await town.pass_time(days=3)

    assert await state_of(town, page) is State.EXPIRED
    assert await successor(town, page) is not None


async def test_what_the_requester_took_back_is_not_asked_again(town: Town) -> None:
    _, page = await almost_grown(town)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.REQUESTER_SAID)
    await town.ana.press(Press.REPLIED, "withdrawn")

    await birthday(town)

    assert await state_of(town, page) is State.EXPIRED
    assert await successor(town, page) is None


async def test_the_parent_can_answer_nothing_any_more(town: Town) -> None:
    """HIPAA-PR-1: nor on a screen that was open since the day before."""
    _, page = await almost_grown(town)
    parent = (await town.page(page.case.request.code)).case.standing.words[0].giver
    other = await asked(town, requester="Oak School", kind="school")
    await at_the_items(town, other, parent)
    await town.ana.press(Press.RECORD_ITEM, "0")
    await town.ana.press(Press.RECORD_SAVE)

    await birthday(town)
    await town.ana.say("Carmen Rodriguez")

    assert await state_of(town, other) is State.ASKED
    await town.ana.say(other.case.request.code)
    await town.ana.press(Press.RECORD)
    assert Press.GIVEN_BY not in await town.ana.presses()


async def test_a_yes_of_the_clients_own_goes_on(town: Town) -> None:
    client = await is_in(town)
    await a_child(town, born=BIRTHDAY)
    page = await asked(town)
    await says_yes(town, client)

    await town.pass_time(days=16)

    assert await state_of(town, page) is State.GRANTED
    assert await successor(town, page) is None
    assert await alerts(town) == []

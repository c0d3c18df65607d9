"""Slips at the check before a yes: second taps, odd words, a question taken back, a switch turned off meanwhile."""

from pathlib import Path

import pytest

from bot.screens import Press
from consent.states import State
from consent.teaching import TeachBack
from tests.bot.words.reading_telegram import shown
from tests.journeys.checking import TO_THE_CHECK, at_the_check, evidence, switched_on
from tests.journeys.shortcuts import asked, events, is_in
from tests.journeys.town import Town, open_app

NAME = "Maria del Carmen Rodriguez"


async def test_a_name_typed_at_the_check_signs_nothing_and_the_check_stays(town: Town) -> None:
    client = await at_the_check(town, kind="school")

    await client.say(NAME)

    assert (await town.page()).case.standing.state is State.ASKED
    assert "who would get your facts" in await client.sees()


async def test_a_typed_yes_names_nobody_so_it_is_explained_and_a_second_yes_saves(town: Town) -> None:
    client = await at_the_check(town)

    await client.say("yes")
    assert "We were not clear" in await client.sees()
    assert (await town.page()).case.standing.state is State.ASKED
    await client.say("yes")

    assert (await town.page()).case.standing.teach_back is TeachBack.HELPED


async def test_a_second_tap_records_no_second_yes(town: Town) -> None:
    client = await at_the_check(town)
    place, data = await client.button(Press.TEACH, "recipient")
    _, other = await client.button(Press.TEACH, "nobody")

    for tapped in (data, data, other):
        await client.phone.tap_data(place, tapped)
    await town.settle()

    page = await town.page()
    assert (await events(town, page)).count("granted") == 1
    assert page.case.standing.teach_back is TeachBack.CLEAR


async def test_a_second_tap_before_the_explanation_is_in_view_skips_nothing_of_it(town: Town) -> None:
    client = await at_the_check(town)
    place, data = await client.button(Press.TEACH, "nobody")
    _, true = await client.button(Press.TEACH, "recipient")

    for tapped in (data, true):
        await client.phone.tap_data(place, tapped)
    await town.settle()

    assert (await town.page()).case.standing.state is State.ASKED
    assert "We were not clear" in shown(await client.sees())


@pytest.mark.parametrize("said", ["recipient", "help"])
async def test_a_check_about_a_question_that_was_taken_back_saves_nothing(town: Town, said: str) -> None:
    client = await at_the_check(town)
    page = await town.page()
    place, data = await client.button(Press.TEACH, said)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WITHDRAW)
    await town.ana.press(Press.TAKE_BACK)

    await client.phone.tap_data(place, data)
    await town.settle()

    assert (await town.page()).case.standing.state is State.WITHDRAWN
    assert "has moved on" in " ".join(await client.all_texts())
    assert "We were not clear" not in " ".join(await client.all_texts())


async def test_whoever_heard_the_explanation_is_not_asked_a_second_time(town: Town) -> None:
    client = await at_the_check(town)
    await client.press(Press.TEACH, "help")
    await client.press(Press.CHANGE)
    await client.press(Press.PICK, "0")
    await client.press(Press.DONE)

    await client.press(Press.SAVE)

    standing = (await town.page()).case.standing
    assert (standing.state, standing.granted) == (State.PARTLY_GRANTED, frozenset({0}))
    assert standing.teach_back is TeachBack.HELPED


async def test_leaving_the_check_records_nothing(town: Town) -> None:
    client = await at_the_check(town)

    await client.say("/menu")
    await town.pass_time(days=1)

    page = await town.page()
    assert (page.case.standing.state, page.case.standing.teach_back) == (State.ASKED, None)


async def test_only_the_kinds_that_were_switched_on_are_checked_and_off_means_off(town: Town) -> None:
    await switched_on(town, "school")
    client = await is_in(town)
    await asked(town)
    for press in TO_THE_CHECK:
        await client.press(press)
    page = await town.page()
    assert (page.case.standing.state, page.case.standing.teach_back) == (State.GRANTED, None)
    assert "teach_back" not in await evidence(town, page)


async def test_a_check_that_was_shown_still_leads_on_after_it_was_switched_off(town: Town) -> None:
    client = await at_the_check(town)
    await switched_on(town, on=False)

    await client.press(Press.TEACH, "help")
    await client.press(Press.SAVE)

    assert (await town.page()).case.standing.teach_back is TeachBack.HELPED


async def test_after_words_about_danger_the_check_lets_no_yes_through(town: Town) -> None:
    """SAFE-3."""
    client = await at_the_check(town)
    place, data = await client.button(Press.TEACH, "recipient")
    await client.say("I want to die")

    await client.phone.tap_data(place, data)
    await town.settle()

    assert (await town.page()).case.standing.state is State.ASKED


async def test_a_restart_in_the_middle_loses_nothing_of_it(town: Town, store_url: str, tmp_path: Path) -> None:
    client = await at_the_check(town)
    await client.press(Press.TEACH, "worker")

    await town.shut_down()
    town.app, town.is_shut = open_app(town.sandbox, store_url, tmp_path / "town.key", town.clock), False
    await town.app.start()
    await client.press(Press.SAVE)

    standing = (await town.page()).case.standing
    assert (standing.state, standing.teach_back) == (State.GRANTED, TeachBack.HELPED)

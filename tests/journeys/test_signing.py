"""A school asks: the law wants a signature. A typed name signs, and nothing else that is typed ever does."""

import pytest

from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db import lookups
from tests.journeys.shortcuts import asked, is_in, state_of
from tests.journeys.town import Person, Town

NAME = "Maria del Carmen Rodriguez"


async def at_the_signature(town: Town, kind: str = "school", items: tuple[str, ...] = ()) -> Person:
    client = await is_in(town)
    await asked(town, kind=kind, requester="Oak School", items=items)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    return client


@pytest.mark.parametrize(("kind", "items"), [("school", ()), ("employer", ("attend", "worksch"))])
async def test_four_taps_and_a_typed_name_sign_it_and_the_name_stays_sealed(
    town: Town, kind: str, items: tuple[str, ...]
) -> None:
    """ESIG-1, ESIG-4, HIPAA-C1-vi-a, HIPAA-C4."""
    client = await at_the_signature(town, kind, items)
    assert client.taps == 4
    assert (await town.page()).case.standing.state is State.ASKED

    await client.say(NAME)

    page = await town.page()
    assert page.case.standing.state is State.GRANTED
    assert page.signature == NAME
    assert NAME not in "".join(await town.ana.all_texts())


@pytest.mark.parametrize(
    "typed",
    [
        "yes",
        "Yes.",
        "ok",
        "👍",
        "help",
        "What does this mean?",
        "M",
        "12345",
        "my choices",
        "I am not sure",
        "wait, no way",
    ],
)
async def test_what_is_no_name_signs_nothing(town: Town, typed: str) -> None:
    client = await at_the_signature(town)
    heard = len(await client.all_texts())

    await client.say(typed)

    assert (await town.page()).case.standing.state is not State.GRANTED
    assert len(await client.all_texts()) > heard


async def test_a_name_the_initials_do_not_fit_signs_when_it_is_typed_twice(town: Town) -> None:
    client = await at_the_signature(town)

    await client.say("Guadalupe Ortiz")
    assert (await town.page()).case.standing.state is State.ASKED
    await client.say("Guadalupe Ortiz")

    assert (await town.page()).case.standing.state is State.GRANTED


async def test_back_and_no_still_work_at_the_signature(town: Town) -> None:
    client = await at_the_signature(town)
    await client.press(Press.BACK)
    assert Press.SHARE_NOTHING in await client.presses()
    await client.say(NAME)
    assert (await town.page()).case.standing.state is State.ASKED

    for press in (Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    await client.say("no")
    assert (await town.page()).case.standing.state is State.DENIED
    await client.say(NAME)
    assert (await town.page()).case.standing.state is State.DENIED


async def test_another_message_between_the_prompt_and_the_name_loses_nothing(town: Town) -> None:
    client = await at_the_signature(town)
    first = await town.page()
    await asked(town, kind="provider", requester="Dr. Berg")

    await client.say(NAME)

    assert await state_of(town, first) is State.GRANTED
    assert (await town.page()).case.standing.state is State.ASKED


async def test_a_shared_part_is_signed_for_that_part_only(town: Town) -> None:
    client = await is_in(town)
    await asked(town, kind="school", requester="Oak School")
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME, Press.PICK, Press.DONE, Press.SAVE):
        await client.press(press)
    await client.say(NAME)

    page = await town.page()
    assert page.case.standing.state is State.PARTLY_GRANTED
    assert page.case.standing.granted == {0}
    assert page.signature == NAME


async def test_a_name_typed_after_the_question_was_taken_back_signs_nothing(town: Town) -> None:
    client = await at_the_signature(town)
    page = await town.page()
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WITHDRAW)
    await town.ana.press(Press.TAKE_BACK)

    await client.say(NAME)

    assert await state_of(town, page) is State.WITHDRAWN


async def test_a_yes_in_words_at_the_read_back_leads_to_the_signature_not_past_it(town: Town) -> None:
    """ESIG-7."""
    client = await is_in(town)
    await asked(town, kind="school", requester="Oak School")
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)

    await client.say("yes")
    await client.say("yes")

    assert (await town.page()).case.standing.state is State.ASKED

    def signature(turn: Turn) -> str | None:
        found = lookups.page_by_code(turn.session, turn.vault, code)
        return found.signature if found else None

    code = (await town.page()).case.request.code
    assert await town.read(signature) is None

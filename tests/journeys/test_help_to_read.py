"""Whoever cannot read it, or not in this language, asks for help at any time: somebody calls, nothing is decided."""

from typing import Any

import pytest
from sqlmodel import select

from bot.actions.turn import Turn
from bot.screens import Press
from bot.words.say import Words
from consent.states import State
from consent.understanding import Need
from db.tables import Audit
from tests.journeys.shortcuts import asked, events, is_in, says_yes
from tests.journeys.town import Town

LANGUAGES = [language.code for language in Words.load().offered]
TYPED = {"en": "I need an interpreter", "es": "no entiendo", "ar": "أحتاج إلى مترجم"}
ALERT = {
    Need.INTERPRETER: "M.R.\u2069 · NEEDS AN INTERPRETER",
    Need.READ: "M.R.\u2069 · WANTS IT READ ALOUD",
    Need.LARGE: "M.R.\u2069 · WANTS LARGE PRINT",
    Need.MEET: "M.R.\u2069 · WANTS TO MEET",
}


@pytest.mark.parametrize("need", Need)
async def test_each_need_reaches_the_clinician_and_leaves_the_question_open(town: Town, need: Need) -> None:
    """ETH-3, A11Y-5, LEP-3."""
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.press(Press.NEEDS)

    await client.press(Press.NEED, need)

    told = await town.ana.sees()
    assert ALERT[need] in told
    assert page.case.request.code in told
    assert "Someone will call you." in await client.sees()
    assert (await town.page()).case.standing.state is State.ASKED
    assert (await events(town, page))[-1] == "help_wanted"

    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    assert (await town.page()).case.standing.state is State.DENIED


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_can_be_typed_at_any_time(town: Town, language: str) -> None:
    """ETH-3, A11Y-3."""
    client = await is_in(town, language=language)
    await asked(town)
    await client.press(Press.OPEN)

    await client.say(TYPED[language])
    assert Press.NEED in await client.presses()
    await client.press(Press.NEED, "read")

    assert "WANTS IT READ ALOUD" in await town.ana.sees()
    assert (await town.page()).case.standing.state is State.ASKED


@pytest.mark.parametrize("way", ["/menu", "/talk"])
async def test_it_is_one_tap_from_the_menu_and_from_talking_to_a_person(town: Town, way: str) -> None:
    client = await is_in(town)
    await client.say(way)

    await client.press(Press.NEEDS)
    await client.press(Press.NEED, "large")

    assert "WANTS LARGE PRINT" in await town.ana.sees()

    def noted(turn: Turn) -> list[Any]:
        return list(turn.session.exec(select(Audit.chain).where(Audit.action == "help_wanted")))

    (chain,) = await town.read(noted)
    assert chain.startswith("client:")


async def test_it_takes_back_no_yes(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await says_yes(town, client)

    await client.say("I do not understand")
    await client.press(Press.NEED, "meet")

    assert (await town.page()).case.standing.state is State.GRANTED


async def test_at_the_signature_it_signs_nothing_and_the_question_is_at_hand(town: Town) -> None:
    client = await is_in(town)
    await asked(town, kind="school", requester="Oak School")
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    await client.say("I need an interpreter")
    await client.press(Press.NEED, "interpreter")

    assert (await town.page()).case.standing.state is State.ASKED
    assert Press.OPEN in await client.presses()


async def test_a_client_who_wants_no_facts_here_is_shown_none_by_it(town: Town) -> None:
    """TG-2."""
    client = await is_in(town, detail="in_person")
    await asked(town)
    heard = len(await client.all_texts())

    await client.say("read it to me")
    await client.press(Press.NEED, "read")

    assert "Green Valley" not in " ".join((await client.all_texts())[heard:])
    assert "WANTS IT READ ALOUD" in await town.ana.sees()

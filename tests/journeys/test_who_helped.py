"""After a yes: did somebody help you read this? Kept as a role, never a name; and it stands in the way of nothing."""

from typing import Any

import pytest

from bot.actions import rules
from bot.actions.turn import Turn
from bot.screens import Press
from bot.words.say import Words
from consent.states import State
from consent.understanding import HELPER_TOLD, Extra
from consent.word import Helper
from db.evidence import happenings
from db.shapes import Page
from tests.bot.words.reading_telegram import shown
from tests.journeys.shortcuts import asked, events, is_in, says_yes
from tests.journeys.town import Person, Town

LANGUAGES = [language.code for language in Words.load().offered]


async def switched_on(town: Town, *kinds: str) -> None:
    what = Extra.WHO_HELPED
    await town.do(lambda turn: rules.switch_question(turn.session, turn.vault, turn.now, what, kinds, on=True))


async def said_yes(town: Town, language: str = "en", kind: str = "payer_payment") -> Person:
    await switched_on(town)
    client = await is_in(town, language=language)
    await asked(town, kind=kind)
    await says_yes(town, client)
    return client


async def helper(town: Town) -> Helper | None:
    return (await town.page()).case.standing.helped_by


async def told(town: Town, page: Page) -> list[dict[str, Any]]:
    """What the record keeps of each word about who helped."""

    def look(turn: Turn) -> list[dict[str, Any]]:
        found = happenings(turn.session, turn.vault, page.case.request.id)
        return [dict(each.detail) for each in found if each.action == HELPER_TOLD]

    return await town.read(look)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", [Helper.NOBODY, Helper.STAFF, Helper.INTERPRETER, Helper.FAMILY])
async def test_each_answer_is_kept_with_its_evidence_and_the_yes_stays(town: Town, who: Helper, language: str) -> None:
    """LEP-3, ESIG-9."""
    client = await said_yes(town, language)
    page = await town.page()
    assert page.case.standing.state is State.GRANTED

    await client.press(Press.WHO_HELPED, who)

    after = await town.page()
    assert (after.case.standing.helped_by, after.case.standing.state) == (who, State.GRANTED)
    assert after.case.standing.version == page.case.standing.version
    (kept,) = await told(town, page)
    assert (kept["helper"], kept["by"], kept["standing"]["helped_by"]) == (who, "tap", who)
    assert Press.WHO_HELPED not in await client.presses()


async def test_the_receipt_keeps_its_buttons_and_a_stop_is_one_tap(town: Town) -> None:
    """REV-1."""
    client = await said_yes(town)
    assert "did someone help you read this?" in await client.sees()

    await client.press(Press.STOP)

    assert (client.taps, (await town.page()).case.standing.state) == (1, State.REVOKED)
    await client.press(Press.WHO_HELPED, "family")
    assert await helper(town) is None


async def test_a_skip_and_silence_keep_nothing(town: Town) -> None:
    client = await said_yes(town)
    page = await town.page()

    await client.press(Press.WHO_HELPED, "skip")

    assert await helper(town) is None
    assert await told(town, page) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_bare_no_says_that_nobody_helped_and_takes_back_no_yes(town: Town, language: str) -> None:
    client = await said_yes(town, language)

    await client.say({"en": "no", "es": "no", "ar": "لا"}[language])

    standing = (await town.page()).case.standing
    assert (standing.state, standing.helped_by) == (State.GRANTED, Helper.NOBODY)


async def test_a_no_after_it_takes_back_the_yes_as_ever(town: Town) -> None:
    client = await said_yes(town)
    await client.press(Press.WHO_HELPED, "nobody")

    await client.say("no")

    assert (await town.page()).case.standing.state is State.REVOKED


async def test_a_bare_yes_does_not_say_who_so_it_is_asked_again(town: Town) -> None:
    client = await said_yes(town)

    await client.say("yes")

    assert "did someone help you read this?" in await client.sees()
    assert await helper(town) is None


@pytest.mark.parametrize("by", ["label", "number"])
async def test_the_answer_can_be_typed(town: Town, by: str) -> None:
    """A11Y-3."""
    client = await said_yes(town)

    await client.say("An interpreter" if by == "label" else "3")

    assert await helper(town) is Helper.INTERPRETER


async def test_after_help_by_family_an_interpreter_is_offered_and_asking_for_one_undoes_nothing(town: Town) -> None:
    """LEP-3, ETH-3."""
    client = await said_yes(town)
    await client.press(Press.WHO_HELPED, "family")
    assert "It is free, and they keep it private." in shown(await client.sees())

    await client.press(Press.NEED, "interpreter")

    assert "NEEDS AN INTERPRETER" in await town.ana.sees()
    page = await town.page()
    assert page.case.standing.state is State.GRANTED
    assert (await events(town, page))[-1] == "help_wanted"
    await town.ana.say(page.case.request.code)
    assert "Family or a friend helped to read it. Offer an interpreter next time." in await town.ana.sees()


async def test_nobody_else_is_offered_an_interpreter_for_it(town: Town) -> None:
    client = await said_yes(town)

    await client.press(Press.WHO_HELPED, "staff")

    assert Press.NEED not in await client.presses()


async def test_a_double_tap_keeps_one_word(town: Town) -> None:
    client = await said_yes(town)
    page = await town.page()
    place, data = await client.button(Press.WHO_HELPED, "staff")

    for _ in range(2):
        await client.phone.tap_data(place, data)
    await town.settle()

    assert len(await told(town, page)) == 1


async def test_it_comes_after_the_signature_too(town: Town) -> None:
    client = await said_yes(town, kind="school")
    assert "did someone help" not in " ".join(await client.all_texts())

    await client.say("Maria Rivera")

    assert (await town.page()).case.standing.state is State.GRANTED
    assert "did someone help you read this?" in await client.sees()


async def test_where_it_is_off_nobody_is_asked(town: Town) -> None:
    await switched_on(town, "school")
    client = await is_in(town)
    await asked(town)
    await says_yes(town, client)

    assert not await client.has(Press.WHO_HELPED)


async def test_a_phone_in_a_language_that_is_not_on_offer_is_asked_without_a_switch(town: Town) -> None:
    """LEP-3."""
    client = await is_in(town, phone="vi")
    await asked(town)
    await says_yes(town, client)

    assert await client.has(Press.WHO_HELPED)


@pytest.mark.parametrize("press", [Press.SHARE_NOTHING, Press.LATER])
async def test_after_a_no_or_not_now_nobody_is_asked(town: Town, press: Press) -> None:
    await switched_on(town)
    client = await is_in(town)
    await asked(town)
    await client.press(Press.OPEN)

    await client.press(press)

    assert not await client.has(Press.WHO_HELPED)

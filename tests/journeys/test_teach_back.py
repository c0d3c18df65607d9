"""Before a yes is saved the agency checks that its words were clear: kindly, without a score, and never before a no."""

import pytest

from bot.screens import Press
from bot.words.say import Words
from consent.states import State
from consent.teaching import TeachBack
from tests.bot.words.reading_telegram import shown
from tests.journeys.checking import at_the_check, evidence, switched_on
from tests.journeys.shortcuts import asked, is_in
from tests.journeys.town import PAYER, Town

LANGUAGES = [language.code for language in Words.load().offered]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_true_answer_saves_the_yes_with_one_more_tap(town: Town, language: str) -> None:
    """PL-8."""
    client = await at_the_check(town, language=language)

    await client.press(Press.TEACH, "recipient")

    page = await town.page()
    assert client.taps == 5
    assert (page.case.standing.state, page.case.standing.teach_back) == (State.GRANTED, TeachBack.CLEAR)
    kept = await evidence(town, page)
    assert PAYER in await town.shown(kept["screen"])
    assert kept["screen"] != kept["teach_back"]["screen"]
    assert kept["teach_back"]["outcome"] == "clear"
    assert "explained once more" not in " ".join(await town.ana.all_texts())


async def test_the_question_is_one_line_and_beside_the_answers_stand_a_no_and_a_way_past(town: Town) -> None:
    """PL-8, DP-1."""
    client = await at_the_check(town)

    assert "who would get your facts if you say yes?" in await client.sees()
    screen = await client.phone.screen()
    labels = [row[0]["text"] for row in screen["keyboard"]]
    assert sorted(labels[:3]) == [PAYER, "Nobody at all", "Only my worker here"]
    assert labels[3:] == ["Help me understand", "Share nothing", "Skip this"]


@pytest.mark.parametrize("said", ["worker", "nobody", "help"])
async def test_any_other_answer_explains_it_once_more_and_one_tap_goes_on(town: Town, said: str) -> None:
    """PL-8: no shame, no score, no block."""
    client = await at_the_check(town)

    await client.press(Press.TEACH, said)

    told = shown(await client.sees())
    assert told.startswith("We were not clear. Here it is once more.")
    assert f"sends your facts to {PAYER}" in told
    assert "wrong" not in told.lower()
    assert (await town.page()).case.standing.state is State.ASKED

    await client.press(Press.SAVE)

    page = await town.page()
    assert (page.case.standing.state, page.case.standing.teach_back) == (State.GRANTED, TeachBack.HELPED)
    kept = await evidence(town, page)
    assert "We were not clear" in await town.shown(kept["screen"])
    assert kept["teach_back"]["outcome"] == "helped"
    assert "It was explained once more before the answer." in await town.ana.sees()


async def test_a_skip_saves_the_yes_and_is_kept_as_a_skip(town: Town) -> None:
    """PL-8."""
    client = await at_the_check(town)

    await client.press(Press.TEACH, "skip")

    page = await town.page()
    assert (page.case.standing.state, page.case.standing.teach_back) == (State.GRANTED, TeachBack.SKIPPED)
    assert "explained once more" not in await town.ana.sees()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["tap", "word", "after the explanation"])
async def test_a_no_at_the_check_is_a_plain_no_at_once(town: Town, language: str, by: str) -> None:
    """PL-8: never a barrier to a no."""
    client = await at_the_check(town, language=language)
    if by == "after the explanation":
        await client.press(Press.TEACH, "help")
    if by == "word":
        await client.say({"en": "no", "es": "no", "ar": "لا"}[language])
    else:
        await client.press(Press.SHARE_NOTHING)

    page = await town.page()
    assert (page.case.standing.state, page.case.standing.teach_back) == (State.DENIED, None)
    assert "teach_back" not in await evidence(town, page)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_no_and_not_now_never_meet_the_check(town: Town, language: str) -> None:
    await switched_on(town)
    client = await is_in(town, language=language)
    await asked(town)

    await client.press(Press.OPEN)
    await client.press(Press.LATER)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    assert (await town.page()).case.standing.state is State.DENIED
    assert client.taps == 4


async def test_a_stop_after_it_is_one_tap(town: Town) -> None:
    client = await at_the_check(town)
    await client.press(Press.TEACH, "help")
    await client.press(Press.SAVE)
    client.taps = 0

    await client.press(Press.STOP)

    assert (client.taps, (await town.page()).case.standing.state) == (1, State.REVOKED)


async def test_a_part_is_checked_too_and_stays_that_part(town: Town) -> None:
    await switched_on(town)
    client = await is_in(town)
    await asked(town)
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME):
        await client.press(press)
    await client.press(Press.PICK, "1")
    await client.press(Press.DONE)
    await client.press(Press.SHORTEN)
    await client.press(Press.END, "0")
    await client.press(Press.SAVE)

    await client.press(Press.TEACH, "worker")
    await client.press(Press.SAVE)

    standing = (await town.page()).case.standing
    assert (standing.state, standing.granted) == (State.PARTLY_GRANTED, frozenset({1}))
    assert (standing.ends_on, standing.teach_back) == (
        town.clock.now().date() + town.step(days=7),
        TeachBack.HELPED,
    )


@pytest.mark.parametrize(("said", "became"), [("recipient", TeachBack.CLEAR), ("nobody", TeachBack.HELPED)])
async def test_it_comes_before_the_typed_name_and_the_name_signs_what_was_read(
    town: Town, said: str, became: TeachBack
) -> None:
    """PL-8, ESIG-1, ESIG-3."""
    client = await at_the_check(town, kind="school")
    assert "before you sign" in await client.sees()
    await client.press(Press.TEACH, said)
    if became is TeachBack.HELPED:
        await client.press(Press.SAVE)
    assert (await town.page()).case.standing.state is State.ASKED

    await client.say("Guadalupe Ortiz")
    await client.say("Guadalupe Ortiz")

    page = await town.page()
    assert (page.case.standing.state, page.case.standing.teach_back) == (State.GRANTED, became)
    assert page.signature == "Guadalupe Ortiz"
    assert "Please type your first and last name again" in await town.shown((await evidence(town, page))["screen"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["label", "number"])
async def test_the_answer_can_be_typed(town: Town, language: str, by: str) -> None:
    """A11Y-3."""
    client = await at_the_check(town, language=language)
    labels = [row[0]["text"] for row in (await client.phone.screen())["keyboard"]]
    at = next(at for at, label in enumerate(labels) if PAYER in label)

    await client.say(labels[at] if by == "label" else str(at + 1))

    assert (await town.page()).case.standing.teach_back is TeachBack.CLEAR

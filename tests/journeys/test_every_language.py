"""The same stories in every language that is offered: by tap and in typed words, right to left where it runs so."""

import unicodedata

import pytest

from bot.screens import Press
from bot.words.say import Words
from consent.states import State
from tests.journeys.town import Person, Town

LANGUAGES = [language.code for language in Words.load().offered]
#: What people type, by language: yes, some, no, stop sharing, a bare stop.
TYPED = {
    "en": ("yes", "some", "no", "stop sharing", "stop"),
    "es": ("sí", "algunos", "no", "dejen de compartir", "basta"),
    "ar": ("نعم", "بعضها", "لا", "أوقف المشاركة", "توقف"),
}

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


async def opened(town: Town, language: str) -> Person:
    client = await town.client_arrives(language=language)
    await town.ana_asks()
    await client.press(Press.OPEN)
    return client


def reads_right_to_left(text: str) -> bool:
    """Whether the first strong character of every line that has one runs right to left, isolates left out."""
    for line in text.splitlines():
        depth = 0
        for sign in line:
            depth += {"\u2068": 1, "\u2069": -1}.get(sign, 0)
            if depth == 0 and unicodedata.bidirectional(sign) in ("L", "R", "AL"):
                if unicodedata.bidirectional(sign) == "L":
                    return False
                break
    return True


async def test_a_yes_by_taps(town: Town, language: str) -> None:
    client = await opened(town, language)
    for press in (Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    assert (await town.page()).case.standing.state is State.GRANTED


async def test_a_yes_and_a_stop_in_typed_words(town: Town, language: str) -> None:
    yes, _, _, stop_sharing, _ = TYPED[language]
    client = await opened(town, language)
    await client.say(yes)
    await client.say(yes)
    await client.say(yes)
    assert (await town.page()).case.standing.state is State.GRANTED

    await client.say(stop_sharing)
    assert (await town.page()).case.standing.state is State.REVOKED


async def test_a_part_in_typed_words_and_numbers(town: Town, language: str) -> None:
    yes, some, *_ = TYPED[language]
    client = await opened(town, language)
    await client.say(some)
    await client.say(some)
    await client.say("2")
    await client.press(Press.DONE)
    await client.say(yes)
    assert (await town.page()).case.standing.state is State.PARTLY_GRANTED


async def test_a_no_in_one_typed_word(town: Town, language: str) -> None:
    client = await opened(town, language)

    await client.say(TYPED[language][2])

    assert (await town.page()).case.standing.state is State.DENIED


async def test_a_bare_stop_word_holds_releases(town: Town, language: str) -> None:
    client = await opened(town, language)
    for press in (Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    await client.say(TYPED[language][4])

    await town.ana.press(Press.CHECK)
    assert Press.MARK not in await town.ana.presses()
    assert Press.STOP_BOTH in await client.presses()


async def test_reminders_the_lapse_and_the_release_are_told_in_it(town: Town, language: str) -> None:
    client = await opened(town, language)
    await town.pass_time(days=3)
    reminder = await client.sees()
    await town.pass_time(days=12)
    lapse = await client.sees()

    assert reminder != lapse
    if language == "ar":
        assert reads_right_to_left(reminder)
        assert reads_right_to_left(lapse)


async def test_every_screen_on_the_way_runs_in_the_direction_of_the_language(town: Town, language: str) -> None:
    client = await opened(town, language)
    for press in (Press.WHAT_IF, Press.SHARE_SOME, Press.PICK, Press.DONE, Press.SAVE, Press.PAPER, Press.STOP):
        await client.press(press)

    for text in (await client.all_texts())[1:]:
        assert reads_right_to_left(text) == (language == "ar") or text < "\u0600", text


async def test_the_language_can_change_at_any_time_and_the_living_card_follows(town: Town, language: str) -> None:
    client = await opened(town, "en")
    english = await client.sees()

    await client.say("/language")
    await client.press(Press.LANGUAGE, language)

    card = await client.sees()
    assert (card == english) == (language == "en")
    assert Press.SHARE_NOTHING in await client.presses()
    await client.press(Press.SHARE_NOTHING)
    assert (await town.page()).case.standing.state is State.DENIED

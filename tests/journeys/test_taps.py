"""Taps are counted from the knock, in every language: a no is two, a yes to all at most four, a stop at most two."""

import pytest

from bot.screens import Press
from bot.words.say import Words
from consent.states import State
from tests.journeys.shortcuts import asked, is_in, says_yes
from tests.journeys.town import Person, Town

pytestmark = pytest.mark.parametrize("language", [language.code for language in Words.load().offered])

#: Places from which somebody may want to stop, and how they got there.
PLACES: dict[str, tuple[Press | str, ...]] = {
    "the receipt": (),
    "the menu": ("/menu",),
    "the choices": ("/choices",),
    "who got what": ("/who",),
    "the help": ("/help",),
    "the paper": (Press.PAPER,),
    "one choice": ("/choices", Press.CHOICE),
    "the languages": ("/language",),
    "the settings": ("/settings",),
    "the items": (Press.STOP_SOME,),
    "a talk": ("/talk",),
    "a typed text": ("hello there",),
    "a stop word": ("stop",),
}
STOPS = (Press.STOP, Press.STOP_SHARING, Press.STOP_BOTH, Press.MENU, Press.CHOICES)


async def test_a_no_is_two_taps(town: Town, language: str) -> None:
    """DP-7."""
    client = await is_in(town, language=language)
    await asked(town)

    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    assert client.taps == 2
    assert (await town.page()).case.standing.state is State.DENIED


async def test_a_yes_to_all_is_at_most_four_taps(town: Town, language: str) -> None:
    """DP-7."""
    client = await is_in(town, language=language)
    await asked(town)

    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    assert client.taps <= 4
    assert (await town.page()).case.standing.state is State.GRANTED


@pytest.mark.parametrize("place", PLACES)
async def test_a_stop_is_at_most_two_taps_from_anywhere(town: Town, language: str, place: str) -> None:
    """DP-7."""
    client = await is_in(town, language=language)
    await asked(town)
    await says_yes(town, client)
    for step in PLACES[place]:
        await (client.press(step) if isinstance(step, Press) else client.say(step))
    client.taps = 0

    await stops(client)

    assert client.taps <= 2
    assert (await town.page()).case.standing.state is State.REVOKED


async def stops(client: Person) -> None:
    """Tap what stops, or what leads nearest to it, on whatever is on the phone now."""
    for _ in range(3):
        if (await client.town.page()).case.standing.state is State.REVOKED:
            return
        for press in STOPS:
            if await client.has(press):
                await client.press(press)
                break


async def test_a_stop_of_one_of_two_is_at_most_two_taps_from_the_menu(town: Town, language: str) -> None:
    client = await is_in(town, language=language)
    first = await asked(town)
    await says_yes(town, client)
    await asked(town, kind="provider", requester="Dr. Berg")
    await says_yes(town, client)
    await client.say("/menu")

    await client.press(Press.STOP_SHARING)
    await client.press(Press.STOP, first.case.request.id)

    assert client.taps == 2
    assert (await town.page(first.case.request.code)).case.standing.state is State.REVOKED

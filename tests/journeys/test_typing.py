"""Whoever cannot tap can type: each button of the main screens works by its label and by its number."""

import pytest

from bot.actions.turn import Turn
from bot.screens import Press, Screen
from bot.words.say import Words
from consent.states import State
from db import said
from tests.journeys.shortcuts import asked, every_page, is_in
from tests.journeys.town import Person, Town, keys

pytestmark = [
    pytest.mark.parametrize("language", [language.code for language in Words.load().offered]),
    pytest.mark.parametrize("by", ["label", "number"]),
]

#: One long way through a question: what is typed, and the screen that answers. Each screen shows all it can do.
WAY: list[tuple[tuple[Press, str | None], Screen]] = [
    ((Press.TOMORROW, None), Screen.POSTPONED),
    ((Press.OPEN, None), Screen.CARD),
    ((Press.WHAT_IF, None), Screen.WHAT_HAPPENS),
    ((Press.BACK, None), Screen.CARD),
    ((Press.QUESTION, None), Screen.QUESTION_PROMPT),
    ((Press.BACK, None), Screen.CARD),
    ((Press.LATER, None), Screen.POSTPONED),
    ((Press.OPEN, None), Screen.CARD),
    ((Press.SHARE_SOME, None), Screen.PICKER),
    ((Press.PICK, "1"), Screen.PICKER),
    ((Press.PICK, "2"), Screen.PICKER),
    ((Press.PICK, "1"), Screen.PICKER),
    ((Press.BACK, None), Screen.CARD),
    ((Press.SHARE_SOME, None), Screen.PICKER),
    ((Press.PICK, "0"), Screen.PICKER),
    ((Press.PICK, "3"), Screen.PICKER),
    ((Press.DONE, None), Screen.READ_BACK),
    ((Press.SHORTEN, None), Screen.PICK_END),
    ((Press.BACK, None), Screen.READ_BACK),
    ((Press.SHORTEN, None), Screen.PICK_END),
    ((Press.END, "1"), Screen.READ_BACK),
    ((Press.CHANGE, None), Screen.PICKER),
    ((Press.PICK, "0"), Screen.PICKER),
    ((Press.PICK, "4"), Screen.PICKER),
    ((Press.DONE, None), Screen.READ_BACK),
    ((Press.SAVE, None), Screen.RECEIPT),
    ((Press.STOP_SOME, None), Screen.STOP_ITEMS),
    ((Press.BACK, None), Screen.RECEIPT),
    ((Press.STOP_SOME, None), Screen.STOP_ITEMS),
    ((Press.STOP_ITEM, "4"), Screen.REVOKED_SOME),
    ((Press.STOP, None), Screen.REVOKED),
    ((Press.UNDO, None), Screen.READ_BACK),
    ((Press.SHARE_NOTHING, None), Screen.RECEIPT_NO),
    ((Press.CHANGED_MIND, None), Screen.CARD),
    ((Press.SHARE_ALL, None), Screen.READ_BACK),
    ((Press.SAVE, None), Screen.RECEIPT),
    ((Press.CHOICES, None), Screen.CHOICES),
    ((Press.MENU, None), Screen.MENU),
    ((Press.WHO_GOT, None), Screen.WHO_GOT),
    ((Press.MENU, None), Screen.MENU),
    ((Press.HELP, None), Screen.HELP),
    ((Press.MENU, None), Screen.MENU),
    ((Press.STOP_SHARING, None), Screen.REVOKED),
]


async def types(client: Person, by: str, press: Press, arg: str | None = None) -> None:
    """Type what the newest screen has for this: the words on the button, or its place."""
    screen = await client.phone.screen()
    does = [await client.town.meaning(data) for data in keys(screen)]
    at = next(i for i, (what, of) in enumerate(does) if what == press and arg in (None, of))
    label = [row[0]["text"] for row in screen["keyboard"] if "callback_data" in row[0]][at]
    await client.say(label if by == "label" else str(at + 1))


async def screen_of(client: Person) -> str:
    """Which screen the newest message with buttons is."""
    data = keys(await client.phone.screen())[0]

    def look(turn: Turn) -> str:
        found = said.spoken(turn.session, turn.vault, data.rpartition(".")[0])
        assert found is not None
        return found.kind

    return await client.town.read(look)


async def test_the_whole_way_through_a_question_can_be_typed(town: Town, language: str, by: str) -> None:
    """A11Y-3."""
    client = await is_in(town, language=language)
    await asked(town)

    for (press, arg), screen in WAY:
        await types(client, by, press, arg)
        assert await screen_of(client) == screen, (press, arg)

    states = [page.case.standing.state for page in await town.read(every_page)]
    assert sorted(states) == [State.DENIED, State.REVOKED, State.REVOKED]


@pytest.mark.parametrize(
    ("press", "screen"),
    [
        (Press.STOP_MESSAGES, Screen.MESSAGES_STOPPED),
        (Press.STOP_SHARING, Screen.REVOKED),
        (Press.STOP_BOTH, Screen.STOPPED_ALL),
        (Press.STOP_NEITHER, Screen.MENU),
    ],
)
async def test_the_meaning_of_a_stop_can_be_typed(
    town: Town, language: str, by: str, press: Press, screen: Screen
) -> None:
    """A11Y-3."""
    client = await is_in(town, language=language)
    await asked(town)
    for press_yes in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press_yes)
    await client.say({"en": "stop", "es": "basta", "ar": "توقف"}[language])

    await types(client, by, press)

    assert await screen_of(client) == screen

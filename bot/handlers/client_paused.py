"""A client who made the chat harmless: everything gets the same answer, except what protects, and the word again."""

from dataclasses import replace

from bot.actions import always, pausing, returning
from bot.actions.turn import Turn
from bot.handlers.client_presses import press
from bot.handlers.client_words import COMMANDS, said
from bot.handlers.pressing import Listen, pressed, said_in
from bot.heard import Heard, Sort, Word
from bot.screens import Button, Press, Screen
from db.shapes import ClientFacts

#: What works in a pause as ever: a no, a stop, and "this is not me".
PROTECTS = frozenset({Word.NO, Word.STOP, Word.STOP_SHARING})
PRESSES = frozenset(
    {
        Press.SHARE_NOTHING,
        Press.STOP,
        Press.STOP_ITEM,
        Press.STOP_ALL,
        Press.STOP_SHARING,
        Press.STOP_MESSAGES,
        Press.STOP_BOTH,
        Press.ONE_NO,
        Press.NEVER_SAID,
        Press.NOT_ME,
    }
)


def reply_paused(turn: Turn, heard: Heard, client: ClientFacts, listen: Listen) -> None:
    """Answer an act in a pause: a no or a stop is confirmed without a fact, whoever reads along (SAFE-7)."""
    client = pausing.here(turn, client)
    quietly = replace(client, detail="in_person")
    word = _word(heard, client, listen)
    button = pressed(turn, heard.index) if heard.sort is Sort.TAP else None
    if word is Word.DANGER:
        always.danger(turn, client)
    elif word is not None and word in PROTECTS:
        said(turn, quietly, word)
    elif button is not None and (button.press in PRESSES or _wants_a_person(turn, button)):
        press(turn, quietly, button)
    elif heard.sort is Sort.TEXT and pausing.is_word(turn, client, heard.text):
        pausing.come_back(turn, client)
        returning.end_turn(turn, client)
    elif heard.sort is not Sort.UNBLOCKED:
        pausing.stay_paused(turn, client)


def _wants_a_person(turn: Turn, button: Button) -> bool:
    """Whether this is the way to a person under the crisis numbers, which are shown in a pause too (SAFE-2)."""
    return button.press is Press.TALK and turn.screen is not None and turn.screen.kind == Screen.CRISIS


def _word(heard: Heard, client: ClientFacts, listen: Listen) -> Word | None:
    """What was meant, where it counts in a pause: only a text is an answer, danger is heard in everything."""
    meant = listen(said_in(heard), None, client.language)
    if heard.sort is Sort.COMMAND and meant is not Word.DANGER:
        return COMMANDS.get(heard.text)
    return meant if isinstance(meant, Word) and (heard.sort is Sort.TEXT or meant is Word.DANGER) else None

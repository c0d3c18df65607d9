"""Which button was meant, of the message in view."""

from collections.abc import Callable

from bot.actions.turn import Turn
from bot.heard import Word
from bot.screens import Button, Press
from db.shapes import Spoken

#: Understands typed text in a language, given the message whose buttons are in view:
#: the position of a button, a word, or nothing.
Listen = Callable[[str, Spoken | None, str], int | Word | None]


def pressed(turn: Turn, index: int) -> Button | None:
    """The button at this position of the message in view."""
    if turn.screen is None or not 0 <= index < len(turn.screen.buttons):
        return None
    what, arg = turn.screen.buttons[index]
    return Button(Press(str(what)), arg)

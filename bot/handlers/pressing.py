"""Which button was meant, of the message in view."""

from collections.abc import Callable

from bot.actions.turn import Turn
from bot.heard import Heard, Sort, Word
from bot.screens import Button, Press, Screen
from consent.packs.rule import Attachment
from db.shapes import Spoken

#: Understands typed text in a language, given the message whose buttons are in view:
#: the position of a button, a word, or nothing.
Listen = Callable[[str, Spoken | None, str], int | Word | None]

#: Lists on which quick taps add up, also before the first of them is shown.
LISTS = frozenset({Screen.PICKER, Screen.MARK})


def pressed(turn: Turn, index: int) -> Button | None:
    """The button at this position of the message in view."""
    if turn.screen is None or not 0 <= index < len(turn.screen.buttons):
        return None
    what, arg = turn.screen.buttons[index]
    return Button(Press(str(what)), arg)


def said_in(heard: Heard) -> str:
    """The words in whatever came, also where they are no answer: an edit, a forward, a caption, after a command."""
    return heard.argument if heard.sort is Sort.COMMAND else heard.text


def ticks_in_view(turn: Turn) -> list[int]:
    """The items that are ticked on the message in view; on a list to tick, with the quick taps not shown yet.

    A read-back means what it shows, whatever came after it (DP-5).
    """
    screen = _list_in_view(turn)
    return [int(i) for i in screen.facts.get("ticks", [])] if screen else []


def beside_in_view(turn: Turn) -> frozenset[Attachment]:
    """The papers that are ticked as lying beside what was sent, on the list in view."""
    screen = _list_in_view(turn)
    return frozenset(Attachment(code) for code in screen.facts.get("beside", [])) if screen else frozenset()


def _list_in_view(turn: Turn) -> Spoken | None:
    listed = turn.screen is not None and turn.screen.kind in LISTS
    return turn.newest if listed and turn.newest and turn.newest.kind in LISTS else turn.screen

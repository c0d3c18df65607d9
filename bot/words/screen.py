"""How one screen is worded: by fixed lines, or by a function where the facts decide which lines are true."""

from collections.abc import Callable, Mapping

from bot.screens import Screen
from bot.words.facts import Facts
from bot.words.lines import Line
from bot.words.voice import Voice, Worded, lines

Wording = Callable[[Voice, Facts], Worded]
Simple = Mapping[Screen, tuple[Line, ...]]
Spoken = Mapping[Screen, Wording]


def simple(voice: Voice, said: tuple[Line, ...], facts: Facts) -> Worded:
    """Fixed lines with the names they mention."""
    names = facts.names()
    return lines(*(voice.say(line, **names) for line in said))

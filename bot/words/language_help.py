"""The menu of languages, and that language help is free: each line in a language of its own."""

import html
import unicodedata
from collections.abc import Iterable

from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.voice import Voice, Worded, blocks, lines

_LTR, _RTL = "\u200e", ("R", "AL")

# TRANSLATORS: Under the menu of languages, in each language (LEP-4). A law wants it said.
_FREE = pgettext("client", "Language help is free for you. Ask the person who works with you.")
# TRANSLATORS: After a tap on "Other language": shown in every language at once, so keep it short (LEP-1).
_TOLD = pgettext("client", "I told the person who works with you. They will find a free way to talk in your language.")
# TRANSLATORS: Button under the menu of languages, shown in every language at once: one or two words.
_OTHER = pgettext("button", "Other language")


def languages(voices: Iterable[Voice], facts: Facts) -> Worded:
    """The names of the languages, each in its own script, before any other word; then that help is free (LEP-4)."""
    known = tuple(voices)
    names = " · ".join(known[0].variable(voice.catalogue.language.name) for voice in known)
    if "help" not in facts.given:  # Staff choose a language too; they need no help with it.
        return Worded(names)
    return blocks(Worded(names), _each(known, _FREE, facts))


def no_language(voices: Iterable[Voice], facts: Facts) -> Worded:
    """That somebody was told, in every language on offer, and that help is free in those of the state (LEP-1)."""
    return _each(tuple(voices), _TOLD, facts)


def other_language(voices: Iterable[Voice]) -> Worded:
    """The way out of the menu for whoever cannot read any of it."""
    return Worded(" · ".join(str(voice.plain.say(_OTHER)) for voice in voices))


def _each(voices: tuple[Voice, ...], line: Line, facts: Facts) -> Worded:
    said = (str(voice.say(line)) for voice in voices)
    others = (html.escape(str(text), quote=False) for text in facts.given.get("help") or ())
    return lines(*(Worded(_directed(text)) for text in (*said, *others)))


def _directed(text: str) -> str:
    """The line with a mark that keeps it running its own way inside a message of another direction."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return text if next((each for each in strong if each in ("L", *_RTL)), "L") in _RTL else _LTR + text

"""How people in a storm read their phones: what each label does in each language, and which words say "again"."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.screens import Button, Press, Screen, Show
from bot.words.say import Words
from consent.minimum import Kind, preset

ITEMS = tuple(sorted(preset(Kind.PAYER_PAYMENT)))
#: Buttons that people look for; each has a label that no other of them has.
KNOWN = (
    *(Press.OPEN, Press.SHARE_ALL, Press.SHARE_SOME, Press.SHARE_NOTHING, Press.QUESTION, Press.LATER, Press.DONE),
    *(Press.BACK, Press.SAVE, Press.STOP, Press.STOP_SOME, Press.UNDO, Press.CHANGED_MIND),
)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language, as far as a storm needs it: label to button, and the labels of what is ticked already."""

    does: Mapping[str, Press]
    ticked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """All languages of the storm, and every sentence that marks a repeat."""

    tongues: Mapping[str, Tongue]
    marks: tuple[str, ...]

    def unmarked(self, text: str) -> tuple[str, bool]:
        """Give a text without the sentence that it may be seen twice, and whether it had one."""
        for mark in self.marks:
            if text.endswith(mark):
                return text.removesuffix(mark).strip(), True
        return text.strip(), False


def read_languages() -> Reading:
    """Learn every offered language from the catalogues."""
    words = Words.load()
    codes = [language.code for language in words.offered]
    marks = {_mark(words, code, audience) for code in codes for audience in ("client", "staff")}
    return Reading({code: _tongue(words, code) for code in codes}, tuple(sorted(marks)))


def plain(text: str) -> str:
    """Give a text of the record as a phone shows it."""
    return html.unescape(TAG.sub("", text)).strip()


def _tongue(words: Words, language: str) -> Tongue:
    positions = [str(position) for position in range(len(ITEMS))]
    picks = tuple(Button(Press.PICK, position) for position in positions)
    stops = tuple(Button(Press.STOP_ITEM, position) for position in positions)
    buttons = (*(Button(press) for press in KNOWN), *picks, *stops)
    labels = _labels(words, language, buttons, [])
    does = {label: button.press for label, button in zip(labels, buttons, strict=True)}
    return Tongue(does, frozenset(_labels(words, language, picks, list(range(len(ITEMS))))))


def _labels(words: Words, language: str, buttons: tuple[Button, ...], ticks: list[int]) -> tuple[str, ...]:
    items = [{"category": item, "first": "2027-01-01", "last": "2027-06-30"} for item in ITEMS]
    facts = {"items": items, "ticks": ticks, "signature": False}
    return words.say(Show(Screen.REMINDERS_OFF, facts, buttons), language=language, zone="UTC").buttons


def _mark(words: Words, language: str, audience: str) -> str:
    show = Show(Screen.REMINDERS_OFF, {"repeat": True})
    return plain(words.say(show, language=language, zone="UTC", audience=audience).text).rpartition("\n\n")[2]

"""Typed words, understood against the buttons in view."""

from bot.heard import Word
from bot.screens import Button, Press, Screen, Show
from bot.words.listen import Ears
from bot.words.say import Words
from db.shapes import Spoken


class Listening:
    """Joins the ears for words with the labels of the message somebody is looking at."""

    def __init__(self, words: Words, ears: Ears) -> None:
        """Take the words that labels are made of, and the ears that compare."""
        self._words, self._ears = words, ears

    def __call__(self, text: str, screen: Spoken | None, language: str) -> int | Word | None:
        """Understand a text: the position of a button in view, a word, or nothing."""
        labels = self._labels(screen, language) if screen is not None else ()
        return self._ears.understand(text, language=language, labels=labels)

    def _labels(self, screen: Spoken, language: str) -> tuple[str, ...]:
        buttons = tuple(Button(Press(str(press)), arg) for press, arg in screen.buttons)
        return self._words.say(Show(Screen(screen.kind), screen.facts, buttons), language=language, zone="UTC").buttons

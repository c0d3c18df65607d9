"""The ears for words: a typed message is a button in view, one of a few words, or nothing; never more than it says."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.heard import Word
from bot.words import catalogues, listen_words
from bot.words.catalogues import SOURCE, Catalogue
from bot.words.choosing import choose
from bot.words.lines import Line

#: These are an answer, so a question mark after them makes them none: "yes?" is not a yes.
_ANSWERS = frozenset({Word.YES, Word.NO, Word.SOME})
_QUESTION_MARKS = frozenset("?؟？¿;՞")
_BREAK = re.compile(r"[.,;:!?¿¡…،؛؟。，！？\n]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´ـ")
_ALIKE = str.maketrans({"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك"})


@dataclass(frozen=True, slots=True)
class _Lists:
    """What one language listens for as a whole message, folded."""

    whole: Mapping[str, Word]
    polite: tuple[str, ...]


class Ears:
    """Understands typed messages in every offered language; English is always understood as well."""

    __slots__ = ("_danger", "_lists", "_names", "_stop_sharing", "_turned_around")

    def __init__(self, known: Mapping[str, Catalogue]) -> None:
        self._lists = {code: _lists(catalogue) for code, catalogue in known.items()}
        self._danger = _in_any(known, listen_words.DANGER)
        self._stop_sharing = _in_any(known, listen_words.STOP_SHARING)
        self._turned_around = _in_any(known, listen_words.TURNED_AROUND)
        self._names = frozenset(fold(catalogue.language.name) for catalogue in known.values())

    @classmethod
    def load(cls, directory: Path | None = None) -> "Ears":
        """Read the catalogues of a folder, or the project's own. Raises OSError or ValueError for a broken folder."""
        return cls(catalogues.load(directory))

    def understand(self, text: str, *, language: str, labels: Sequence[str] = ()) -> int | Word | None:
        """What a message means to a reader of `language` who has buttons with `labels` in view.

        The position of a button, a word, or None. Danger is looked for first, in every language (SAFE-2); then the
        buttons; then the words that take back a yes, which count inside a longer message in every language too.
        Everything else counts only if it is the whole message: a "no" in a longer sentence is not an answer.
        """
        if self._has_danger(text):
            return Word.DANGER
        pressed = _button(text, labels)
        if pressed is not None:
            return pressed
        if self._takes_back(text):
            return Word.STOP_SHARING
        return self._word(text, language)

    def _has_danger(self, text: str) -> bool:
        folded = _spaced(fold(text))
        return any(phrase in folded for phrase in self._danger)

    def _takes_back(self, text: str) -> bool:
        parts = [_spaced(fold(part)) for part in _BREAK.split(text)]
        return any(_says(part, phrase, self._turned_around) for part in parts for phrase in self._stop_sharing)

    def _word(self, text: str, language: str) -> Word | None:
        spoken = [self._lists[code] for code in dict.fromkeys((choose(language, self._lists), SOURCE))]
        asked = _asks(text)
        for lists in spoken:
            for said in _trimmed(fold(text), tuple(word for each in spoken for word in each.polite)):
                word = lists.whole.get(said)
                if word is not None:
                    return None if asked and word in _ANSWERS else word
        return Word.LANGUAGE if fold(text) in self._names else None


def fold(text: str) -> str:
    """The bare words of a text: small letters without accents, marks, signs and direction marks, digits as 0-9."""
    spread = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold().translate(_ALIKE)
    return " ".join("".join(_bare(sign) for sign in spread).split())


@lru_cache(maxsize=4096)
def _bare(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Cf"):
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    return sign if kind[0] in "LN" else " "


def _button(text: str, labels: Sequence[str]) -> int | None:
    """The button whose label or number the text is; a label such as "Add: visit dates" also by its second half."""
    said = fold(text)
    asked = _asks(text)
    if not said:
        return None
    if not asked and said.isdecimal() and len(said) <= len(str(len(labels))):
        return int(said) - 1 if 0 < int(said) <= len(labels) else None
    for names in ([fold(label) for label in labels], [fold(label.partition(":")[2]) for label in labels]):
        if names.count(said) == 1 and (_asks(labels[names.index(said)]) or not asked):
            return names.index(said)
    return None


def _asks(text: str) -> bool:
    return any(sign in _QUESTION_MARKS for sign in text)


def _says(part: str, phrase: str, turned: Iterable[str]) -> bool:
    before, found, _ = part.partition(phrase)
    return bool(found) and not any(word in f"{before} " for word in turned)


def _trimmed(said: str, polite: Sequence[str]) -> Iterator[str]:
    """The text itself, without a repeated word ("no no no"), and without polite words at its ends."""
    yield said
    words = said.split()
    said = " ".join(word for at, word in enumerate(words) if at == 0 or word != words[at - 1])
    yield said
    changed = True
    while changed:
        changed = False
        for word in polite:
            shorter = said.removeprefix(f"{word} ").removesuffix(f" {word}")
            said, changed = shorter, changed or shorter != said
    yield said


def _spaced(folded: str) -> str:
    return f" {folded} "


def _lists(catalogue: Catalogue) -> _Lists:
    whole: dict[str, Word] = {}
    for word, line in listen_words.WORDS.items():
        for said in _each(catalogue, line):
            whole.setdefault(said, word)
    return _Lists(whole, tuple(_each(catalogue, listen_words.POLITE)))


def _in_any(known: Mapping[str, Catalogue], line: Line) -> tuple[str, ...]:
    """The phrases of one list in all languages, to be found as whole words."""
    return tuple(dict.fromkeys(_spaced(said) for catalogue in known.values() for said in _each(catalogue, line)))


def _each(catalogue: Catalogue, line: Line) -> Iterator[str]:
    listed = catalogue.sentences.pgettext(line.context, line.message)
    return (folded for said in re.split("[,،、，]", listed) if (folded := fold(said)))

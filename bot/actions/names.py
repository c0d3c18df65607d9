"""Names that people type: of those who ask, and of clients who sign."""

import re
import unicodedata

LONGEST_NAME = 80
SHORTEST_SIGNATURE, LONGEST_SIGNATURE, MOST_WORDS = 3, 60, 6
_MARKS = "-'’ʼ.·‐"
#: Scripts that write a full name without a space.
_UNSPACED = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


def plain_name(text: str) -> str:
    """A name on one line, without control and direction signs, of at most 80 characters; empty if nothing is left."""
    visible = "".join(" " if sign.isspace() else sign for sign in text if not _is_hidden(sign))
    name = " ".join(visible.split())[:LONGEST_NAME].strip()
    return name if any(unicodedata.category(sign)[0] in "LNS" for sign in name) else ""


def _is_hidden(sign: str) -> bool:
    joiner = sign in "\u200c\u200d"  # Emoji and Persian words are written with them.
    return unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs") and not sign.isspace() and not joiner


def reads_as_signature(text: str) -> bool:
    """Whether this can be a full name at all: a few words of letters, and nothing that a sentence has (ESIG-7)."""
    words = text.split()
    letters = all(unicodedata.category(sign)[0] in "LM" or sign in _MARKS for word in words for sign in word)
    size = SHORTEST_SIGNATURE <= len(" ".join(words)) <= LONGEST_SIGNATURE and len(words) <= MOST_WORDS
    full = len(words) > 1 or (len(words) == 1 and all(_is_unspaced(sign) for sign in words[0]))
    return bool(letters and size and full and words[0][0].isalpha())


def _is_unspaced(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(_UNSPACED)


def fits_initials(alias: str, name: str) -> bool:
    """Whether a typed name begins and ends as the client's initials do, and is written as names are (ESIG-4)."""
    wanted = [sign for part in re.split(r"[\W\d_]+", alias) for sign in (_bare(part) if len(part) < 4 else "")]
    words = [word for word in name.split() if _bare(word)]
    if len(wanted) < 2 or len(words) < 2:
        return False
    as_a_name = all(not word[0].islower() or len(word) < 4 for word in words)
    return as_a_name and (_bare(words[0])[0], _bare(words[-1])[0]) == (wanted[0], wanted[-1])


def _bare(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in spread if unicodedata.category(sign)[0] == "L")

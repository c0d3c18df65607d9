"""The word with which a client makes the chat harmless: how it is compared, and what can be one."""

import unicodedata

SHORTEST, LONGEST = 3, 40


def folded(text: str) -> str:
    """A word as it is compared: without case, marks on letters, or doubled spaces."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())


def can_be_one(text: str) -> bool:
    """Whether this can be a pause word: one line of 3 to 40 signs, no command, not only a number (SAFE-7)."""
    word = folded(text)
    one_line = len(text.strip().splitlines()) == 1
    return one_line and SHORTEST <= len(word) <= LONGEST and not word.startswith("/") and not word.isdecimal()

"""What became of the check whether the words were clear; kept as help given, and never as a score (PL-8)."""

from enum import StrEnum


class TeachBack(StrEnum):
    """How it went: it was clear, it was explained once more, or the client skipped it."""

    CLEAR = "clear"
    HELPED = "helped"
    SKIPPED = "skipped"

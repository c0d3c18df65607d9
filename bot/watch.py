"""The watch: how long Telegram has not come to an answer, and when to begin anew or to give up."""

import asyncio
from enum import StrEnum, auto
from typing import Self

from telegram.error import TimedOut

from bot.transport import was_not_sent

PATIENCE = 60.0  #: Seconds without an answer after which the line is made anew.
LATE = 20.0  #: Seconds an answer may be late, whatever was asked.
LAST_PATIENCE = 300.0  #: Seconds without an answer after which only a new process may help.


class Verdict(StrEnum):
    """What to do about a line."""

    WAIT = auto()
    RENEW = auto()
    GIVE_UP = auto()


def is_silence(error: Exception) -> bool:
    """Whether nothing came at all: a refusal is an answer, and so is a network that says at once that it is down."""
    return isinstance(error, TimedOut) and not was_not_sent(error)


class Watch:
    """Counts the seconds since the last answer, on the clock of the event loop."""

    def __init__(self, patience: float = PATIENCE, last_patience: float = LAST_PATIENCE) -> None:
        """Take how long to bear silence before the line is made anew, and before giving up."""
        self._patience, self._last_patience = min(patience, last_patience), last_patience
        self._answered_at = self._renewed_at = 0.0

    @classmethod
    def of(cls, poll_seconds: float, last_patience: float) -> Self:
        """A watch over polls that are meant to stay silent for `poll_seconds`."""
        return cls(max(PATIENCE, poll_seconds + LATE), last_patience)

    @property
    def silent_for(self) -> float:
        """The seconds since the last answer."""
        return asyncio.get_running_loop().time() - self._answered_at

    def answered(self, *, rest: float = 0.0) -> None:
        """Note an answer, after which nothing is asked for `rest` seconds."""
        self._answered_at = self._renewed_at = asyncio.get_running_loop().time() + rest

    def renewed(self) -> None:
        """Note that the line was made anew."""
        self._renewed_at = asyncio.get_running_loop().time()

    @property
    def left(self) -> float:
        """The seconds until the next look is worth while."""
        now = asyncio.get_running_loop().time()
        return max(min(self._renewed_at + self._patience, self._answered_at + self._last_patience) - now, 0.0)

    def verdict(self) -> Verdict:
        """Tell what to do now."""
        if self.silent_for >= self._last_patience:
            return Verdict.GIVE_UP
        now = asyncio.get_running_loop().time()
        return Verdict.RENEW if now - self._renewed_at >= self._patience else Verdict.WAIT

"""The clock: the one place from which the running machine learns what time it is."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Whatever can tell the time."""

    def now(self) -> datetime:
        """Give the time, aware and in UTC."""
        ...


class SystemClock:
    """The time of the machine."""

    def now(self) -> datetime:
        """Give the time, aware and in UTC."""
        return datetime.now(UTC)

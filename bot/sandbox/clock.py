"""The sandbox's clock: real time with an offset, or frozen, and never backwards."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """Tells one time to the emulated Telegram and to the bot under test; runs by default, freezes on demand."""

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        """Starts at `start` (aware, any zone) or at the machine's time."""
        self._base = _aware(start) if start is not None else datetime.now(UTC)
        self._mark: float | None = None if frozen else time.monotonic()
        self._listeners: list[Callable[[], None]] = []

    def __call__(self) -> datetime:
        """Returns the same as `now()`, for callers that want a plain function."""
        return self.now()

    @property
    def frozen(self) -> bool:
        """Tells whether time stands still until somebody moves it."""
        return self._mark is None

    def now(self) -> datetime:
        """Returns the time in UTC."""
        if self._mark is None:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._mark)

    def advance(self, step: timedelta) -> datetime:
        """Moves forward by `step` and returns the new time; raises ValueError for a step back."""
        return self.move_to(self.now() + step) if step else self.now()

    def move_to(self, moment: datetime) -> datetime:
        """Moves forward to `moment` (aware, any zone) and returns it; raises ValueError for a moment in the past."""
        target = _aware(moment)
        if target < self.now():
            message = "the clock never moves back"
            raise ValueError(message)
        self._set(target, frozen=self.frozen)
        return target

    def freeze(self) -> None:
        """Stops the clock where it is."""
        self._set(self.now(), frozen=True)

    def thaw(self) -> None:
        """Lets the clock run again from where it is."""
        self._set(self.now(), frozen=False)

    def on_change(self, listener: Callable[[], None]) -> None:
        """Calls `listener` after each jump, freeze or thaw (not for the ordinary passing of time)."""
        self._listeners.append(listener)

    def _set(self, moment: datetime, *, frozen: bool) -> None:
        self._base = moment
        self._mark = None if frozen else time.monotonic()
        for listener in self._listeners:
            listener()


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        message = "a moment needs a time zone"
        raise ValueError(message)
    return moment.astimezone(UTC)

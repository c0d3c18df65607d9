"""The hours in which a client is left alone, on their own clock, and when they are over."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

#: The hours in which a client who chose a window may be written to.
WINDOWS: dict[str, tuple[time, time]] = {
    "morning": (time(9), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(20)),
}

_NONE = timedelta()
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours on the client's own clock in which nobody writes; they may run over midnight.

    An end that equals the start means that there are no quiet hours.
    """

    start: time
    end: time

    def left(self, at: time) -> timedelta:
        """How long the quiet still lasts on the clock face at this time of day; zero outside of it."""
        since, length = _turn(self.start, at), _turn(self.start, self.end)
        return max(length - since, _NONE)


def quiet_hours(window: str | None, usual: QuietHours) -> QuietHours:
    """The quiet hours of a client: all but the window they chose, or the agency's usual ones."""
    if window not in WINDOWS:
        return usual
    opens, closes = WINDOWS[window]
    return QuietHours(start=closes, end=opens)


def may_speak_at(instant: datetime, quiet: QuietHours, zone: tzinfo) -> bool:
    """Whether `instant` (aware) lies outside the quiet hours of the client's zone (REM-2)."""
    return quiet.left(instant.astimezone(zone).time()) == _NONE


def next_open_instant(instant: datetime, quiet: QuietHours, zone: tzinfo) -> datetime:
    """The first instant (UTC), from `instant` on, outside the quiet hours of the client's zone (REM-2)."""
    at = instant.astimezone(UTC)
    while left := quiet.left(at.astimezone(zone).time()):
        at = _clock_change(at, at + left, zone)
    return at


def _turn(start: time, end: time) -> timedelta:
    """How far the clock hands run from `start` to `end`, within one day."""
    first, last = (datetime.combine(date.min, each.replace(tzinfo=None)) for each in (start, end))
    return (last - first) % timedelta(days=1)


def _clock_change(start: datetime, end: datetime, zone: tzinfo) -> datetime:
    """The first full second after `start` with another offset from UTC than at `start`, or `end` if there is none."""
    offset = start.astimezone(zone).utcoffset()
    if end.astimezone(zone).utcoffset() == offset:
        return end
    before, after = start.replace(microsecond=0), end.replace(microsecond=0) + _SECOND
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        same = middle.astimezone(zone).utcoffset() == offset
        before, after = (middle, after) if same else (before, middle)
    return after

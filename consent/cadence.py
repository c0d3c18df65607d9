"""When the next gentle reminder is due, when to stop, and when a day ends."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from consent.request import Case, Standing
from consent.states import State

SPACING = timedelta(hours=48)  #: Between two pushes at the least, and before the first reminder (REM-2).
SECOND_AFTER = timedelta(days=5)
MOST_REMINDERS = 2
ANSWER_WITHIN = timedelta(days=14)  #: Where the requester named no date.

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


class Due(StrEnum):
    """Whether a reminder may go out."""

    SEND = "send"
    NOT_YET = "not_yet"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Nudge:
    """What to do about the reminder of one request, and for NOT_YET the instant (UTC) to look again."""

    due: Due
    look_at: datetime | None = None


def next_open_instant(instant: datetime, quiet: QuietHours, zone: tzinfo) -> datetime:
    """The first instant (UTC), from `instant` on, outside the quiet hours of the client's zone (REM-2)."""
    at = instant.astimezone(UTC)
    while left := quiet.left(at.astimezone(zone).time()):
        at = _clock_change(at, at + left, zone)
    return at


def first_reminder(asked_at: datetime, quiet: QuietHours, zone: tzinfo) -> datetime:
    """The instant (UTC) of the first reminder: two days after the question, outside quiet hours."""
    return next_open_instant(asked_at + SPACING, quiet, zone)


def after_reminder(standing: Standing, now: datetime, quiet: QuietHours, zone: tzinfo) -> Standing:
    """The standing once a reminder went out at `now`; the version stays, so the card lives on."""
    sent = standing.reminders_sent + 1
    following = next_open_instant(now + SECOND_AFTER, quiet, zone) if sent < MOST_REMINDERS else None
    return replace(standing, reminders_sent=sent, next_reminder_at=following)


def reminder_due(case: Case, now: datetime, *, silenced: bool, quiet: QuietHours, zone: tzinfo) -> Nudge:
    """Whether a reminder of this question may go out at `now` (REM-1, REM-2, REM-4, SAFE-6).

    `silenced` says that the client may not be written to at all: stop word, hidden chat, unreachable, unsafe home.
    """
    at = case.standing.next_reminder_at
    if at is None or silenced or not _may_remind(case.standing, now):
        return Nudge(Due.NEVER)
    if case.standing.open_questions:
        at = max(at, now + SPACING)  # who asked something is waiting for us, not we for them
    look_at = next_open_instant(max(at, now), quiet, zone)
    return Nudge(Due.SEND) if look_at <= now else Nudge(Due.NOT_YET, look_at)


def lapse_instant(asked_at: datetime, answer_by: date | None, zone: tzinfo) -> datetime:
    """The instant (UTC) at which silence closes the question: the end of their day in the agency's zone (REM-4)."""
    return (asked_at + ANSWER_WITHIN).astimezone(UTC) if answer_by is None else end_of_day(answer_by, zone)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The instant (UTC) at which this day is over in the zone. Raises OverflowError for the last day there is."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def _may_remind(standing: Standing, now: datetime) -> bool:
    lapsed = standing.lapses_at is not None and standing.lapses_at <= now
    spent = standing.reminders_sent >= MOST_REMINDERS
    return standing.state is State.ASKED and not (lapsed or spent or standing.reminders_stopped)


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

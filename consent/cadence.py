"""When the next gentle reminder, the news of an end and the morning list are due, and when a day ends."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from consent.quiet import QuietHours, next_open_instant
from consent.request import Case, Request, Standing
from consent.states import STANDING, State

SPACING = timedelta(hours=48)  #: Between two pushes at the least, and before the first reminder (REM-2).
SECOND_AFTER = timedelta(days=5)
MOST_REMINDERS = 2
ANSWER_WITHIN = timedelta(days=14)  #: Where the requester named no date.
TOLD_BEFORE_THE_END = timedelta(days=14)
TOLD_AT = time(9)  #: In the agency's zone.
DIGEST_AT = time(8, 30)  #: In the agency's zone.
MORNING_ENDS = time(12)
_SATURDAY = 5
_SECOND = timedelta(seconds=1)


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


def first_reminder(asked_at: datetime, quiet: QuietHours, zone: tzinfo) -> datetime:
    """The instant (UTC) of the first reminder: two days after the question, outside quiet hours."""
    return next_open_instant(asked_at + SPACING, quiet, zone)


def after_reminder(standing: Standing, now: datetime, quiet: QuietHours, zone: tzinfo) -> Standing:
    """The standing once a reminder went out at `now`; the version stays, so the card lives on."""
    sent = standing.reminders_sent + 1
    following = next_open_instant(now + SECOND_AFTER, quiet, zone) if sent < MOST_REMINDERS else None
    return replace(standing, reminders_sent=sent, next_reminder_at=following)


def reminder_due(
    case: Case, now: datetime, *, silenced: bool, quiet: QuietHours, zone: tzinfo, resting_until: datetime | None = None
) -> Nudge:
    """Whether a reminder of this question may go out at `now` (REM-1, REM-2, REM-4, SAFE-6).

    `silenced` says that the client wants no messages: that ends the reminders for good. `resting_until` is when a
    pause can end at the earliest (hidden chat, out of reach, an open stop word, danger words): the reminder waits
    through it and the usual spacing after it, and comes once or not at all.
    """
    at = case.standing.next_reminder_at
    if at is None or silenced or not _may_remind(case.standing, now):
        return Nudge(Due.NEVER)
    if resting_until is not None:
        at = max(at, resting_until + SPACING)
    if case.standing.open_questions:
        at = max(at, now + SPACING)  # who asked something is waiting for us, not we for them
    look_at = next_open_instant(max(at, now), quiet, zone)
    return Nudge(Due.SEND) if look_at <= now else Nudge(Due.NOT_YET, look_at)


def moved_to(standing: Standing, at: datetime | None) -> Standing:
    """The standing with its reminder looked at again at `at`, or never."""
    return replace(standing, next_reminder_at=at)


def spaced(standing: Standing, now: datetime) -> Standing:
    """The standing with a planned reminder at least the usual spacing away; one that is not planned stays so."""
    if standing.next_reminder_at is None:
        return standing
    return replace(standing, next_reminder_at=max(standing.next_reminder_at, now + SPACING))


def expiring_instant(request: Request, standing: Standing, now: datetime, zone: tzinfo) -> datetime | None:
    """The instant (UTC) at which both are told that the consent given at `now` soon ends; `zone` is the agency's.

    None for one sending, and where the yes itself would be less than two days old: its date was just read (REM-5).
    """
    if request.one_time or standing.expires_at is None:
        return None
    day = (standing.expires_at - _SECOND).astimezone(zone).date() - TOLD_BEFORE_THE_END
    at = datetime.combine(day, TOLD_AT, tzinfo=zone).astimezone(UTC)
    return at if at >= now + SPACING else None


def ends_soon(standing: Standing, now: datetime) -> bool:
    """Whether the news that this consent soon ends is due at `now`: once, while it stands, never after its end."""
    due = standing.expiring_at is not None and standing.expiring_at <= now
    return due and standing.state in STANDING and standing.expires_at is not None and now < standing.expires_at


def after_news_of_the_end(standing: Standing) -> Standing:
    """The standing once both were told; the version stays, so the receipt lives on."""
    return replace(standing, expiring_at=None)


def next_digest(now: datetime, zone: tzinfo) -> datetime:
    """The instant (UTC) of the next morning list after `now`: Monday to Friday, in the agency's zone."""
    day = now.astimezone(zone).date()
    while True:
        at = datetime.combine(day, DIGEST_AT, tzinfo=zone).astimezone(UTC)
        if at > now and day.weekday() < _SATURDAY:
            return at
        day += timedelta(days=1)


def digest_until(now: datetime, zone: tzinfo) -> datetime | None:
    """Until when (UTC) a morning list may still be said that is due at `now`; None if it is no workday morning."""
    local = now.astimezone(zone)
    if local.weekday() >= _SATURDAY or not DIGEST_AT <= local.time() < MORNING_ENDS:
        return None
    return datetime.combine(local.date(), MORNING_ENDS, tzinfo=zone).astimezone(UTC)


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

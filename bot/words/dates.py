"""Days, periods and moments in words, as the reader's calendar habit has them (PL-10, LEP-9)."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time

from bot.words.facts import Part
from bot.words.lines import pgettext
from bot.words.voice import Voice, Worded

# TRANSLATORS: A period of days in one year. {first} is like "January 1", {last} is like "June 30, 2027".
_PERIOD = pgettext("date", "{first} to {last}")
# TRANSLATORS: A point in time. {day} is like "December 4, 2027", {time} is like "10:42 AM".
_MOMENT = pgettext("date", "{day}, {time}")


def day(voice: Voice, value: date) -> str:
    """A day in words: January 1, 2027."""
    return _day(value, voice.catalogue.locale)


def moment(voice: Voice, value: datetime) -> Worded:
    """A point in time in the reader's zone: January 1, 2027, 10:42 AM."""
    local = value.astimezone(ZoneInfo(voice.zone))
    return voice.say(_MOMENT, day=day(voice, local.date()), time=clock(voice, value))


def clock(voice: Voice, value: datetime) -> str:
    """The time of day in the reader's zone: 10:42 AM."""
    return format_time(value.astimezone(ZoneInfo(voice.zone)), "short", locale=voice.catalogue.locale)


def local_day(voice: Voice, value: datetime) -> str:
    """The day on which a point in time falls in the reader's zone."""
    return day(voice, value.astimezone(ZoneInfo(voice.zone)).date())


def period(voice: Voice, part: Part) -> Worded | None:
    """The days of care in words, naming the year once where one is enough; None where they are not known."""
    if part.first is None or part.last is None:
        return None
    if part.first == part.last:
        return voice.variable(day(voice, part.first))
    one_year = part.first.year == part.last.year
    first = _without_year(part.first, voice.catalogue.locale) if one_year else day(voice, part.first)
    return voice.say(_PERIOD, first=first, last=day(voice, part.last))


@lru_cache(maxsize=1024)
def _day(value: date, locale: Locale) -> str:
    return format_date(value, "long", locale=locale)


@lru_cache(maxsize=1024)
def _without_year(value: date, locale: Locale) -> str:
    return format_skeleton("MMMMd", value, locale=locale)

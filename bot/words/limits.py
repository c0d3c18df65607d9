"""The limits that a client asked for: from whom what is kept; to the client in full words, to staff in short ones."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.screens import Screen
from bot.words import dates
from bot.words.facts import Facts, Part
from bot.words.lines import Line, pgettext
from bot.words.screen import Spoken
from bot.words.terms import category
from bot.words.voice import Voice, Worded, blocks
from consent.wishes import FOR_EVER, Whom, WishState


@dataclass(frozen=True, slots=True)
class Things:
    """How what is kept back is called: by one kind of reader, in their place of the sentence."""

    everything: Line
    paid: Line
    paid_from: Line


def thing(voice: Voice, row: Facts, said: Things, named: Callable[[Voice, str], Worded]) -> Worded:
    """What is kept back: visits that the client pays, one kind of information, or all of it."""
    first, last = row.day_or_none("first"), row.day_or_none("last")
    if first is not None and last is not None:
        if last == FOR_EVER:
            return voice.say(said.paid_from, day=dates.day(voice, first))
        return voice.say(said.paid, days=dates.period(voice, Part("", first, last)))
    code = row.text_or_none("category")
    return voice.say(said.everything) if code is None else named(voice, code)


# TRANSLATORS: Above buttons with kinds of information. {whom} is like "your work". {clinician} is a name.
_WHAT = pgettext("client", "What shall we keep from {whom}? For something else, tap “I have a question”.")
#: From whom something is kept, inside a sentence.
WHOM: dict[Whom, Line] = {
    # TRANSLATORS: From whom something is kept; stands inside a sentence.
    Whom.PLAN: pgettext("client whom", "your health plan"),
    # TRANSLATORS: From whom something is kept; stands inside a sentence.
    Whom.WORK: pgettext("client whom", "your work"),
    # TRANSLATORS: From whom something is kept; stands inside a sentence.
    Whom.SCHOOL: pgettext("client whom", "your school"),
    # TRANSLATORS: From whom something is kept; stands inside a sentence.
    Whom.COURT: pgettext("client whom", "a court or the police"),
    # TRANSLATORS: From whom something is kept; stands inside a sentence.
    Whom.FAMILY: pgettext("client whom", "family and friends"),
    # TRANSLATORS: From whom something is kept; stands inside a sentence: other doctors, clinics, therapists.
    Whom.CARE: pgettext("client whom", "other places that care for you"),
    # TRANSLATORS: From whom something is kept; stands inside a sentence.
    Whom.ANYONE: pgettext("client whom", "anyone at all"),
}


def what(voice: Voice, facts: Facts) -> Worded:
    """Which kind of information is to be kept from somebody."""
    return voice.say(_WHAT, whom=voice.say(WHOM[Whom(facts.text("whom"))]))


# TRANSLATORS: Heading of the list of limits that the client asked for.
_LIMITS = pgettext("client", "You asked us not to share this:")
# TRANSLATORS: The list is empty.
_NO_LIMITS = pgettext("client", "You have not asked us to keep anything from someone.")
# TRANSLATORS: One line of a list. {what} is like "The name of your health problem", {whom} like "your work".
_KEPT = pgettext("client", "{what}: not with {whom}.")
_THINGS = Things(
    # TRANSLATORS: All kinds of information; first words of a line.
    everything=pgettext("client", "Everything"),
    # TRANSLATORS: First words of a line. {days} is like "July 1 to July 31, 2027".
    paid=pgettext("client", "Visits that you paid yourself, {days}"),
    # TRANSLATORS: First words of a line. {day} is a date.
    paid_from=pgettext("client", "Visits that you pay yourself, from {day} on"),
)
# TRANSLATORS: Behind a line of the list: the agency has not answered yet, and until then it does not count.
_NOT_YET = pgettext("client", "We have not answered this yet.")
# TRANSLATORS: Behind a line of the list: it counts now.
_COUNTS = pgettext("client", "This counts now.")
# TRANSLATORS: Under the list. Nobody but the client can take a limit back (HIPAA-522-2).
_ONLY_YOU = pgettext("client", "Only you can take this back.")


def limits(voice: Voice, facts: Facts) -> Worded:
    """The limits that are asked for or agreed."""
    rows = facts.each("limits")
    if not rows:
        return voice.say(_NO_LIMITS)
    return blocks(
        voice.bold(voice.say(_LIMITS)), voice.numbered(_row(voice, row) for row in rows), voice.say(_ONLY_YOU)
    )


def _row(voice: Voice, row: Facts) -> Worded:
    counts = row.text("state") == WishState.AGREED or row.text_or_none("first") is not None
    return Worded(f"{limit(voice, row)} {voice.say(_COUNTS if counts else _NOT_YET)}")


def limit(voice: Voice, row: Facts) -> Worded:
    """One limit in a sentence."""
    return voice.say(_KEPT, what=thing(voice, row, _THINGS, category), whom=voice.say(WHOM[Whom(row.text("whom"))]))


SPOKEN_LIMITS: Spoken = {Screen.LIMIT_WHAT: what, Screen.LIMITS_NOW: limits}

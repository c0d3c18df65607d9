"""What admins are told in the morning about the agency itself: notices that are missing, crisis numbers to check."""

from collections.abc import Iterator

from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.voice import Voice, Worded

#: By the codes of consent.told.
NOTICE: dict[str, Line] = {
    # TRANSLATORS: For admins: what clients have to be told. HIPAA is the name of a law.
    "npp": pgettext("staff", "the notice of privacy practices"),
    # TRANSLATORS: For admins. "Part 2" is the name of a law about records of alcohol and drug care.
    "part2": pgettext("staff", "the Part 2 patient notice"),
    # TRANSLATORS: For admins.
    "policy": pgettext("staff", "the privacy policy of the bot"),
    # TRANSLATORS: For admins.
    "complaints": pgettext("staff", "whom clients can complain to"),
    # TRANSLATORS: For admins: the authority for data protection in Europe.
    "authority": pgettext("staff", "the supervisory authority"),
}
# TRANSLATORS: For admins. {what} is a list of notices. Keep the command as it is.
_MISSING = pgettext(
    "staff", "Clients are not told yet: {what}. On the agency's computer, askfirst notices list says what to type."
)
# TRANSLATORS: For admins (SAFE-8). Keep the command as it is.
_STALE = pgettext(
    "staff",
    "The crisis numbers were last checked more than 180 days ago. Please call them, then type on the agency's "
    "computer: askfirst crisis checked",
)


def agency_waits(facts: Facts) -> bool:
    """Whether anything about the agency itself waits for an admin."""
    return facts.flag("missing") or facts.flag("stale")


def agency(voice: Voice, facts: Facts) -> Iterator[Worded]:
    """What is missing, and what has to be checked, each in one line (HIPAA-520-1, SAFE-8)."""
    if facts.flag("missing"):
        yield voice.say(_MISSING, what=voice.listed(voice.say(NOTICE[code]) for code in facts.codes("missing")))
    if facts.flag("stale"):
        yield voice.say(_STALE)

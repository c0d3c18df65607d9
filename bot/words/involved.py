"""The words about family and friends: in what way the client agreed, and the care that is taken before they hear."""

from bot.screens import Press
from bot.words import dates
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.terms import named_shortly
from bot.words.voice import Voice, Worded
from consent.word import Agreement

#: What the client reads, by how they agreed.
_WROTE: dict[str, Line] = {
    # TRANSLATORS: {who} is the name of a person of the agency, {day} is a date. Neutral: it may be right or wrong.
    Agreement.AGREED: pgettext("client", "{who} wrote down that you said yes on {day}."),
    # TRANSLATORS: {who} is the name of a person of the agency, {day} is a date. They were asked and could object.
    Agreement.NOT_OBJECTED: pgettext(
        "client", "{who} wrote down that you were asked on {day}, and had nothing against it."
    ),
    # TRANSLATORS: {who} is the name of a person of the agency, {day} is a date. Staff judged so from what they saw.
    Agreement.INFERRED: pgettext("client", "{who} wrote down on {day} that you seem to be fine with this."),
}
#: What a second person of the agency reads, by how the client agreed.
_THEY_SAID: dict[str, Line] = {
    # TRANSLATORS: For staff. {method} is like "by phone", {day} is a date, {items} is a list in short words.
    Agreement.AGREED: pgettext("staff", "A yes was given {method}, on {day}, to: {items}."),
    # TRANSLATORS: For staff. {method} is like "by phone", {day} is a date, {items} is a list in short words.
    Agreement.NOT_OBJECTED: pgettext(
        "staff", "The client was asked {method}, on {day}, and did not object. It was about: {items}."
    ),
    # TRANSLATORS: For staff. {method} is like "in person", {day} is a date, {items} is a list in short words.
    Agreement.INFERRED: pgettext(
        "staff", "Judged {method}, on {day}: the client does not object. It was about: {items}."
    ),
}
# TRANSLATORS: For staff. Buttons follow: they said yes, they did not object, it can be seen from the situation.
ASKS = pgettext("staff", "In what way did the client agree?")
# TRANSLATORS: For staff, before family or friends hear anything of a client who may not be safe with them.
_CAREFUL = pgettext(
    "staff",
    "Careful: others may see this client's phone or chat. Talk with the client alone before family hears anything. "
    "Only a yes in their own words counts.",
)


def wrote(voice: Voice, facts: Facts) -> Worded:
    """What staff wrote down, for the client: never more than they said (HIPAA-510-1)."""
    line = _WROTE[facts.text_or_none("agreement") or Agreement.AGREED]
    return voice.say(line, who=facts.text("who"), day=dates.day(voice, facts.day("said_on")))


def they_said(voice: Voice, facts: Facts, method: Worded) -> Worded:
    """The same for a second person of the agency."""
    line, day = _THEY_SAID[facts.text_or_none("agreement") or Agreement.AGREED], facts.day("said_on")
    items = named_shortly(voice, facts.chosen("granted"))
    return voice.say(line, method=method, day=dates.day(voice, day), items=items)


def with_care(voice: Voice, facts: Facts) -> Worded | None:
    """A warning where others may see what the client sees (SAFE-6)."""
    return voice.say(_CAREFUL) if facts.flag("careful") else None


CHOICE: dict[Press, dict[str, Line]] = {
    Press.AGREED_BY: {
        # TRANSLATORS: Button for staff: in what way the client agreed.
        Agreement.AGREED: pgettext("button staff", "They said yes"),
        # TRANSLATORS: Button for staff: the client was asked, could object, and did not.
        Agreement.NOT_OBJECTED: pgettext("button staff", "They did not object"),
        # TRANSLATORS: Button for staff: from the situation, as a professional, one sees that the client agrees.
        Agreement.INFERRED: pgettext("button staff", "I judge that it is fine"),
    },
}

"""Something went to the wrong place: what the client is told, and what staff read and tap about it."""

from bot.screens import Button, Press, Screen
from bot.words import dates
from bot.words.client_answered import NUMBER
from bot.words.facts import Facts
from bot.words.labels import Naming
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_alerts import head
from bot.words.terms import named, named_shortly
from bot.words.voice import Voice, Worded, blocks, lines

SIMPLE: Simple = {}

# TRANSLATORS: Heading. Calm and honest; no excuse.
_MISTAKE = pgettext("client", "We made a mistake. Facts about you went to the wrong place.")
# TRANSLATORS: {day} is a date, {items} is a list like "the dates of your visits and ...", {to} is who got it.
_WHAT = pgettext("client", "On {day} this went to {to}: {items}.")
# TRANSLATORS: What the agency does now. True: nothing goes out for this request until it is closed.
_NOW = pgettext("client", "We are sorry. We are looking into it. Until that is done, we send nothing more for this.")
# TRANSLATORS: {clinician} is a name.
_TALK = pgettext("client", "You can ask {clinician} about this at any time.")


def went_wrong(voice: Voice, facts: Facts) -> Worded:
    """That something went to the wrong place: what, when and to whom (HIPAA-BREACH)."""
    what, day = named(voice, facts.parts("now_sent")), dates.local_day(voice, facts.instant("at"))
    return blocks(
        voice.bold(voice.say(_MISTAKE)),
        voice.say(_WHAT, day=day, items=what, to=facts.text("to")),
        lines(voice.say(_NOW), voice.say(_TALK, **facts.names())),
        voice.say(NUMBER, code=facts.text("code")),
    )


# TRANSLATORS: For staff, the end of a first line.
_WRONG_PLACE = pgettext("staff", "SENT TO THE WRONG PLACE")
# TRANSLATORS: For staff. One button for each sending follows.
_WHICH = pgettext("staff", "Which sending was it?")
# TRANSLATORS: For staff. One line of a list. {day} is a date, {items} is a list in short words.
_ROW = pgettext("staff", "{day}: {items}")


def wrong_which(voice: Voice, facts: Facts) -> Worded:
    """Which release it was."""
    rows = (
        voice.say(_ROW, day=_day(voice, each), items=named_shortly(voice, each.parts()))
        for each in facts.each("releases")
    )
    return lines(head(voice, facts, voice.say(_WRONG_PLACE)), voice.say(_WHICH), voice.numbered(rows))


def _day(voice: Voice, release: Facts) -> str:
    return dates.local_day(voice, release.instant("at"))


# TRANSLATORS: For staff. They type a name or a place.
_WHO = pgettext(
    "staff", "Who got it instead? Write a name or a place. The client reads it, and the admins are told at once."
)


def wrong_who(voice: Voice, facts: Facts) -> Worded:
    """Who got it instead."""
    return lines(head(voice, facts, voice.say(_WRONG_PLACE)), voice.say(_WHO))


# TRANSLATORS: For staff. Nothing may go out for this request now.
_SHUT = pgettext("staff", "It is written down. Send nothing for this request until an admin has closed it.")
#: Whether the client hears of it; see TOLD in the list of screens.
_TOLD: dict[str, Line] = {
    # TRANSLATORS: For staff, after it was written down that something went to the wrong place.
    "yes": pgettext("staff", "The client is told."),
    # TRANSLATORS: For staff: the client hid the chat or cannot be reached now.
    "later": pgettext("staff", "The client is told once they are back here."),
    # TRANSLATORS: For staff: the client turned messages off, or wants no facts in the chat. {code} is like AF-7K2Q. The
    # TRANSLATORS: command is typed on the agency's computer; do not translate it.
    "no": pgettext(
        "staff",
        "The client reads nothing of it here. Tell them in person, then type: "
        "askfirst incident tell {code} --in-person",
    ),
}


def incident_noted(voice: Voice, facts: Facts) -> Worded:
    """It is written down, and the gate is shut."""
    told = voice.say(_TOLD[facts.text("told")], code=facts.text("code"))
    return lines(head(voice, facts, voice.say(_WRONG_PLACE)), voice.say(_SHUT), told)


# TRANSLATORS: For admins. {by} is a staff name.
_BY = pgettext("staff", "{by} says that a sending went to the wrong place. Nothing goes out for this request now.")
# TRANSLATORS: For admins. A button closes it.
_LOOK = pgettext("staff", "Please look into it, see who has to be told, and close it then.")


def alert_incident(voice: Voice, facts: Facts) -> Worded:
    """The admins hear of it (HIPAA-BREACH)."""
    first = head(voice, facts, voice.say(_WRONG_PLACE))
    return lines(first, voice.say(_BY, by=facts.text("by")), voice.say(_LOOK), _untold(voice, facts))


# TRANSLATORS: For staff, on one request.
_OPEN = pgettext("staff", "Something went to the wrong place. Send nothing until an admin has closed it.")
# TRANSLATORS: For staff. It can be closed only after that. {code} is like AF-7K2Q. Do not translate the command.
_NOT_TOLD = pgettext(
    "staff", "The client does not know of it yet. It can be closed after: askfirst incident tell {code}"
)


def still_open(voice: Voice, facts: Facts) -> Worded | None:
    """That something went to the wrong place and is not closed, where that is so."""
    return lines(voice.say(_OPEN), _untold(voice, facts)) if facts.flag("incident") else None


def _untold(voice: Voice, facts: Facts) -> Worded | None:
    known = facts.flag("incident_told") or not facts.flag("incident")
    return None if known else voice.say(_NOT_TOLD, code=facts.text("code"))


SPOKEN: Spoken = {
    Screen.WENT_WRONG: went_wrong,
    Screen.WRONG_WHICH: wrong_which,
    Screen.WRONG_WHO: wrong_who,
    Screen.INCIDENT_NOTED: incident_noted,
    Screen.ALERT_INCIDENT: alert_incident,
}

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button for staff: a sending went to somebody else by mistake.
    Press.WRONG_PLACE: pgettext("button staff", "Went to a wrong place"),
    # TRANSLATORS: Button for admins: they have looked into a sending that went to the wrong place.
    Press.INCIDENT: pgettext("button staff", "Looked into, close it"),
}
# TRANSLATORS: Button for staff: one of several sendings. {number} is its number in the list.
_SENDING = pgettext("button staff", "Sending {number}")


def _sending(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return voice.say(_SENDING, number=nth + 1)


NAMING: dict[Press, Naming] = {Press.WENT_WRONG: _sending}

"""The words around an answer given on paper, by phone or in person: for staff who write it down, and for the client."""

from bot.screens import Button, Press, Screen
from bot.words import dates, involved
from bot.words.bases import still_possible
from bot.words.client_answered import NUMBER
from bot.words.facts import Facts
from bot.words.labels import NAMING as CLIENTS
from bot.words.labels import Naming
from bot.words.lines import Line, pgettext
from bot.words.reasons import reason
from bot.words.screen import Simple, Spoken
from bot.words.staff_alerts import head
from bot.words.terms import item_list, named_shortly
from bot.words.voice import Voice, Worded, blocks, lines
from bot.words.witness import WRITING_DOWN

SIMPLE: Simple = {}

# TRANSLATORS: Such as a parent or a guardian said yes. {who} is the name of a person of the agency, {day} is a date.
_WROTE_FOR_YOU = pgettext("client", "{who} wrote down that someone who may decide for you said yes on {day}.")
# TRANSLATORS: Under it. The words in quotes are a button.
_YOU_CAN_STOP = pgettext("client", "You can stop this. Tap “Stop sharing”. Then we share nothing.")
# TRANSLATORS: Under it. {recipient} is a name. The list follows.
_WOULD_SHARE = pgettext("client", "We would share this with {recipient}:")
# TRANSLATORS: Under the list. The words in quotes are a button.
_IF_WRONG = pgettext("client", "If that is wrong, tap “I did not say that”. Then we share nothing.")


def written_down(voice: Voice, facts: Facts) -> Worded:
    """That staff wrote down a yes, to what, and how to undo it at once (REV-4, ESIG-4)."""
    day, own = dates.day(voice, facts.day("said_on")), facts.flag("own")
    for_you = voice.say(_WROTE_FOR_YOU, who=facts.text("who"), day=day)
    return blocks(
        voice.bold(involved.wrote(voice, facts) if own else for_you),
        lines(
            voice.say(_WOULD_SHARE, recipient=facts.text("recipient")),
            item_list(voice, facts.chosen("granted"), apart=False),
        ),
        lines(voice.say(_IF_WRONG if own else _YOU_CAN_STOP), still_possible(voice, facts)),
        voice.say(NUMBER, code=facts.text("code")),
    )


#: What is asked at each step.
_STEP: dict[str, Line] = {
    "agreement": involved.ASKS,
    # TRANSLATORS: For staff. Buttons follow: the client, or somebody who may decide for them.
    "giver": pgettext("staff", "Who answered?"),
    # TRANSLATORS: For staff. Buttons follow: on paper, by phone, in person.
    "method": pgettext("staff", "How did they answer?"),
    # TRANSLATORS: For staff. Buttons follow.
    "proof": pgettext("staff", "How do you know that it was them?"),
    # TRANSLATORS: For staff. Buttons with dates follow.
    "said_on": pgettext("staff", "On which day was it?"),
    # TRANSLATORS: For staff. Buttons follow: nobody, an interpreter, somebody of the agency, family or a friend.
    "helper": pgettext("staff", "Did somebody help them to read or to speak?"),
}


def record_how(voice: Voice, facts: Facts) -> Worded:
    """One question about how the answer came."""
    asks = voice.say(_STEP[facts.text("step")])
    return lines(head(voice, facts, voice.say(WRITING_DOWN)), involved.with_care(voice, facts), asks)


# TRANSLATORS: For staff. {recipient} is a name. Buttons for each item follow; nothing is picked at first.
_SAID_YES_TO = pgettext("staff", "What was the yes for, to {recipient}? Tap each item.")
# TRANSLATORS: For staff. {items} is a list in short words.
_PICKED = pgettext("staff", "Picked: {items}.")
# TRANSLATORS: For staff. By saving, the staff member says that this is so.
_YOU_ATTEST = pgettext(
    "staff",
    "By saving you say that they knew what follows a yes and a no, and chose freely. The client is told, and a second "
    "person has to confirm it.",
)


def record_what(voice: Voice, facts: Facts) -> Worded:
    """What the yes was for, and what saving it means."""
    picked = facts.chosen("ticks")
    return blocks(
        head(voice, facts, voice.say(WRITING_DOWN)),
        involved.with_care(voice, facts),
        lines(
            voice.say(_SAID_YES_TO, recipient=facts.text("recipient")),
            voice.say(_PICKED, items=named_shortly(voice, picked)) if picked else None,
        ),
        voice.say(_YOU_ATTEST),
    )


# TRANSLATORS: For staff, the end of a first line.
_NOT_WRITTEN = pgettext("staff", "NOT WRITTEN DOWN. Send nothing.")
#: Why, by the requirement that stands against it.
_WHY: dict[str, Line] = {
    # TRANSLATORS: For staff. Danger words were written a short time ago.
    "SAFE-3": pgettext("staff", "The client had a hard moment. A yes can be written down later; a no at any time."),
    # TRANSLATORS: For staff. The law wants a witness to the signature.
    "ESIG-10": pgettext("staff", "The law wants a witness to the signature. Write down the name of the witness too."),
    # TRANSLATORS: For staff. About family or friends less than a yes in so many words is enough only for a little.
    "HIPAA-510-1": pgettext("staff", "For this the client has to say yes in their own words."),
    # TRANSLATORS: For staff. The date on which the question ends is over.
    "REM-4": pgettext("staff", "The time for an answer is over. Ask the client anew: /new"),
}


def not_recorded(voice: Voice, facts: Facts) -> Worded:
    """Nothing was written down, and why."""
    id = facts.text("reason")
    why = voice.say(_WHY[id]) if id in _WHY else reason(voice, id)
    return lines(head(voice, facts, voice.say(_NOT_WRITTEN)), why)


# TRANSLATORS: For staff, the end of a first line. {who} is a name.
_YES_BY = pgettext("staff", "YES, written down by {who}")
# TRANSLATORS: For staff. A second person is asked; the words in quotes are a button.
_PLEASE_CHECK = pgettext(
    "staff",
    "It does not count until a second person confirms it. If you heard it too, saw the paper, or asked the client "
    "again, tap “I can confirm it”.",
)
#: How the answer came, inside a sentence.
METHOD: dict[str, Line] = {
    # TRANSLATORS: Inside a sentence for staff: how the client answered.
    "paper": pgettext("method", "on paper"),
    # TRANSLATORS: Inside a sentence for staff: how the client answered.
    "phone": pgettext("method", "by phone"),
    # TRANSLATORS: Inside a sentence for staff: how the client answered.
    "in_person": pgettext("method", "in person"),
}


def alert_vouch(voice: Voice, facts: Facts) -> Worded:
    """A second person is asked to vouch for a yes that was written down (ESIG-4)."""
    said = involved.they_said(voice, facts, voice.say(METHOD[facts.text("method")]))
    return lines(head(voice, facts, voice.say(_YES_BY, who=facts.text("who"))), said, voice.say(_PLEASE_CHECK))


SPOKEN: Spoken = {
    Screen.WRITTEN_DOWN: written_down,
    Screen.RECORD_HOW: record_how,
    Screen.RECORD_WHAT: record_what,
    Screen.NOT_RECORDED: not_recorded,
    Screen.ALERT_VOUCH: alert_vouch,
}

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button for the client: the agency wrote down a yes, and it is wrong. Works at once.
    Press.NEVER_SAID: pgettext("button", "I did not say that"),
    # TRANSLATORS: Button for staff: the client answered on paper, by phone or in person.
    Press.RECORD: pgettext("button staff", "Write down a yes"),
    # TRANSLATORS: Button for staff: save the yes to the picked items.
    Press.RECORD_SAVE: pgettext("button staff", "Save the yes"),
    # TRANSLATORS: Button for staff: somebody who may decide for the client said no to all of it.
    Press.RECORD_THEIR_NO: pgettext("button staff", "They said no"),
    # TRANSLATORS: Button for staff: a second person says that the written down yes is right.
    Press.VOUCH: pgettext("button staff", "I can confirm it"),
}

CHOICE: dict[Press, dict[str, Line]] = {
    **involved.CHOICE,
    Press.SAID_BY: {
        # TRANSLATORS: Button for staff: how the client answered.
        "paper": pgettext("button staff", "On a signed paper"),
        # TRANSLATORS: Button for staff: how the client answered.
        "phone": pgettext("button staff", "By phone"),
        # TRANSLATORS: Button for staff: how the client answered.
        "in_person": pgettext("button staff", "In person"),
    },
    Press.KNOWN_BY: {
        # TRANSLATORS: Button for staff: how they know who answered.
        "known": pgettext("button staff", "I know the client"),
        # TRANSLATORS: Button for staff: how they know who answered. A document with a picture.
        "document": pgettext("button staff", "I saw an ID"),
        # TRANSLATORS: Button for staff: how they know who answered. They rang the number in the file.
        "called_back": pgettext("button staff", "I called their number"),
    },
    Press.HELPED_BY: {
        # TRANSLATORS: Button for staff: nobody helped the client to read or to speak.
        "nobody": pgettext("button staff", "Nobody helped"),
        # TRANSLATORS: Button for staff: who helped the client to read or to speak.
        "interpreter": pgettext("button staff", "An interpreter"),
        # TRANSLATORS: Button for staff: who helped the client to read or to speak. A person of the agency.
        "staff": pgettext("button staff", "One of us"),
        # TRANSLATORS: Button for staff: who helped the client to read or to speak.
        "family": pgettext("button staff", "Family or a friend"),
    },
}


def _day(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    choices = facts.each("choices")
    at = int(button.arg) if button.arg and button.arg.isdecimal() else nth
    return voice.variable(dates.day(voice, choices[at].day("on")))


#: By the codes of consent.deciders.Authority.
_GIVER: dict[str, Line] = {
    # TRANSLATORS: Button for staff: who answered.
    "client": pgettext("button staff", "The client"),
    # TRANSLATORS: Button for staff: who answered.
    "parent": pgettext("button staff", "A parent"),
    # TRANSLATORS: Button for staff: who answered.
    "guardian": pgettext("button staff", "A guardian"),
    # TRANSLATORS: Button for staff: who answered. Somebody with a power of attorney.
    "power_of_attorney": pgettext("button staff", "Power of attorney"),
    # TRANSLATORS: Button for staff: who answered. Somebody whom a court named.
    "court_order": pgettext("button staff", "Named by a court"),
}
# TRANSLATORS: Button for staff where two have the same right. {who} is like "A parent", {number} is 2 or more.
_ONE_OF = pgettext("button staff", "{who} ({number})")


def _giver(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    rows = facts.each("givers") if facts.given.get("givers") else ()
    at = next((at for at, row in enumerate(rows) if row.text("id") == button.arg), None)
    if at is None:
        return voice.say(_GIVER["client"])
    authority = rows[at].text("authority")
    before = sum(row.text("authority") == authority for row in rows[:at])
    who = voice.say(_GIVER[authority])
    return voice.say(_ONE_OF, who=who, number=before + 1) if before else who


NAMING: dict[Press, Naming] = {
    Press.GIVEN_BY: _giver,
    Press.SAID_ON: _day,
    Press.RECORD_ITEM: CLIENTS[Press.MARK_ITEM],
}

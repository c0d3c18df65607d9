"""The words where somebody else decided for a client: how it stands, and that the client is of age now."""

from bot.screens import Screen
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_alerts import head
from bot.words.voice import Voice, Worded, lines
from consent.states import State

SIMPLE: Simple = {}

# TRANSLATORS: Somebody else, such as a parent, had said yes for the client; it has ended. {recipient} is a name.
ENDED_FOR_YOU = pgettext(
    "client", "The yes that was given for you has ended. From now on we share nothing with {recipient}."
)
#: One line of the list of choices, where it was somebody else who said yes.
STANDS_FOR_YOU: dict[State, Line] = {
    # TRANSLATORS: One line of a list. Such as a parent said yes. {recipient} is a name, {ends} is a date.
    State.GRANTED: pgettext("client", "{recipient}: someone who may decide for you said yes, until {ends}."),
    # TRANSLATORS: One line of a list. Such as a parent said yes. {recipient} is a name, {ends} is a date.
    State.PARTLY_GRANTED: pgettext(
        "client", "{recipient}: someone who may decide for you said yes to a part, until {ends}."
    ),
    # TRANSLATORS: One line of a list. Such as a parent had said yes. {recipient} is a name, {ends} is a date.
    State.EXPIRED: pgettext("client", "{recipient}: the yes given for you ended on {ends}. We share nothing now."),
    # TRANSLATORS: One line of a list. Such as a parent had said yes. {recipient} is a name.
    State.USED_UP: pgettext("client", "{recipient}: sent one time. The yes given for you has ended."),
}
# TRANSLATORS: On the question, for a client who is 18 now. A parent or guardian had decided for them. Calm, no praise.
_OF_AGE_YOU = pgettext("client", "You are 18 now. From now on you decide. What was said for you before has ended.")


def by_other(facts: Facts) -> bool:
    """Whether somebody else said yes for the client."""
    return facts.flag("by_other")


def you_decide_now(voice: Voice, facts: Facts) -> Worded | None:
    """Why a client is asked the same again: they are of age (ST-MINOR)."""
    return voice.say(_OF_AGE_YOU) if facts.flag("of_age") else None


# TRANSLATORS: For staff. The client is 18 now; a parent or guardian had said yes for them.
_OF_AGE = pgettext("staff", "OF AGE NOW")
# TRANSLATORS: For staff. Under it.
_ENDED_NOW = pgettext("staff", "The yes was given for the client as a child. It has ended. Now they decide alone.")
# TRANSLATORS: For staff. {code} is like AF-7K2Q. Nothing is left to do for the reader.
_ASKED_ANEW = pgettext("staff", "They are asked anew, as {code}. Send nothing until there is an answer.")
# TRANSLATORS: For staff. The client has no chat of their own here, or wants no messages.
_CANNOT_ASK = pgettext(
    "staff",
    "They were not asked here. Talk with them, or invite them to a chat of their own. Then ask anew if it is still "
    "needed: /new",
)


def of_age(voice: Voice, facts: Facts) -> Worded:
    """A consent that was given for a minor has ended, because the client is of age (ST-MINOR)."""
    anew = facts.text_or_none("anew")
    return lines(
        head(voice, facts, voice.say(_OF_AGE)),
        voice.say(_ENDED_NOW),
        voice.say(_ASKED_ANEW, code=anew) if anew else voice.say(_CANNOT_ASK),
    )


SPOKEN: Spoken = {
    Screen.ALERT_OF_AGE: of_age,
}

"""Whether our words were clear, who helped to read them, and what somebody needs to read or to understand."""

from bot.screens import Button, Press, Screen
from bot.words.client_asking import read_back
from bot.words.facts import Facts
from bot.words.labels import Naming, short_name
from bot.words.lines import Line, pgettext
from bot.words.outcomes import if_no
from bot.words.screen import Simple, Spoken
from bot.words.voice import Voice, Worded, blocks, lines

SIMPLE: Simple = {
    Screen.WHO_HELPED: (
        # TRANSLATORS: After a yes was saved. Buttons follow: nobody, staff, an interpreter, family. No blame in it.
        pgettext("client", "Your answer is saved. One more thing: did someone help you read this?"),
        # TRANSLATORS: Under it.
        pgettext("client", "It changes nothing in your answer. You can skip it."),
    ),
    Screen.NEEDS: (
        # TRANSLATORS: Buttons follow: an interpreter, read it to me, large print, meet me, talk to a person.
        pgettext("client", "What would help you to read this? It is free. We do not ask why."),
        # TRANSLATORS: Under it. Asking for help is no yes and no no.
        pgettext("client", "Asking for help is no answer. We share nothing new by it."),
    ),
}

# TRANSLATORS: Before a short question to see if our words were clear. A yes was just given. No test, no score.
_BEFORE_SAVING = pgettext("client", "One short question before I save your yes. You can skip it.")
# TRANSLATORS: The same, where the yes still needs a typed name.
_BEFORE_SIGNING = pgettext("client", "One short question before you sign. You can skip it.")
# TRANSLATORS: It checks our words, not the reader. Buttons with possible answers follow.
_WHO_WOULD_GET_IT = pgettext("client", "To check that we were clear: who would get your facts if you say yes?")


def teach_back(voice: Voice, facts: Facts) -> Worded:
    """One easy question whether our words were clear (PL-8)."""
    before = _BEFORE_SIGNING if facts.flag("signature") else _BEFORE_SAVING
    return blocks(voice.say(before), voice.bold(voice.say(_WHO_WOULD_GET_IT)))


# TRANSLATORS: After an answer that shows that our words were not clear. The fault is ours: no shame.
_NOT_CLEAR = pgettext("client", "We were not clear. Here it is once more.")
# TRANSLATORS: {recipient} and {agency} are names. Stands before the list of what a yes would do.
_IT_GOES_TO = pgettext("client", "If you say yes, {agency} sends your facts to {recipient}. They can read them.")


def teach_again(voice: Voice, facts: Facts) -> Worded:
    """The same explained once more, kindly, with all that a yes would do (PL-8)."""
    names = facts.names()
    explained = lines(voice.say(_NOT_CLEAR), voice.say(_IT_GOES_TO, **names))
    return blocks(explained, read_back(voice, facts), if_no(voice, facts))


# TRANSLATORS: After "did someone help you read this?".
_NOTED = pgettext("client", "Thank you. Your answer stays as it is.")
# TRANSLATORS: Family or a friend helped to read. Kind: no blame, only an offer.
_OFFER = pgettext("client", "We can also get an interpreter for you. It is free, and they keep it private.")


def helper_noted(voice: Voice, facts: Facts) -> Worded:
    """Who helped is noted; after help by family an interpreter is offered (LEP-3)."""
    offer = voice.say(_OFFER) if facts.text_or_none("helper") == "family" else None
    return lines(voice.say(_NOTED), offer)


_TOLD: dict[str, Line] = {
    # TRANSLATORS: The client asked for it. {clinician} is a name.
    "interpreter": pgettext("client", "I told {clinician} that you want an interpreter. Someone will call you."),
    # TRANSLATORS: The client asked for it. {clinician} is a name.
    "read": pgettext("client", "I told {clinician} that someone shall read this to you. Someone will call you."),
    # TRANSLATORS: The client asked for it. {clinician} is a name.
    "large": pgettext("client", "I told {clinician} that you want this in large print. Someone will call you."),
    # TRANSLATORS: The client asked for it. {clinician} is a name.
    "meet": pgettext("client", "I told {clinician} that you want to meet. Someone will call you."),
}
# TRANSLATORS: Under it. {emergency} is a phone number such as 911.
_TAKE_TIME = pgettext("client", "Take the time you need. In danger, call {emergency}.")


def need_told(voice: Voice, facts: Facts) -> Worded:
    """The agency knows what is needed (ETH-3, A11Y-5)."""
    names = facts.names()
    return lines(voice.say(_TOLD[facts.text("need")], **names), voice.say(_TAKE_TIME, **names))


SPOKEN: Spoken = {
    Screen.TEACH_BACK: teach_back,
    Screen.TEACH_AGAIN: teach_again,
    Screen.HELPER_NOTED: helper_noted,
    Screen.NEED_TOLD: need_told,
}

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button: ask for an interpreter, for reading aloud, for large print or for a meeting.
    Press.NEEDS: pgettext("button", "Help to read this"),
}

CHOICE: dict[Press, dict[str, Line]] = {
    Press.WHO_HELPED: {
        # TRANSLATORS: Button under "did someone help you read this?".
        "nobody": pgettext("button", "No, by myself"),
        # TRANSLATORS: Button under "did someone help you read this?". The person of the agency who works with them.
        "staff": pgettext("button", "My worker helped me"),
        # TRANSLATORS: Button under "did someone help you read this?".
        "interpreter": pgettext("button", "An interpreter"),
        # TRANSLATORS: Button under "did someone help you read this?".
        "family": pgettext("button", "Family or a friend"),
        # TRANSLATORS: Button: no answer to this question.
        "skip": pgettext("button", "Skip this"),
    },
    Press.NEED: {
        # TRANSLATORS: Button: ask for an interpreter.
        "interpreter": pgettext("button", "Get an interpreter"),
        # TRANSLATORS: Button: ask that somebody reads it aloud.
        "read": pgettext("button", "Read it to me"),
        # TRANSLATORS: Button: ask for a paper in large print.
        "large": pgettext("button", "Large print on paper"),
        # TRANSLATORS: Button: ask to talk about it in person.
        "meet": pgettext("button", "Meet in person"),
    },
}

_TEACH: dict[str, Line] = {
    # TRANSLATORS: Button, an answer to "who would get your facts?" that is not so.
    "worker": pgettext("button", "Only my worker here"),
    # TRANSLATORS: Button, an answer to "who would get your facts?" that is not so.
    "nobody": pgettext("button", "Nobody at all"),
    # TRANSLATORS: Button under "who would get your facts?": explain it once more.
    "help": pgettext("button", "Help me understand"),
    # TRANSLATORS: Button: no answer to this question.
    "skip": pgettext("button", "Skip this"),
}


def _teach(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    """The true answer is the name of who would get it."""
    if button.arg in _TEACH:
        return voice.say(_TEACH[button.arg])
    return voice.variable(short_name(facts.text("recipient")))


NAMING: dict[Press, Naming] = {Press.TEACH: _teach}

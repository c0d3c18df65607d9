"""The words where a law wants a witness: the yes is given in person, and the chat takes only a no."""

from bot.screens import Screen
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_alerts import head
from bot.words.voice import Voice, Worded, lines

SIMPLE: Simple = {}

# TRANSLATORS: On the question, where a law wants a witness. Says how a yes is given; neutral, no pressure.
_IN_PERSON = pgettext("client", "A yes to this is given in person. You sign on paper, and a witness sees it.")
# TRANSLATORS: Under it. {clinician} is a name.
_PLAN_IT = pgettext("client", "You can plan that with {clinician}.")
# TRANSLATORS: Under it. A no needs no paper.
_NO_WORKS = pgettext("client", "A no works here, at once.")
# TRANSLATORS: After a try to say yes in the chat, where a law wants a witness. Neutral.
_NOT_HERE = pgettext("client", "Nothing is saved, and nothing is shared.")


def how_a_yes_is_given(voice: Voice, facts: Facts) -> Worded | None:
    """How a yes is given where a law wants a witness, and that a no works here; in short, for the card (ESIG-10)."""
    return lines(voice.say(_IN_PERSON), voice.say(_NO_WORKS)) if facts.flag("witness") else None


def and_with_whom(voice: Voice, facts: Facts) -> Worded | None:
    """The same, with whom to plan it."""
    how = how_a_yes_is_given(voice, facts)
    return lines(how, voice.say(_PLAN_IT, **facts.names())) if how else None


def yes_in_person(voice: Voice, facts: Facts) -> Worded:
    """A yes in the chat is not taken (ESIG-10)."""
    return lines(
        voice.bold(voice.say(_IN_PERSON)),
        voice.say(_NOT_HERE),
        voice.say(_PLAN_IT, **facts.names()),
        voice.say(_NO_WORKS),
    )


# TRANSLATORS: For staff, the end of a first line: they write down what a client said outside this chat.
WRITING_DOWN = pgettext("staff", "WRITE DOWN AN ANSWER")
# TRANSLATORS: For staff. The law wants a signature, so only a signed paper counts.
_NAME = pgettext("staff", "Type the name as it stands on the signed paper. Keep the paper.")
# TRANSLATORS: For staff. The law wants a witness to the signature.
_WITNESS = pgettext("staff", "Who saw them sign? Type the name of the witness as it stands on the paper.")
# TRANSLATORS: For staff. What was typed is no full name, or it is the name of the one who signed.
_AGAIN = pgettext("staff", "This cannot be that name. Please type the full name. Nobody is their own witness.")


def record_name(voice: Voice, facts: Facts) -> Worded:
    """Asking for the name on the paper."""
    return _asks(voice, facts, _NAME)


def record_witness(voice: Voice, facts: Facts) -> Worded:
    """Asking for the name of the witness (ST-MH-IL, ESIG-10)."""
    return _asks(voice, facts, _WITNESS)


def _asks(voice: Voice, facts: Facts, line: Line) -> Worded:
    again = voice.say(_AGAIN) if facts.flag("again") else None
    return lines(head(voice, facts, voice.say(WRITING_DOWN)), again, voice.say(line))


SPOKEN: Spoken = {
    Screen.YES_IN_PERSON: yes_in_person,
    Screen.RECORD_NAME: record_name,
    Screen.RECORD_WITNESS: record_witness,
}

"""What a client reads who does not answer now: a question of theirs, no more reminders, not now."""

from bot.screens import Screen
from bot.words import dates
from bot.words.bases import is_promised
from bot.words.facts import Facts
from bot.words.lines import pgettext
from bot.words.screen import Simple, Spoken
from bot.words.voice import Voice, Worded, lines

SIMPLE: Simple = {}

# TRANSLATORS: After "No more reminders".
_NO_MORE = pgettext("client", "I will not remind you again.")
# TRANSLATORS: Under "I will not remind you again."
_NO_MORE_NOTHING = pgettext("client", "If you do not answer, we share nothing.")
# TRANSLATORS: {clinician} is a name. The next message of the client is passed on as a question.
_ASK = pgettext("client", "Please write your question in one message. I give it to {clinician}.")
# TRANSLATORS: Shown under the prompt for a question.
_WHILE_YOU_WAIT = pgettext("client", "Nothing is shared while you wait.")
# TRANSLATORS: Shown under the prompt for a question.
_LEAVE_OUT = pgettext("client", "Please leave out private health facts.")
# TRANSLATORS: {clinician} is a name.
_GAVE_IT = pgettext("client", "I gave your question to {clinician}. The answer will come here.")
# TRANSLATORS: Under "I gave your question to ...".
_QUIET = pgettext("client", "Until then I stay quiet.")
# TRANSLATORS: Under "I gave your question to ...".
_QUIET_NOTHING = pgettext("client", "Until then I stay quiet, and we share nothing new.")


def reminders_off(voice: Voice, facts: Facts) -> Worded:
    """No more reminders; that silence shares nothing is said where it is true (TRUTH-1)."""
    return lines(voice.say(_NO_MORE), voice.say(_NO_MORE_NOTHING) if is_promised(facts) else None)


def question_prompt(voice: Voice, facts: Facts) -> Worded:
    """The client may write a question."""
    waiting = voice.say(_WHILE_YOU_WAIT) if is_promised(facts) else None
    return lines(voice.say(_ASK, **facts.names()), waiting, voice.say(_LEAVE_OUT))


def question_sent(voice: Voice, facts: Facts) -> Worded:
    """The question is with the clinician."""
    return lines(voice.say(_GAVE_IT, **facts.names()), voice.say(_QUIET_NOTHING if is_promised(facts) else _QUIET))


# TRANSLATORS: The client chose when to be asked again. {moment} is a day and a time.
_POSTPONED = pgettext("client", "That is fine. I will ask again on {moment}.")
# TRANSLATORS: Under "I will ask again on ...".
_UNTIL_THEN = pgettext("client", "Until then we share nothing.")
# TRANSLATORS: The client chose to decide later, with no day.
_POSTPONED_OPEN = pgettext("client", "That is fine. You can open the question at any time.")
# TRANSLATORS: Under "You can open the question at any time."
_UNTIL_YOU_DECIDE = pgettext("client", "Until you decide, we share nothing.")


def postponed(voice: Voice, facts: Facts) -> Worded:
    """Not now."""
    until = facts.instant_or_none("until")
    nothing = voice.say(_UNTIL_THEN if until else _UNTIL_YOU_DECIDE) if is_promised(facts) else None
    fine = voice.say(_POSTPONED, moment=dates.moment(voice, until)) if until else voice.say(_POSTPONED_OPEN)
    return lines(fine, nothing)


SPOKEN: Spoken = {
    Screen.REMINDERS_OFF: reminders_off,
    Screen.QUESTION_PROMPT: question_prompt,
    Screen.QUESTION_SENT: question_sent,
    Screen.POSTPONED: postponed,
}

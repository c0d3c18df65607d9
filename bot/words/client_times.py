"""What a client reads because of the time: an outage that is over, a yes that ends soon, the hour where they are."""

from bot.screens import Screen
from bot.words import dates
from bot.words.bases import still_possible
from bot.words.client_answered import NUMBER
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.voice import Voice, Worded, blocks, lines
from consent.states import State

SIMPLE: Simple = {
    Screen.SETTING_ZONE: (
        # TRANSLATORS: A question with one button for each possible time of day, and one to skip.
        pgettext("client", "What time is it now where you are?"),
        # TRANSLATORS: Under it: what the answer is for.
        pgettext("client", "I ask so that I do not write to you at night. You can skip this."),
    ),
}

# TRANSLATORS: After an outage. {since} and {until} are each a day and a time. Calm; no excuse, no promise.
_DEAF = pgettext("client", "I could not hear you from {since} to {until}.")
# TRANSLATORS: Under it. Buttons and typed words may be lost. No pressure: only if they did something then.
_AGAIN = pgettext("client", "If you tapped or wrote something then and got no answer, please do it again.")
# TRANSLATORS: The last line after an outage.
_KEPT = pgettext("client", "What I answered before is saved. There is no rush.")


def away(voice: Voice, facts: Facts) -> Worded:
    """That nothing was heard for a time, and what to do; no fact of any question."""
    since, until = (dates.moment(voice, facts.instant(key)) for key in ("since", "until"))
    return lines(voice.say(_DEAF, since=since, until=until), voice.say(_AGAIN), voice.say(_KEPT))


# TRANSLATORS: About two weeks before a yes ends. {recipient} is a name, {ends} is a date. News, not a question.
_ENDS_SOON = pgettext("client", "Your yes for {recipient} ends on {ends}.")
# TRANSLATORS: Under it. Nothing is asked of the client.
_BY_ITSELF = pgettext("client", "It ends by itself. You have nothing to do.")
# TRANSLATORS: The end of it. {recipient} is a name. "Stop sharing" is the name of a button.
_AFTER_THAT = pgettext(
    "client", "After that we share nothing with {recipient}. If you want to end it sooner, tap Stop sharing."
)


def expiring(voice: Voice, facts: Facts) -> Worded:
    """That a yes ends soon, by itself: news, not a new question (REM-5)."""
    said: tuple[Line, ...] = (_BY_ITSELF, _AFTER_THAT)
    soon = voice.bold(
        voice.say(_ENDS_SOON, recipient=facts.text("recipient"), ends=dates.day(voice, facts.day("ends")))
    )
    rest = lines(*(voice.say(line, **facts.names()) for line in said))
    return blocks(soon, lines(rest, still_possible(voice, facts)), voice.say(NUMBER, code=facts.text("code")))


# TRANSLATORS: A yes in a criminal case could not be taken back until something came, such as the end of probation.
# {recipient} is a name.
_EVENT_CAME = pgettext("client", "What your yes for {recipient} had to wait for has come.")
# TRANSLATORS: Under it, where the client had stopped before. {recipient} is a name.
_STOP_COUNTS = pgettext("client", "So your stop counts from now on. We send {recipient} nothing more for this.")
# TRANSLATORS: Under it, where the yes still stands. "Stop sharing" is the name of a button.
_MAY_STOP_NOW = pgettext("client", "You can take your yes back at any time now. To do so, tap Stop sharing.")


def held_over(voice: Voice, facts: Facts) -> Worded:
    """The stated event of a held consent has come: what a stop does from now on (P2-35, REV-8)."""
    stopped = State(facts.text("state")) is State.REVOKED
    rest = voice.say(_STOP_COUNTS if stopped else _MAY_STOP_NOW, **facts.names())
    return blocks(voice.bold(voice.say(_EVENT_CAME, **facts.names())), rest, voice.say(NUMBER, code=facts.text("code")))


SPOKEN: Spoken = {
    Screen.AWAY: away,
    Screen.EXPIRING: expiring,
    Screen.HELD_OVER: held_over,
}

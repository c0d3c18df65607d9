"""What staff are told without asking: answers, stops, questions, and clients who cannot be reached."""

from bot.screens import Screen
from bot.words import codes, dates
from bot.words.facts import Facts, Part
from bot.words.lines import npgettext, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_help import help_given
from bot.words.terms import named_shortly
from bot.words.voice import Voice, Worded, fitting, lines

SIMPLE: Simple = {
    Screen.ALERT_UNANSWERED: (
        # TRANSLATORS: For staff. {code} is like AF-7K2Q, {alias} are the client's initials.
        pgettext("staff", "{code} · {alias} · CLOSED, nobody answered. Send nothing."),
    ),
    Screen.DANGER_RESUMED: (
        # TRANSLATORS: For staff. {alias} are the client's initials. The pause after words about danger is over.
        pgettext("staff", "{alias} · can say yes again from now on."),
    ),
    Screen.ALERT_REACHABLE: (
        # TRANSLATORS: For staff. {alias} are the client's initials. The client had blocked the bot.
        pgettext("staff", "{alias} · can be reached again."),
    ),
    Screen.ALERT_NOT_ME: (
        # TRANSLATORS: For staff. {alias} are the client's initials. The wrong person got the link.
        pgettext(
            "staff",
            "{alias} · WRONG PERSON. Someone said “I am not this person”. Nothing was shown. Please check the "
            "invitation.",
        ),
    ),
    Screen.ALERT_NOT_ME_LATE: (
        # TRANSLATORS: For staff. {alias} are the client's initials. The wrong person had got in with the code.
        pgettext(
            "staff",
            "{alias} · WRONG PERSON, after the code. They may have seen facts. Every yes given in this chat is void. "
            "Send nothing, and please call the client.",
        ),
    ),
    Screen.ALERT_REOPENED: (
        # TRANSLATORS: For staff. {code} and {old_code} are like AF-7K2Q, {alias} are the client's initials.
        pgettext("staff", "{code} · {alias} · THINKS AGAIN about {old_code}. Send nothing until there is an answer."),
    ),
    Screen.ALERT_TALK: (
        # TRANSLATORS: For staff. {alias} are the client's initials.
        pgettext("staff", "{alias} · wants to talk to a person. Please call."),
    ),
    Screen.ALERT_CODE: (
        # TRANSLATORS: For staff. {alias} are the client's initials.
        pgettext(
            "staff", "{alias} · TOO MANY WRONG CODES. The invitation is closed. Nothing was shown. Please invite again."
        ),
    ),
    Screen.ALERT_MESSAGES_STOPPED: (
        # TRANSLATORS: For staff. {alias} are the client's initials. Decisions stay as they are.
        pgettext(
            "staff", "{alias} · wants no more messages here. Decisions stay as they are. Please ask at the next visit."
        ),
    ),
}

# TRANSLATORS: First line for staff. {code} is like AF-7K2Q, {alias} are initials, {state} is like PARTLY YES.
HEAD = pgettext("staff", "{code} · {alias} · {state}")
# TRANSLATORS: For staff. {items} is a list in short words, with periods.
MAY_GO = pgettext("staff", "May go out: {items}.")
# TRANSLATORS: For staff. {items} is a list in short words, with periods.
NOT_GO = pgettext("staff", "Do not send: {items}.")
# TRANSLATORS: For staff. {recipient} is a name, {ends} is a date.
TO_UNTIL = pgettext("staff", "To {recipient}, until {ends}.")
# TRANSLATORS: For staff. {recipient} is a name, {ends} is a date; for one sending.
TO_ONCE = pgettext("staff", "To {recipient}, one time, by {ends} at the latest.")
# TRANSLATORS: For staff, after a no. The client was not asked for a reason.
_NO = pgettext("staff", "Send nothing. No reason was asked.")


def head(voice: Voice, facts: Facts, state: Worded | None = None) -> Worded:
    """The first line: code, initials, state; never a name (TG-16)."""
    said = state or codes.state(voice, facts.text("state"))
    return voice.bold(voice.say(HEAD, code=facts.text("code"), alias=facts.text("alias"), state=said))


def may_go(voice: Voice, parts: tuple[Part, ...]) -> Worded | None:
    """The green list."""
    return voice.say(MAY_GO, items=named_shortly(voice, parts)) if parts else None


def not_go(voice: Voice, parts: tuple[Part, ...]) -> Worded | None:
    """The red list."""
    return voice.say(NOT_GO, items=named_shortly(voice, parts)) if parts else None


def to_whom(voice: Voice, facts: Facts) -> Worded:
    """To whom and until when."""
    ends = dates.day(voice, facts.day("ends"))
    return voice.say(TO_ONCE if facts.flag("one_time") else TO_UNTIL, recipient=facts.text("recipient"), ends=ends)


# TRANSLATORS: For staff. A yes on paper, by phone or in person that one person wrote down.
_NOT_YET = pgettext("staff", "Send nothing yet: a second person has to confirm what was written down.")


def not_yet(voice: Voice, facts: Facts) -> Worded | None:
    """That a yes waits for a second person, where it does (ESIG-4)."""
    return voice.say(_NOT_YET) if facts.flag("unvouched") else None


def answered(voice: Voice, facts: Facts) -> Worded:
    """Yes, partly yes or no: the state first, then what may go out."""
    given = facts.chosen("granted")
    if not given:
        return lines(head(voice, facts), voice.say(_NO))
    green, red = may_go(voice, given), not_go(voice, facts.left("granted"))
    return lines(head(voice, facts), not_yet(voice, facts), green, red, to_whom(voice, facts), help_given(voice, facts))


# TRANSLATORS: For staff, the end of the first line. {time} is a time of day, {day} is a date.
_STOPPED_AT = pgettext("staff", "STOPPED, {moment}")
# TRANSLATORS: For staff, the end of the first line. {moment} is a day and a time.
_PARTLY_STOPPED_AT = pgettext("staff", "PARTLY STOPPED by client, {moment}")
# TRANSLATORS: For staff. The agency had written down a yes of the client.
_NEVER_SAID = pgettext("staff", "The client says that the yes written down here is wrong.")
# TRANSLATORS: For staff: nothing may go out.
_GATE_CLOSED = pgettext("staff", "Send nothing from now on.")
# TRANSLATORS: For staff. {items} is a list in short words, {day} is a date.
ALREADY_SENT = pgettext("staff", "Already sent: {items}, on {day}.")
# TRANSLATORS: For staff. {items} is a list in short words, {recipient} is who got it by mistake, {day} is a date.
_SENT_WRONG = pgettext("staff", "Sent by mistake to {recipient}: {items}, on {day}.")
# TRANSLATORS: For staff. The end of a list that is too long for one message. {count} is a number.
_AND_MORE = npgettext("staff", "And {count} more.", "And {count} more.")
# TRANSLATORS: For staff.
NOTHING_SENT = pgettext("staff", "Nothing was sent before.")


def stopped(voice: Voice, facts: Facts) -> Worded:
    """The client, or who said yes for them, stopped everything: the gate is closed."""
    at = voice.say(_STOPPED_AT, moment=dates.moment(voice, facts.instant("at")))
    wrong = voice.say(_NEVER_SAID) if facts.flag("disputed") else None
    return lines(head(voice, facts, at), wrong, voice.say(_GATE_CLOSED), already_sent(voice, facts))


def stopped_some(voice: Voice, facts: Facts) -> Worded:
    """The client stopped some items."""
    at = voice.say(_PARTLY_STOPPED_AT, moment=dates.moment(voice, facts.instant("at")))
    red, green = not_go(voice, facts.left("granted")), may_go(voice, facts.chosen("granted"))
    return lines(head(voice, facts, at), red, green, to_whom(voice, facts), already_sent(voice, facts))


def already_sent(voice: Voice, facts: Facts) -> Worded:
    """What went out before, one sending a line."""
    sendings = facts.each("sent")
    if not sendings:
        return voice.say(NOTHING_SENT)
    rows, left = fitting(_sending(voice, sending) for sending in reversed(sendings))
    return lines(*rows, and_more(voice, left))


def and_more(voice: Voice, count: int) -> Worded | None:
    """That a list goes on, if it does: a message holds 4096 characters."""
    return voice.say(_AND_MORE, count=count) if count else None


def _sending(voice: Voice, sending: Facts) -> Worded:
    day, items = dates.local_day(voice, sending.instant("at")), named_shortly(voice, sending.parts())
    if sending.flag("mistake"):
        return voice.say(_SENT_WRONG, recipient=sending.text("recipient"), items=items, day=day)
    return voice.say(ALREADY_SENT, items=items, day=day)


# TRANSLATORS: For staff. {code} is like AF-7K2Q, {alias} are initials, {language} is a language. The question
# follows.
_ASKS = pgettext("staff", "{code} · {alias} asks, in {language}:")
# TRANSLATORS: For staff, not about one request. {alias} are initials, {language} is a language. The question follows.
_ASKS_ANYTHING = pgettext("staff", "{alias} asks, in {language}:")


def question(voice: Voice, facts: Facts, language: str) -> Worded:
    """The client's question, word for word."""
    line = _ASKS if facts.text_or_none("code") else _ASKS_ANYTHING
    asked = voice.bold(voice.say(line, language=language, **facts.names()))
    return lines(asked, voice.quote(facts.text("text"), most=3000))


def ended(voice: Voice, facts: Facts) -> Worded:
    """A consent has ended: nothing may go out."""
    return lines(head(voice, facts), voice.say(_GATE_CLOSED))


# TRANSLATORS: For staff. {code} is like AF-7K2Q, {alias} are initials.
_UNREACHABLE = pgettext(
    "staff", "{code} · {alias} · CANNOT BE REACHED. Send nothing new. Please ask at the next visit."
)
# TRANSLATORS: For staff. {alias} are initials.
_UNREACHABLE_ALL = pgettext(
    "staff", "{alias} · CANNOT BE REACHED here. Send nothing new. Please ask at the next visit."
)


def unreachable(voice: Voice, facts: Facts) -> Worded:
    """The client cannot be reached; this is never an answer (TG-20)."""
    return voice.say(_UNREACHABLE if facts.text_or_none("code") else _UNREACHABLE_ALL, **facts.names())


# TRANSLATORS: For staff. {alias} are initials, {language} is the language the client chose.
_ARRIVED = pgettext("staff", "{alias} · CONNECTED, and reads {language}. You can ask now: /new")


def arrived(voice: Voice, facts: Facts, language: str) -> Worded:
    """The client has connected."""
    return voice.say(_ARRIVED, language=language, **facts.names())


# TRANSLATORS: For staff, calm but clear. {alias} are initials, {moment} is a day and a time. The words are not
# repeated.
_DANGER = pgettext("staff", "{alias} · WORDS ABOUT DANGER, {moment}.")
# TRANSLATORS: For staff. The client got the crisis numbers. "I take this on" is the name of a button.
_DANGER_DO = pgettext(
    "staff",
    "The client was shown the crisis numbers. Please follow your plan now, and tap “I take this on”. If nobody does, "
    "the next person is told.",
)
# TRANSLATORS: For staff. The people who were told first did not take on an alert about danger.
_DANGER_AGAIN = pgettext("staff", "Nobody has taken this on yet.")
# TRANSLATORS: For staff. {alias} are initials, {who} is the name of a colleague, {moment} is a day and a time.
_DANGER_TAKEN = pgettext("staff", "{alias} · WORDS ABOUT DANGER: taken on by {who}, {moment}.")


def danger(voice: Voice, facts: Facts) -> Worded:
    """Danger words were written; the words themselves stay out (SAFE-2)."""
    said = voice.say(_DANGER, alias=facts.text("alias"), moment=dates.moment(voice, facts.instant("at")))
    again = voice.say(_DANGER_AGAIN) if facts.flag("again") else None
    return lines(voice.bold(said), again, voice.say(_DANGER_DO))


def danger_taken(voice: Voice, facts: Facts) -> Worded:
    """Who takes on an alert about danger, so that nobody waits for somebody else (SAFE-5)."""
    at = dates.moment(voice, facts.instant("at"))
    return voice.say(_DANGER_TAKEN, alias=facts.text("alias"), who=facts.text("who"), moment=at)


SPOKEN: Spoken = {
    Screen.ALERT_ANSWERED: answered,
    Screen.ALERT_STOPPED: stopped,
    Screen.ALERT_STOPPED_SOME: stopped_some,
    Screen.ALERT_ENDED: ended,
    Screen.ALERT_UNREACHABLE: unreachable,
    Screen.ALERT_DANGER: danger,
    Screen.DANGER_TAKEN: danger_taken,
}

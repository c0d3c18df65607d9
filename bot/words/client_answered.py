"""What a client reads once a question is answered, stopped, ended or used: the receipts."""

from collections.abc import Iterable

from bot.screens import Screen
from bot.words import codes, dates, rules
from bot.words.bases import is_promised, still_possible
from bot.words.decided_for import ENDED_FOR_YOU, by_other
from bot.words.facts import Facts, Part
from bot.words.lines import Line, npgettext, pgettext
from bot.words.notices import to_complain
from bot.words.outcomes import CANNOT_COME_BACK, CARE_STAYS, CHANGE_MIND, SHARED_AGAIN
from bot.words.screen import Spoken, Wording
from bot.words.terms import item_list, items_and_time, named
from bot.words.voice import Voice, Worded, blocks, fitting, lines

# TRANSLATORS: Heading after an answer was saved.
_SAVED = pgettext("client", "Saved.")
# TRANSLATORS: {code} is like AF-7K2Q.
NUMBER = pgettext("client", "Number: {code}.")
# TRANSLATORS: {recipient} is a name. The list follows.
WE_SHARE = pgettext("client", "We share with {recipient}:")
# TRANSLATORS: Under the list of what is shared.
_NOTHING_ELSE = pgettext("client", "We share nothing else.")
# TRANSLATORS: After a no. {recipient} is a name. Neutral thanks, no praise.
_WE_SHARE_NOTHING = pgettext("client", "We share nothing with {recipient}. Thank you for telling us.")
# TRANSLATORS: The day and time of the answer. {moment} is a day and a time.
ANSWERED_ON = pgettext("client", "You answered on {moment}.")

# TRANSLATORS: When a yes ends. {ends} is a date.
_ENDS = pgettext("client", "Your yes ends on {ends}.")
# TRANSLATORS: A yes for one sending. {ends} is a date.
_ENDS_ONCE = pgettext("client", "We send it one time, by {ends} at the latest.")


def receipt(voice: Voice, facts: Facts) -> Worded:
    """After a yes: what is shared, and that nothing else is (REC-RCPT-1)."""
    return blocks(
        voice.bold(voice.say(_SAVED)),
        lines(_shared(voice, facts), voice.say(_NOTHING_ELSE), _of_the_rest(voice, facts)),
        lines(_until(voice, facts), _how_to_stop(voice, facts), voice.say(CANNOT_COME_BACK)),
        lines(voice.say(NUMBER, code=facts.text("code")), answered_on(voice, facts)),
        to_complain(voice, facts),
    )


def receipt_no(voice: Voice, facts: Facts) -> Worded:
    """After a no (REC-RCPT-2, DP-3); where a no may not be the end of it, it says so (TRUTH-1)."""
    return blocks(
        voice.bold(voice.say(_SAVED)),
        lines(voice.say(_WE_SHARE_NOTHING, recipient=facts.text("recipient")), still_possible(voice, facts)),
        lines(voice.say(NUMBER, code=facts.text("code")), answered_on(voice, facts)),
        to_complain(voice, facts),
    )


def _of_the_rest(voice: Voice, facts: Facts) -> Worded | None:
    """What a law may do with the items that the client kept back."""
    return still_possible(voice, facts) if facts.left("granted") else None


def answered_on(voice: Voice, facts: Facts) -> Worded | None:
    """When the client answered."""
    at = facts.instant_or_none("decided_at")
    return voice.say(ANSWERED_ON, moment=dates.moment(voice, at)) if at else None


def _until(voice: Voice, facts: Facts) -> Worded:
    return voice.say(_ENDS_ONCE if facts.flag("one_time") else _ENDS, ends=dates.day(voice, facts.day("ends")))


def _how_to_stop(voice: Voice, facts: Facts) -> Worded:
    """On any day, but where a law holds the yes until an event (P2-35)."""
    return rules.while_held(voice, facts) or voice.say(CHANGE_MIND)


def _shared(voice: Voice, facts: Facts) -> Worded:
    return lines(voice.say(WE_SHARE, recipient=facts.text("recipient")), items_and_time(voice, facts.chosen("granted")))


# TRANSLATORS: Nobody answered in time.
_LAPSED = pgettext("client", "This question is now closed. We shared nothing.")
# TRANSLATORS: Nobody answered in time, and a law may have it sent without an answer. That follows.
_CLOSED = pgettext("client", "This question is now closed.")
# TRANSLATORS: A yes came to its end date. {recipient} is a name.
_EXPIRED = pgettext("client", "Your yes for {recipient} has ended, as planned. From now on we share nothing with them.")
# TRANSLATORS: The agency, or those who asked, took the question back. {recipient} is a name.
_WITHDRAWN = pgettext(
    "client", "The question about {recipient} was taken back. You have nothing to do. We share nothing with them."
)
# TRANSLATORS: Those who asked need nothing any more. {requester} and {recipient} are names. Calm.
_NOT_NEEDED = pgettext(
    "client", "{requester} took their request back. You have nothing to do. We share nothing with {recipient}."
)
# TRANSLATORS: A fact in the question was wrong. {recipient} is a name.
_INVALIDATED = pgettext(
    "client",
    "A fact in our question about {recipient} was wrong. So your answer no longer counts, and we share nothing "
    "with them. "
    "If we ask again, you get a new question.",
)


def _closed(line: Line, *, with_sent: bool) -> Wording:
    def wording(voice: Voice, facts: Facts) -> Worded:
        before = sent_before(voice, facts) if with_sent else None
        said = _CLOSED if line is _LAPSED and not is_promised(facts) else line
        still = still_possible(voice, facts)
        return blocks(
            lines(voice.say(said, **facts.names()), still), before, voice.say(NUMBER, code=facts.text("code"))
        )

    return wording


def expired(voice: Voice, facts: Facts) -> Worded:
    """A yes has ended: the client's own, or one that somebody else gave for them."""
    line = ENDED_FOR_YOU if by_other(facts) else _EXPIRED
    return _closed(line, with_sent=False)(voice, facts)


def withdrawn(voice: Voice, facts: Facts) -> Worded:
    """A question was taken back, by those who asked or by the agency; what went out before."""
    line = _NOT_NEEDED if facts.flag("by_requester") else _WITHDRAWN
    return _closed(line, with_sent=True)(voice, facts)


# TRANSLATORS: {items} is a list like "the dates of your visits and ...", {recipient} is a name.
_NOW_SENT = pgettext("client", "We have now sent {items} to {recipient}. Nothing else.")
# TRANSLATORS: For a yes that was for one sending.
_ONE_TIME_DONE = pgettext("client", "You said yes to one time. So your yes has now ended.")


def released(voice: Voice, facts: Facts) -> Worded:
    """After something was sent: what and to whom (ETH-2)."""
    said = voice.say(_NOW_SENT, items=named(voice, facts.parts("now_sent")), recipient=facts.text("recipient"))
    used = voice.say(_ONE_TIME_DONE) if facts.flag("used_up") else None
    return blocks(lines(said, used), voice.say(NUMBER, code=facts.text("code")))


# TRANSLATORS: {recipient} is a name.
_STOPPED = pgettext("client", "Stopped. From now on we share nothing with {recipient}.")
# TRANSLATORS: {items} is a list like "the dates of your visits and ...", {day} is a date.
_SENT_BEFORE = pgettext("client", "Already sent: {items}, on {day}.")
# TRANSLATORS: With the name of who got it. {items} is a list, {recipient} is a name, {day} is a date.
_SENT_BEFORE_TO = pgettext("client", "Already sent to {recipient}: {items}, on {day}.")
# TRANSLATORS: Nothing went out before the stop.
_SENT_NOTHING = pgettext("client", "Nothing was sent before.")
# TRANSLATORS: Under the list of what was sent before.
_NOT_BACK = pgettext("client", "What is already sent cannot come back.")
# TRANSLATORS: The end of a list that is too long for one message. {count} is a number.
_AND_MORE = npgettext(
    "client", "And {count} more. Ask us for the whole list.", "And {count} more. Ask us for the whole list."
)
# TRANSLATORS: {recipient} is a name. The list of what is stopped follows.
_STOPPED_SOME = pgettext("client", "Stopped. From now on we do not share this with {recipient}:")
# TRANSLATORS: The list of what is still shared follows.
_STILL = pgettext("client", "We still share:")


def revoked(voice: Voice, facts: Facts) -> Worded:
    """After a stop: from now on nothing; what went out before (REV-5, REV-6)."""
    stopped = voice.bold(voice.say(_STOPPED, recipient=facts.text("recipient")))
    later = rules.stop_counts_later(voice, facts)
    return blocks(
        lines(stopped, still_possible(voice, facts)),
        later,
        sent_before(voice, facts),
        voice.say(NUMBER, code=facts.text("code")),
    )


def revoked_some(voice: Voice, facts: Facts) -> Worded:
    """After a stop of some items: what is stopped, what is still shared, what went out before (REV-9)."""
    stopped = voice.bold(voice.say(_STOPPED_SOME, recipient=facts.text("recipient")))
    return blocks(
        lines(stopped, item_list(voice, facts.chosen("stopped"), apart=False), still_possible(voice, facts)),
        lines(voice.say(_STILL), item_list(voice, facts.chosen("granted"), apart=False)),
        sent_before(voice, facts),
        voice.say(NUMBER, code=facts.text("code")),
    )


def sent_before(voice: Voice, facts: Facts, *, to_whom: bool = False) -> Worded:
    """What went out before and cannot come back, one sending a line."""
    sendings = facts.each("sent")
    if not sendings:
        return voice.say(_SENT_NOTHING)
    rows, left = fitting(_sending(voice, sending, to_whom) for sending in reversed(sendings))
    return lines(*rows, and_more(voice, left), voice.say(_NOT_BACK))


def and_more(voice: Voice, count: int) -> Worded | None:
    """That a list goes on, if it does: a message holds 4096 characters."""
    return voice.say(_AND_MORE, count=count) if count else None


def _sending(voice: Voice, sending: Facts, to_whom: bool) -> Worded:
    items, day = named(voice, sending.parts()), dates.local_day(voice, sending.instant("at"))
    if to_whom or sending.flag("mistake"):
        return voice.say(_SENT_BEFORE_TO, recipient=sending.text("recipient"), items=items, day=day)
    return voice.say(_SENT_BEFORE, items=items, day=day)


# TRANSLATORS: Heading of the full receipt that a client keeps.
_PAPER = pgettext("paper", "Your answer, to keep")
# TRANSLATORS: On the full receipt. {agency} is a name.
_FROM = pgettext("paper", "Who sends: {agency}.")
# TRANSLATORS: On the full receipt. {recipient} is a name.
_TO = pgettext("paper", "Who gets it: {recipient}.")
# TRANSLATORS: On the full receipt. {requester} is a name, {kind} says who that is.
_ASKED_BY = pgettext("paper", "Who asked: {requester} ({kind}).")
# TRANSLATORS: On the full receipt. {purpose} is like "to decide if they pay for your visits".
_WHAT_FOR = pgettext("paper", "What for: {purpose}.")
# TRANSLATORS: On the full receipt. The list follows.
_YES_TO = pgettext("paper", "You said yes to:")
# TRANSLATORS: On the full receipt. The list follows.
_NO_TO = pgettext("paper", "You said no to:")
# TRANSLATORS: On the full receipt, after a yes to everything that was asked.
_NO_ELSE = pgettext("paper", "Nothing else is shared.")
# TRANSLATORS: On the full receipt: there was a signature.
_SIGNED = pgettext("paper", "You signed with your typed name.")
# TRANSLATORS: On the full receipt. {moment} is a day and a time.
_READ_AT = pgettext("paper", "This copy was made on {moment}.")
# TRANSLATORS: On the full receipt. {clinician} is a name.
_ASK_US = pgettext("paper", "For questions, ask {clinician}.")


def paper(voice: Voice, facts: Facts) -> Worded:
    """The full receipt as text, to keep (HIPAA-C4, REC-RCPT-1)."""
    read_at = facts.instant_or_none("read_at")
    return blocks(
        lines(voice.bold(voice.say(_PAPER)), voice.say(NUMBER, code=facts.text("code")), answered_on(voice, facts)),
        lines(*_parties(voice, facts)),
        *_answers(voice, facts),
        lines(
            _until(voice, facts) if facts.positions("granted") else None,
            voice.say(_SIGNED) if facts.flag("signed") else None,
            voice.say(_READ_AT, moment=dates.moment(voice, read_at)) if read_at else None,
        ),
        lines(*_statements(voice, facts), voice.say(_ASK_US, **facts.names()), to_complain(voice, facts)),
    )


def _parties(voice: Voice, facts: Facts) -> Iterable[Worded]:
    asked_by = voice.say(_ASKED_BY, requester=facts.text("requester"), kind=codes.kind(voice, facts.text("kind")))
    what_for = voice.say(_WHAT_FOR, purpose=codes.purpose(voice, facts.text("purpose")))
    return asked_by, what_for, voice.say(_FROM, **facts.names()), voice.say(_TO, **facts.names())


def _answers(voice: Voice, facts: Facts) -> Iterable[Worded | None]:
    given, kept = facts.chosen("granted"), facts.left("granted")
    yield lines(voice.say(_YES_TO), _with_periods(voice, given)) if given else None
    yield lines(voice.say(_NO_TO), _with_periods(voice, kept)) if kept else voice.say(_NO_ELSE)


def _with_periods(voice: Voice, parts: tuple[Part, ...]) -> Worded:
    return item_list(voice, parts, apart=True)


def _statements(voice: Voice, facts: Facts) -> Iterable[Worded]:
    before = (voice.say(line) for line in (CARE_STAYS, SHARED_AGAIN))
    return (*before, _how_to_stop(voice, facts), voice.say(CANNOT_COME_BACK))


SPOKEN: Spoken = {
    Screen.RECEIPT: receipt,
    Screen.RECEIPT_NO: receipt_no,
    Screen.LAPSED: _closed(_LAPSED, with_sent=False),
    Screen.EXPIRED: expired,
    Screen.WITHDRAWN: withdrawn,
    Screen.INVALIDATED: _closed(_INVALIDATED, with_sent=True),
    Screen.RELEASED: released,
    Screen.REVOKED: revoked,
    Screen.REVOKED_SOME: revoked_some,
    Screen.PAPER: paper,
}

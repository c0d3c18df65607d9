"""What staff read about the rights of clients: what was asked for, by when, and what the answer does."""

from bot.screens import Button, Press, Screen
from bot.words import dates
from bot.words.facts import Facts
from bot.words.labels import Naming, row_of
from bot.words.limits import Things, thing
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.terms import short
from bot.words.voice import Voice, Worded, fitting, lines
from consent.wishes import Right, Whom, WishState

SIMPLE: Simple = {}

_RIGHT: dict[Right, Line] = {
    # TRANSLATORS: For staff, after the initials: what a client asks for.
    Right.COPY: pgettext("staff right", "ASKS FOR A COPY of the records"),
    # TRANSLATORS: For staff, after the initials: what a client asks for. The accounting of disclosures.
    Right.ACCOUNT: pgettext("staff right", "ASKS FOR THE LIST of who got what"),
    # TRANSLATORS: For staff, after the initials: what a client asks for.
    Right.LIMIT: pgettext("staff right", "ASKS FOR A LIMIT"),
    # TRANSLATORS: For staff, after the initials: what a client asks for.
    Right.REACH: pgettext("staff right", "ASKS TO BE REACHED in another way"),
    # TRANSLATORS: For staff, after the initials: what a client asks for.
    Right.ERASE: pgettext("staff right", "ASKS TO BE ERASED"),
}
_NEXT: dict[Right, Line] = {
    # TRANSLATORS: For staff: the next step (HIPAA-524-1).
    Right.COPY: pgettext(
        "staff",
        "Next: give the copy, without psychotherapy notes and papers made for a court case, and say yes here. A no "
        "needs a reason.",
    ),
    # TRANSLATORS: For staff: the next step (HIPAA-528-4). The client gets the list as a file.
    Right.ACCOUNT: pgettext(
        "staff",
        "Next: check that all that left is written down here, then say yes. The client gets the list, and we keep a "
        "copy of it.",
    ),
    # TRANSLATORS: For staff: the next step (P2-26).
    Right.LIMIT: pgettext("staff", "Next: say yes, and the gate keeps it back; or say no with a reason."),
    # TRANSLATORS: For staff: the next step (HIPAA-522-3).
    Right.REACH: pgettext("staff", "Next: note it in the file and say yes. Do not ask why."),
    # TRANSLATORS: For staff: the next step (TG-13). An admin answers.
    Right.ERASE: pgettext("staff", "Next: an admin answers. Say no with a reason if a legal hold is on."),
}
# TRANSLATORS: For staff, first line. {alias} are initials, {what} is what the client asks for.
_HEAD = pgettext("staff", "{alias} · {what}")
# TRANSLATORS: For staff: the limit concerns visits that the client pays in full (HIPAA-522-1).
_PAID_NEXT = pgettext(
    "staff",
    "The gate keeps this back already: the law leaves no choice if the client paid in full. Next: check the payment. "
    "Say no only if it was not paid in full.",
)
# TRANSLATORS: For staff. {day} is a date.
_BY = pgettext("staff", "Answer by {day}.")
# TRANSLATORS: For staff. {day} is a date.
_LAW = pgettext(
    "staff", "The law keeps the record until {day}. Updates are erased at your yes, the rest after that day."
)
# TRANSLATORS: For staff: nothing has to be kept.
_NO_LAW = pgettext("staff", "No request was ever asked, so no law keeps the record. Your yes erases at once.")
# TRANSLATORS: For staff: a list of who got what is free once in 12 months (HIPAA-528-4).
_FREE = pgettext("staff", "It is the first in 12 months, so it costs the client nothing.")
# TRANSLATORS: For staff: the second list within 12 months (HIPAA-528-4).
_NOT_FREE = pgettext("staff", "They had one less than 12 months ago. If there is a fee, tell the client first.")
# TRANSLATORS: For staff: more time was taken already (HIPAA-524-1, HIPAA-528-4).
_EXTENDED = pgettext("staff", "More time was taken. There is no second time.")
# TRANSLATORS: For staff: a court case or the like keeps everything. An admin lifts it on the agency's computer.
_HELD = pgettext("staff", "LEGAL HOLD: nothing is erased until an admin lifts it.")
_STANDS: dict[WishState, Line] = {
    # TRANSLATORS: For staff: more time was taken for a client's wish.
    WishState.WAITING: pgettext("staff", "NOTED: it takes longer."),
    # TRANSLATORS: For staff: how a client's wish stands.
    WishState.AGREED: pgettext("staff", "ANSWERED: yes."),
    # TRANSLATORS: For staff: how a client's wish stands.
    WishState.REFUSED: pgettext("staff", "ANSWERED: no."),
    # TRANSLATORS: For staff: the client took the limit back.
    WishState.LIFTED: pgettext("staff", "TAKEN BACK by the client. The gate no longer looks at it."),
    # TRANSLATORS: For staff: how a client's wish stands.
    WishState.DONE: pgettext("staff", "DONE."),
}
# TRANSLATORS: For staff. {what} is a kind of information or "everything", {whom} is who shall not get it.
_KEEP = pgettext("staff", "Not to share: {what}. With: {whom}.")
_THINGS = Things(
    # TRANSLATORS: For staff: all kinds of information, in the line "Not to share".
    everything=pgettext("staff", "everything"),
    # TRANSLATORS: For staff, in the line "Not to share". {days} is a period.
    paid=pgettext("staff", "visits paid in full, {days}"),
    # TRANSLATORS: For staff, in the line "Not to share". {day} is a date.
    paid_from=pgettext("staff", "visits paid in full, from {day} on"),
)
WHOM: dict[Whom, Line] = {
    # TRANSLATORS: For staff: who shall not get it.
    Whom.PLAN: pgettext("staff whom", "the health plan"),
    # TRANSLATORS: For staff: who shall not get it.
    Whom.WORK: pgettext("staff whom", "the employer"),
    # TRANSLATORS: For staff: who shall not get it.
    Whom.SCHOOL: pgettext("staff whom", "the school"),
    # TRANSLATORS: For staff: who shall not get it.
    Whom.COURT: pgettext("staff whom", "courts and police"),
    # TRANSLATORS: For staff: who shall not get it.
    Whom.FAMILY: pgettext("staff whom", "family and friends"),
    # TRANSLATORS: For staff: who shall not get it.
    Whom.CARE: pgettext("staff whom", "other providers"),
    # TRANSLATORS: For staff: who shall not get it.
    Whom.ANYONE: pgettext("staff whom", "anyone"),
}


def _head(voice: Voice, facts: Facts) -> Worded:
    return voice.say(_HEAD, alias=facts.text("alias"), what=voice.say(_RIGHT[Right(facts.text("right"))]))


def _limit(voice: Voice, facts: Facts) -> Worded | None:
    if facts.given.get("limit") is None:
        return None
    row = Facts(facts.given["limit"])
    return voice.say(_KEEP, what=thing(voice, row, _THINGS, short), whom=voice.say(WHOM[Whom(row.text("whom"))]))


def _what(voice: Voice, facts: Facts) -> Worded:
    words = facts.text_or_none("text")
    return lines(voice.bold(_head(voice, facts)), _limit(voice, facts), voice.quote(words) if words else None)


def alert(voice: Voice, facts: Facts) -> Worded:
    """What a client asked for, the next step, and by when; or how it stands once it is answered."""
    state, right = WishState(facts.text("state")), Right(facts.text("right"))
    if state is not WishState.WAITING:
        return lines(_what(voice, facts), voice.say(_STANDS[state]), _held(voice, facts))
    paid = right is Right.LIMIT and facts.given["limit"]["first"] is not None
    step = voice.say(_PAID_NEXT if paid else _NEXT[right])
    by = voice.say(_BY, day=dates.local_day(voice, facts.instant("due")))
    kept = _kept(voice, facts) if right is Right.ERASE else None
    return lines(_what(voice, facts), kept, _held(voice, facts), step, *_time(voice, facts), by)


def _time(voice: Voice, facts: Facts) -> tuple[Worded, ...]:
    fee = (voice.say(_FREE if facts.flag("free") else _NOT_FREE),)
    longer = (voice.say(_EXTENDED),) if facts.flag("extended") else ()
    return (*(fee if Right(facts.text("right")) is Right.ACCOUNT else ()), *longer)


def _held(voice: Voice, facts: Facts) -> Worded | None:
    return voice.say(_HELD) if facts.flag("held") else None


def _kept(voice: Voice, facts: Facts) -> Worded:
    until = facts.day_or_none("until")
    return voice.say(_LAW, day=dates.day(voice, until)) if until else voice.say(_NO_LAW)


# TRANSLATORS: For staff: type the reason for a no; the client reads it.
_WHY = pgettext("staff", "Write in one message why not. The client reads your words.")


# TRANSLATORS: For staff: type why it takes longer; the client reads it. {day} is the new last day.
_WHY_LONGER = pgettext(
    "staff",
    "Write in one message why it takes longer. The client reads your words. The new last day is {day}, and there is "
    "no second time.",
)


def reason(voice: Voice, facts: Facts) -> Worded:
    """Ask for the reason of a no, or of more time."""
    longer = facts.instant_or_none("longer")
    why = voice.say(_WHY) if longer is None else voice.say(_WHY_LONGER, day=dates.local_day(voice, longer))
    return lines(_what(voice, facts), why)


_TOLD: dict[str, Line] = {
    # TRANSLATORS: For staff: the client reads the answer.
    "yes": pgettext("staff", "The client is told."),
    # TRANSLATORS: For staff: the client cannot be told now.
    "later": pgettext("staff", "The client is told as soon as they are back in the chat."),
    # TRANSLATORS: For staff: the client wants no messages here.
    "no": pgettext("staff", "The client wants no messages here. Please tell them at the next visit."),
}


def noted(voice: Voice, facts: Facts) -> Worded:
    """The answer is saved, and whether the client hears of it."""
    return lines(
        _what(voice, facts),
        voice.say(_STANDS[WishState(facts.text("state"))]),
        _held(voice, facts),
        voice.say(_TOLD[facts.text("told")]),
    )


# TRANSLATORS: For staff: heading of a list.
_OPEN = pgettext("staff", "Clients wait for an answer about their rights:")
# TRANSLATORS: For staff: the list is empty.
_NONE = pgettext("staff", "No client waits for an answer about their rights.")
# TRANSLATORS: For staff, one line of a list. {head} is who asks for what, {day} is a date.
_ROW = pgettext("staff", "{head}, by {day}")


def waiting(voice: Voice, facts: Facts) -> Worded:
    """The wishes without an answer."""
    rows = facts.each("wishes")
    if not rows:
        return voice.say(_NONE)
    said, _ = fitting(row(voice, each) for each in rows)
    return lines(voice.bold(voice.say(_OPEN)), voice.numbered(said))


def row(voice: Voice, row: Facts) -> Worded:
    """One wish in a line: who asks for what, and by when it is answered."""
    return voice.say(_ROW, head=_head(voice, row), day=dates.local_day(voice, row.instant("due")))


SPOKEN: Spoken = {
    Screen.ALERT_RIGHT: alert,
    Screen.RIGHT_REASON: reason,
    Screen.RIGHT_NOTED: noted,
    Screen.RIGHTS_OPEN: waiting,
}
LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button for staff: agree to what a client asks for.
    Press.RIGHT_YES: pgettext("button staff", "Say yes"),
    # TRANSLATORS: Button for staff: do not agree; a reason is typed.
    Press.RIGHT_NO: pgettext("button staff", "Say no, with a reason"),
    # TRANSLATORS: Button for staff: the answer takes longer, once; a reason is typed.
    Press.RIGHT_LATER: pgettext("button staff", "More time, with a reason"),
}
# TRANSLATORS: Button for staff: shows what one client asks for. {alias} are initials, {number} is the line of the list.
_ONE = pgettext("button staff", "See {number}: {alias}")


def _wish(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "wishes", button, nth)
    return voice.say(_ONE, number=nth + 1, alias=row.text("alias") if row else "")


NAMING: dict[Press, Naming] = {Press.WISH: _wish}

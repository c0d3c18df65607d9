"""What staff read about the rights of clients: what was asked for, by when, and what the answer does."""

from bot.screens import Button, Press, Screen
from bot.words import dates
from bot.words.facts import Facts, Part
from bot.words.labels import Naming, row_of
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.terms import short
from bot.words.voice import Voice, Worded, fitting, lines
from consent.wishes import FOR_EVER, Right, Whom, WishState

SIMPLE: Simple = {}

_RIGHT: dict[Right, Line] = {
    # TRANSLATORS: For staff, after the initials: what a client asks for.
    Right.COPY: pgettext("staff right", "ASKS FOR A COPY of the records"),
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
_STANDS: dict[WishState, Line] = {
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
# TRANSLATORS: For staff: all kinds of information, in the line "Not to share".
_EVERYTHING = pgettext("staff", "everything")
# TRANSLATORS: For staff, in the line "Not to share". {days} is a period.
_PAID = pgettext("staff", "visits paid in full, {days}")
# TRANSLATORS: For staff, in the line "Not to share". {day} is a date.
_PAID_FROM = pgettext("staff", "visits paid in full, from {day} on")
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
    return voice.say(_KEEP, what=_thing(voice, row), whom=voice.say(WHOM[Whom(row.text("whom"))]))


def _thing(voice: Voice, row: Facts) -> Worded:
    first, last = row.day_or_none("first"), row.day_or_none("last")
    if first is not None and last is not None:
        if last == FOR_EVER:
            return voice.say(_PAID_FROM, day=dates.day(voice, first))
        return voice.say(_PAID, days=dates.period(voice, Part("", first, last)))
    code = row.text_or_none("category")
    return voice.say(_EVERYTHING) if code is None else short(voice, code)


def _what(voice: Voice, facts: Facts) -> Worded:
    words = facts.text_or_none("text")
    return lines(voice.bold(_head(voice, facts)), _limit(voice, facts), voice.quote(words) if words else None)


def alert(voice: Voice, facts: Facts) -> Worded:
    """What a client asked for, the next step, and by when; or how it stands once it is answered."""
    state, right = WishState(facts.text("state")), Right(facts.text("right"))
    if state is not WishState.WAITING:
        return lines(_what(voice, facts), voice.say(_STANDS[state]))
    paid = right is Right.LIMIT and facts.given["limit"]["first"] is not None
    step = voice.say(_PAID_NEXT if paid else _NEXT[right])
    by = voice.say(_BY, day=dates.local_day(voice, facts.instant("due")))
    return lines(_what(voice, facts), _kept(voice, facts) if right is Right.ERASE else None, step, by)


def _kept(voice: Voice, facts: Facts) -> Worded:
    until = facts.day_or_none("until")
    return voice.say(_LAW, day=dates.day(voice, until)) if until else voice.say(_NO_LAW)


# TRANSLATORS: For staff: type the reason for a no; the client reads it.
_WHY = pgettext("staff", "Write in one message why not. The client reads your words.")


def reason(voice: Voice, facts: Facts) -> Worded:
    """Ask for the reason of a no."""
    return lines(_what(voice, facts), voice.say(_WHY))


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
        _what(voice, facts), voice.say(_STANDS[WishState(facts.text("state"))]), voice.say(_TOLD[facts.text("told")])
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
    said, _ = fitting(_row(voice, row) for row in rows)
    return lines(voice.bold(voice.say(_OPEN)), voice.numbered(said))


def _row(voice: Voice, row: Facts) -> Worded:
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
}
# TRANSLATORS: Button for staff: shows what one client asks for. {alias} are initials, {number} is the line of the list.
_ONE = pgettext("button staff", "See {number}: {alias}")


def _wish(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "wishes", button, nth)
    return voice.say(_ONE, number=nth + 1, alias=row.text("alias") if row else "")


NAMING: dict[Press, Naming] = {Press.WISH: _wish}

"""What staff are told because of the time or of a failure: consents that end soon, the morning list, what got lost."""

from bot.screens import Screen
from bot.words import dates, staff_rights
from bot.words.facts import Facts
from bot.words.lines import Counted, Line, npgettext, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_agency import agency, agency_waits
from bot.words.staff_alerts import and_more, head, may_go, to_whom
from bot.words.voice import Voice, Worded, blocks, fitting, lines

SIMPLE: Simple = {}

# TRANSLATORS: For staff, the end of the first line. {ends} is a date.
_ENDS_ON = pgettext("staff", "ENDS SOON, on {ends}")
# TRANSLATORS: For staff. A consent is never made longer: whoever wants to go on asks the client again.
_ENDS_BY_ITSELF = pgettext("staff", "It ends by itself. If more is needed after that, ask the client anew: /new")


def expiring(voice: Voice, facts: Facts) -> Worded:
    """A consent ends soon: until when what may go out, and what to do if more is needed (REM-5)."""
    first = head(voice, facts, voice.say(_ENDS_ON, ends=dates.day(voice, facts.day("ends"))))
    green = may_go(voice, facts.chosen("granted"))
    return lines(first, green, to_whom(voice, facts), voice.say(_ENDS_BY_ITSELF))


# TRANSLATORS: For staff, the first line. {since} and {until} are each a day and a time.
_MISSING = pgettext("staff", "ANSWERS MAY BE MISSING. I could not hear anyone from {since} to {until}.")
# TRANSLATORS: For staff. What Telegram keeps for a bot that is away.
_KEPT_SHORTLY = pgettext("staff", "Telegram keeps taps for minutes and messages for a day. What came before is lost.")
# TRANSLATORS: For staff. What was done, and the next step.
_ASKED_AGAIN = pgettext(
    "staff",
    "Clients with an open question are asked to tap again. Silence from that time is no answer. Please ask those you "
    "wait for.",
)


def replies_missing(voice: Voice, facts: Facts) -> Worded:
    """An outage longer than Telegram keeps messages: what it means, and what to do."""
    since, until = (dates.moment(voice, facts.instant(key)) for key in ("since", "until"))
    first = voice.bold(voice.say(_MISSING, since=since, until=until))
    return lines(first, voice.say(_KEPT_SHORTLY), voice.say(_ASKED_AGAIN))


# TRANSLATORS: For admins, the first line. {number} is a number, {why} is a technical word.
_UNREAD = pgettext("staff", "ONE MESSAGE COULD NOT BE READ: number {number} ({why}). It is kept.")
# TRANSLATORS: For admins. Keep the commands as they are.
_RETRY = pgettext(
    "staff",
    "If we know the person, they were asked to try again. On the agency's computer: askfirst inbox list shows it, "
    "askfirst inbox retry {number} tries it again.",
)


def dead_letter(voice: Voice, facts: Facts) -> Worded:
    """An update that could not be worked: where it is kept, and how to try it again."""
    number = facts.text("number")
    first = voice.bold(voice.say(_UNREAD, number=number, why=facts.text("reason")))
    return lines(first, voice.say(_RETRY, number=number))


# TRANSLATORS: For admins, the first line. {kind} and {why} are technical words.
_LOST = pgettext("staff", "NOT DELIVERED: a message of the kind {kind} ({why}).")
# TRANSLATORS: For admins. {code} is like AF-7K2Q.
_LOST_ABOUT = pgettext("staff", "{code} · NOT DELIVERED: a message of the kind {kind} ({why}).")
# TRANSLATORS: For admins: it is not known whether the message arrived.
_TELL_THEM = pgettext(
    "staff",
    "It will not be tried again. What was decided stays as it is. Please open the request and tell the person "
    "yourself, by phone or at the next visit.",
)


def not_delivered(voice: Voice, facts: Facts) -> Worded:
    """A message that will not get there: what it was, and who has to tell it now."""
    kind, why = facts.text("screen").replace("_", " "), facts.text("reason").replace("_", " ")
    line = _LOST_ABOUT if facts.text_or_none("code") else _LOST
    return lines(voice.bold(voice.say(line, kind=kind, why=why, **facts.names())), voice.say(_TELL_THEM))


# TRANSLATORS: For staff, the first line of the list that comes on the mornings of workdays.
_GOOD_MORNING = pgettext("staff", "WAITING FOR YOU, AND WHAT IS OPEN")
# TRANSLATORS: For staff, the first line of the list that comes on the mornings of workdays, if nothing waits for them.
_ONLY_OPEN = pgettext("staff", "WHAT IS OPEN")
# TRANSLATORS: For staff. {count} is a number. The list follows.
_QUESTIONS: Counted = npgettext(
    "staff", "{count} question of a client waits for your answer:", "{count} questions of clients wait for your answer:"
)
# TRANSLATORS: For staff. {count} is a number. Requests that need the agency's look first. The list follows.
_REVIEWS: Counted = npgettext("staff", "{count} request waits for your look:", "{count} requests wait for your look:")
# TRANSLATORS: For staff. {count} is a number. The list follows. Nobody has to do anything about it.
_ASKED: Counted = npgettext(
    "staff",
    "{count} request has no answer yet. Silence is no answer:",
    "{count} requests have no answer yet. Silence is no answer:",
)
# TRANSLATORS: For staff. {count} is a number. The list follows.
_ENDING: Counted = npgettext("staff", "{count} consent ends soon:", "{count} consents end soon:")
# TRANSLATORS: For staff. {count} is a number. The list follows: a copy, a list of who got what, an erasure...
_WISHES: Counted = npgettext(
    "staff",
    "{count} wish of a client about their rights must be answered soon:",
    "{count} wishes of clients about their rights must be answered soon:",
)
# TRANSLATORS: For staff. A request that is half written.
_DRAFT = pgettext("staff", "You have a draft that is not finished: /new")
# TRANSLATORS: For staff, one line of a list. {code} is like AF-7K2Q, {alias} are the client's initials.
_ROW = pgettext("staff", "{code} · {alias}")
# TRANSLATORS: For staff, one line of a list, about no single request. {alias} are the client's initials.
_ROW_ALIAS = pgettext("staff", "{alias} · about no single request")
# TRANSLATORS: For staff, one line of a list. {code} is like AF-7K2Q, {alias} are initials, {ends} is a date.
_ROW_ENDS = pgettext("staff", "{code} · {alias} · {ends}")

_MOST_OF_A_LIST = 700  #: Characters; four lists and their headings have to fit into one message.


def digest(voice: Voice, facts: Facts) -> Worded:
    """The list of a workday morning: what waits for this person, then what is open; codes and initials only (TG-16)."""
    lists = (("questions", _QUESTIONS), ("reviews", _REVIEWS), ("waiting", _ASKED), ("ending", _ENDING))
    for_them = facts.each("questions") or facts.each("reviews") or _wished(facts)
    theirs = for_them or facts.flag("draft") or agency_waits(facts)
    return blocks(
        voice.bold(voice.say(_GOOD_MORNING if theirs else _ONLY_OPEN)),
        *(_list(voice, heading, facts.each(key)) for key, heading in lists),
        _rights(voice, _wished(facts)),
        voice.say(_DRAFT) if facts.flag("draft") else None,
        *agency(voice, facts),
    )


def _wished(facts: Facts) -> tuple[Facts, ...]:
    return facts.each("wishes") if facts.given.get("wishes") else ()


def _rights(voice: Voice, wished: tuple[Facts, ...]) -> Worded | None:
    if not wished:
        return None
    rows, left = fitting((staff_rights.row(voice, each) for each in wished), _MOST_OF_A_LIST)
    return lines(voice.say(_WISHES, count=len(wished)), voice.numbered(rows), and_more(voice, left))


def _list(voice: Voice, heading: Counted, found: tuple[Facts, ...]) -> Worded | None:
    if not found:
        return None
    rows, left = fitting((_row(voice, row) for row in found), _MOST_OF_A_LIST)
    return lines(voice.say(heading, count=len(found)), voice.numbered(rows), and_more(voice, left))


def _row(voice: Voice, row: Facts) -> Worded:
    ends = row.day_or_none("ends")
    line: Line = _ROW if row.text_or_none("code") else _ROW_ALIAS
    if ends is None:
        return voice.say(line, **row.names())
    return voice.say(_ROW_ENDS, ends=dates.day(voice, ends), **row.names())


SPOKEN: Spoken = {
    Screen.ALERT_EXPIRING: expiring,
    Screen.ALERT_REPLIES_MISSING: replies_missing,
    Screen.ALERT_DEAD_LETTER: dead_letter,
    Screen.ALERT_NOT_DELIVERED: not_delivered,
    Screen.DIGEST: digest,
}

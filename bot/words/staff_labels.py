"""What stands on the buttons of staff."""

from bot.screens import Button, Press, Screen
from bot.words.asked import everything, was_asked
from bot.words.codes import kind_label
from bot.words.facts import Facts
from bot.words.labels import Naming, row_of, short_name, toggle
from bot.words.lines import Line, pgettext
from bot.words.terms import short
from bot.words.voice import Voice, Worded

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button for staff.
    Press.NEW: pgettext("button staff", "New request"),
    # TRANSLATORS: Button for staff: change what is asked for.
    Press.ITEMS: pgettext("button staff", "Change the list"),
    # TRANSLATORS: Button for staff: the client is asked now.
    Press.SEND: pgettext("button staff", "Send"),
    # TRANSLATORS: Button for staff: the agency looks at it before the client is asked.
    Press.REVIEW_FIRST: pgettext("button staff", "Ask agency first"),
    # TRANSLATORS: Button for staff: ask again for the days of care, the day of the answer and the end of the consent.
    Press.EDIT: pgettext("button staff", "Change the dates"),
    # TRANSLATORS: Button for staff: to the question before this one.
    Press.ONE_BACK: pgettext("button staff", "Back"),
    # TRANSLATORS: Button for staff: throw the draft away.
    Press.DROP: pgettext("button staff", "Drop the draft"),
    # TRANSLATORS: Button for the agency's look.
    Press.APPROVE: pgettext("button staff", "Approve and send"),
    # TRANSLATORS: Button for the agency's look: back to the clinician.
    Press.SEND_BACK: pgettext("button staff", "Send back"),
    # TRANSLATORS: Button for staff: what may go out now?
    Press.CHECK: pgettext("button staff", "Check before release"),
    # TRANSLATORS: Button for staff: write down what was sent.
    Press.MARK: pgettext("button staff", "Mark as sent"),
    # TRANSLATORS: Button for staff: the picked items were sent.
    Press.MARK_DONE: pgettext("button staff", "Save as sent"),
    # TRANSLATORS: Button for staff, under an alert about danger: whoever taps it looks after the client now.
    Press.TAKE_ON: pgettext("button staff", "I take this on"),
    # TRANSLATORS: Button for staff, after they looked after a client in danger: the pause of a day for a yes ends.
    Press.RESUME: pgettext("button staff", "Let them decide again"),
    # TRANSLATORS: Button for staff.
    Press.WRITE: pgettext("button staff", "Write to client"),
    # TRANSLATORS: Button for staff: answer the client's question.
    Press.ANSWER: pgettext("button staff", "Answer"),
    # TRANSLATORS: Button for staff: the client's question is answered by phone.
    Press.WILL_CALL: pgettext("button staff", "I will call"),
    # TRANSLATORS: Button for staff: done with this request.
    Press.CLOSE: pgettext("button staff", "Close"),
    # TRANSLATORS: Button for staff: neutral words to send to those who asked.
    Press.REPLY_TEXT: pgettext("button staff", "Copy reply to requester"),
    # TRANSLATORS: Button for staff: the client said no or stop on paper or by voice.
    Press.RECORD_NO: pgettext("button staff", "Record a no or a stop"),
    # TRANSLATORS: Button for staff: leads to "take it back" and "a fact is wrong".
    Press.WITHDRAW: pgettext("button staff", "Take back request"),
    # TRANSLATORS: Button for staff.
    Press.TAKE_BACK: pgettext("button staff", "Yes, take it back"),
    # TRANSLATORS: Button for staff: the request has a wrong fact, so no answer counts.
    Press.FACTS_WRONG: pgettext("button staff", "A fact is wrong"),
    # TRANSLATORS: Button for staff.
    Press.OPEN_LIST: pgettext("button staff", "Open requests"),
    # TRANSLATORS: Button for staff.
    Press.CLIENTS: pgettext("button staff", "My clients"),
}

CHOICE: dict[Press, dict[str, Line]] = {
    Press.PICK_PERIOD: {
        # TRANSLATORS: Button for staff: the time the records are about.
        "last_3": pgettext("button staff", "Last 3 months"),
        # TRANSLATORS: Button for staff: the time the records are about.
        "last_6": pgettext("button staff", "Last 6 months"),
        # TRANSLATORS: Button for staff: the time the records are about.
        "last_12": pgettext("button staff", "Last 12 months"),
        # TRANSLATORS: Button for staff: the time the records are about.
        "this_year": pgettext("button staff", "This year"),
    },
    Press.PICK_ANSWER_BY: {
        # TRANSLATORS: Button for staff: those who ask named no date.
        "none": pgettext("button staff", "They named no date"),
        # TRANSLATORS: Button for staff: they want an answer within this time.
        "week": pgettext("button staff", "Within 1 week"),
        # TRANSLATORS: Button for staff: they want an answer within this time.
        "two_weeks": pgettext("button staff", "Within 2 weeks"),
        # TRANSLATORS: Button for staff: they want an answer within this time.
        "month": pgettext("button staff", "Within 1 month"),
    },
    Press.PICK_ENDS: {
        # TRANSLATORS: Button for staff: the consent counts for one sending.
        "once": pgettext("button staff", "After one sending"),
        # TRANSLATORS: Button for staff: how long the consent runs.
        "month": pgettext("button staff", "In 1 month"),
        # TRANSLATORS: Button for staff: how long the consent runs.
        "three_months": pgettext("button staff", "In 3 months"),
        # TRANSLATORS: Button for staff: how long the consent runs.
        "six_months": pgettext("button staff", "In 6 months"),
        # TRANSLATORS: Button for staff: how long the consent runs.
        "year": pgettext("button staff", "In 1 year"),
    },
    Press.PICK_HELD: {
        # TRANSLATORS: Button for staff: a yes of the client can be taken back at any time.
        "at_any_time": pgettext("button staff", "Yes, at any time"),
        # TRANSLATORS: Button for staff: until then a yes cannot be taken back. The criminal case.
        "case_ends": pgettext("button staff", "Until the case ends"),
        # TRANSLATORS: Button for staff: until then a yes cannot be taken back. Probation, parole.
        "supervision_ends": pgettext("button staff", "Until probation ends"),
        # TRANSLATORS: Button for staff: until then a yes cannot be taken back. The treatment.
        "treatment_ends": pgettext("button staff", "Until treatment ends"),
    },
}

# TRANSLATORS: Button for staff. {code} is like AF-7K2Q, {alias} are initials.
_CASE = pgettext("button staff", "{code} · {alias}")
# TRANSLATORS: Button for staff under the neutral reply to those who asked: copies it on the phone.
COPY_LETTER = pgettext("button staff", "Copy this reply")
# TRANSLATORS: Button for staff in a list of clients. {alias} are initials.
_WRITE_TO = pgettext("button staff", "Write to {alias}")
# TRANSLATORS: Button for staff on one request.
_SHOW_CASE = pgettext("button staff", "Show the request")


def _client(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "clients", button, nth)
    return voice.variable(short_name(row.text("alias") if row else button.arg or ""))


def _requester(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "requesters", button, nth)
    return voice.variable(short_name(row.text("name") if row else button.arg or ""))


def _kind(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return kind_label(voice, button.arg or "other")


def _item(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    code = button.arg or ""
    inside = any(part.category == code for part in facts.parts())
    return toggle(voice, short(voice, code), on=inside)


def _received(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return toggle(voice, short(voice, button.arg or ""), on=was_asked(facts, button))


def _received_all(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return toggle(voice, everything(voice), on=facts.flag("asked_for_all"))


def _case(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "requests", button, nth)
    return voice.say(_CASE, code=row.text("code"), alias=row.text("alias")) if row else voice.say(_SHOW_CASE)


def _write(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "clients", button, nth)
    return voice.say(_WRITE_TO, alias=row.text("alias")) if row else voice.say(LABEL[Press.WRITE])


# TRANSLATORS: Button for staff: answer the question of one client. {alias} are the client's initials.
_ANSWER_ONE = pgettext("button staff", "Answer {alias}")


def _answer(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "questions", button, nth)
    return voice.say(_ANSWER_ONE, alias=row.text("alias")) if row else voice.say(LABEL[Press.ANSWER])


#: By the codes of consent.packs.rule.Attachment; short, for a button.
_PAPER: dict[str, Line] = {
    # TRANSLATORS: On a button for staff: a paper that goes with what is sent. "Part 2" is the name of a law.
    "part2_statement": pgettext("button staff", "Part 2 notice"),
    # TRANSLATORS: On a button for staff: a paper that goes with what is sent.
    "consent_copy": pgettext("button staff", "consent copy"),
    # TRANSLATORS: On a button for staff: a paper that goes with what is sent. New York.
    "ny_hiv_statement": pgettext("button staff", "NY HIV notice"),
    # TRANSLATORS: On a button for staff: a paper that goes with what is sent.
    "il_statement": pgettext("button staff", "Illinois notice"),
    # TRANSLATORS: On a button for staff: a paper that goes with what is sent. The District of Columbia.
    "dc_statement": pgettext("button staff", "DC notice"),
}


def _beside(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    code = button.arg or ""
    return toggle(voice, voice.say(_PAPER[code]), on=code in (facts.given.get("beside") or ()))


NAMING: dict[Press, Naming] = {
    Press.MARK_WITH: _beside,
    Press.ANSWER: _answer,
    Press.PICK_CLIENT: _client,
    Press.PICK_REQUESTER: _requester,
    Press.PICK_KIND: _kind,
    Press.ITEM: _item,
    Press.RECEIVED_ITEM: _received,
    Press.RECEIVED_ALL: _received_all,
    Press.STAFF_CASE: _case,
    Press.WRITE: _write,
}

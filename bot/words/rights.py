"""What a client can ask for about their own information: a copy, a limit, another way to be reached, erasure."""

from typing import assert_never

from bot.screens import Button, Press, Screen
from bot.words import dates
from bot.words.facts import Facts
from bot.words.labels import Naming
from bot.words.limits import SPOKEN_LIMITS
from bot.words.lines import Line, pgettext
from bot.words.own_words import own_words
from bot.words.screen import Simple, Spoken
from bot.words.terms import short
from bot.words.voice import Voice, Worded, lines
from consent.wishes import Right

SIMPLE: Simple = {
    Screen.RIGHTS: (
        # TRANSLATORS: Above buttons: see who got what, ask for a copy, a limit, another way to be reached, or erasing.
        pgettext("client", "This is about you, so you can ask for these things. What would you like?"),
    ),
    Screen.LIMIT_WHOM: (
        # TRANSLATORS: Buttons follow: my health plan, my work, my school, a court or the police, family...
        pgettext("client", "From whom shall we keep something? Tap one."),
        # TRANSLATORS: Under it. A visit that the client pays in full is never shown to the health plan.
        pgettext(
            "client", "A visit that you pay in full yourself is not shown to your health plan, if you ask for it."
        ),
    ),
    Screen.LIMIT_DAYS: (
        # TRANSLATORS: Buttons follow: this month, the last 3 months, from today on... (HIPAA-522-1)
        pgettext("client", "Which visits do you pay in full yourself?"),
    ),
    Screen.PAPER_FILE: (
        # TRANSLATORS: Under a PDF file with the client's answer. {code} is like AF-7K2Q.
        pgettext("client", "Your answer {code} as a file, to keep."),
        # TRANSLATORS: Under a file. Whoever has the phone can open it.
        pgettext("client", "If others use this phone, they can open it too."),
    ),
    Screen.ACCOUNT_FILE: (
        # TRANSLATORS: Under a PDF file: the list of everything that was sent about the client, to whom and why.
        pgettext("client", "This is the list of who got what from us."),
        # TRANSLATORS: Under a file. Whoever has the phone can open it.
        pgettext("client", "If others use this phone, they can open it too."),
    ),
    Screen.DATA_FILE: (
        # TRANSLATORS: Under a file with everything that is kept about the client, in a form for computers.
        pgettext("client", "This is what we keep about you here, in a form for computers."),
    ),
    Screen.DATA_TEXT: (
        # TRANSLATORS: Under a text file with every message about the client's questions.
        pgettext("client", "And this is what you were shown here, to read."),
        # TRANSLATORS: Under a file. Whoever has the phone can open it.
        pgettext("client", "If others use this phone, they can open it too."),
    ),
    Screen.FILE_FAILED: (
        # TRANSLATORS: A file could not be made or sent. {clinician} is a name.
        pgettext(
            "client", "I could not send the file. What is written here stays. You can ask {clinician} for a copy."
        ),
    ),
    Screen.REACH_PROMPT: (
        # TRANSLATORS: The client types the answer. {clinician} is a name. Nobody asks why (HIPAA-522-3).
        pgettext(
            "client",
            "How can {clinician} reach you? Write it in one message: a phone, a place, or a time. You do not have to "
            "say why.",
        ),
    ),
}

# TRANSLATORS: Before the client asks to be erased: what goes.
_WE_ERASE = pgettext("client", "You can ask us to erase what leads to you here: this chat, your name, your words.")
# TRANSLATORS: What stays, and until when. {day} is a date.
_LAW_KEEPS = pgettext("client", "A law says that we keep it all until {day}. After that we erase it.")
# TRANSLATORS: No law keeps anything.
_NO_LAW_KEEPS = pgettext("client", "No law makes us keep anything here. This chat would then no longer work.")
# TRANSLATORS: After erasing, the locked record of answers stays, and leads to nobody.
_STAYS = pgettext("client", "What was asked and decided stays in locked form, with no name.")
# TRANSLATORS: Asking to erase stops no sharing. "Stop sharing" is the name of a button.
_NOT_A_STOP = pgettext("client", "This does not stop sharing. For that, use Stop sharing in the menu.")
# TRANSLATORS: What cannot be erased: the copies at Telegram and at those who got something.
_NOT_OURS = pgettext("client", "We cannot erase what Telegram keeps. What we sent before cannot come back.")


# TRANSLATORS: A legal hold. Calm: a court case or the like, not always the client's own.
_HELD = pgettext("client", "For now a legal matter makes us keep all of it. We erase it when that is over.")
# TRANSLATORS: First line: the client asked to be erased, and now it has to wait.
_YOU_ASKED = pgettext("client", "You asked us to erase what we keep about you here.")


def erase_what(voice: Voice, facts: Facts) -> Worded:
    """What can be erased, what the law keeps, and what is out of our hands (TG-13)."""
    until = facts.day_or_none("until")
    law = voice.say(_LAW_KEEPS, day=dates.day(voice, until)) if until else voice.say(_NO_LAW_KEEPS)
    law = voice.say(_HELD) if facts.flag("held") else law
    return lines(voice.say(_WE_ERASE), law, voice.say(_STAYS), voice.say(_NOT_A_STOP), voice.say(_NOT_OURS))


_ASKED: dict[Right, Line] = {
    # TRANSLATORS: {clinician} is a name.
    Right.COPY: pgettext("client", "I told {clinician} that you ask for a copy of your records."),
    # TRANSLATORS: {clinician} is a name. The accounting of disclosures.
    Right.ACCOUNT: pgettext("client", "I told {clinician} that you ask for the full list of who got what."),
    # TRANSLATORS: {clinician} is a name.
    Right.LIMIT: pgettext("client", "I told {clinician} what you do not want us to share."),
    # TRANSLATORS: {clinician} is a name.
    Right.REACH: pgettext("client", "I told {clinician} how you want to be reached."),
    # TRANSLATORS: {clinician} is a name.
    Right.ERASE: pgettext("client", "I told {clinician} and the office that you ask us to erase what we keep."),
}
# TRANSLATORS: {day} is a date: an answer comes by then at the latest.
_ANSWER_BY = pgettext("client", "You get an answer by {day}.")
# TRANSLATORS: A limit that counts only after the agency agreed.
_UNTIL_THEN = pgettext("client", "It counts once we say yes. Until then, you can say no to any question here.")
# TRANSLATORS: Visits that the client pays: kept from the health plan from now on.
_FROM_NOW = pgettext("client", "It counts from now on.")
# TRANSLATORS: The client asks for a limit that is in force already.
_ALREADY = pgettext("client", "We agreed to this before. It counts now.")


# TRANSLATORS: Under "you ask for a copy of your records". By law these two are not part of it (HIPAA-524-1).
_NOT_IN_A_COPY = pgettext("client", "The private notes of your therapist are not part of it. Nor are court papers.")
# TRANSLATORS: The list of who got what is free once in 12 months (HIPAA-528-4).
_COSTS_NOTHING = pgettext("client", "It costs you nothing.")
# TRANSLATORS: The second list of who got what within 12 months. {clinician} is a name.
_MAY_COST = pgettext("client", "You had this list less than a year ago. If it has a cost, {clinician} tells you first.")


def _about(voice: Voice, right: Right, facts: Facts) -> Worded | None:
    match right:
        case Right.COPY:
            return voice.say(_NOT_IN_A_COPY)
        case Right.ACCOUNT:
            return voice.say(_COSTS_NOTHING if facts.flag("free") else _MAY_COST, **facts.names())
        case Right.LIMIT:
            return voice.say(_FROM_NOW if facts.flag("paid") else _UNTIL_THEN)
        case Right.REACH | Right.ERASE:
            return None
        case _:
            assert_never(right)


def asked(voice: Voice, facts: Facts) -> Worded:
    """The wish is written down: who was told, and by when there is an answer (GDPR-12)."""
    right = Right(facts.text("right"))
    if facts.flag("agreed"):
        return voice.say(_ALREADY)
    by = voice.say(_ANSWER_BY, day=dates.local_day(voice, facts.instant("due")))
    return lines(voice.say(_ASKED[right], **facts.names()), _about(voice, right, facts), by)


_YES: dict[Right, Line] = {
    # TRANSLATORS: The agency says yes to a copy of the records. {clinician} is a name.
    Right.COPY: pgettext("client", "You get the copy of your records that you asked for. {clinician} tells you how."),
    # TRANSLATORS: The agency gives the list of who got what; where anything was sent, a file follows.
    Right.ACCOUNT: pgettext("client", "You get the list of who got what. If we sent something, it comes as a file."),
    # TRANSLATORS: The agency says yes to a limit.
    Right.LIMIT: pgettext("client", "We agree: what you asked us to keep back is not shared."),
    # TRANSLATORS: The agency says yes to another way to be reached.
    Right.REACH: pgettext("client", "From now on we reach you in the way that you asked for."),
    # TRANSLATORS: The agency says yes to erasing.
    Right.ERASE: pgettext("client", "We agree to erase what leads to you here."),
}
_NO: dict[Right, Line] = {
    # TRANSLATORS: The agency says no to a copy. {clinician} is a name. The reason follows in their words.
    Right.COPY: pgettext("client", "{clinician} cannot give you the copy you asked for. This is why:"),
    # TRANSLATORS: The agency says no to the list of who got what. {clinician} is a name. The reason follows.
    Right.ACCOUNT: pgettext("client", "{clinician} cannot give you the list you asked for. This is why:"),
    # TRANSLATORS: The agency says no to a limit. {clinician} is a name. The reason follows in their words.
    Right.LIMIT: pgettext("client", "{clinician} cannot agree to keep back what you asked. This is why:"),
    # TRANSLATORS: The agency says no. {clinician} is a name. The reason follows in their words.
    Right.REACH: pgettext("client", "{clinician} cannot reach you in the way that you asked for. This is why:"),
    # TRANSLATORS: The agency says no to erasing. {clinician} is a name. The reason follows in their words.
    Right.ERASE: pgettext("client", "{clinician} cannot erase what you asked. This is why:"),
}
# TRANSLATORS: After a no. The client can still decide about every question.
_STILL_YOURS = pgettext("client", "You can still say no to any question here, and you can ask for this again.")


def answered(voice: Voice, facts: Facts) -> Worded:
    """The agency's answer to a wish: yes, or no with the reason in its words."""
    right = Right(facts.text("right"))
    if not facts.flag("granted"):
        no = voice.say(_NO[right], **facts.names())
        return lines(no, voice.quote(facts.text("reason")), own_words(voice, facts), voice.say(_STILL_YOURS))
    if facts.flag("held"):
        return lines(voice.say(_YES[right], **facts.names()), voice.say(_HELD))
    until = facts.day_or_none("until") if right is Right.ERASE else None
    law = voice.say(_LAW_KEEPS, day=dates.day(voice, until)) if until else None
    return lines(voice.say(_YES[right], **facts.names()), law)


_WHAT_ABOUT: dict[Right, Line] = {
    # TRANSLATORS: What needs more time. {clinician} is a name.
    Right.COPY: pgettext("client", "{clinician} needs more time for the copy of your records."),
    # TRANSLATORS: What needs more time. {clinician} is a name.
    Right.ACCOUNT: pgettext("client", "{clinician} needs more time for the list of who got what."),
}
# TRANSLATORS: {day} is a date. The law lets it take longer one time only. The reason follows in their words.
_BY_THEN = pgettext("client", "You get an answer by {day}. It can take longer only this one time. This is why:")


def later(voice: Voice, facts: Facts) -> Worded:
    """It takes longer, once: until when, and why in the agency's words (HIPAA-524-1, HIPAA-528-4)."""
    until = voice.say(_BY_THEN, day=dates.local_day(voice, facts.instant("due")))
    what = voice.say(_WHAT_ABOUT[Right(facts.text("right"))], **facts.names())
    return lines(what, until, voice.quote(facts.text("reason")))


def held(voice: Voice, facts: Facts) -> Worded:
    """A legal hold keeps what the client wanted erased; their say over every question stays (E13)."""
    return lines(voice.say(_YOU_ASKED), voice.say(_HELD), voice.say(_STILL_YOURS))


SPOKEN: Spoken = {
    **SPOKEN_LIMITS,
    Screen.ERASE_WHAT: erase_what,
    Screen.RIGHT_ASKED: asked,
    Screen.RIGHT_ANSWERED: answered,
    Screen.RIGHT_LATER: later,
    Screen.ERASE_HELD: held,
}

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button: what the client can ask for about their own information.
    Press.RIGHTS: pgettext("button", "My rights"),
    # TRANSLATORS: Button: visits that the client pays in full, to be kept from the health plan.
    Press.LIMIT_PAID: pgettext("button", "Visits I pay myself"),
    # TRANSLATORS: Button: the list of what is not to be shared.
    Press.LIMITS: pgettext("button", "What I keep back"),
    # TRANSLATORS: Button: asks to be erased.
    Press.ERASE: pgettext("button", "Ask to erase it"),
    # TRANSLATORS: Button under the receipt: the same as a PDF file.
    Press.PDF: pgettext("button", "Send it as a file"),
}
CHOICE: dict[Press, dict[str, Line]] = {
    Press.RIGHT: {
        # TRANSLATORS: Button: ask for a copy of the records.
        "copy": pgettext("button", "A copy of my records"),
        # TRANSLATORS: Button: ask for the full list of what was sent to whom, on paper.
        "account": pgettext("button", "Full list of who got it"),
        # TRANSLATORS: Button: ask that something is not shared.
        "limit": pgettext("button", "Keep something back"),
        # TRANSLATORS: Button: be reached in another way.
        "reach": pgettext("button", "How to reach me"),
        # TRANSLATORS: Button: everything that is kept, as files.
        "data": pgettext("button", "My data as a file"),
        # TRANSLATORS: Button: explains what can be erased.
        "erase": pgettext("button", "Erase my data"),
    },
    Press.LIMIT_WHOM: {
        # TRANSLATORS: Button: from whom something is kept back.
        "plan": pgettext("button", "My health plan"),
        # TRANSLATORS: Button: from whom something is kept back.
        "work": pgettext("button", "My work"),
        # TRANSLATORS: Button: from whom something is kept back.
        "school": pgettext("button", "My school"),
        # TRANSLATORS: Button: from whom something is kept back.
        "court": pgettext("button", "Courts and police"),
        # TRANSLATORS: Button: from whom something is kept back.
        "family": pgettext("button", "Family and friends"),
        # TRANSLATORS: Button: from whom something is kept back: other doctors, clinics, therapists.
        "care": pgettext("button", "Other care places"),
        # TRANSLATORS: Button: from whom something is kept back.
        "anyone": pgettext("button", "Anyone at all"),
    },
    Press.LIMIT_DAYS: {
        # TRANSLATORS: Button: the visits of this month.
        "this_month": pgettext("button", "This month"),
        # TRANSLATORS: Button: the visits of the last 3 months.
        "last_3": pgettext("button", "The last 3 months"),
        # TRANSLATORS: Button: the visits of the last 12 months.
        "last_12": pgettext("button", "The last 12 months"),
        # TRANSLATORS: Button: all visits from today on.
        "from_now": pgettext("button", "From today on"),
    },
}
# TRANSLATORS: Button: keep back all kinds of information.
_ALL = pgettext("button", "Everything")
# TRANSLATORS: Button that takes back one line of the list. {count} is its number.
_LIFT = pgettext("button", "Take back number {number}")


def _what(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return voice.say(_ALL) if button.arg in (None, "all") else short(voice, button.arg)


def _lift(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return voice.say(_LIFT, number=nth + 1)


NAMING: dict[Press, Naming] = {Press.LIMIT_WHAT: _what, Press.LIFT: _lift}

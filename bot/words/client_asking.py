"""What a client reads while a question is open: the first sign, the card, the choices, the read-back."""

from bot.screens import Screen
from bot.words import codes, dates, rules
from bot.words.asked import struck_out
from bot.words.bases import is_promised, still_possible
from bot.words.decided_for import you_decide_now
from bot.words.facts import Facts, Part
from bot.words.lines import pgettext
from bot.words.outcomes import what_happens
from bot.words.own_words import question_answer
from bot.words.screen import Simple, Spoken
from bot.words.terms import item_list, items_and_time
from bot.words.voice import Voice, Worded, blocks, lines
from bot.words.witness import how_a_yes_is_given
from consent.categories import Category

SIMPLE: Simple = {
    Screen.WILL_CALL: (
        # TRANSLATORS: {clinician} is a name; answers the client's question by phone.
        pgettext("client", "{clinician} has read your question and will call you."),
    ),
    Screen.SIGN_AGAIN: (
        # TRANSLATORS: What was typed may be no name. Typed a second time, it counts.
        pgettext(
            "client",
            "I am not sure that this is a full name. Please type your first and last name again, in one message.",
        ),
        # TRANSLATORS: Under it.
        pgettext("client", "Nothing is saved yet. You can also tap Share nothing."),
    ),
    Screen.YES_PAUSED: (
        # TRANSLATORS: Danger words came before; a yes is not taken for some hours (SAFE-3). {clinician} is a name.
        pgettext(
            "client",
            "You wrote about something hard a short time ago. So I do not save a yes right now. "
            "You can say no at any time. You can also talk with {clinician} first.",
        ),
    ),
    Screen.MOVED_ON: (
        # TRANSLATORS: An old button was tapped; the current card follows.
        pgettext("client", "This question has moved on. Here is how it stands now."),
    ),
}

# TRANSLATORS: The first push: read on a lock screen, so it holds no fact. {agency} is a name.
_KNOCK = pgettext(
    "client", "{agency}: I have a question for you. Open it when you are in a private place. There is no rush."
)
# TRANSLATORS: The first push to a phone that others see: no name, no fact.
_KNOCK_SHARED = pgettext("client", "You have a new message. Open it when you can.")
# TRANSLATORS: A reminder: no fact, no pressure. {agency} is a name.
_REMINDER = pgettext(
    "client",
    "A question from {agency} is still open. You do not have to answer. If you do nothing, we share nothing.",
)
# TRANSLATORS: A reminder where a law may have it sent: no fact, no promise, no pressure. {agency} is a name.
_REMINDER_PLAIN = pgettext("client", "A question from {agency} is still open. You do not have to answer.")
# TRANSLATORS: A reminder on a phone that others see: no name, no fact.
_REMINDER_SHARED = pgettext("client", "A message is still here for you. You do not have to open it.")


# TRANSLATORS: Read on a lock screen: no fact of the request. {agency} and {clinician} are names.
_KNOCK_IN_PERSON = pgettext(
    "client", "{agency}: I have a question for you. Please ask {clinician} about it in person. There is no rush."
)


# TRANSLATORS: Read on a lock screen: no fact. The client wants no facts here. {agency} and {clinician} are names.
_NEWS_IN_PERSON = pgettext(
    "client",
    "{agency}: there is news for you. I write no facts here, as you asked. Please ask {clinician} in person.",
)
# TRANSLATORS: The client tapped something that we tell in person only, by their own wish. {clinician} is a name.
_ONLY_IN_PERSON = pgettext(
    "client", "I write no facts here, as you asked. Please ask {clinician} in person. You can change that in Settings."
)
# TRANSLATORS: After a no or a stop of a client who wants no facts in this chat. {clinician} is a name.
_SAVED_IN_PERSON = pgettext(
    "client", "Saved. Your answer is: share nothing. For more, please ask {clinician} in person."
)


def news_in_person(voice: Voice, facts: Facts) -> Worded:
    """Something has happened, or could be shown; the client hears facts in person only."""
    if facts.flag("tapped"):
        return voice.say(_ONLY_IN_PERSON, clinician=facts.text("clinician"))
    return voice.say(_KNOCK_SHARED if facts.flag("shared") else _NEWS_IN_PERSON, **facts.names())


def saved_in_person(voice: Voice, facts: Facts) -> Worded:
    """A no or a stop is saved; about what is not said."""
    return voice.say(_SAVED_IN_PERSON, **facts.names())


def knock_in_person(voice: Voice, facts: Facts) -> Worded:
    """The client hears facts in person only: whom to ask, and nothing more (TG-2)."""
    return voice.say(_KNOCK_SHARED if facts.flag("shared") else _KNOCK_IN_PERSON, **facts.names())


def knock(voice: Voice, facts: Facts) -> Worded:
    """The first sign of a question: no fact (TG-3)."""
    return voice.say(_KNOCK_SHARED if facts.flag("shared") else _KNOCK, **facts.names())


def reminder(voice: Voice, facts: Facts) -> Worded:
    """A reminder: no fact, and answering is up to the client (REM-1)."""
    own = _REMINDER if is_promised(facts) else _REMINDER_PLAIN
    return voice.say(_REMINDER_SHARED if facts.flag("shared") else own, **facts.names())


# TRANSLATORS: Heading of the question.
_HEADING = pgettext("client", "Someone asked us for facts about you.")
# TRANSLATORS: Heading of the question when the client started it.
_HEADING_OWN = pgettext("client", "You asked us to send facts about you.")
# TRANSLATORS: {requester} is a name, {kind} says who that is: "your health plan".
_WHO = pgettext("client", "Who asks: {requester} ({kind}).")
# TRANSLATORS: Who would get the facts, if it is not the one who asks.
_TO_WHOM = pgettext("client", "Who would get it: {recipient}.")
# TRANSLATORS: {purpose} is like "to decide if they pay for your visits".
_WHY = pgettext("client", "Why: {purpose}.")
# TRANSLATORS: They asked for everything, we offer less. The list follows.
_LESS = pgettext("client", "They asked for all your records. We would send only:")
# TRANSLATORS: The list follows.
_ONLY = pgettext("client", "We would send only:")
# TRANSLATORS: The file tells about family members or others too; each decides about their own part (ETH-13).
_OWN_PART = pgettext("client", "A yes is for your own part only. Other people decide about theirs.")
# TRANSLATORS: A yes runs until this day. {ends} is a date.
_UNTIL = pgettext("client", "A yes would end on {ends}.")
# TRANSLATORS: A yes counts for one sending. {ends} is a date.
_ONCE = pgettext("client", "We would send it one time, by {ends} at the latest.")
# TRANSLATORS: Their date, told as a fact and once, never as a threat (PL-12). {day} is a date.
_ANSWER_BY = pgettext("client", "They want an answer by {day}. You may still say no, or not answer.")
# TRANSLATORS: The last line of the question, in bold.
_YOU_DECIDE = pgettext("client", "We have not sent anything. You decide.")
# TRANSLATORS: The last line, in bold, where the law lets us send it without a yes. True and calm.
_WE_ASK = pgettext("client", "We have not sent anything. We ask you first.")
# TRANSLATORS: The last line, in bold, where a law or a judge may order it. True and calm.
_WE_TELL = pgettext("client", "We have not sent anything. A law may ask for it. We tell you first.")

_LAST = {"permitted_no_consent": _WE_ASK, "required_by_law": _WE_TELL}


def card(voice: Voice, facts: Facts) -> Worded:
    """The question itself: who, why, what, which time, until when, and that nothing was sent.

    In plain words, the main thing first (HIPAA-C3, PL-1, PL-3, PL-4, PL-5).
    """
    parts = facts.parts()
    own = facts.text("basis") == "client_access"
    return blocks(
        voice.bold(voice.say(_HEADING_OWN if own else _HEADING)),
        you_decide_now(voice, facts),
        lines(*who_and_why(voice, facts)),
        lines(voice.say(_LESS if facts.flag("asked_for_all") else _ONLY), items_and_time(voice, parts)),
        struck_out(voice, facts),
        _own_part(voice, parts),
        lines(how_long(voice, facts), _their_date(voice, facts)),
        how_a_yes_is_given(voice, facts),
        voice.bold(voice.say(_LAST.get(facts.text("basis"), _YOU_DECIDE))),
    )


def _own_part(voice: Voice, parts: tuple[Part, ...]) -> Worded | None:
    """That a yes covers nobody else's part, where the file tells about others (ETH-13)."""
    return voice.say(_OWN_PART) if any(part.category == Category.FAMILY for part in parts) else None


def who_and_why(voice: Voice, facts: Facts) -> tuple[Worded, ...]:
    """Who asks, who would get it where that is another, and what for."""
    said = [voice.say(_WHO, requester=facts.text("requester"), kind=codes.kind(voice, facts.text("kind")))]
    if facts.text("recipient") != facts.text("requester"):
        said.append(voice.say(_TO_WHOM, recipient=facts.text("recipient")))
    return (*said, voice.say(_WHY, purpose=codes.purpose(voice, facts.text("purpose"))))


def how_long(voice: Voice, facts: Facts) -> Worded:
    """When a yes would end (HIPAA-C1-v)."""
    return voice.say(_ONCE if facts.flag("one_time") else _UNTIL, ends=dates.day(voice, facts.day("ends")))


def _their_date(voice: Voice, facts: Facts) -> Worded | None:
    day = facts.day_or_none("answer_by")
    return voice.say(_ANSWER_BY, day=dates.day(voice, day)) if day else None


# TRANSLATORS: Choosing items one by one; each button adds or removes one.
_PICK = pgettext("client", "What may we share? Tap a line to add it. Tap it again to remove it.")
# TRANSLATORS: The picked items follow as a list.
_PICKED = pgettext("client", "Picked so far:")
# TRANSLATORS: Nothing is picked yet.
_PICKED_NONE = pgettext("client", "Nothing is picked so far. If you tap Done now, we share nothing.")
# TRANSLATORS: Nothing is picked yet, and a law may have it sent without a yes. "Done" is the name of a button.
_PICKED_NONE_PLAIN = pgettext("client", "Nothing is picked so far. If you tap Done now, that is a no.")
# TRANSLATORS: Under the list of picked items.
_NOT_SAVED = pgettext("client", "Nothing is saved yet. Tap Done to check it first.")


def picker(voice: Voice, facts: Facts) -> Worded:
    """Choosing item by item; what is picked is said in words, not only on the buttons (A11Y-1)."""
    picked = facts.chosen("ticks")
    if not picked:
        none = _PICKED_NONE if is_promised(facts) else _PICKED_NONE_PLAIN
        return blocks(voice.say(_PICK), voice.say(none))
    return blocks(voice.say(_PICK), lines(voice.say(_PICKED), item_list(voice, picked)), voice.say(_NOT_SAVED))


# TRANSLATORS: Choosing an earlier end. {ends} is a date.
_PICK_END = pgettext("client", "How long may we share? At most until {ends}. You can pick an earlier day.")


def pick_end(voice: Voice, facts: Facts) -> Worded:
    """Choosing a shorter end, never a longer one."""
    return voice.say(_PICK_END, ends=dates.day(voice, facts.day("ends")))


# TRANSLATORS: Heading of the read-back before a yes is saved.
_CHECK = pgettext("client", "Please check this. Nothing is saved yet.")
# TRANSLATORS: {recipient} is a name. The list follows.
_WOULD = pgettext("client", "We would share with {recipient}:")
# TRANSLATORS: The list of what is not shared follows.
_WOULD_NOT = pgettext("client", "We would not share:")
# TRANSLATORS: Instead of a list of what is not shared.
_NOTHING_ELSE = pgettext("client", "We would share nothing else.")
# TRANSLATORS: In the read-back and on the question.
STOP_ANY_DAY = pgettext("client", "You can stop it on any day.")


def read_back(voice: Voice, facts: Facts) -> Worded:
    """What a yes would do, before it is saved: what, what not, with whom, until when (P2-35: and when it can stop)."""
    shared, kept = facts.chosen("ticks"), facts.left("ticks")
    stop = rules.held_until(voice, facts) or voice.say(STOP_ANY_DAY)
    return blocks(
        voice.bold(voice.say(_CHECK)),
        lines(voice.say(_WOULD, recipient=facts.text("recipient")), items_and_time(voice, shared)),
        _kept_back(voice, facts, kept),
        lines(how_long(voice, facts), stop),
    )


def _kept_back(voice: Voice, facts: Facts, kept: tuple[Part, ...]) -> Worded:
    if not kept:
        return voice.say(_NOTHING_ELSE)
    return lines(voice.say(_WOULD_NOT), item_list(voice, kept, apart=False), still_possible(voice, facts))


# TRANSLATORS: {agency} and {recipient} are names, {items} is a list like "the dates of your visits and ...".
_AGREE = pgettext("client", "You agree that {agency} may share this with {recipient}:")
# TRANSLATORS: The next message of the client is the signature.
_TYPE_NAME = pgettext(
    "client", "To sign, please type your full name in one message. If you do not want to, tap Share nothing."
)


def sign(voice: Voice, facts: Facts) -> Worded:
    """The signature: what is agreed to, and the typed name (ESIG-1)."""
    names = facts.names()
    return blocks(
        lines(voice.say(_AGREE, **names), items_and_time(voice, facts.chosen("ticks"))),
        how_long(voice, facts),
        voice.bold(voice.say(_TYPE_NAME)),
    )


SPOKEN: Spoken = {
    Screen.KNOCK: knock,
    Screen.KNOCK_IN_PERSON: knock_in_person,
    Screen.NEWS_IN_PERSON: news_in_person,
    Screen.SAVED_IN_PERSON: saved_in_person,
    Screen.REMINDER: reminder,
    Screen.CARD: card,
    Screen.WHAT_HAPPENS: what_happens,
    Screen.PICKER: picker,
    Screen.PICK_END: pick_end,
    Screen.READ_BACK: read_back,
    Screen.SIGN: sign,
    Screen.QUESTION_ANSWER: question_answer,
}

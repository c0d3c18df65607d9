"""They asked for more than is needed: what is struck out, what "all records" lacks, and what they replied."""

from collections.abc import Mapping
from datetime import date

from bot.screens import Button, Press, Screen
from bot.words import dates
from bot.words.facts import Facts, Part
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.terms import category, named_shortly, short
from bot.words.voice import Voice, Worded, blocks, lines

SIMPLE: Simple = {
    Screen.NEW_FACT: (
        # TRANSLATORS: For staff. The same requester was answered before about the same information.
        pgettext("staff", "They were answered about this before. What is new since then? Please write one sentence."),
    ),
    Screen.REQUESTER_SAID: (
        # TRANSLATORS: For staff. {requester} is a name, {code} is like AF-7K2Q. Three buttons follow.
        pgettext("staff", "{code} · What did {requester} say to the answer?"),
    ),
}

#: By the codes of consent.gate_codes and consent.asking.
ASKED_REASON: dict[str, Line] = {
    # TRANSLATORS: A warning before a request is sent, for staff. Two people of the agency have to agree.
    "second_person": pgettext(
        "reason", "Something private was added to the minimum. A second person looks at it first."
    ),
    # TRANSLATORS: Why a request cannot be sent, for staff. No asking again and again.
    "needs_new_fact": pgettext("reason", "They were answered about this before. Asking again needs a new fact."),
    # TRANSLATORS: Why an item may not go out, for staff. Two people of the agency have to agree.
    "without_second": pgettext("reason", "It is private, goes beyond the minimum, and no second person agreed to ask."),
}

# TRANSLATORS: On the question. A list follows of what they also asked for and what we keep.
_ALSO = pgettext("client", "They also asked for this. We would not send it:")


def struck_out(voice: Voice, facts: Facts) -> Worded | None:
    """What they asked for and would not get, struck out; the words say so too (HIPAA-MN-1, A11Y-1)."""
    parts, days = _surplus(facts), _longer_time(voice, facts)
    word = category if len(parts) <= _FEW else short
    also = voice.struck(voice.numbered(word(voice, part.category) for part in parts))
    return (
        lines(
            voice.say(_LONGER, period=days) if days else None,
            voice.say(_ALSO) if parts else None,
            also if parts else None,
        )
        or None
    )


# TRANSLATORS: On the question, under the time we would send. {period} is like "January 1, 2017 to June 30, 2027".
_LONGER = pgettext("client", "They asked for a longer time: {period}.")

_FEW = 5  #: Above this many the short names keep the question readable.


def _surplus(facts: Facts) -> tuple[Part, ...]:
    return facts.parts("surplus") if facts.given.get("surplus") else ()


def _longer_time(voice: Voice, facts: Facts) -> Worded | None:
    return _period(voice, facts.given.get("longer_time"))


def _period(voice: Voice, days: Mapping[str, str] | None) -> Worded | None:
    if days is None:
        return None
    return dates.period(voice, Part("", date.fromisoformat(days["first"]), date.fromisoformat(days["last"])))


# TRANSLATORS: For staff. {period} is like "January 1, 2017 to June 30, 2027".
_STRUCK_TIME = pgettext("staff", "They asked for a longer time: {period}. Not needed, not asked.")
# TRANSLATORS: For staff. {items} is a list in short words.
_STRUCK = pgettext("staff", "They also asked for: {items}. Not needed, not asked.")
# TRANSLATORS: For staff. What a person of the agency wrote follows.
_NEW_SINCE = pgettext("staff", "New since they were answered:")

_REPLIED: dict[str, Line] = {
    # TRANSLATORS: For staff, what the requester said to the answer that went back.
    "accepted": pgettext("staff", "They said: that is enough."),
    # TRANSLATORS: For staff, what the requester said to the answer that went back.
    "not_enough": pgettext("staff", "They said: that is not enough. Asking the same again needs a new fact."),
    # TRANSLATORS: For staff, what the requester said to the answer that went back.
    "withdrawn": pgettext("staff", "They took their request back."),
}


def beside_it(voice: Voice, facts: Facts) -> Worded | None:
    """For staff, under one request: what was struck out, what is new, and what they replied."""
    parts, replied = _surplus(facts), facts.text_or_none("replied")
    struck = voice.say(_STRUCK, items=named_shortly(voice, parts)) if parts else None
    days = _longer_time(voice, facts)
    longer = voice.say(_STRUCK_TIME, period=days) if days else None
    return lines(struck, longer, new_since(voice, facts), voice.say(_REPLIED[replied]) if replied else None) or None


def new_since(voice: Voice, facts: Facts) -> Worded | None:
    """What is new since they were answered, in the words of staff."""
    words = facts.text_or_none("new_fact")
    return lines(voice.say(_NEW_SINCE), voice.quote(words, most=500)) if words else None


# TRANSLATORS: For staff, who typed "all records". A list of up to three things follows.
_NOT_LIKE_THIS = pgettext("staff", "“All records” cannot be asked like this. Please fill in first:")
_GAP: dict[str, Line] = {
    # TRANSLATORS: For staff: a thing to fill in before the client can be asked.
    "facts": pgettext("staff", "which facts are needed"),
    # TRANSLATORS: For staff: a thing to fill in before the client can be asked.
    "recipient": pgettext("staff", "who would get them"),
    # TRANSLATORS: For staff: a thing to fill in before the client can be asked.
    "end": pgettext("staff", "when the permission ends"),
}
# TRANSLATORS: For staff, who typed "all records" when everything else was filled in.
_ONLY_NAMED = pgettext(
    "staff", "The client is told that they asked for all records, and is asked only for what is listed."
)
# TRANSLATORS: For staff, who typed "all records".
_NAME_THEM = pgettext("staff", "Please name the facts. Which ones?")


def all_records(voice: Voice, facts: Facts) -> Worded:
    """A request for everything is not asked: what is lacking, of the three things (HIPAA-MN-3)."""
    gaps = facts.codes("gaps")
    if not gaps:
        return voice.say(_ONLY_NAMED)
    listed = voice.numbered(voice.say(_GAP[gap]) for gap in gaps)
    return blocks(lines(voice.say(_NOT_LIKE_THIS), listed), voice.say(_NAME_THEM))


# TRANSLATORS: For staff. Buttons with every kind of information follow.
_AS_IT_CAME = pgettext(
    "staff", "What did they ask for? Tap all of it, needed or not. The client sees what we leave out."
)
# TRANSLATORS: For staff. {items} is a list in short words.
_THEY_ASKED = pgettext("staff", "They asked for: {items}.")
# TRANSLATORS: For staff. {period} is like "January 1, 2017 to June 30, 2027".
_THEIR_TIME = pgettext("staff", "They asked for this time: {period}.")
# TRANSLATORS: For staff. The two days are typed as in the example, which stays as it is.
_TYPE_TIME = pgettext("staff", "For a longer time than ours, type two days: 2017-01-01 2026-12-31")
# TRANSLATORS: For staff.
_ALL_RECORDS = pgettext("staff", "They asked for all records.")
# TRANSLATORS: For staff. {items} is a list in short words.
_WE_ASK = pgettext("staff", "We ask the client for: {items}.")


def received(voice: Voice, facts: Facts) -> Worded:
    """What they asked for, as it came in, beside what the client is asked for."""
    came, ours = facts.parts("received"), facts.parts()
    days = _period(voice, facts.given.get("received_period"))
    return blocks(
        lines(
            voice.say(_ALL_RECORDS) if facts.flag("asked_for_all") else None,
            voice.say(_THEY_ASKED, items=named_shortly(voice, came)) if came else None,
            voice.say(_THEIR_TIME, period=days) if days else None,
            voice.say(_WE_ASK, items=named_shortly(voice, ours)) if ours else None,
        ),
        lines(voice.say(_AS_IT_CAME), voice.say(_TYPE_TIME)),
    )


# TRANSLATORS: A question about one private kind of information. It follows in the next line.
_ONE = pgettext("client", "One thing at a time. May we share this too?")
# TRANSLATORS: Under the question about one private kind of information. {recipient} is a name.
_ONE_TO_WHOM = pgettext("client", "{recipient} would get it. Nothing is saved yet.")


def alone(voice: Voice, facts: Facts) -> Worded:
    """A private kind of information, asked by its own question (EDPB-GRAN)."""
    part = facts.parts()[int(facts.text("at"))]
    return blocks(
        voice.say(_ONE),
        voice.bold(voice.numbered([category(voice, part.category)])),
        voice.say(_ONE_TO_WHOM, recipient=facts.text("recipient")),
    )


SPOKEN: Spoken = {
    Screen.NEW_ALL_RECORDS: all_records,
    Screen.NEW_RECEIVED: received,
    Screen.ALONE: alone,
}

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button under a question about one private kind of information: yes.
    Press.ONE_YES: pgettext("button", "Yes, share this"),
    # TRANSLATORS: Button under a question about one private kind of information: no.
    Press.ONE_NO: pgettext("button", "No, keep this back"),
    # TRANSLATORS: Button for staff: note all that the requester asked for.
    Press.RECEIVED: pgettext("button staff", "What they asked for"),
    # TRANSLATORS: Button for staff: what the requester asked for is noted.
    Press.RECEIVED_DONE: pgettext("button staff", "That is all of it"),
    # TRANSLATORS: Button for staff: write what is new since the requester was answered.
    Press.NEW_FACT: pgettext("button staff", "Write what is new"),
    # TRANSLATORS: Button for staff: note what the requester said to the answer.
    Press.REQUESTER_SAID: pgettext("button staff", "Note their reply"),
}

CHOICE: dict[Press, dict[str, Line]] = {
    Press.REPLIED: {
        # TRANSLATORS: Button for staff: the requester is content with the answer.
        "accepted": pgettext("button staff", "It is enough"),
        # TRANSLATORS: Button for staff: the requester wants more.
        "not_enough": pgettext("button staff", "It is not enough"),
        # TRANSLATORS: Button for staff: the requester needs nothing any more.
        "withdrawn": pgettext("button staff", "They took it back"),
    },
}

# TRANSLATORS: Button for staff, stands after "Add:" or "Remove:": the requester asked for everything.
_EVERYTHING = pgettext("button staff", "all records")


def everything(voice: Voice) -> Worded:
    """The short name of a request for everything."""
    return voice.say(_EVERYTHING)


def was_asked(facts: Facts, button: Button) -> bool:
    """Whether they asked for the kind of information that a button is about."""
    return any(part.category == button.arg for part in facts.parts("received"))

"""What staff read while they prepare a new request, up to the preview of the client's own card."""

from bot.screens import Screen
from bot.words import codes, dates, reasons
from bot.words.asked import new_since
from bot.words.client_asking import card
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.outcomes import what_happens
from bot.words.screen import Simple, Spoken
from bot.words.terms import named_shortly, short
from bot.words.voice import Voice, Worded, blocks, lines

SIMPLE: Simple = {
    Screen.NEW_REQUESTER: (
        # TRANSLATORS: For staff. Buttons with saved requesters follow; a new name can be typed.
        pgettext("staff", "Who asks? Tap a name, or type a new one."),
    ),
    Screen.NEW_KIND: (
        # TRANSLATORS: For staff. {requester} is a name. Buttons with kinds of requesters follow.
        pgettext("staff", "What is {requester}? This sets the minimum that we offer to the client."),
    ),
    Screen.NEW_ANSWER_BY: (
        # TRANSLATORS: For staff: the requester's own date.
        pgettext(
            "staff",
            "By when do they want an answer? The client is told this once, as a fact. Tap, or type a date: 2027-06-30",
        ),
    ),
    Screen.NEW_ENDS: (
        # TRANSLATORS: For staff: the end of the consent.
        pgettext(
            "staff", "When does the consent end? The client can choose an earlier day. Tap, or type a date: 2027-06-30"
        ),
    ),
    Screen.DRAFT_DROPPED: (
        # TRANSLATORS: For staff.
        pgettext("staff", "The draft is dropped. The client was told nothing."),
    ),
    Screen.SENT: (
        # TRANSLATORS: For staff. {code} is like AF-7K2Q, {alias} are the client's initials.
        pgettext(
            "staff", "{code} · {alias} · SENT. The client will be asked. You hear from me when there is an answer."
        ),
    ),
    Screen.NO_REVIEWER: (
        # TRANSLATORS: For staff. The agency has to look at it first. Do not translate the command.
        pgettext(
            "staff",
            "Nobody can look at this for the agency now, so it was not sent. The draft is kept. A second person comes "
            "in with: askfirst staff add --role admin",
        ),
    ),
    Screen.SENT_TO_REVIEW: (
        # TRANSLATORS: For staff. {code} is like AF-7K2Q, {alias} are the client's initials. The agency looks at it
        # first.
        pgettext(
            "staff", "{code} · {alias} · IN REVIEW. The agency looks at it first. The client was told nothing yet."
        ),
    ),
}

# TRANSLATORS: For staff. Buttons with initials follow.
_WHICH_CLIENT = pgettext("staff", "Which client?")
# TRANSLATORS: For staff. The command is typed on the agency's computer; do not translate it.
_NO_CLIENTS = pgettext("staff", "You have no clients here yet. Invite one first: askfirst client invite")


def new_client_pick(voice: Voice, facts: Facts) -> Worded:
    """Whom the request is about."""
    return voice.say(_WHICH_CLIENT if facts.each("clients") else _NO_CLIENTS)


# TRANSLATORS: For staff. {alias} are initials, {requester} is a name, {kind} is a kind of requester.
_ABOUT = pgettext("staff", "{alias} · {requester} · {kind}")
# TRANSLATORS: For staff. The minimum for this kind of request. {items} is a list in short words.
_OFFERED = pgettext("staff", "We would offer the minimum: {items}.")
# TRANSLATORS: For staff. No kind of information is offered by default for this kind of request.
_OFFERED_NONE = pgettext("staff", "Nothing is offered by default for this kind. You can add items before you send.")
# TRANSLATORS: For staff. Buttons with periods follow.
_WHICH_PERIOD = pgettext("staff", "Which time are the records about? Tap, or type two dates: 2027-01-01 2027-06-30")


def new_period(voice: Voice, facts: Facts) -> Worded:
    """The pre-filled minimum, and the period of the records."""
    kind = codes.kind_label(voice, facts.text("kind"))
    items = facts.parts()
    offered = voice.say(_OFFERED, items=named_shortly(voice, items)) if items else voice.say(_OFFERED_NONE)
    return blocks(voice.bold(voice.say(_ABOUT, kind=kind, **facts.names())), offered, voice.say(_WHICH_PERIOD))


# TRANSLATORS: For staff. {items} is a list in short words.
_IN_LIST = pgettext("staff", "In the list: {items}.")
# TRANSLATORS: For staff. The list of items is empty.
_LIST_EMPTY = pgettext("staff", "The list is empty.")
# TRANSLATORS: For staff. Buttons that add or remove one kind of information follow.
_CHANGE_LIST = pgettext("staff", "Tap to add or remove. What goes beyond the minimum needs a written reason.")


def new_items(voice: Voice, facts: Facts) -> Worded:
    """Changing the list of items."""
    items = facts.parts()
    listed = voice.say(_IN_LIST, items=named_shortly(voice, items)) if items else voice.say(_LIST_EMPTY)
    return blocks(listed, voice.say(_CHANGE_LIST))


# TRANSLATORS: For staff. {what} is a kind of information in short words.
_WHY_NEEDED = pgettext(
    "staff", "“{what}” goes beyond the minimum for this kind of request. Why is it needed? Please write one sentence."
)


def new_reason(voice: Voice, facts: Facts) -> Worded:
    """Asking for the written reason of an extra item (HIPAA-MN-2)."""
    return voice.say(_WHY_NEEDED, what=short(voice, facts.text("category")))


# TRANSLATORS: For staff, over the client's own card. {alias} are initials. {language} is the client's language.
_PREVIEW = pgettext("staff", "{alias} will see this, in {language}:")
# TRANSLATORS: For staff, over the card in the language of staff.
_MEANING = pgettext("staff", "In your language:")
# TRANSLATORS: For staff, over what the client reads about a yes and a no. Sending means that this is true.
_CONFIRM = pgettext("staff", "The client also reads this. By sending, you say that it is true:")
# TRANSLATORS: For staff. A list of reasons why this cannot be sent follows.
_BLOCKED = pgettext("staff", "This cannot be sent yet:")
# TRANSLATORS: For staff. A list of things to look at follows; sending stays possible.
_WARNED = pgettext("staff", "Please look at this first:")


def preview(voice: Voice, facts: Facts, theirs: Voice) -> Worded:
    """The card as the client will see it, in the client's language first, then in the language of staff."""
    same = theirs.catalogue.language == voice.catalogue.language
    name = theirs.catalogue.language.name
    their_card = theirs.framed(card(theirs, facts), inside=voice)
    return blocks(
        lines(voice.say(_PREVIEW, alias=facts.text("alias"), language=name), their_card),
        None if same else lines(voice.say(_MEANING), voice.framed(card(voice, facts))),
        lines(voice.say(_CONFIRM), voice.framed(what_happens(voice, facts))),
        new_since(voice, facts),
        _with_heading(voice, _BLOCKED, facts, "blockers"),
        _with_heading(voice, _WARNED, facts, "warnings"),
    )


def _with_heading(voice: Voice, heading: Line, facts: Facts, key: str) -> Worded | None:
    found = facts.given.get(key) or ()
    if not found:
        return None
    return lines(voice.bold(voice.say(heading)), voice.numbered(reasons.reason(voice, one) for one in found))


# TRANSLATORS: For the agency, over what the client reads about a yes and a no.
_READS_TOO = pgettext("staff", "The client also reads this:")
# TRANSLATORS: For the agency. {by} is a staff name, {alias} are initials, {code} is like AF-7K2Q.
_REVIEW = pgettext("staff", "{code} · {alias} · {by} asks for your look before the client is asked.")


def review(voice: Voice, facts: Facts) -> Worded:
    """The agency's own look at a request, before the client is asked."""
    return blocks(
        voice.bold(voice.say(_REVIEW, **facts.names())),
        voice.framed(card(voice, facts)),
        lines(voice.say(_READS_TOO), voice.framed(what_happens(voice, facts))),
        new_since(voice, facts),
        _with_heading(voice, _BLOCKED, facts, "blockers"),
        _with_heading(voice, _WARNED, facts, "warnings"),
    )


# TRANSLATORS: For staff, about the yes of the client.
_TAKE_BACK = pgettext(
    "staff", "Can the client take a yes back at any time? Or does a law hold it until something ends?"
)
# TRANSLATORS: For staff. Under it. {day} is a date, the end of the consent.
_HOLDS = pgettext(
    "staff",
    "Some courts make care a condition (42 CFR 2.35). The client reads it before the answer. It holds until {day} "
    "at most.",
)


def new_held(voice: Voice, facts: Facts) -> Worded:
    """Whether a law holds the yes until an event (P2-35, REV-8)."""
    return lines(voice.say(_TAKE_BACK), voice.say(_HOLDS, day=dates.day(voice, facts.day("ends"))))


SPOKEN: Spoken = {
    Screen.NEW_HELD: new_held,
    Screen.NEW_CLIENT_PICK: new_client_pick,
    Screen.NEW_PERIOD: new_period,
    Screen.NEW_ITEMS: new_items,
    Screen.NEW_REASON: new_reason,
    Screen.REVIEW: review,
}

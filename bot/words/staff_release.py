"""What staff read about a release: the gate's answer, what was sent, and whether the client hears of it."""

from bot.screens import Screen
from bot.words import reasons, rules
from bot.words.facts import Facts, Part
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_alerts import head, may_go, not_go, to_whom
from bot.words.terms import named_shortly
from bot.words.voice import Voice, Worded, blocks, lines
from consent.categories import Category

SIMPLE: Simple = {}

#: The gate's answer, for the first line.
_VERDICT: dict[str, Line] = {
    # TRANSLATORS: The gate's answer, first line for staff: everything that was asked may go out.
    "allow": pgettext("verdict", "MAY GO OUT"),
    # TRANSLATORS: The gate's answer, first line for staff: only the items in the green list may go out.
    "allow_redacted": pgettext("verdict", "ONLY A PART MAY GO OUT"),
    # TRANSLATORS: The gate's answer, first line for staff.
    "block": pgettext("verdict", "SEND NOTHING"),
    # TRANSLATORS: The gate's answer, first line for staff.
    "consult": pgettext("verdict", "ASK THE AGENCY FIRST, send nothing"),
    # TRANSLATORS: The gate's answer, first line for staff: paused for now.
    "hold": pgettext("verdict", "ON HOLD, send nothing now"),
}
# TRANSLATORS: For staff. Reasons follow.
_WHY = pgettext("staff", "Why:")


def check(voice: Voice, facts: Facts) -> Worded:
    """The gate's answer: green list, red list, to whom, until when, and why."""
    green = facts.parts("may_go")
    verdict = voice.say(_VERDICT.get(facts.text("verdict"), _VERDICT["block"]))
    return blocks(
        head(voice, facts, verdict),
        lines(
            may_go(voice, green),
            not_go(voice, facts.parts("not_go")),
            to_whom(voice, facts) if green else None,
            _own_part(voice, green),
            rules.send_with(voice, facts),
        ),
        why(voice, facts),
        rules.would_help(voice, facts),
    )


# TRANSLATORS: For staff, under the list of what may go out. The file tells about family members or others (ETH-13).
_OWN_PART = pgettext("staff", "Leave out what is about other people, unless they said yes to their own part.")


def _own_part(voice: Voice, green: tuple[Part, ...]) -> Worded | None:
    return voice.say(_OWN_PART) if any(part.category == Category.FAMILY for part in green) else None


def why(voice: Voice, facts: Facts) -> Worded | None:
    """The reasons, each with its requirement."""
    found = facts.given.get("reasons") or ()
    return lines(voice.say(_WHY), voice.numbered(reasons.reason(voice, one) for one in found)) if found else None


# TRANSLATORS: For staff. Buttons for each item follow; the list says what is picked.
_WHAT_WENT = pgettext("staff", "What did you send to {recipient}? Tap to change the list, then save.")
# TRANSLATORS: For staff. {items} is a list in short words.
_PICKED = pgettext("staff", "Picked: {items}.")
# TRANSLATORS: For staff. Nothing is picked yet.
_PICKED_NONE = pgettext("staff", "Picked: nothing yet.")


def mark(voice: Voice, facts: Facts) -> Worded:
    """Which items were sent."""
    picked = facts.chosen("ticks")
    said = voice.say(_PICKED, items=named_shortly(voice, picked)) if picked else voice.say(_PICKED_NONE)
    return blocks(
        head(voice, facts),
        lines(voice.say(_WHAT_WENT, recipient=facts.text("recipient")), said),
        rules.send_with(voice, facts),
        rules.lay_beside(voice, facts),
    )


# TRANSLATORS: For staff, the end of the first line.
_RECORDED = pgettext("staff", "RECORDED AS SENT")
# TRANSLATORS: For staff. {items} is a list in short words, {recipient} is a name.
_SENT_TO = pgettext("staff", "Sent to {recipient}: {items}.")
#: Whether the client hears of it; see TOLD in the list of screens.
_TOLD: dict[str, Line] = {
    # TRANSLATORS: For staff, after something was recorded as sent.
    "yes": pgettext("staff", "The client is told."),
    # TRANSLATORS: For staff, after something was recorded as sent: the client hid the chat or cannot be reached now.
    "later": pgettext("staff", "The client is told once they are back here."),
    # TRANSLATORS: For staff, after something was recorded as sent: the client turned messages off.
    "no": pgettext("staff", "The client wants no messages here. Please tell them in person."),
}
# TRANSLATORS: For staff. A one-time consent is used now.
_USED_UP = pgettext("staff", "This consent was for one time. It is closed now. Send nothing more.")


def marked(voice: Voice, facts: Facts) -> Worded:
    """What was recorded as sent."""
    items = named_shortly(voice, facts.parts("now_sent"))
    said = voice.say(_SENT_TO, items=items, recipient=facts.text("recipient"))
    used_up = voice.say(_USED_UP) if facts.flag("used_up") else None
    return lines(head(voice, facts, voice.say(_RECORDED)), said, voice.say(_TOLD[facts.text("told")]), used_up)


# TRANSLATORS: For staff, the end of the first line: the gate said no at the last moment.
_NOT_RECORDED = pgettext("staff", "NOT RECORDED. Send nothing.")


def not_released(voice: Voice, facts: Facts) -> Worded:
    """The gate said no at the last moment."""
    return blocks(head(voice, facts, voice.say(_NOT_RECORDED)), why(voice, facts))


SPOKEN: Spoken = {
    Screen.CHECK: check,
    Screen.MARK: mark,
    Screen.MARKED: marked,
    Screen.NOT_RELEASED: not_released,
}

"""Who is really asking: what staff read and tap to note how it was checked, or that it was not them."""

from bot.screens import Press, Screen
from bot.words import dates
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_alerts import head
from bot.words.voice import Voice, Worded, blocks, lines
from consent.checking import OFFICIALS
from consent.minimum import Kind

# TRANSLATORS: For staff. They write in one message which paper showed who asks.
_WHICH_PAPER = pgettext(
    "staff", "Which paper was it, of which day, and where is it kept? Please write one sentence, with no client's name."
)
SIMPLE: Simple = {Screen.NEW_PAPER: (_WHICH_PAPER,)}

# TRANSLATORS: For staff. {requester} is a name. Buttons with ways to check follow.
_HOW_NEW = pgettext("staff", "How did you check that it is really {requester}?")
# TRANSLATORS: For staff. Under it. "Not yet" is one of the buttons.
_NOT_YET = pgettext(
    "staff", "With “Not yet” the client can still be asked. Nothing may go out until somebody has checked."
)
# TRANSLATORS: For staff. Police, courts, probation, immigration, protective services.
_OFFICIAL = pgettext("staff", "An official has to show a paper. To know them is not enough.")


def new_checked(voice: Voice, facts: Facts) -> Worded:
    """The question about the requester while a request is prepared (HIPAA-V-1, HIPAA-V-2)."""
    official = Kind(facts.text("kind")) in OFFICIALS
    return lines(
        voice.say(_HOW_NEW, requester=facts.text("requester")),
        voice.say(_OFFICIAL) if official else None,
        voice.say(_NOT_YET),
    )


#: How it was checked, after the name of who did it.
_WAY: dict[str, Line] = {
    # TRANSLATORS: For staff: how it was checked who asks. Stands after "Who asks was checked:". No full stop.
    "called_back": pgettext("way", "a call to a number that we had"),
    # TRANSLATORS: For staff: how it was checked who asks. Stands after "Who asks was checked:". No full stop.
    "known_to_us": pgettext("way", "we know them"),
    # TRANSLATORS: For staff: how it was checked who asks. Stands after "Who asks was checked:". No full stop.
    "in_person": pgettext("way", "they came in person"),
    # TRANSLATORS: For staff: how it was checked who asks. A portal only they can use. No full stop.
    "secure_account": pgettext("way", "they wrote from a secure account"),
    # TRANSLATORS: For staff: how it was checked who asks. No full stop.
    "badge": pgettext("way", "they showed a badge"),
    # TRANSLATORS: For staff: how it was checked who asks. No full stop.
    "letterhead": pgettext("way", "a letter with their letterhead"),
    # TRANSLATORS: For staff: how it was checked who asks. It names the law under which they ask. No full stop.
    "written_statement": pgettext("way", "a written statement of their authority"),
    # TRANSLATORS: For staff: how it was checked who asks. A warrant, a subpoena, an order. No full stop.
    "legal_process": pgettext("way", "a court paper"),
}
# TRANSLATORS: For staff. {way} is like "they showed a badge", {by} is a staff name, {moment} is a day and a time.
_CHECKED = pgettext("staff", "Who asks was checked: {way} ({by}, {moment}).")
# TRANSLATORS: For staff. Nothing may go out before somebody has checked.
_UNCHECKED = pgettext("staff", "Nobody has checked yet who asks. Nothing may go out until then.")
# TRANSLATORS: For staff. An official was checked, but showed no paper.
_UNPROVED = pgettext("staff", "No paper of this official was noted. Nothing may go out until then.")


def how_checked(voice: Voice, facts: Facts) -> Worded | None:
    """How it was checked who asks, where that was looked at (HIPAA-V-1)."""
    if "identity" not in facts.given:
        return None
    made, said = facts.given.get("checked"), None
    if made:
        known = Facts(made)
        way, moment = voice.say(_WAY[known.text("method")]), dates.moment(voice, known.instant("at"))
        said = voice.say(_CHECKED, way=way, by=known.text_or_none("by") or "–", moment=moment)
    if facts.text("identity") == "unproved":
        return lines(said, voice.say(_UNPROVED))
    return said or voice.say(_UNCHECKED)


# TRANSLATORS: For staff. {requester} is a name. Buttons with ways to check follow.
_HOW = pgettext("staff", "How did you check that it is really {requester}? Tap it, and it is written down.")


def who_asks(voice: Voice, facts: Facts) -> Worded:
    """How it was checked who asks, and the question."""
    return blocks(
        head(voice, facts),
        how_checked(voice, facts),
        lines(
            voice.say(_HOW, requester=facts.text("requester")),
            voice.say(_OFFICIAL) if facts.flag("official") else None,
        ),
    )


def which_paper(voice: Voice, facts: Facts) -> Worded:
    """Which paper it was."""
    return lines(head(voice, facts), voice.say(_WHICH_PAPER))


# TRANSLATORS: For staff, the end of a first line: somebody pretended to be the requester.
_NOT_THEM = pgettext("staff", "NOT THE REQUESTER. Send nothing.")
# TRANSLATORS: For staff. {requester} is a name.
_PRETENDED = pgettext(
    "staff",
    "Somebody else asked under the name {requester}. Nothing may go out until it is checked again who asks. "
    "Did something go out already? Open the request and tap “Went to a wrong place”.",
)


def alert_not_them(voice: Voice, facts: Facts) -> Worded:
    """It was not them who asked."""
    return lines(head(voice, facts, voice.say(_NOT_THEM)), voice.say(_PRETENDED, requester=facts.text("requester")))


SPOKEN: Spoken = {
    Screen.NEW_CHECKED: new_checked,
    Screen.WHO_ASKS: who_asks,
    Screen.WHICH_PAPER: which_paper,
    Screen.ALERT_NOT_THEM: alert_not_them,
}

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button for staff: how it was checked that the requester is who they say.
    Press.WHO_ASKS: pgettext("button staff", "Check who asks"),
    # TRANSLATORS: Button for staff: somebody else had asked under that name. Shuts the gate at once.
    Press.NOT_THEM: pgettext("button staff", "It was not them"),
}

_BY: dict[str, Line] = {
    # TRANSLATORS: Button for staff: how they checked who asks.
    "called_back": pgettext("button staff", "Called a known number"),
    # TRANSLATORS: Button for staff: how they checked who asks.
    "known_to_us": pgettext("button staff", "We know them"),
    # TRANSLATORS: Button for staff: how they checked who asks.
    "in_person": pgettext("button staff", "They came in person"),
    # TRANSLATORS: Button for staff: how they checked who asks. A portal only they can use.
    "secure_account": pgettext("button staff", "By a secure account"),
    # TRANSLATORS: Button for staff: how they checked who asks.
    "badge": pgettext("button staff", "I saw a badge"),
    # TRANSLATORS: Button for staff: how they checked who asks.
    "letterhead": pgettext("button staff", "Their letterhead"),
    # TRANSLATORS: Button for staff: how they checked who asks. It names the law under which they ask.
    "written_statement": pgettext("button staff", "A written statement"),
    # TRANSLATORS: Button for staff: how they checked who asks. A warrant, a subpoena, an order.
    "legal_process": pgettext("button staff", "A court paper"),
    # TRANSLATORS: Button for staff: nobody has checked yet who asks.
    "not_yet": pgettext("button staff", "Not yet"),
}
CHOICE: dict[Press, dict[str, Line]] = {Press.HOW_CHECKED: _BY, Press.CHECKED_BY: _BY}

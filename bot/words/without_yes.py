"""What is said after something was shared without a yes: to the client honestly, and to staff what is left to do."""

from bot.screens import Press, Screen
from bot.words import dates
from bot.words.client_answered import NUMBER
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_alerts import head
from bot.words.terms import named
from bot.words.voice import Voice, Worded, blocks, lines

SIMPLE: Simple = {}

# TRANSLATORS: Heading. Calm and honest; no excuse, no praise.
_WITHOUT = pgettext("client", "We shared facts about you without your yes.")
# TRANSLATORS: {items} is a list like "the dates of your visits and ...", {recipient} is a name, {day} is a date.
_WHAT = pgettext("client", "On {day} we sent {items} to {recipient}. Nothing else.")
# TRANSLATORS: The client's own answer, often a no, is kept as it was.
_ANSWER_STAYS = pgettext("client", "Your own answer is kept as it was.")
# TRANSLATORS: {clinician} is a name.
_TALK = pgettext("client", "You can ask {clinician} about this at any time.")
# TRANSLATORS: {emergency} and {crisis} are phone numbers. Said plainly, to everybody.
_HELP = pgettext("client", "If this is hard for you, you can call {crisis} at any hour. In danger, call {emergency}.")

#: By the codes of consent.telling_why.Why.
WHY: dict[str, Line] = {
    # TRANSLATORS: Why we shared it. Never says who told us what.
    "report": pgettext("client", "Why: the law makes us tell when we think that somebody may get hurt."),
    # TRANSLATORS: Why we shared it.
    "danger": pgettext("client", "Why: somebody could have been badly hurt."),
    # TRANSLATORS: Why we shared it.
    "emergency": pgettext("client", "Why: you needed medical help at once, and there was no time to ask."),
    # TRANSLATORS: Why we shared it. A court order, a subpoena, a warrant.
    "court": pgettext("client", "Why: a court or a legal paper asked for it, and the law let us send it."),
    # TRANSLATORS: Why we shared it.
    "law": pgettext("client", "Why: a law made us send it."),
    # TRANSLATORS: Why we shared it. The police, a prison, an inspector.
    "office": pgettext("client", "Why: the police or a public office asked for it, and the law let us send it."),
    # TRANSLATORS: Why we shared it.
    "allowed": pgettext("client", "Why: the law let us send this without a yes."),
}


def shared_without(voice: Voice, facts: Facts) -> Worded:
    """What was shared without a yes, to whom, when and why; who to talk to, and where there is help (D-3, SAFE-6)."""
    what, day = named(voice, facts.parts("now_sent")), dates.local_day(voice, facts.instant("at"))
    return blocks(
        voice.bold(voice.say(_WITHOUT)),
        lines(
            voice.say(_WHAT, items=what, recipient=facts.text("recipient"), day=day),
            voice.say(WHY[facts.text("why")]),
            voice.say(_ANSWER_STAYS),
        ),
        lines(*(voice.say(line, **facts.names()) for line in (_TALK, _HELP))),
        voice.say(NUMBER, code=facts.text("code")),
    )


# TRANSLATORS: For staff, the end of the first line of an alert.
_SHARED = pgettext("staff", "SHARED WITHOUT A YES")
# TRANSLATORS: For staff. {code} is like AF-7K2Q. "askfirst exception ..." is typed on the agency's computer.
_TO_TELL = pgettext(
    "staff",
    "The client has not heard of it. Please tell the client, or look again at the reason not to: askfirst exception "
    "waiting {code}",
)
# TRANSLATORS: For staff. {code} is like AF-7K2Q. "askfirst exception ..." is typed on the agency's computer.
_TO_REVIEW = pgettext("staff", "A second person has to look at it: askfirst exception cosign {code}")


# TRANSLATORS: For staff. {code} is like AF-7K2Q. "askfirst exception ..." is typed on the agency's computer.
_TO_NAME = pgettext("staff", "The law that let us share it has to be named: askfirst exception law {code}")


def left_to_do(voice: Voice, facts: Facts) -> Worded:
    """What is left to do after something was shared without a yes (D-2)."""
    names = facts.names()
    return lines(
        head(voice, facts, voice.say(_SHARED)),
        voice.say(_TO_TELL, **names) if facts.flag("to_tell") else None,
        voice.say(_TO_REVIEW, **names) if facts.flag("to_review") else None,
        voice.say(_TO_NAME, **names) if facts.flag("to_name") else None,
    )


# TRANSLATORS: For staff, the end of the first line of an alert. Somebody wants to send facts without the client's yes.
_AGREE = pgettext("staff", "WITHOUT A YES: do you agree?")
# TRANSLATORS: For staff. {who} and {recipient} are names, {items} is a list, {way} is a code such as EX-COURT.
_WANTS = pgettext("staff", "{who} wants to send {items} to {recipient}. The way: {way}. The law: {law}.")
# TRANSLATORS: For staff. The words in quotes are a button.
_ONLY_THEN = pgettext(
    "staff",
    "Nothing may go out before a second person agrees. Read the file first. If you agree, tap “I agree, send it”. "
    "If not, do nothing.",
)


def ask_second(voice: Voice, facts: Facts) -> Worded:
    """A second person is asked, in their own chat, before something goes out without a yes (D, 2P)."""
    items, law = named(voice, facts.parts("now_sent")), facts.text("law")
    who, way, recipient = (facts.text(name) for name in ("who", "way", "recipient"))
    wants = voice.say(_WANTS, who=who, items=items, recipient=recipient, way=way, law=law)
    return lines(head(voice, facts, voice.say(_AGREE)), wants, voice.say(_ONLY_THEN))


# TRANSLATORS: For staff, the end of the first line.
_MAY_GO = pgettext("staff", "WITHOUT A YES: two agreed. It may go out now, one time.")
# TRANSLATORS: For staff, the end of the first line.
_MAY_NOT = pgettext("staff", "WITHOUT A YES: something is lacking now. Send nothing.")
# TRANSLATORS: For staff. {items} is a list, {recipient} is a name.
_TO_WHOM = pgettext("staff", "Only {items}, only to {recipient}.")


def cosigned(voice: Voice, facts: Facts) -> Worded:
    """A second person has agreed, and whether it may go out now."""
    if not facts.flag("opens"):
        return head(voice, facts, voice.say(_MAY_NOT))
    items = named(voice, facts.parts("now_sent"))
    only = voice.say(_TO_WHOM, items=items, recipient=facts.text("recipient"))
    return lines(head(voice, facts, voice.say(_MAY_GO)), only)


LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button for staff: a second person agrees that facts are sent without the client's yes.
    Press.COSIGN: pgettext("button staff", "I agree, send it"),
}

SPOKEN: Spoken = {
    Screen.SHARED_WITHOUT: shared_without,
    Screen.ALERT_WITHOUT_YES: left_to_do,
    Screen.ALERT_COSIGN: ask_second,
    Screen.COSIGNED: cosigned,
}

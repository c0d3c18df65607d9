"""What happens after a yes and after a no: true for the legal basis, and of equal weight (TRUTH-1, PL-6)."""

from dataclasses import dataclass

from bot.words import rules
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.voice import Voice, Worded, blocks, lines
from bot.words.witness import and_with_whom
from consent.basis import LegalBasis, RefusalEffect
from consent.minimum import PROTOCOL, Kind


@dataclass(frozen=True, slots=True)
class Outcome:
    """One pair of lines, about a yes and about a no."""

    yes: Line
    no: Line


# HIPAA-530h: no sentence makes a client give up a right; tests/locales look at every one in every language.

# TRANSLATORS: Heading over what follows a yes. Same weight as the heading over what follows a no.
_IF_YES = pgettext("client", "If you share:")
# TRANSLATORS: Heading over what follows a no. Same weight as the heading over what follows a yes.
_IF_NO = pgettext("client", "If you do not share:")
# TRANSLATORS: Heading over what is true after any answer.
_ALWAYS = pgettext("client", "In any case:")

_STOPS = Outcome(
    # TRANSLATORS: After a yes. {agency} and {recipient} are names. About as long as the line about a no.
    pgettext("client", "{agency} sends only what you pick to {recipient}. We tell you when it is sent."),
    # TRANSLATORS: After a no, where nothing else follows. {recipient} is a name. About as long as the line about a
    # yes.
    pgettext("client", "We send nothing to {recipient}. You do not need to give us a reason."),
)
_STOPS_MAY_COST = Outcome(
    # TRANSLATORS: After a yes to a health plan. {agency} and {recipient} are names. As long as the line about a no.
    pgettext(
        "client",
        "{agency} sends only what you pick to {recipient}. We tell you when it is sent. "
        "Your plan can use it to decide if it pays.",
    ),
    # TRANSLATORS: After a no to a health plan: calm, no shame about paying oneself. As long as the line about a yes.
    pgettext(
        "client",
        "We send nothing to {recipient}. Your plan may then not pay for these visits. "
        "You can pay for visits on your own. Ask us how.",
    ),
)
_PERMITTED_ANYWAY = Outcome(
    # TRANSLATORS: After a yes, where the law would allow sending anyway. As long as the line about a no.
    pgettext("client", "{agency} sends only what you pick to {recipient}. We tell you when it is sent."),
    # TRANSLATORS: After a no, where the law would allow sending anyway. True: the no is respected for now.
    pgettext(
        "client", "We do not send it now. The law lets us send it without a yes. We would talk with you before that."
    ),
)
_LAW_REQUIRES = Outcome(
    # TRANSLATORS: After a yes, where a law or judge may order it. As long as the line about a no.
    pgettext("client", "{agency} sends only what is on the list to {recipient}. We tell you when it is sent."),
    # TRANSLATORS: After a no, where a law or judge may order it. True: a no may not stop it.
    pgettext(
        "client", "A judge or a law may make us send it, even if you say no. We would tell you. You can ask a lawyer."
    ),
)
_COURT_MAY_DECIDE = Outcome(
    # TRANSLATORS: After a yes to a lawyer in a court case. {agency} and {recipient} are names.
    pgettext(
        "client",
        "{agency} sends only what you pick to {recipient}. It can be used in court. We tell you when it is sent.",
    ),
    # TRANSLATORS: After a no to a lawyer in a court case. True: a judge may still order it.
    pgettext("client", "We do not send it. They may ask a judge to order it. We would tell you. You can ask a lawyer."),
)
_CLIENT_ACCESS = Outcome(
    # TRANSLATORS: The client asked for this. After a yes. {agency} and {recipient} are names.
    pgettext("client", "{agency} sends only what you pick to {recipient}. We tell you when it is sent."),
    # TRANSLATORS: The client asked for this. After a no. {recipient} is a name.
    pgettext("client", "We send nothing to {recipient}. You can ask us for it again on any day."),
)

_OUTCOME = {
    RefusalEffect.STOPS: _STOPS,
    RefusalEffect.STOPS_MAY_COST: _STOPS_MAY_COST,
    RefusalEffect.PERMITTED_ANYWAY: _PERMITTED_ANYWAY,
    RefusalEffect.LAW_REQUIRES: _LAW_REQUIRES,
    RefusalEffect.COURT_MAY_DECIDE: _COURT_MAY_DECIDE,
}

# HIPAA-C2-ii-a, HIPAA-B4, EDPB-DETR: no path of the code ties care to the answer.
# TRANSLATORS: Care does not depend on the answer (45 CFR 164.508(c)(2)(ii)).
CARE_STAYS = pgettext("client", "Your care with us stays the same, yes or no.")
# TRANSLATORS: Redisclosure (45 CFR 164.508(c)(2)(iii)).
SHARED_AGAIN = pgettext("client", "Once sent, they may share it again. The law may not protect it then.")
# TRANSLATORS: The right to take it back, and how (45 CFR 164.508(c)(2)(i)). "Stop sharing" is the name of a button.
CHANGE_MIND = pgettext("client", "You can change your mind on any day. Tap Stop sharing, or write to us.")
# TRANSLATORS: What was sent before cannot come back (45 CFR 164.508(c)(2)(i)).
CANNOT_COME_BACK = pgettext("client", "What we sent before that cannot come back.")
# TRANSLATORS: Where a yes needs a signature.
_SIGN = pgettext("client", "A yes needs your typed name. A no does not.")


#: What some recipients do with it.
_KEEPS: dict[str, Line] = {
    # TRANSLATORS: Before the answer, where a school asks. The school's file is under another law (ST-FERPA).
    Kind.SCHOOL: pgettext("client", "The school may keep it in your school file."),
    # TRANSLATORS: Before the answer, where an employer asks.
    Kind.EMPLOYER: pgettext("client", "Your boss may keep it in a file at work."),
}


def what_happens(voice: Voice, facts: Facts) -> Worded:
    """Both answers side by side, then what is true after any answer (HIPAA-C2, DP-5)."""
    return blocks(if_yes(voice, facts), if_no(voice, facts), in_any_case(voice, facts))


def if_yes(voice: Voice, facts: Facts) -> Worded:
    """What follows a yes."""
    return lines(voice.bold(voice.say(_IF_YES)), voice.say(outcome(facts).yes, **facts.names()))


def if_no(voice: Voice, facts: Facts) -> Worded:
    """What follows a no: only the line that is true for this legal basis."""
    return lines(voice.bold(voice.say(_IF_NO)), voice.say(outcome(facts).no, **facts.names()))


def in_any_case(voice: Voice, facts: Facts) -> Worded:
    """The statements that belong to every question, and those of the agency's laws (HIPAA-C2-i-a, HIPAA-C2-iii).

    A yes that a law holds for a while is never said to be open to change on any day (P2-35, HIPAA-B1).
    """
    mind = rules.held_until(voice, facts) or voice.say(CHANGE_MIND)
    kept = _KEEPS.get(facts.text("kind"))
    usual = (
        voice.say(CARE_STAYS),
        voice.say(SHARED_AGAIN),
        voice.say(kept) if kept else None,
        mind,
        voice.say(CANNOT_COME_BACK),
    )
    signed = and_with_whom(voice, facts) or (voice.say(_SIGN) if facts.flag("signature") else None)
    return lines(voice.bold(voice.say(_ALWAYS)), *usual, rules.also_said(voice, facts), signed)


def outcome(facts: Facts) -> Outcome:
    """The true pair: by the legal basis, and where a no does stop it, by what the kind of request adds."""
    match LegalBasis(facts.text("basis")):
        case LegalBasis.REQUIRED_BY_LAW:
            return _LAW_REQUIRES
        case LegalBasis.PERMITTED_NO_CONSENT:
            return _PERMITTED_ANYWAY
        case LegalBasis.CLIENT_ACCESS:
            return _CLIENT_ACCESS
        case LegalBasis.AUTHORIZATION_REQUIRED | LegalBasis.POLICY_CONSENT:
            adds = RefusalEffect(facts.text_or_none("refusal") or PROTOCOL[Kind(facts.text("kind"))].refusal)
            stops = adds in (RefusalEffect.STOPS, RefusalEffect.STOPS_MAY_COST, RefusalEffect.COURT_MAY_DECIDE)
            return _OUTCOME[adds if stops else RefusalEffect.STOPS]

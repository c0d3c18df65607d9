"""Words for who asks, what for, and how a request stands."""

from bot.words.lines import Line, pgettext
from bot.words.voice import Voice, Worded
from consent.minimum import Kind
from consent.purposes import Purpose
from consent.states import State

#: Who asks, as the client would say it; stands in brackets after the name.
KIND: dict[Kind, Line] = {
    # TRANSLATORS: Who asks, said to the client. Stands in brackets after a name: Green Valley (your health plan).
    Kind.PAYER_PAYMENT: pgettext("kind", "your health plan"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name: the part of the plan that reviews care.
    Kind.PAYER_REVIEW: pgettext("kind", "your health plan, for a review"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name.
    Kind.COURT_ORDER: pgettext("kind", "a judge"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name: someone who sent a subpoena.
    Kind.SUBPOENA: pgettext("kind", "a lawyer in a court case"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name.
    Kind.EMPLOYER: pgettext("kind", "your employer"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name.
    Kind.SCHOOL: pgettext("kind", "a school"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name: another doctor, clinic or therapist.
    Kind.PROVIDER: pgettext("kind", "another place that cares for you"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name.
    Kind.FAMILY: pgettext("kind", "family or a friend"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name.
    Kind.HOUSING_BENEFITS: pgettext("kind", "housing or money help"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name.
    Kind.RESEARCH: pgettext("kind", "a study"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name: the client's own lawyer.
    Kind.OWN_ATTORNEY: pgettext("kind", "your lawyer"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name: probation, parole or drug court.
    Kind.PROBATION: pgettext("kind", "probation or parole"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name.
    Kind.IMMIGRATION: pgettext("kind", "an immigration office"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name.
    Kind.POLICE: pgettext("kind", "the police"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name: workers' compensation.
    Kind.WORKERS_COMP: pgettext("kind", "work injury insurance"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name: child or adult protective services.
    Kind.PROTECTIVE_SERVICES: pgettext("kind", "a child or adult safety office"),
    # TRANSLATORS: Who asks, said to the client, in brackets after a name: nobody of the known kinds.
    Kind.OTHER: pgettext("kind", "someone else"),
}

#: The same for staff, on buttons; at most 24 letters in English.
KIND_LABEL: dict[Kind, Line] = {
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.PAYER_PAYMENT: pgettext("button kind", "Insurer: payment"),
    # TRANSLATORS: A kind of requester, on a button for staff: utilization review.
    Kind.PAYER_REVIEW: pgettext("button kind", "Insurer: review of care"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.COURT_ORDER: pgettext("button kind", "Court order"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.SUBPOENA: pgettext("button kind", "Subpoena"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.EMPLOYER: pgettext("button kind", "Employer"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.SCHOOL: pgettext("button kind", "School"),
    # TRANSLATORS: A kind of requester, on a button for staff: another treating provider.
    Kind.PROVIDER: pgettext("button kind", "Other care provider"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.FAMILY: pgettext("button kind", "Family or friend"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.HOUSING_BENEFITS: pgettext("button kind", "Housing or benefits"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.RESEARCH: pgettext("button kind", "Research"),
    # TRANSLATORS: A kind of requester, on a button for staff: the client's own lawyer.
    Kind.OWN_ATTORNEY: pgettext("button kind", "Client's own lawyer"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.PROBATION: pgettext("button kind", "Probation or parole"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.IMMIGRATION: pgettext("button kind", "Immigration office"),
    # TRANSLATORS: A kind of requester, on a button for staff.
    Kind.POLICE: pgettext("button kind", "Police or prosecutor"),
    # TRANSLATORS: A kind of requester, on a button for staff: workers' compensation.
    Kind.WORKERS_COMP: pgettext("button kind", "Work injury insurance"),
    # TRANSLATORS: A kind of requester, on a button for staff: child or adult protective services.
    Kind.PROTECTIVE_SERVICES: pgettext("button kind", "Protective services"),
    # TRANSLATORS: A kind of requester, on a button for staff: none of the others.
    Kind.OTHER: pgettext("button kind", "Someone else"),
}

#: What for: stands after "Why:" and after "because they want this".
PURPOSE: dict[Purpose, Line] = {
    # TRANSLATORS: What for. Stands after "Why:" in a message to the client. "They" are those who ask. No full stop.
    Purpose.PAYMENT: pgettext("purpose", "to decide if they pay for your visits"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.CLAIM: pgettext("purpose", "to check a bill for your visits"),
    # TRANSLATORS: What for, after "Why:". Utilization review. No full stop.
    Purpose.REVIEW_OF_CARE: pgettext("purpose", "to decide if they pay for more care"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.PAYMENT_DECISION: pgettext("purpose", "to look again at what they pay"),
    # TRANSLATORS: What for, after "Why:". The plan's own running and checks. No full stop.
    Purpose.PLAN_OPERATIONS: pgettext("purpose", "to check how their plan works"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.COURT_CASE: pgettext("purpose", "to use in a court case"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.WORK: pgettext("purpose", "to plan your work, or time off"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.SCHOOL: pgettext("purpose", "to plan help for you at school"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.TREATMENT: pgettext("purpose", "to care for you"),
    # TRANSLATORS: What for, after "Why:". Coordination of care. No full stop.
    Purpose.COORDINATION: pgettext("purpose", "to plan your care with us"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.FAMILY_SUPPORT: pgettext("purpose", "to support you"),
    # TRANSLATORS: What for, after "Why:". Family asked for it. No full stop.
    Purpose.FAMILY_REQUEST: pgettext("purpose", "to know how you are"),
    # TRANSLATORS: What for, after "Why:". Housing or benefits. No full stop.
    Purpose.BENEFITS: pgettext("purpose", "to decide if you can get a home or money help"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.RESEARCH: pgettext("purpose", "to use in a study"),
    # TRANSLATORS: What for, after "Why:". The client started this. No full stop.
    Purpose.CLIENT_REQUEST: pgettext("purpose", "because you asked for it"),
    # TRANSLATORS: What for, after "Why:". Probation or parole. No full stop.
    Purpose.SUPERVISION: pgettext("purpose", "to follow your probation or parole"),
    # TRANSLATORS: What for, after "Why:". No full stop.
    Purpose.IMMIGRATION_CASE: pgettext("purpose", "to use in an immigration case"),
    # TRANSLATORS: What for, after "Why:". Police. No full stop.
    Purpose.INVESTIGATION: pgettext("purpose", "to use in a police case"),
    # TRANSLATORS: What for, after "Why:". Workers' compensation. No full stop.
    Purpose.WORK_INJURY: pgettext("purpose", "to decide about a work injury"),
    # TRANSLATORS: What for, after "Why:". Protective services. No full stop.
    Purpose.SAFETY: pgettext("purpose", "to check that a child or an adult is safe"),
    # TRANSLATORS: What for, after "Why:". The reason is none of the known ones. No full stop.
    Purpose.OTHER: pgettext("purpose", "please ask us, we can explain it"),
}

#: How a request stands, for staff, in capitals where the script has them.
STATE: dict[State, Line] = {
    # TRANSLATORS: How a request stands, first line of a message to staff.
    State.DRAFT: pgettext("state", "DRAFT"),
    # TRANSLATORS: How a request stands, first line of a message to staff: the agency looks at it first.
    State.IN_REVIEW: pgettext("state", "IN REVIEW"),
    # TRANSLATORS: How a request stands, first line of a message to staff: no answer yet.
    State.ASKED: pgettext("state", "ASKED, no answer yet"),
    # TRANSLATORS: How a request stands, first line of a message to staff: the client said yes to everything.
    State.GRANTED: pgettext("state", "YES"),
    # TRANSLATORS: How a request stands, first line of a message to staff: yes to some items, no to the others.
    State.PARTLY_GRANTED: pgettext("state", "PARTLY YES"),
    # TRANSLATORS: How a request stands, first line of a message to staff.
    State.DENIED: pgettext("state", "NO"),
    # TRANSLATORS: How a request stands, first line of a message to staff: closed because nobody answered in time.
    State.LAPSED: pgettext("state", "CLOSED, no answer"),
    # TRANSLATORS: How a request stands, first line of a message to staff: the agency took it back.
    State.WITHDRAWN: pgettext("state", "TAKEN BACK by us"),
    # TRANSLATORS: How a request stands, first line of a message to staff: a yes was said, then stopped.
    State.REVOKED: pgettext("state", "STOPPED"),
    # TRANSLATORS: How a request stands, first line of a message to staff: the consent reached its end date.
    State.EXPIRED: pgettext("state", "ENDED on its date"),
    # TRANSLATORS: How a request stands, first line of a message to staff: a one-time consent was used.
    State.USED_UP: pgettext("state", "USED ONCE, now closed"),
    # TRANSLATORS: How a request stands, first line of a message to staff: a fact was wrong.
    State.INVALIDATED: pgettext("state", "NOT VALID, a fact was wrong"),
}


def kind(voice: Voice, code: str) -> Worded:
    """Who asks, as the client would say it."""
    return voice.say(KIND[Kind(code)])


def kind_label(voice: Voice, code: str) -> Worded:
    """Who asks, as staff would say it."""
    return voice.say(KIND_LABEL[Kind(code)])


def purpose(voice: Voice, code: str) -> Worded:
    """What for."""
    return voice.say(PURPOSE[Purpose(code)])


def state(voice: Voice, code: str) -> Worded:
    """How a request stands, for staff."""
    return voice.say(STATE[State(code)])

"""The ways without a yes, one row each: law, facts to write down, who agrees, and when the client hears of it."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """The code of an exception, as people and records name it."""

    CHILD = "EX-CHILD"
    ADULT = "EX-ADULT"
    THREAT_OTHER = "EX-THREAT-OTHER"
    THREAT_SELF = "EX-THREAT-SELF"
    EMERGENCY = "EX-EMERG"
    COURT_ORDER = "EX-COURT"
    SUBPOENA_ASSURED = "EX-SUBP-ASSUR"
    LEGAL_PROCESS = "EX-LE-PROCESS"
    LOCATE = "EX-LE-LOCATE"
    VICTIM = "EX-LE-VICTIM"
    CRIME_PREMISES = "EX-CRIME-PREM"
    OVERSIGHT = "EX-OVERSIGHT"
    PUBLIC_HEALTH = "EX-PUBHEALTH"
    REQUIRED_BY_LAW = "EX-REQ-LAW"
    WORKERS_COMP = "EX-COMP"
    CORONER = "EX-CORONER"
    CUSTODY = "EX-CUSTODY"
    BENEFIT = "EX-BENEFIT"
    NATIONAL_SECURITY = "EX-NATSEC"
    RESEARCH = "EX-RESEARCH"
    TREATMENT_PAYMENT = "EX-TPO"
    FAMILY = "EX-FAMILY"
    DEFENSE = "EX-DEFENSE"
    BREAK_GLASS = "EX-BTG"


class Cosign(StrEnum):
    """Who agrees besides the one who decides."""

    AFTERWARDS = "afterwards"  #: One may act at once; a second person looks within a day.
    BEFORE = "before"
    BEFORE_WITH_COUNSEL = "before_with_counsel"
    UNLESS_MANDATED = "unless_mandated"  #: Before, but afterwards for a report that the law commands.


class Tell(StrEnum):
    """When the client hears of it."""

    FIRST = "first"  #: Before anything goes out.
    MUST = "must"  #: Promptly afterwards.
    SHOULD = "should"  #: So too, by ethics and not by statute.
    NOT_REQUIRED = "not_required"
    FORBIDDEN = "forbidden"


class Delay(StrEnum):
    """Why the client is not told yet (D-1)."""

    RISK_SERIOUS_HARM = "risk_serious_harm"
    REP_RESPONSIBLE = "rep_responsible"
    ORDER_FORBIDS = "order_forbids"
    INVESTIGATION_SUSPENSION = "investigation_suspension"
    CANNOT_REACH = "cannot_reach"
    INCAPACITY = "incapacity"


class Part2(StrEnum):
    """Whether records of alcohol and drug care may go this way too."""

    ALLOWED = "allowed"
    WITH_MORE = "with_more"  #: With the further facts of its own rule.
    NEVER = "never"


class Needed(StrEnum):
    """A fact that has to be written down; the record holds its words, sealed."""

    AGREEMENT = "agreement"
    AUTHORITY = "authority"
    AFFILIATION = "affiliation"
    ALTERNATIVES_OFFERED = "alternatives_offered"
    CALLER = "caller"
    COURT = "court"
    DATA_ITEMS = "data_items"
    DISCLOSER = "discloser"
    DOCKET = "docket"
    EVIDENCE = "evidence"
    FACTS_REPORTED = "facts_reported"
    FINDINGS = "findings"
    INFERENCE = "inference"
    INJURY = "injury"
    JUDGE = "judge"
    LAW = "law"
    LIMB = "limb"  #: Which part of the law it rests on.
    MANDATED = "mandated"
    MATTER = "matter"
    MOMENT = "moment"
    NATURE = "nature"
    NEED_STATED = "need_stated"
    NOTICE_GIVEN = "notice_given"
    OBJECTION_OVER = "objection_over"
    OFFICIAL = "official"
    ORDER_DATE = "order_date"
    PROCESS = "process"
    RECEIVER = "receiver"
    REFUSAL = "refusal"
    REPORT_NUMBER = "report_number"
    REASON = "reason"
    RISK = "risk"
    SCOPE = "scope"
    STEPS_TRIED = "steps_tried"
    SUBPOENA = "subpoena"
    TARGET = "target"
    THREAT = "threat"
    THREE_PART_TEST = "three_part_test"
    WAIVER = "waiver"
    WHO_CAN_PREVENT = "who_can_prevent"
    WHY_IMMINENT = "why_imminent"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list."""

    cite: str
    needs: frozenset[Needed]
    cosign: Cosign
    tell: Tell
    part2: Part2
    delays: frozenset[Delay] = frozenset()
    part2_needs: frozenset[Needed] = frozenset()
    countable: bool = True  #: Listed when the client asks who got their information, by law (HIPAA-528-2).


def _needs(names: str) -> frozenset[Needed]:
    return frozenset(Needed(name) for name in names.split())


_N, _C, _T, _P, _D = _needs, Cosign, Tell, Part2, Delay

_SAFE = frozenset({_D.RISK_SERIOUS_HARM, _D.REP_RESPONSIBLE, _D.CANNOT_REACH, _D.INCAPACITY})
_HARM = frozenset(
    {_D.RISK_SERIOUS_HARM, _D.REP_RESPONSIBLE}
)  #: All that 164.512(c)(2) lets keep the client in the dark.
_REACH = frozenset({_D.CANNOT_REACH, _D.INCAPACITY})
_ORDER = frozenset({_D.ORDER_FORBIDS, _D.INVESTIGATION_SUSPENSION}) | _REACH
_EMERGENCY = _N("receiver affiliation discloser moment nature")  #: The four facts of 42 CFR 2.51, and the hour.

EXCEPTIONS: dict[Way, Row] = {
    Way.CHILD: Row(
        "45 CFR 164.512(b)(1)(ii)",
        _N("receiver report_number law caller facts_reported"),
        _C.AFTERWARDS,
        _T.SHOULD,
        _P.ALLOWED,  # P2-CHILD: the report, not the records behind it
        _SAFE,
    ),
    Way.ADULT: Row(
        "45 CFR 164.512(c)", _N("receiver limb facts_reported"), _C.UNLESS_MANDATED, _T.MUST, _P.NEVER, _HARM
    ),
    Way.THREAT_OTHER: Row(
        "45 CFR 164.512(j)(1)(i)",
        _N("threat target who_can_prevent why_imminent law receiver"),
        _C.AFTERWARDS,
        _T.SHOULD,
        _P.NEVER,
        _SAFE,
    ),
    Way.THREAT_SELF: Row(
        "45 CFR 164.512(j), 164.510(b)(3)",
        _N("risk receiver steps_tried"),
        _C.AFTERWARDS,
        _T.SHOULD,
        _P.WITH_MORE,
        _SAFE,
        _EMERGENCY,
    ),
    Way.EMERGENCY: Row(
        "45 CFR 164.506(c), 164.510(b)(3)", _EMERGENCY, _C.AFTERWARDS, _T.SHOULD, _P.ALLOWED, _SAFE, countable=False
    ),
    Way.COURT_ORDER: Row(
        "45 CFR 164.512(e)(1)(i)",
        _N("court docket judge order_date scope"),
        _C.BEFORE_WITH_COUNSEL,
        _T.SHOULD,
        _P.WITH_MORE,
        _ORDER,
        _N("subpoena findings notice_given"),
    ),
    Way.SUBPOENA_ASSURED: Row(
        "45 CFR 164.512(e)(1)(ii)-(vi)",
        _N("court docket notice_given objection_over"),
        _C.BEFORE_WITH_COUNSEL,
        _T.FIRST,
        _P.NEVER,
    ),
    Way.LEGAL_PROCESS: Row(
        "45 CFR 164.512(f)(1)(ii)",
        _N("process official three_part_test scope"),
        _C.BEFORE_WITH_COUNSEL,
        _T.SHOULD,
        _P.WITH_MORE,
        _ORDER,
        _N("court findings notice_given"),
    ),
    Way.LOCATE: Row("45 CFR 164.512(f)(2)", _N("official data_items"), _C.BEFORE, _T.SHOULD, _P.NEVER, _ORDER),
    Way.VICTIM: Row("45 CFR 164.512(f)(3)", _N("official agreement"), _C.BEFORE, _T.MUST, _P.NEVER, _REACH),
    Way.CRIME_PREMISES: Row(
        "45 CFR 164.512(f)(5)", _N("official evidence data_items"), _C.AFTERWARDS, _T.SHOULD, _P.ALLOWED, _ORDER
    ),
    Way.OVERSIGHT: Row(
        "45 CFR 164.512(d), 164.502(a)(2)(ii)",
        _N("official authority scope"),
        _C.BEFORE,
        _T.NOT_REQUIRED,
        _P.NEVER,
        _ORDER,
    ),
    Way.PUBLIC_HEALTH: Row(
        "45 CFR 164.512(b)(1)(i), (iv)", _N("law receiver data_items"), _C.UNLESS_MANDATED, _T.SHOULD, _P.NEVER, _SAFE
    ),
    Way.REQUIRED_BY_LAW: Row(
        "45 CFR 164.512(a)", _N("law limb receiver"), _C.BEFORE_WITH_COUNSEL, _T.SHOULD, _P.NEVER, _ORDER
    ),
    Way.WORKERS_COMP: Row("45 CFR 164.512(l)", _N("law injury receiver"), _C.BEFORE, _T.SHOULD, _P.NEVER, _REACH),
    Way.CORONER: Row("45 CFR 164.512(g)", _N("official authority"), _C.BEFORE, _T.NOT_REQUIRED, _P.NEVER),
    Way.CUSTODY: Row(
        "45 CFR 164.512(k)(5)",
        _N("need_stated official"),
        _C.BEFORE,
        _T.SHOULD,
        _P.NEVER,
        _SAFE | _ORDER,
        countable=False,
    ),
    Way.BENEFIT: Row("45 CFR 164.512(k)(6)", _N("law receiver"), _C.BEFORE, _T.SHOULD, _P.NEVER, _REACH),
    Way.NATIONAL_SECURITY: Row(
        "45 CFR 164.512(k)(2)-(3)",
        _N("official authority"),
        _C.BEFORE_WITH_COUNSEL,
        _T.FORBIDDEN,
        _P.NEVER,
        frozenset({_D.ORDER_FORBIDS}),
        countable=False,
    ),
    Way.RESEARCH: Row("45 CFR 164.512(i)", _N("waiver scope"), _C.BEFORE, _T.NOT_REQUIRED, _P.NEVER),
    Way.TREATMENT_PAYMENT: Row(
        "45 CFR 164.506(c)",
        _N("refusal reason alternatives_offered"),
        _C.BEFORE,
        _T.FIRST,
        _P.NEVER,
        countable=False,
    ),
    Way.FAMILY: Row(
        "45 CFR 164.510(b)", _N("inference receiver"), _C.AFTERWARDS, _T.MUST, _P.NEVER, _SAFE, countable=False
    ),
    Way.DEFENSE: Row(
        "45 CFR 164.508(a)(2)(i)(C)",
        _N("matter"),
        _C.BEFORE_WITH_COUNSEL,
        _T.SHOULD,
        _P.NEVER,
        _REACH,
        countable=False,
    ),
    Way.BREAK_GLASS: Row("", _N("reason receiver"), _C.AFTERWARDS, _T.SHOULD, _P.NEVER, _SAFE),
}

#: Psychotherapy notes go these ways only: what a law or a court commands, oversight of their writer, the coroner, a
#: serious threat, and the agency's own defence (45 CFR 164.508(a)(2), HIPAA-A2-i).
NOTES_TOO = frozenset(
    {
        Way.CHILD,  # every state commands the report
        Way.THREAT_OTHER,
        Way.THREAT_SELF,
        Way.COURT_ORDER,
        Way.OVERSIGHT,
        Way.REQUIRED_BY_LAW,
        Way.CORONER,
        Way.DEFENSE,
    }
)
NOTES_IF_COMMANDED = frozenset({Way.ADULT, Way.PUBLIC_HEALTH})
#: A limit the agency is bound by ends neither for payment nor for family; it yields to emergencies and to laws
#: (45 CFR 164.522(a)(1)(v) and (vi)).
BOUND_BY_LIMITS = frozenset({Way.TREATMENT_PAYMENT, Way.FAMILY})

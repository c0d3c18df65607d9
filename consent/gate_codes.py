"""What the gate can say: its verdicts, why it is shut in the order in which it looks, and what would open it."""

from enum import StrEnum

from consent.reasons import Reason


class Verdict(StrEnum):
    """What the gate says. Only the first two let anything out, and only what stands in `allowed`."""

    ALLOW = "allow"
    ALLOW_REDACTED = "allow_redacted"
    BLOCK = "block"
    CONSULT = "consult"  #: Nothing may go out before the agency's lead has looked (SCOPE-5).
    HOLD = "hold"  #: Shut for now, without a change of the decision.


class GateCode(StrEnum):
    """Why something may not go out, in the order in which the gate looks: the first gives the verdict."""

    UNKNOWN_REQUEST = "unknown_request"
    CLIENT_NOT_BOUND = "client_not_bound"  #: G1
    REQUESTER_UNVERIFIED = "requester_unverified"  #: G2
    OFFICIAL_UNPROVED = "official_unproved"  #: They were checked, but an official has shown no paper.
    LEGAL_HOLD = "legal_hold"  #: G3
    UNDER_REVIEW = "under_review"
    INCIDENT = "incident"  #: Something of it went to the wrong place.
    RESTRICTED = "restricted"  #: G4
    UNKNOWN_KIND = "unknown_kind"  #: G5
    UNKNOWN_CATEGORY = "unknown_category"
    LAW_CONSULT = "law_consult"
    STOP_PENDING = "stop_pending"  #: G6
    NOT_ASKED = "not_asked"
    UNANSWERED = "unanswered"
    DENIED = "denied"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    EXPIRED = "expired"
    USED_UP = "used_up"
    INVALIDATED = "invalidated"
    NOT_VOUCHED = "not_vouched"  #: Staff wrote down a yes, and nobody else vouches for it yet.
    NO_AUTHORITY = "no_authority"  #: Who said yes for the client has no known right to.
    DECIDERS_DISAGREE = "deciders_disagree"
    OF_AGE_NOW = "of_age_now"  #: The yes was given for a minor who decides alone by now.
    WEAK_BASIS = "weak_basis"
    MIXED_NOTES = "mixed_notes"
    OTHER_SIGNER = "other_signer"
    MISSING_ELEMENT = "missing_element"
    NOT_WITNESSED = "not_witnessed"  #: The law wants a witness to the signature.
    MISSING_STATEMENT = "missing_statement"
    RUNS_TOO_LONG = "runs_too_long"
    OTHER_RECIPIENT = "other_recipient"  #: G7
    OTHER_PURPOSE = "other_purpose"
    EMPTY_PACKET = "empty_packet"
    NOT_NAMED = "not_named"
    NOT_GRANTED = "not_granted"
    OUTSIDE_PERIOD = "outside_period"
    LAW_FORBIDS = "law_forbids"  #: G8
    BEYOND_MINIMUM = "beyond_minimum"
    WITHOUT_REASON = "without_reason"
    WITHOUT_SECOND = "without_second"
    NOT_INFORMED = "not_informed"  #: G9
    NOTICE_MISSING = "notice_missing"  #: G10
    UNREACHABLE = "unreachable"  #: The channel comes last, so that a no is never shown as a yes that waits.
    STOP_WORD = "stop_word"


class NextStep(StrEnum):
    """The smallest step that would make it allowed; some things only the client or a court can change."""

    CHECK_THE_CODE = "check_the_code"
    CONNECT_CLIENT_AGAIN = "connect_client_again"
    VERIFY_REQUESTER = "verify_requester"
    SEE_A_PAPER = "see_a_paper"
    ASK_COUNSEL = "ask_counsel"
    ASK_LEAD = "ask_lead"
    CLOSE_INCIDENT = "close_incident"
    LEAVE_IT_OUT = "leave_it_out"
    ASK_THE_CLIENT = "ask_the_client"
    WAIT_FOR_ANSWER = "wait_for_answer"
    KEEP_THE_NO = "keep_the_no"  #: Only the client can open this again.
    ASK_ANEW = "ask_anew"
    ASK_FOR_SIGNATURE = "ask_for_signature"
    ASK_IN_PERSON = "ask_in_person"
    ASK_ALONE = "ask_alone"
    ASK_OTHER_SIGNER = "ask_other_signer"
    ASK_SHORTER = "ask_shorter"
    USE_NAMED_RECIPIENT = "use_named_recipient"
    NAME_ITEMS = "name_items"
    NARROW_PERIOD = "narrow_period"
    WRITE_REASON = "write_reason"
    EXPLAIN_FIRST = "explain_first"
    ATTACH_NOTICE = "attach_notice"
    REACH_CLIENT = "reach_client"
    ASK_WHAT_STOP_MEANT = "ask_what_stop_meant"
    ASK_SECOND_PERSON = "ask_second_person"


_C, _N = GateCode, NextStep

_KNOWN: dict[GateCode, tuple[str, NextStep]] = {
    _C.UNKNOWN_REQUEST: ("SCOPE-5", _N.CHECK_THE_CODE),
    _C.CLIENT_NOT_BOUND: ("TG-11", _N.CONNECT_CLIENT_AGAIN),
    _C.REQUESTER_UNVERIFIED: ("HIPAA-V-1", _N.VERIFY_REQUESTER),
    _C.OFFICIAL_UNPROVED: ("HIPAA-V-2", _N.SEE_A_PAPER),
    _C.LEGAL_HOLD: ("ETH-7", _N.ASK_COUNSEL),
    _C.UNDER_REVIEW: ("HIPAA-MN-4", _N.ASK_LEAD),
    _C.INCIDENT: ("HIPAA-BREACH", _N.CLOSE_INCIDENT),
    _C.RESTRICTED: ("HIPAA-522-1", _N.LEAVE_IT_OUT),
    _C.UNKNOWN_KIND: ("SCOPE-5", _N.ASK_LEAD),
    _C.UNKNOWN_CATEGORY: ("SCOPE-5", _N.ASK_LEAD),
    _C.LAW_CONSULT: ("SCOPE-5", _N.ASK_COUNSEL),
    _C.STOP_PENDING: ("P2-35", _N.ASK_COUNSEL),
    _C.NOT_ASKED: ("ETH-1", _N.ASK_THE_CLIENT),
    _C.UNANSWERED: ("GDPR-4-11", _N.WAIT_FOR_ANSWER),
    _C.DENIED: ("REC-27560-2", _N.KEEP_THE_NO),
    _C.LAPSED: ("REM-4", _N.ASK_ANEW),
    _C.WITHDRAWN: ("REC-27560-2", _N.ASK_ANEW),
    _C.REVOKED: ("HIPAA-B2-iii", _N.KEEP_THE_NO),
    _C.EXPIRED: ("HIPAA-B2-i", _N.ASK_ANEW),
    _C.USED_UP: ("HIPAA-B2-i", _N.ASK_ANEW),
    _C.INVALIDATED: ("HIPAA-B2-v", _N.ASK_ANEW),
    _C.NOT_VOUCHED: ("ESIG-4", _N.ASK_SECOND_PERSON),
    _C.NO_AUTHORITY: ("HIPAA-C1-vi-b", _N.ASK_COUNSEL),
    _C.DECIDERS_DISAGREE: ("HIPAA-PR-1", _N.ASK_LEAD),
    _C.OF_AGE_NOW: ("ST-MINOR", _N.ASK_ANEW),
    _C.WEAK_BASIS: ("SCOPE-2", _N.ASK_FOR_SIGNATURE),
    _C.MIXED_NOTES: ("HIPAA-B2-iv", _N.ASK_ALONE),
    _C.OTHER_SIGNER: ("ST-MINOR", _N.ASK_OTHER_SIGNER),
    _C.MISSING_ELEMENT: ("HIPAA-B2-ii", _N.ASK_FOR_SIGNATURE),
    _C.NOT_WITNESSED: ("ESIG-10", _N.ASK_IN_PERSON),
    _C.MISSING_STATEMENT: ("HIPAA-B2-ii", _N.ASK_ANEW),
    _C.RUNS_TOO_LONG: ("ST-CA-5611", _N.ASK_SHORTER),
    _C.OTHER_RECIPIENT: ("HIPAA-C1-iii", _N.USE_NAMED_RECIPIENT),
    _C.OTHER_PURPOSE: ("HIPAA-C1-iv", _N.ASK_ANEW),
    _C.EMPTY_PACKET: ("HIPAA-C1-i", _N.NAME_ITEMS),
    _C.NOT_NAMED: ("HIPAA-C1-i", _N.LEAVE_IT_OUT),
    _C.NOT_GRANTED: ("EDPB-GRAN", _N.LEAVE_IT_OUT),
    _C.OUTSIDE_PERIOD: ("HIPAA-C1-i", _N.NARROW_PERIOD),
    _C.LAW_FORBIDS: ("SCOPE-3", _N.LEAVE_IT_OUT),
    _C.BEYOND_MINIMUM: ("HIPAA-MN-1", _N.LEAVE_IT_OUT),
    _C.WITHOUT_REASON: ("HIPAA-MN-2", _N.WRITE_REASON),
    _C.WITHOUT_SECOND: ("HIPAA-MN-2", _N.ASK_ANEW),
    _C.NOT_INFORMED: ("ETH-1", _N.EXPLAIN_FIRST),
    _C.NOTICE_MISSING: ("P2-32-a", _N.ATTACH_NOTICE),
    _C.UNREACHABLE: ("TG-20", _N.REACH_CLIENT),
    _C.STOP_WORD: ("REV-2", _N.ASK_WHAT_STOP_MEANT),
}

REQUIREMENT: dict[GateCode, str] = {code: id for code, (id, _) in _KNOWN.items()}
NEXT: dict[GateCode, NextStep] = {code: step for code, (_, step) in _KNOWN.items()}

VERDICT: dict[GateCode, Verdict] = {
    _C.LEGAL_HOLD: Verdict.HOLD,
    _C.UNDER_REVIEW: Verdict.HOLD,
    _C.INCIDENT: Verdict.HOLD,
    _C.UNREACHABLE: Verdict.HOLD,
    _C.STOP_WORD: Verdict.HOLD,
    _C.NOT_VOUCHED: Verdict.HOLD,
    _C.DECIDERS_DISAGREE: Verdict.HOLD,
    _C.OF_AGE_NOW: Verdict.HOLD,
    _C.NO_AUTHORITY: Verdict.CONSULT,
    _C.UNKNOWN_KIND: Verdict.CONSULT,
    _C.UNKNOWN_CATEGORY: Verdict.CONSULT,
    _C.LAW_CONSULT: Verdict.CONSULT,
    _C.STOP_PENDING: Verdict.CONSULT,
}

#: The place of each code in the order of the gate.
PLACE: dict[GateCode, int] = {code: at for at, code in enumerate(GateCode)}

Fault = tuple[GateCode, str]  #: A code, and the id of the requirement that it offends in this case.


def fault(code: GateCode, id: str | None = None) -> Fault:
    """One failure, under the usual requirement or under the one that a law's pack names."""
    return code, id or REQUIREMENT[code]


def reason(one: Fault) -> Reason:
    """A failure as it is reported, with the smallest next step."""
    code, id = one
    return Reason(id, code, NEXT[code])

"""The states of a request in the words of other formats; only what is in force may look active anywhere."""

from consent.receipts import ConsentRecord
from consent.states import STANDING, State

#: The consent states of DPV, which ISO/IEC TS 27560 uses (REC-27560-2).
CONSENT_STATE: dict[State, str] = {
    State.DRAFT: "ConsentUnknown",
    State.IN_REVIEW: "ConsentUnknown",
    State.ASKED: "ConsentRequested",
    State.GRANTED: "ConsentGiven",
    State.PARTLY_GRANTED: "ConsentGiven",
    State.DENIED: "ConsentRefused",
    State.LAPSED: "ConsentTerminated",
    State.WITHDRAWN: "ConsentTerminated",
    State.REVOKED: "ConsentWithdrawn",
    State.EXPIRED: "ConsentExpired",
    State.USED_UP: "ConsentTerminated",
    State.INVALIDATED: "ConsentInvalidated",
}

_STATUS: dict[State, str] = {
    State.DRAFT: "draft",
    State.IN_REVIEW: "draft",
    State.ASKED: "proposed",
    State.DENIED: "rejected",
    State.LAPSED: "inactive",
    State.WITHDRAWN: "inactive",
    State.REVOKED: "inactive",
    State.EXPIRED: "inactive",
    State.USED_UP: "inactive",
    State.INVALIDATED: "entered-in-error",
}


def consent_state(kept: ConsentRecord) -> str:
    """The DPV state; a yes that covers nothing any more is not given out as a yes."""
    state = kept.case.standing.state
    if state in STANDING and not kept.in_force:
        return "ConsentInvalidated"
    return CONSENT_STATE[state]


def fhir_status(kept: ConsentRecord) -> str:
    """The status of a FHIR R4 Consent: active only while the judge lets something out."""
    if kept.in_force:
        return "active"
    return _STATUS.get(kept.case.standing.state, "inactive")

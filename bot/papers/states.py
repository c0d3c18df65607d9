"""The states of a request in the words of other formats; only what is in force may look active anywhere."""

from consent.circumstances import Hold
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


#: Holds that end a yes for good; after any other hold it may count again.
_FINAL = frozenset({Hold.NO_AUTHORITY, Hold.OF_AGE_NOW})


def consent_state(kept: ConsentRecord) -> str:
    """The DPV state; a yes that covers nothing now is not given out as a yes, and one on hold is unknown."""
    state = kept.case.standing.state
    if state in STANDING and not kept.in_force:
        return "ConsentUnknown" if kept.holds and not kept.holds & _FINAL else "ConsentInvalidated"
    if state is State.ASKED and kept.case.standing.promised_at is not None:
        return "ConsentRequestDeferred"
    return state_then(kept, state)


def state_then(kept: ConsentRecord, state: State) -> str:
    """The DPV state that a state of this request means: who ended a yes, and whether it was the first, matters."""
    if state is State.WITHDRAWN and kept.yes is not None:
        return "ConsentRevoked"  # By the agency, not by the client.
    if state in STANDING and kept.renews:
        return "RenewedConsentGiven"
    return CONSENT_STATE[state]


def fhir_status(kept: ConsentRecord) -> str:
    """The status of a FHIR R4 Consent: active only while the judge lets something out."""
    if kept.in_force:
        return "active"
    return _STATUS.get(kept.case.standing.state, "inactive")

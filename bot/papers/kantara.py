"""One yes as a Kantara Consent Receipt 1.1, and one decision as the fields of ISO/IEC TS 27560."""

from typing import Any

from bot.papers.forms import NoSuchPaper
from bot.papers.states import CONSENT_STATE, consent_state
from consent.categories import INFORMATION
from consent.purposes import ACT_REASON
from consent.receipts import ConsentRecord, Happening
from consent.request import Item
from consent.states import STANDING, State

KCR_VERSION = "KI-CR-v1.1.0"
RECORD_VERSION = "ISO/IEC TS 27560:2023"
SENSITIVE_FROM = 3  #: The level of privacy from which a kind of information counts as sensitive.
NO_YES = "There was no yes under this number, and this kind of receipt is only for a yes."
HOW = "Telegram chat with AskFirst"
STOP = "The client may stop it on any day: in the chat, in writing or by word. What was sent before cannot come back."
KEEP = "Six years from the last day it was in effect (45 CFR 164.530(j))."

Plain = dict[str, Any]


def receipt(kept: ConsentRecord, *, public_key: str = "") -> Plain:
    """The receipt of a yes; once it has ended, `termination` says when and why. Raises NoSuchPaper without a yes."""
    if kept.yes is None:
        raise NoSuchPaper(NO_YES)
    items = _items(kept)
    sensitive = sorted({str(item.category) for item in items if INFORMATION[item.category].level >= SENSITIVE_FROM})
    plain: Plain = {
        "version": KCR_VERSION,
        "jurisdiction": kept.agency.jurisdiction,
        "consentTimestamp": int(kept.yes.at.timestamp()),
        "collectionMethod": HOW,
        "consentReceiptID": f"{kept.case.request.id}-{kept.yes.seq}",
        "language": kept.client.language,
        "piiPrincipalId": kept.client.id,
        "piiControllers": [_controller(kept)],
        "policyUrl": kept.agency.policy_url,
        "services": [{"service": _service(kept), "purposes": [_purpose(kept, items)]}],
        "sensitive": bool(sensitive),
        "spiCat": sensitive,
    }
    return plain | ({"publicKey": public_key} if public_key else {})


def _items(kept: ConsentRecord) -> tuple[Item, ...]:
    return kept.items_at(kept.covered) if kept.in_force else kept.agreed


def _service(kept: ConsentRecord) -> str:
    return f"Sending information to {kept.case.request.recipient.name}"


def _purpose(kept: ConsentRecord, items: tuple[Item, ...]) -> Plain:
    request = kept.case.request
    return {
        "purpose": request.purpose.replace("_", " "),
        "purposeCategory": [ACT_REASON[request.purpose] or request.purpose],
        "consentType": "EXPLICIT",
        "piiCategory": [_with_days(item) for item in items],
        "primaryPurpose": True,
        "termination": _termination(kept),
        "thirdPartyDisclosure": True,
        "thirdPartyName": request.recipient.name,
    }


def _with_days(item: Item) -> str:
    return f"{item.category} {item.period.first.isoformat()}/{item.period.last.isoformat()}"


def _termination(kept: ConsentRecord) -> str:
    if kept.in_force:
        return f"Until {_ends_on(kept)}. {STOP}"
    return f"Ended: {consent_state(kept)}, {_ended(kept)}. {STOP}"


def _ended(kept: ConsentRecord) -> str:
    last = kept.history[-1] if kept.history else None
    change = next((each for each in reversed(kept.history) if each.state is not None), last)
    return kept.made_at.isoformat() if change is None or change.state in STANDING else change.at.isoformat()


def _ends_on(kept: ConsentRecord) -> str:
    return (kept.case.standing.ends_on or kept.case.request.ends_on).isoformat()


def _controller(kept: ConsentRecord) -> Plain:
    agency = kept.agency
    return {
        "piiController": agency.name,
        "onBehalf": False,
        "contact": kept.clinician,
        "address": {"text": agency.address} if agency.address else {},
        "email": agency.email,
        "phone": agency.phone,
    }


def iso27560(kept: ConsentRecord) -> Plain:
    """The fields of a consent record as ISO/IEC TS 27560 names them (REC-27560-1); its states are those of DPV."""
    request = kept.case.request
    return {
        "schema_version": RECORD_VERSION,
        "record_id": request.id,
        "pii_principal_id": kept.client.id,
        "pii_processing": {
            "privacy_notice": [
                {"ref": each.ref, "sha256": each.digest, "version": each.catalogue} for each in kept.shown
            ],
            "language": kept.client.language,
            "purposes": [_iso_purpose(kept)],
            "pii_controllers": ["agency"],
            "storage_location": kept.agency.jurisdiction,
            "retention_period": KEEP,
            "jurisdiction": kept.agency.jurisdiction,
            "recipient_third_parties": ["recipient"],
            "withdrawal_method": STOP,
        },
        "parties": [
            _party("agency", kept.agency.name, "controller", kept.clinician),
            _party("recipient", request.recipient.name, "third party", request.recipient.name),
        ],
        "events": [_iso_event(kept, each) for each in kept.history if each.state is not None],
        "state": consent_state(kept),
    }


def _iso_purpose(kept: ConsentRecord) -> Plain:
    return {
        "purpose": kept.case.request.purpose,
        "lawful_basis": kept.case.request.legal_basis,
        "pii_information": [
            {
                "pii_type": item.category,
                "first": item.period.first.isoformat(),
                "last": item.period.last.isoformat(),
                "special_category": INFORMATION[item.category].level >= SENSITIVE_FROM,
                "in_force": at in kept.covered,
            }
            for at, item in enumerate(kept.case.request.items)
        ],
    }


def _party(id: str, name: str, kind: str, contact: str) -> Plain:
    return {"party_id": id, "party_name": name, "party_type": kind, "party_contact": contact, "party_address": ""}


def _iso_event(kept: ConsentRecord, each: Happening) -> Plain:
    return {
        "event_time": each.at.isoformat(),
        "validity_duration": _ends_on(kept) if each.state in STANDING else None,
        "entity_id": each.actor,
        "event_type": each.action,
        "state": CONSENT_STATE[State(each.state or State.DRAFT)],
    }

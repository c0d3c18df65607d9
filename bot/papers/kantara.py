"""One yes as a Kantara Consent Receipt 1.1 (REC-KCR-1), and one decision as the fields of ISO/IEC TS 27560."""

from typing import Any

from bot.papers.forms import NoSuchPaper
from bot.papers.states import consent_state, state_then
from consent.categories import INFORMATION
from consent.purposes import ACT_REASON
from consent.receipts import ConsentRecord, Happening
from consent.request import Item
from consent.states import STANDING, State
from consent.testimony import Desk
from consent.word import Method

KCR_VERSION = "KI-CR-v1.1.0"
RECORD_VERSION = "ISO/IEC TS 27560:2023"
SENSITIVE_FROM = 3  #: The level of privacy from which a kind of information counts as sensitive.
NO_YES = "There was no yes under this number, and this kind of receipt is only for a yes."
HOW = "Telegram chat with AskFirst"
OUTSIDE = {
    Method.PAPER: "On paper, written down by staff in AskFirst",
    Method.PHONE: "By phone, written down by staff in AskFirst",
    Method.IN_PERSON: "In person, written down by staff in AskFirst",
}
STOP = "The client may stop it on any day: in the chat, in writing or by word. What was sent before cannot come back."
#: Where a law holds the yes until an event (P2-35).
HELD = "A stop is written down on any day, and counts once: {event}; on {until} at the latest (42 CFR 2.35)."
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
        "jurisdiction": " ".join(kept.jurisdictions),
        "consentTimestamp": int(kept.yes.at.timestamp()),
        "collectionMethod": _how(kept),
        "consentReceiptID": f"{kept.case.request.id}-{kept.yes.seq}",
        "language": kept.client.language,
        "piiPrincipalId": kept.client.id,
        "piiControllers": [_controller(kept)],
        "policyUrl": "" if kept.published.privacy is None else kept.published.privacy.url,
        "services": [{"service": _service(kept), "purposes": [_purpose(kept, items)]}],
        "sensitive": bool(sensitive),
        "spiCat": sensitive,
    }
    return plain | ({"publicKey": public_key} if public_key else {})


def _how(kept: ConsentRecord) -> str:
    return HOW if kept.said is None else OUTSIDE[kept.said.method]


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
        return f"Until {_ends_on(kept)}. {_stop(kept)}"
    return f"Ended: {consent_state(kept)}, {_ended(kept)}. {_stop(kept)}"


def _stop(kept: ConsentRecord) -> str:
    held = kept.case.request.held
    return STOP if held is None else HELD.format(event=held.event.replace("_", " "), until=held.until.isoformat())


def _ended(kept: ConsentRecord) -> str:
    last = kept.history[-1] if kept.history else None
    change = next((each for each in reversed(kept.history) if each.state is not None), last)
    return kept.made_at.isoformat() if change is None or change.state in STANDING else change.at.isoformat()


def _ends_on(kept: ConsentRecord) -> str:
    return (kept.case.standing.ends_on or kept.case.request.ends_on).isoformat()


def _controller(kept: ConsentRecord) -> Plain:
    desk = _desk(kept)
    return {
        "piiController": kept.agency.name,
        "onBehalf": False,
        "contact": desk.name,
        "address": {"text": desk.address} if desk.address else {},
        "email": "",
        "phone": desk.phone,
    }


def _desk(kept: ConsentRecord) -> Desk:
    """Whom to turn to at the agency: whoever takes complaints, or else the clinician."""
    return kept.published.complaints or Desk(kept.clinician, "", "")


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
            ]
            + _notices(kept),
            "language": kept.client.language,
            "purposes": [_iso_purpose(kept)],
            "pii_controllers": ["agency"],
            "storage_location": kept.agency.jurisdiction,
            "retention_period": KEEP,
            "jurisdiction": " ".join(kept.jurisdictions),
            "recipient_third_parties": ["recipient"],
            "withdrawal_method": _stop(kept),
        },
        "parties": [
            _party("agency", kept.agency.name, "controller", _desk(kept)),
            _party("recipient", request.recipient.name, "third party", Desk(request.recipient.name, "", "")),
            *_representative(kept),
        ],
        "events": [_iso_event(kept, each) for each in kept.history if each.state is not None],
        "state": consent_state(kept),
    }


def _notices(kept: ConsentRecord) -> list[Plain]:
    found = (kept.published.privacy, kept.published.part2)
    return [{"ref": each.url, "sha256": None, "version": each.version} for each in found if each is not None]


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


def _representative(kept: ConsentRecord) -> list[Plain]:
    """Who said yes for the client, and by what right (HIPAA-C1-vi-b)."""
    giver = kept.representative
    if giver is None:
        return []
    kind = f"representative of the PII principal: {giver.authority.replace('_', ' ')}"
    return [_party(giver.id, giver.name, kind, Desk(giver.name, "", ""))]


def _party(id: str, name: str, kind: str, desk: Desk) -> Plain:
    contact = ", ".join(part for part in (desk.name, desk.phone) if part)
    return {
        "party_id": id,
        "party_name": name,
        "party_type": kind,
        "party_contact": contact,
        "party_address": desk.address,
    }


def _iso_event(kept: ConsentRecord, each: Happening) -> Plain:
    return {
        "event_time": each.at.isoformat(),
        "validity_duration": _ends_on(kept) if each.state in STANDING else None,
        "entity_id": each.actor,
        "event_type": each.action,
        "state": state_then(kept, State(each.state or State.DRAFT)),
    }

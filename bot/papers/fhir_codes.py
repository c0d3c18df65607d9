"""The codes of FHIR and HL7 that a consent is told in (REC-FHIR-2), and our own names where they have none."""

from typing import Any

from consent.categories import INFORMATION, LAW_LABEL, Category
from consent.purposes import ACT_REASON, Purpose
from consent.word import Authority

Plain = dict[str, Any]

_HL7 = "http://terminology.hl7.org/CodeSystem/"
SCOPE = f"{_HL7}consentscope"
ACTION = f"{_HL7}consentaction"
ACT_CODE = f"{_HL7}v3-ActCode"
ACT_REASON_SYSTEM = f"{_HL7}v3-ActReason"
CONFIDENTIALITY = f"{_HL7}v3-Confidentiality"
PARTICIPATION = f"{_HL7}v3-ParticipationType"
PARTICIPANT = f"{_HL7}provenance-participant-type"
LOINC = "http://loinc.org"
DICOM = "http://dicom.nema.org/resources/ontology/DCM"
SIGNATURE = "urn:iso-astm:E1762-95:2013"
ROLE = f"{_HL7}v3-RoleCode"
AUTHORITY = "urn:askfirst:authority"
HELPER = "urn:askfirst:helper"
CATEGORY = "urn:askfirst:category"
PURPOSE = "urn:askfirst:purpose"
EVENT = "urn:askfirst:event"
PCF_PROFILE = "https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consentIntermediate"
_CFR = "https://www.ecfr.gov/current/title-45/section-"
CFR_506, CFR_508, CFR_524 = f"{_CFR}164.506", f"{_CFR}164.508", f"{_CFR}164.524"


def coding(system: str, code: str, display: str | None = None) -> Plain:
    """One code of one system."""
    plain = {"system": system, "code": str(code)}
    return plain if display is None else {**plain, "display": display}


def coded(system: str, code: str, display: str | None = None) -> Plain:
    """One concept with one code."""
    return {"coding": [coding(system, code, display)]}


def purpose(wanted: Purpose) -> Plain:
    """A purpose as an ActReason, or under our own name where HL7 has none."""
    reason = ACT_REASON[wanted]
    return coding(PURPOSE, wanted) if reason is None else coding(ACT_REASON_SYSTEM, reason)


#: The v3-RoleCode of who decides for somebody; None where HL7 has no fitting one.
_ROLE: dict[Authority, str | None] = {
    Authority.PARENT: "PRN",
    Authority.GUARDIAN: "GUARD",
    Authority.POWER_OF_ATTORNEY: "POWATT",
    Authority.COURT_ORDER: None,
}


def relationship(authority: Authority) -> Plain:
    """By what right somebody decides for the client, in the codes of HL7 and in our own (HIPAA-C1-vi-b)."""
    role, own = _ROLE[authority], coding(AUTHORITY, authority)
    return {"coding": [own] if role is None else [coding(ROLE, role), own]}


def place(code: str) -> str:
    """A state or country as the authority behind a policy: a URI of its ISO 3166 code (SCOPE-4)."""
    return f"urn:iso:std:iso:3166:-2:{code}" if "-" in code else f"urn:iso:std:iso:3166:{code}"


def labels(category: Category) -> list[Plain]:
    """The security labels of a kind of information: how private, how sensitive, and the laws that have a label."""
    known = INFORMATION[category]
    laws = dict.fromkeys(LAW_LABEL[law] for law in known.laws if law in LAW_LABEL)
    codes = (*known.sensitivity, *laws)
    return [coding(CONFIDENTIALITY, known.confidentiality), *(coding(ACT_CODE, code) for code in codes)]

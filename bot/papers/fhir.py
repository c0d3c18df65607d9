"""One decision as FHIR R4 (REC-FHIR-1): Consent, source, Provenance and AuditEvents, plainly and as IHE's PCF."""

import base64
import html
import re
from datetime import datetime
from enum import StrEnum

from bot.papers import fhir_codes as codes
from bot.papers import fhir_people
from bot.papers.fhir_codes import Plain, coded, coding
from bot.papers.fhir_names import agency, named, patient, to_consent, url
from bot.papers.states import fhir_status
from consent.purposes import Purpose
from consent.receipts import ConsentRecord, Disclosed, Happening, Shown
from consent.request import Item, LegalBasis

_TAG = re.compile(r"<[^>]*>")


class Profile(StrEnum):
    """Which of the two forms. They contradict each other in the root rule, so there are two."""

    R4 = "r4"
    PCF = "pcf"  #: IHE Privacy Consent on FHIR 1.1, intermediate.


def bundle(kept: ConsentRecord, profile: Profile = Profile.R4, *, test_data: bool = False) -> Plain:
    """Everything about one decision in one Bundle; it looks active only while the judge lets something out.

    `test_data` labels every resource as made up (HTEST).
    """
    consent = _consent(kept, profile)
    sources = _source(kept)
    people = fhir_people.related(kept)
    provenance = fhir_people.provenance(kept, consent, sources)
    resources = [consent, *sources, *people, provenance, *_audit(kept)]
    if test_data:
        for resource in resources:
            resource.setdefault("meta", {})["security"] = [coding(codes.ACT_REASON_SYSTEM, "HTEST")]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": kept.made_at.isoformat(),
        "identifier": named("bundle", f"{kept.case.request.id}:{profile}"),
        "entry": [{"fullUrl": url(each["resourceType"], each["id"]), "resource": each} for each in resources],
    }


def _consent(kept: ConsentRecord, profile: Profile) -> Plain:
    request, standing = kept.case.request, kept.case.standing
    consent = {
        "resourceType": "Consent",
        "id": f"consent-{request.id}",
        "identifier": [named("request", request.id), named("code", request.code)],
        "status": fhir_status(kept),
        "scope": coded(codes.SCOPE, "patient-privacy"),
        "category": [coded(codes.LOINC, "59284-0", "Consent Document"), coded(codes.ACT_CODE, "IDSCL")],
        "patient": patient(kept),
        "dateTime": (standing.decided_at or standing.asked_at or kept.created_at).isoformat(),
        "performer": [fhir_people.giver(kept)],
        "organization": [agency(kept)],
        "provision": _pcf_rule(kept) if profile is Profile.PCF else _plain_rule(kept),
    }
    source = _source(kept)
    if source:
        consent["sourceReference"] = {"reference": url("DocumentReference", source[0]["id"])}
    else:  # Nothing was shown yet, and both forms want to know what the question was.
        consent["sourceAttachment"] = {"title": request.code}
    if profile is Profile.PCF:
        return consent | {"meta": {"profile": [codes.PCF_PROFILE]}, "policy": [{"uri": _policy(kept)}]}
    verified = fhir_people.verification(kept)
    return (
        consent
        | {"policy": _policies(kept), "policyRule": coded(codes.ACT_CODE, "OPTOUTE")}
        | ({"verification": verified} if verified else {})
    )


def _plain_rule(kept: ConsentRecord) -> Plain:
    """Nothing, except what is permitted item by item; the root has no type in R4."""
    return {
        **_period(kept),
        "provision": [_plain_item(kept, at, item) for at, item in enumerate(kept.case.request.items)],
    }


def _plain_item(kept: ConsentRecord, at: int, item: Item) -> Plain:
    return {
        "type": "permit" if at in kept.covered else "deny",
        "actor": [_recipient(kept)],
        "action": [coded(codes.ACTION, "disclose")],
        "securityLabel": codes.labels(item.category),
        "purpose": [codes.purpose(kept.case.request.purpose)],
        "code": [coded(codes.CATEGORY, item.category)],
        "dataPeriod": _days(item),
    }


def _pcf_rule(kept: ConsentRecord) -> Plain:
    """Deny this recipient everything, except named things: PCF has no class, code or action, and one level below."""
    items = kept.case.request.items
    rule = {
        "type": "deny",
        **_period(kept),
        "actor": [_recipient(kept)],
        "purpose": [codes.purpose(kept.case.request.purpose)],
    }
    permits = [_pcf_item(kept, items[at]) for at in sorted(kept.covered)]
    return rule | ({"provision": permits} if permits else {})


def _pcf_item(kept: ConsentRecord, item: Item) -> Plain:
    # No security label: N or R would open more than was agreed. An engine that cannot tell the thing opens nothing.
    thing = {"identifier": named("item", f"{kept.case.request.id}:{item.category}"), "display": str(item.category)}
    return {
        "type": "permit",
        "actor": [_recipient(kept)],
        "purpose": [codes.purpose(kept.case.request.purpose)],
        "dataPeriod": _days(item),
        "data": [{"meaning": "instance", "reference": thing}],
    }


def _source(kept: ConsentRecord) -> list[Plain]:
    """What the client saw when they answered, or saw last."""
    shown = kept.words_agreed_to or (kept.shown[-1] if kept.shown else None)
    return [] if shown is None else [_document(kept, shown)]


def _document(kept: ConsentRecord, shown: Shown) -> Plain:
    plain = html.unescape(_TAG.sub("", shown.text))
    attachment = {
        "contentType": "text/plain; charset=utf-8",
        "data": base64.b64encode(plain.encode()).decode(),
        "creation": shown.at.isoformat(),
    }
    return {
        "resourceType": "DocumentReference",
        "id": f"source-{kept.case.request.id}",
        "identifier": [named("sha256", shown.digest), named("catalogue", shown.catalogue)],
        "status": "current",
        "type": coded(codes.LOINC, "64292-6", "Release of information consent"),
        "subject": patient(kept),
        "date": shown.at.isoformat(),
        "author": [agency(kept)],
        "content": [{"attachment": attachment | ({"language": shown.language} if shown.language else {})}],
    }


def _audit(kept: ConsentRecord) -> list[Plain]:
    events = [_event(kept, each) for each in kept.history]
    mine = [each for each in kept.disclosures if each.code == kept.case.request.code]
    return [*events, *(_left(kept, each) for each in mine)]


def _event(kept: ConsentRecord, each: Happening) -> Plain:
    link = {"type": "chain-hash", "valueString": each.hash}
    who, _, id = each.actor.partition(":")
    return _audit_event(
        kept,
        f"event-{kept.case.request.id}-{each.seq}",
        coding(codes.DICOM, "110110", "Patient Record"),
        coding(codes.EVENT, each.action),
        each.at,
        named(who, id or who),
        {"what": to_consent(kept), "detail": [link]},
    )


def _left(kept: ConsentRecord, each: Disclosed) -> Plain:
    details = [{"type": "category", "valueString": str(item.category)} for item in each.items]
    entity = {"what": to_consent(kept), "description": each.recipient, "detail": details}
    kind = coding(codes.DICOM, "110106", "Export")
    return _audit_event(
        kept, f"sent-{each.id}", kind, coding(codes.EVENT, "released"), each.at, named("disclosure", each.id), entity
    )


def _audit_event(
    kept: ConsentRecord, id: str, kind: Plain, subtype: Plain, at: datetime, who: Plain, entity: Plain
) -> Plain:
    return {
        "resourceType": "AuditEvent",
        "id": id,
        "type": kind,
        "subtype": [subtype],
        "recorded": at.isoformat(),
        "outcome": "0",
        "agent": [{"who": {"identifier": who}, "requestor": True}],
        "source": {"observer": agency(kept)},
        "entity": [entity],
    }


def _policies(kept: ConsentRecord) -> list[Plain]:
    """The rule of law, under the authority of each place that may count, and the agency's own notices (SCOPE-4)."""
    law = [{"authority": codes.place(each), "uri": _policy(kept)} for each in kept.jurisdictions]
    found = (kept.published.privacy, kept.published.part2)
    return (law or [{"uri": _policy(kept)}]) + [{"uri": each.url} for each in found if each is not None]


def _policy(kept: ConsentRecord) -> str:
    basis, purpose = kept.case.request.legal_basis, kept.case.request.purpose
    if basis is LegalBasis.AUTHORIZATION_REQUIRED:
        return codes.CFR_508
    return codes.CFR_524 if purpose is Purpose.CLIENT_REQUEST else codes.CFR_506


def _period(kept: ConsentRecord) -> Plain:
    yes, standing = kept.yes, kept.case.standing
    if yes is None:
        return {}
    ended = next((each.at for each in kept.history if each.seq > yes.seq and not kept.in_force and each.state), None)
    end = ended or standing.expires_at
    return {"period": {"start": yes.at.isoformat(), **({"end": end.isoformat()} if end else {})}}


def _days(item: Item) -> Plain:
    return {"start": item.period.first.isoformat(), "end": item.period.last.isoformat()}


def _recipient(kept: ConsentRecord) -> Plain:
    party = kept.case.request.recipient
    reference = {"type": "Organization", "identifier": named("party", party.id), "display": party.name}
    return {"role": coded(codes.PARTICIPATION, "IRCP"), "reference": reference}

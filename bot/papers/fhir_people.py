"""Who decided, who signed, who wrote it down and who stood by, as FHIR has it: RelatedPerson and Provenance."""

from bot.papers import fhir_codes as codes
from bot.papers.fhir_codes import Plain, coded, coding
from bot.papers.fhir_names import agency, named, patient, to_consent, url
from consent.receipts import ConsentRecord
from consent.testimony import Said
from consent.word import Helper


def giver(kept: ConsentRecord) -> Plain:
    """Who said yes: the client, or whoever has the right to say it for them (HIPAA-C1-vi-b)."""
    other = kept.representative
    if other is None:
        return patient(kept)
    return {"type": "RelatedPerson", "reference": url("RelatedPerson", other.id)}


def related(kept: ConsentRecord) -> list[Plain]:
    """Who said yes for the client, and by what right (HIPAA-C1-vi-b)."""
    other = kept.representative
    if other is None:
        return []
    person: Plain = {
        "resourceType": "RelatedPerson",
        "id": other.id,
        "identifier": [named("representative", other.id)],
        "patient": patient(kept),
        "relationship": [codes.relationship(other.authority)],
        "name": [{"text": other.name or "—"}],
    }
    return [person | ({"period": {"end": other.ends_on.isoformat()}} if other.ends_on else {})]


def verification(kept: ConsentRecord) -> list[Plain]:
    """That a second person stands for an answer given outside the chat; PCF has no place for it (ESIG-4)."""
    said = kept.said
    if said is None:
        return []
    at = {} if said.word.second_at is None else {"verificationDate": said.word.second_at.isoformat()}
    return [{"verified": said.vouched_by is not None, "verifiedWith": giver(kept), **at}]


def provenance(kept: ConsentRecord, consent: Plain, sources: list[Plain]) -> Plain:
    """Who made the decision, with what, who stood by, and the signature where there is one."""
    decided = kept.decisions[0].at if kept.decisions else kept.created_at
    made: Plain = {
        "resourceType": "Provenance",
        "id": f"provenance-{kept.case.request.id}",
        "target": [to_consent(kept)],
        "occurredDateTime": decided.isoformat(),
        "recorded": kept.made_at.isoformat(),
        "agent": [_author(kept), _agent("custodian", agency(kept)), *_others(kept)],
    }
    if sources:
        what = {"reference": url("DocumentReference", sources[0]["id"])}
        made["entity"] = [{"role": "source", "what": what}]
    if kept.signature is not None and kept.yes is not None:
        # The name itself and its evidence are in the record, not here.
        kind = coding(codes.SIGNATURE, "1.2.840.10065.1.12.1.7", "Consent Signature")
        made["signature"] = [{"type": [kind], "when": kept.yes.at.isoformat(), "who": giver(kept)}]
    return made


def _author(kept: ConsentRecord) -> Plain:
    by = _agent("author", giver(kept))
    return by if kept.representative is None else {**by, "onBehalfOf": patient(kept)}


def _others(kept: ConsentRecord) -> list[Plain]:
    """Who wrote it down, who stands for it, who helped, and who agreed to what was added (E1, E4, ESIG-9)."""
    second = kept.people.agreed_to_additions
    added = [] if second is None else [_agent("attester", _staff(second))]
    return [*([] if kept.said is None else _around(kept.said)), *added]


def _around(said: Said) -> list[Plain]:
    found = [_agent("enterer", _staff(said.heard_by))]
    if said.vouched_by is not None:
        found.append(_agent("verifier", _staff(said.vouched_by)))
    if said.helper is not Helper.NOBODY:
        # The role alone is kept, never a name.
        found.append({"type": coded(codes.HELPER, said.helper), "who": {"display": said.helper}})
    return found


def _agent(role: str, who: Plain) -> Plain:
    return {"type": coded(codes.PARTICIPANT, role), "who": who}


def _staff(name: str) -> Plain:
    return {"type": "Practitioner", "display": name or "—"}

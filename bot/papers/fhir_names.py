"""How the resources of one FHIR bundle name themselves and each other."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.papers.fhir_codes import Plain
from consent.receipts import ConsentRecord


def patient(kept: ConsentRecord) -> Plain:
    """The client, under the agency's number alone."""
    return {"type": "Patient", "identifier": named("client", kept.client.id)}


def agency(kept: ConsentRecord) -> Plain:
    """The agency, by its name."""
    return {"type": "Organization", "display": kept.agency.name}


def to_consent(kept: ConsentRecord) -> Plain:
    """A reference to the consent of the same bundle."""
    return {"reference": url("Consent", f"consent-{kept.case.request.id}")}


def named(kind: str, value: Any) -> Plain:
    """An identifier of ours."""
    return {"system": f"urn:askfirst:{kind}", "value": str(value)}


def url(kind: str, id: str) -> str:
    """The address of a resource, the same in every bundle."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:askfirst:{kind}:{id}')}"

"""What does not stand never looks active: every state, hold and form, in FHIR, Kantara, ISO 27560 and JSON."""

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from bot.papers.fhir import Profile, bundle
from bot.papers.forms import NoSuchPaper
from bot.papers.kantara import iso27560, receipt
from bot.papers.record import record
from consent.circumstances import Hold
from consent.receipts import ConsentRecord
from consent.request import Case
from consent.states import STANDING, State
from tests.bot.papers.cast import signed_by_a_parent
from tests.bot.papers.drawer import NOW, kept

GIVEN = {"ConsentGiven", "RenewedConsentGiven"}
NOTHING: frozenset[int] = frozenset()
#: Every state beside every hold; a hold or a state that is not a yes covers nothing.
ROWS = [(state, hold) for state, hold in itertools.product(State, (None, *Hold)) if state not in STANDING or hold]
#: The states of DPV and TS 27560, and how a record comes to each.
DPV = {
    "ConsentUnknown": (State.IN_REVIEW, {}),
    "ConsentRequested": (State.ASKED, {}),
    "ConsentRequestDeferred": (State.ASKED, {"deferred": True}),
    "ConsentRefused": (State.DENIED, {}),
    "ConsentGiven": (State.GRANTED, {}),
    "RenewedConsentGiven": (State.GRANTED, {"renews": True}),
    "ConsentWithdrawn": (State.REVOKED, {}),
    "ConsentRevoked": (State.WITHDRAWN, {}),
    "ConsentExpired": (State.EXPIRED, {}),
    "ConsentTerminated": (State.LAPSED, {}),
    "ConsentInvalidated": (State.INVALIDATED, {}),
}


def in_state(state: State, hold: Hold | None) -> ConsentRecord:
    held = frozenset({hold}) if hold else frozenset()
    found = kept(state)
    return replace(found, covered=NOTHING, holds=held) if held else found


def fhir(found: ConsentRecord, profile: Profile) -> dict[str, Any]:
    text = json.dumps(bundle(found, profile))
    Bundle.model_validate_json(text)
    read: dict[str, Any] = next(
        entry["resource"] for entry in json.loads(text)["entry"] if entry["resource"]["resourceType"] == "Consent"
    )
    return read


def ends_in_kantara(found: ConsentRecord) -> bool:
    """Whether the receipt says that the yes has ended; so does one that is not there."""
    try:
        ends: str = receipt(found)["services"][0]["purposes"][0]["termination"]
    except NoSuchPaper:
        return True
    return ends.startswith("Ended: Consent")


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize(("state", "hold"), ROWS)
def test_what_does_not_stand_is_active_nowhere(state: State, hold: Hold | None, profile: Profile) -> None:
    """REC-FHIR-1, REC-27560-2."""
    found = in_state(state, hold)
    consent = fhir(found, profile)

    assert consent["status"] != "active"
    assert "permit" not in json.dumps(consent["provision"])
    assert iso27560(found)["state"] not in GIVEN
    assert not any(item["in_force"] for item in iso27560(found)["pii_processing"]["purposes"][0]["pii_information"])
    assert ends_in_kantara(found)
    assert (record(found)["in_force"], record(found)["covered"]) == (False, [])
    assert record(found)["consent_state"] not in GIVEN


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("state", sorted(STANDING))
def test_a_yes_that_stands_is_active_everywhere(state: State, profile: Profile) -> None:
    found = kept(state)

    assert fhir(found, profile)["status"] == "active"
    assert iso27560(found)["state"] in GIVEN
    assert not ends_in_kantara(found)
    assert record(found)["in_force"]


@pytest.mark.parametrize("name", DPV)
def test_every_state_of_dpv_is_reached(name: str) -> None:
    """REC-27560-2."""
    state, how = DPV[name]
    found = replace(kept(state), renews=bool(how.get("renews")))
    if how.get("deferred"):
        found = replace(found, case=Case(found.case.request, replace(found.case.standing, promised_at=NOW)))

    assert iso27560(found)["state"] == record(found)["consent_state"] == name


@pytest.mark.parametrize("hold", Hold)
def test_a_hold_that_may_end_is_unknown_and_one_that_is_final_is_invalid(hold: Hold) -> None:
    final = hold in (Hold.NO_AUTHORITY, Hold.OF_AGE_NOW)

    assert iso27560(in_state(State.GRANTED, hold))["state"] == ("ConsentInvalidated" if final else "ConsentUnknown")


def test_a_question_taken_back_without_an_answer_was_not_revoked() -> None:
    asked = kept(State.ASKED)
    taken = replace(asked, case=Case(asked.case.request, replace(asked.case.standing, state=State.WITHDRAWN)))

    assert iso27560(taken)["state"] == "ConsentTerminated"


@pytest.mark.parametrize("state", sorted(STANDING))
def test_plain_r4_has_no_type_at_the_root_and_pcf_has_one(state: State) -> None:
    """REC-FHIR-1: the two forms contradict each other here, so each is held to its own."""
    plain, pcf = fhir(kept(state), Profile.R4)["provision"], fhir(kept(state), Profile.PCF)["provision"]

    assert "type" not in plain
    assert {each["type"] for each in plain["provision"]} <= {"permit", "deny"}
    assert pcf["type"] == "deny"
    assert {each["type"] for each in pcf["provision"]} == {"permit"}


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("state", State)
def test_provenance_and_audit_events_are_there_and_lead_to_the_consent(state: State, profile: Profile) -> None:
    for found in (kept(state), signed_by_a_parent(state)):
        entries = json.loads(json.dumps(bundle(found, profile)))["entry"]
        urls = {each["fullUrl"] for each in entries}
        by_kind = {each["resource"]["resourceType"]: each for each in entries}
        consent = by_kind["Consent"]["fullUrl"]

        assert by_kind["Provenance"]["resource"]["target"] == [{"reference": consent}]
        events = [each["resource"] for each in entries if each["resource"]["resourceType"] == "AuditEvent"]
        assert len(events) == len(found.history) + 1
        assert {each["entity"][0]["what"]["reference"] for each in events} == {consent}
        assert len(urls) == len(entries)
        assert set(references(entries)) <= urls


def references(part: Any) -> list[str]:
    """Every reference to another resource in a bundle."""
    if isinstance(part, list):
        return [found for each in part for found in references(each)]
    if not isinstance(part, dict):
        return []
    own = [part["reference"]] if isinstance(part.get("reference"), str) else []
    return own + [found for each in part.values() for found in references(each)]

"""The FHIR export is valid in both forms, and active only for what the judge would let out."""

import base64
import json
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from bot.papers.fhir import Profile, bundle
from bot.papers.fhir_codes import ACT_CODE, ACT_REASON_SYSTEM, labels
from consent.categories import Category
from consent.minimum import Kind
from consent.purposes import Purpose
from consent.receipts import ConsentRecord
from consent.request import LegalBasis
from consent.states import STANDING, State
from tests.bot.papers.drawer import ITEMS, kept


def exported(record: ConsentRecord, profile: Profile = Profile.R4, *, test_data: bool = False) -> dict[str, Any]:
    """The bundle as another program would read it, validated as FHIR R4."""
    text = json.dumps(bundle(record, profile, test_data=test_data))
    Bundle.model_validate_json(text)
    read: dict[str, Any] = json.loads(text)
    return read


def resources(plain: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in plain["entry"] if entry["resource"]["resourceType"] == kind]


def consent(record: ConsentRecord, profile: Profile = Profile.R4) -> dict[str, Any]:
    (only,) = resources(exported(record, profile), "Consent")
    return only


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("state", State)
def test_every_state_is_valid_and_only_a_standing_yes_is_active(state: State, profile: Profile) -> None:
    assert (consent(kept(state), profile)["status"] == "active") is (state in STANDING)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("state", sorted(STANDING))
def test_a_yes_that_covers_nothing_any_more_is_not_active_whatever_its_state(state: State, profile: Profile) -> None:
    ended = consent(kept(state, covered=()), profile)

    assert ended["status"] == "inactive"
    assert "permit" not in json.dumps(ended["provision"])


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("state", sorted(set(State) - STANDING))
def test_nothing_is_permitted_where_no_yes_stands(state: State, profile: Profile) -> None:
    assert "permit" not in json.dumps(consent(kept(state), profile)["provision"])


def test_a_wrong_fact_makes_it_an_error_and_a_no_makes_it_rejected() -> None:
    assert consent(kept(State.INVALIDATED))["status"] == "entered-in-error"
    assert consent(kept(State.DENIED))["status"] == "rejected"
    assert consent(kept(State.ASKED))["status"] == "proposed"


def test_the_plain_form_permits_what_was_agreed_and_denies_the_rest() -> None:
    rule = consent(kept())["provision"]

    assert "type" not in rule
    assert [(each["type"], each["code"][0]["coding"][0]["code"]) for each in rule["provision"]] == [
        ("permit", "attend"),
        ("permit", "worksch"),
        ("deny", "sud"),
    ]
    assert rule["provision"][1]["dataPeriod"] == {"start": "2027-03-01", "end": "2027-05-31"}
    assert rule["period"]["end"].startswith("2028-01-01T05:00")


def test_the_pcf_form_keeps_to_its_profile() -> None:
    """REC-FHIR-1, REC-FHIR-2."""
    found = consent(kept(), Profile.PCF)
    rule = found["provision"]

    assert found["meta"]["profile"] == [
        "https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consentIntermediate"
    ]
    assert found["scope"]["coding"][0]["code"] == "patient-privacy"
    assert all(found[name] for name in ("category", "patient", "dateTime", "performer", "organization"))
    assert len([name for name in found if name.startswith("source")]) == 1
    assert not {"policyRule", "verification"} & found.keys()
    assert [set(each) for each in found["policy"]] == [{"uri"}]
    assert rule["type"] == "deny"
    for each in (rule, *rule["provision"]):
        assert not {"action", "class", "code", "securityLabel"} & each.keys()
        assert [actor["role"]["coding"][0]["code"] for actor in each["actor"]] == ["IRCP"]
    assert all("provision" not in each for each in rule["provision"])
    assert [each["data"][0]["meaning"] for each in rule["provision"]] == ["instance", "instance"]
    assert [each["data"][0]["reference"]["display"] for each in rule["provision"]] == ["attend", "worksch"]


@pytest.mark.parametrize("profile", Profile)
def test_every_rule_names_the_recipient_so_that_two_consents_never_clear_each_other(profile: Profile) -> None:
    rule = consent(kept(), profile)["provision"]

    for each in rule["provision"]:
        assert [actor["reference"]["display"] for actor in each["actor"]] == ["Oak School"]


def test_provenance_names_who_decided_and_carries_the_signature() -> None:
    (found,) = resources(exported(kept()), "Provenance")

    assert found["agent"][0]["who"]["identifier"]["value"] == "client-1"
    assert found["signature"][0]["type"][0]["code"] == "1.2.840.10065.1.12.1.7"
    (unsigned,) = resources(exported(kept(signed=False)), "Provenance")
    assert "signature" not in unsigned


def test_the_words_that_were_seen_are_the_source() -> None:
    plain = exported(kept())
    (source,) = resources(plain, "DocumentReference")
    (found,) = resources(plain, "Consent")
    url = next(entry["fullUrl"] for entry in plain["entry"] if entry["resource"] is source)

    assert found["sourceReference"]["reference"] == url
    data = base64.b64decode(source["content"][0]["attachment"]["data"]).decode()
    assert data.startswith("You agree that Riverside Center may share this with Oak School:")
    assert "&amp;" not in data


def test_every_event_and_every_sending_is_an_audit_event_that_points_to_the_consent() -> None:
    record = kept(State.REVOKED)
    plain = exported(record)
    (found,) = (entry for entry in plain["entry"] if entry["resource"]["resourceType"] == "Consent")
    events = resources(plain, "AuditEvent")

    assert [each["subtype"][0]["code"] for each in events] == [*(each.action for each in record.history), "released"]
    assert {each["entity"][0]["what"]["reference"] for each in events} == {found["fullUrl"]}


def test_made_up_data_says_so_on_every_resource() -> None:
    """REC-FHIR-2."""
    plain = exported(kept(), test_data=True)

    assert {each["resource"]["meta"]["security"][0]["code"] for each in plain["entry"]} == {"HTEST"}
    assert "HTEST" not in json.dumps(exported(kept()))


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_requester_and_every_purpose_is_valid(kind: Kind, profile: Profile) -> None:
    for purpose in Purpose:
        for basis in LegalBasis:
            assert consent(kept(kind=kind, purpose=purpose, legal_basis=basis), profile)["policy"][0]["uri"]


def test_a_purpose_without_a_code_of_hl7_goes_under_our_own_name() -> None:
    def coded(purpose: Purpose) -> Any:
        return consent(kept(purpose=purpose))["provision"]["provision"][0]["purpose"][0]

    assert coded(Purpose.PAYMENT) == {"system": ACT_REASON_SYSTEM, "code": "HPAYMT"}
    assert coded(Purpose.SCHOOL) == {"system": "urn:askfirst:purpose", "code": "school"}


def test_alcohol_and_drug_records_carry_the_label_of_part_2() -> None:
    assert {"system": ACT_CODE, "code": "42CFRPart2"} in labels(Category.SUD)
    assert consent(kept(items=ITEMS[2:], granted=(0,)))["status"] == "active"

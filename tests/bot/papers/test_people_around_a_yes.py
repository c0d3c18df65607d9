"""Who stood by a yes is told on the papers and in the fields that the machine formats have for it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from jsonschema import Draft202012Validator

from bot.papers.fhir import Profile, bundle
from bot.papers.kantara import iso27560, receipt
from bot.papers.people import Form, sheet
from bot.papers.record import record
from bot.words.catalogues import load
from consent.deciders import Representative
from consent.receipts import ConsentRecord
from consent.request import Held, HeldEvent
from consent.states import State
from consent.testimony import NOBODY, NOTHING
from consent.word import Authority, Helper, Method, Proof
from tests.bot.papers.cast import PARENT, said_by, signed_by_a_parent, signed_in_the_chat, word
from tests.bot.papers.drawer import kept

KNOWN = load()
SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "askfirst-record-1.schema.json").read_text("utf-8"))
KANTARA = json.loads(Path(__file__).with_name("kantara_receipt.schema.json").read_text("utf-8"))


def exported(found: ConsentRecord, kind: str, profile: Profile = Profile.R4) -> dict[str, Any]:
    text = json.dumps(bundle(found, profile))
    Bundle.model_validate_json(text)
    (only,) = [e["resource"] for e in json.loads(text)["entry"] if e["resource"]["resourceType"] == kind]
    read: dict[str, Any] = only
    return read


def text_of(found: ConsentRecord, form: Form = Form.AUTHORIZATION) -> str:
    paper = sheet(form, found, KNOWN, key="k")
    return "\n".join(text for block in paper.blocks for text in block.texts)


@pytest.mark.parametrize("profile", Profile)
def test_fhir_names_the_representative_as_performer_and_what_lets_them(profile: Profile) -> None:
    """HIPAA-C1-vi-b, REC-FHIR-1."""
    found = signed_by_a_parent()
    person = exported(found, "RelatedPerson", profile)
    provenance = exported(found, "Provenance", profile)

    assert person["name"] == [{"text": PARENT.name}]
    assert [each["code"] for each in person["relationship"][0]["coding"]] == ["PRN", "parent"]
    assert exported(found, "Consent", profile)["performer"][0]["type"] == "RelatedPerson"
    roles = {each["type"]["coding"][0]["code"]: each["who"].get("display") for each in provenance["agent"]}
    assert roles == {
        "author": None,
        "custodian": "Riverside Center",
        "enterer": "Ana Ruiz",
        "verifier": "Sam Okafor",
        "interpreter": "interpreter",
        "attester": "Sam Okafor",
    }
    assert provenance["agent"][0]["onBehalfOf"]["identifier"]["value"] == "client-1"
    assert provenance["signature"][0]["who"] == exported(found, "Consent", profile)["performer"][0]


def test_that_a_second_person_stands_for_it_is_verification_in_r4_and_has_no_place_in_pcf() -> None:
    found = signed_by_a_parent()

    (verified,) = exported(found, "Consent")["verification"]
    assert verified["verified"] is True
    assert "verification" not in exported(found, "Consent", Profile.PCF)
    alone = replace(found, people=replace(NOBODY, said=(said_by(PARENT, word(second=None, second_at=None)),)))
    assert exported(alone, "Consent")["verification"][0]["verified"] is False


@pytest.mark.parametrize("authority", Authority)
@pytest.mark.parametrize("profile", Profile)
def test_every_right_to_decide_is_valid_in_fhir(authority: Authority, profile: Profile) -> None:
    giver = replace(PARENT, authority=authority, name="")
    found = replace(signed_by_a_parent(), people=replace(NOBODY, said=(said_by(giver, word()),)))

    person = exported(found, "RelatedPerson", profile)
    assert person["relationship"][0]["coding"][-1]["code"] == authority


def test_a_policy_is_under_the_authority_of_each_place() -> None:
    """SCOPE-4."""
    found = signed_in_the_chat()
    policies = exported(found, "Consent")["policy"]

    assert [each.get("authority") for each in policies[:2]] == [
        "urn:iso:std:iso:3166:-2:US-NY",
        "urn:iso:std:iso:3166:-2:US-NJ",
    ]
    assert "https://riverside.example/privacy" in [each["uri"] for each in policies]


def test_kantara_and_iso_have_the_places_the_contact_and_how_it_came() -> None:
    """SCOPE-4, REC-KCR-1, REC-27560-1."""
    found = signed_by_a_parent()
    plain, iso = json.loads(json.dumps(receipt(found))), iso27560(found)

    assert [error.message for error in Draft202012Validator(KANTARA).iter_errors(plain)] == []
    assert plain["jurisdiction"] == iso["pii_processing"]["jurisdiction"] == "US-NY US-NJ"
    assert plain["policyUrl"] == "https://riverside.example/privacy"
    assert plain["piiControllers"][0]["contact"] == "Privacy Office"
    assert plain["collectionMethod"].startswith("On paper")
    assert [(party["party_name"], party["party_type"]) for party in iso["parties"]][2] == (
        PARENT.name,
        "representative of the PII principal: parent",
    )


@pytest.mark.parametrize("found", [signed_in_the_chat(), signed_by_a_parent(), kept(State.DENIED)])
def test_the_record_tells_it_in_its_documented_shape(found: ConsentRecord) -> None:
    """ESIG-5."""
    plain = json.loads(json.dumps(record(found)))

    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(plain)] == []
    assert {"representative", "answers_elsewhere", "asked_for", "jurisdictions", "notices"} <= plain.keys()


def test_the_record_names_everybody_around_a_parents_yes() -> None:
    """HIPAA-C1-vi-b, ESIG-9, REV-4."""
    plain = record(signed_by_a_parent())
    (said,) = plain["answers_elsewhere"]

    assert plain["representative"]["name"] == PARENT.name
    assert (said["method"], said["identity"], said["helper"]) == ("paper", "document", "interpreter")
    assert (said["written_down_by"], said["confirmed_by"]) == ("Ana Ruiz", "Sam Okafor")
    assert plain["asked_for"] == {
        "everything": True,
        "struck_out": ["notes", "hiv"],
        "second_person": "Sam Okafor",
        "requester_reply": "not_enough",
    }


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("proof", Proof)
@pytest.mark.parametrize("helper", Helper)
def test_however_it_came_the_receipt_says_so(method: Method, proof: Proof, helper: Helper) -> None:
    """REV-4, ESIG-9."""
    given = said_by(None, word(method, proof=proof, helper=helper))
    found = replace(signed_in_the_chat(), people=replace(NOBODY, said=(given,)))
    text = text_of(found, Form.RECEIPT)

    assert "July 5, 2027" in text
    assert "Ana Ruiz wrote it down" in text
    assert "Sam Okafor confirmed it." in text
    assert ("helped" in text) is (helper is not Helper.NOBODY)
    assert "private chat" not in text


def test_a_yes_that_nobody_confirmed_says_that_nothing_is_shared() -> None:
    """ESIG-4."""
    given = said_by(None, word(second=None, second_at=None))
    found = replace(signed_in_the_chat(), people=replace(NOBODY, said=(given,)))

    assert "No second person has confirmed it yet. Until then we share nothing." in text_of(found)


@pytest.mark.parametrize("form", [Form.RECEIPT, Form.AUTHORIZATION, Form.ACCOUNTING])
def test_what_is_not_known_leaves_no_line(form: Form) -> None:
    bare = replace(kept(), published=NOTHING, people=NOBODY)
    text = text_of(bare, form)

    for missing in (
        "To complain, turn to",
        "How we guard",
        "Where you live",
        "They also asked",
        "Said yes for",
        "helped",
    ):
        assert missing not in text


def test_somebody_of_whom_no_name_is_known_is_never_taken_for_the_client() -> None:
    """HIPAA-C1-vi-b."""
    nameless = Representative("gone", "", Authority.GUARDIAN, "")
    found = replace(signed_in_the_chat(), people=replace(NOBODY, said=(said_by(nameless, word()),)))

    assert "Said yes for M.R.: — (a guardian)." in text_of(found)
    assert exported(found, "Consent")["performer"][0]["type"] == "RelatedPerson"


def test_a_yes_that_a_law_holds_is_never_said_to_end_on_any_day() -> None:
    """P2-35, REV-8."""
    held = kept(held=Held(HeldEvent.CASE_ENDS, kept().case.request.ends_on))
    told = receipt(held)["services"][0]["purposes"][0]["termination"]

    assert "until your case ends" in text_of(held)
    assert "You can change your mind on any day" not in text_of(held)
    assert "2027-12-31 at the latest (42 CFR 2.35)" in told
    assert "may stop it on any day" not in told

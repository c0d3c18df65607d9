"""The Kantara receipt fits its schema and tells when a yes has ended; the ISO record has every field."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.papers.forms import NoSuchPaper
from bot.papers.kantara import iso27560, receipt
from bot.papers.states import CONSENT_STATE
from consent.states import STANDING, State
from tests.bot.papers.drawer import kept

SCHEMA = Draft202012Validator(json.loads(Path(__file__).with_name("kantara_receipt.schema.json").read_text("utf-8")))
WITH_A_YES = sorted(set(State) - {State.DRAFT, State.IN_REVIEW, State.ASKED, State.DENIED, State.LAPSED})
DPV = {
    "ConsentUnknown", "ConsentRequested", "ConsentRequestDeferred", "ConsentRefused", "ConsentGiven",
    "RenewedConsentGiven", "ConsentWithdrawn", "ConsentRevoked", "ConsentExpired", "ConsentTerminated",
    "ConsentInvalidated",
}  # fmt: skip
GIVEN = {"ConsentGiven", "RenewedConsentGiven"}


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def termination(state: State) -> str:
    found: str = receipt(kept(state))["services"][0]["purposes"][0]["termination"]
    return found


@pytest.mark.parametrize("state", WITH_A_YES)
def test_the_receipt_of_every_yes_fits_the_schema(state: State) -> None:
    """REC-KCR-1."""
    assert [error.message for error in SCHEMA.iter_errors(plain(receipt(kept(state), public_key="key")))] == []


def test_a_receipt_that_names_no_third_party_does_not_fit() -> None:
    broken = plain(receipt(kept()))
    del broken["services"][0]["purposes"][0]["thirdPartyName"]

    assert list(SCHEMA.iter_errors(broken))


def test_a_receipt_names_what_was_agreed_and_nothing_else() -> None:
    purpose = receipt(kept())["services"][0]["purposes"][0]

    assert purpose["piiCategory"] == ["attend 2027-01-01/2027-06-30", "worksch 2027-03-01/2027-05-31"]
    assert receipt(kept())["spiCat"] == []
    assert receipt(kept(State.GRANTED))["spiCat"] == ["sud"]


@pytest.mark.parametrize("state", WITH_A_YES)
def test_only_a_standing_yes_has_its_end_before_it(state: State) -> None:
    assert termination(state).startswith("Until 2027-12-31") is (state in STANDING)
    assert termination(state).startswith("Ended: Consent") is (state not in STANDING)


@pytest.mark.parametrize("state", [State.ASKED, State.DENIED, State.LAPSED])
def test_without_a_yes_there_is_no_such_receipt(state: State) -> None:
    with pytest.raises(NoSuchPaper):
        receipt(kept(state))


@pytest.mark.parametrize("state", State)
def test_the_states_are_those_of_dpv_and_only_a_standing_yes_is_given(state: State) -> None:
    record = iso27560(kept(state))

    assert CONSENT_STATE[state] in DPV
    assert record["state"] in DPV
    assert (record["state"] in GIVEN) is (state in STANDING)
    assert any(item["in_force"] for item in record["pii_processing"]["purposes"][0]["pii_information"]) is (
        state in STANDING
    )


def test_the_iso_record_has_every_field_the_standard_asks_for() -> None:
    """REC-27560-1."""
    record = plain(iso27560(kept()))

    assert {"schema_version", "record_id", "pii_principal_id"} <= record.keys()
    assert record["pii_processing"].keys() == {
        "privacy_notice", "language", "purposes", "pii_controllers", "storage_location", "retention_period",
        "jurisdiction", "recipient_third_parties", "withdrawal_method",
    }  # fmt: skip
    assert all(
        party.keys() == {"party_id", "party_name", "party_type", "party_contact", "party_address"}
        for party in record["parties"]
    )
    assert all(
        event.keys() == {"event_time", "validity_duration", "entity_id", "event_type", "state"}
        for event in record["events"]
    )
    assert record["events"]

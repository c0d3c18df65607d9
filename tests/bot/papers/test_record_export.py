"""The record as JSON says what was asked, shown, answered and sent, and keeps its shape."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.papers.record import SCHEMA, record
from consent.checking import HowChecked
from consent.receipts import Verified
from consent.request import Case
from consent.statements import WANTED_BY, Statement
from consent.states import STANDING, State
from consent.teaching import TeachBack
from consent.word import Helper, Method, Proof, Word
from tests.bot.papers.drawer import GONE, NOW, TYPED, kept

SCHEMA_FILE = Path(__file__).parents[3] / "docs" / "askfirst-record-1.schema.json"
AFTER_A_YES = sorted(set(State) - {State.DRAFT, State.IN_REVIEW, State.ASKED, State.DENIED, State.LAPSED})


def plain(state: State = State.PARTLY_GRANTED) -> dict[str, Any]:
    """The record as another program would read it."""
    read: dict[str, Any] = json.loads(json.dumps(record(kept(state)), ensure_ascii=False))
    return read


@pytest.mark.parametrize("state", State)
def test_the_record_of_every_state_has_the_documented_shape(state: State) -> None:
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))

    assert schema["properties"]["schema"] == {"const": SCHEMA}
    assert [error.message for error in Draft202012Validator(schema).iter_errors(plain(state))] == []


def test_how_it_was_checked_who_asks_stands_in_the_record() -> None:
    """HIPAA-V-1, E1."""
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    seen = Verified(HowChecked.LETTERHEAD, "Letter of 1 July.", "Ana Ruiz", NOW)
    read = json.loads(json.dumps(record(replace(kept(State.GRANTED), verified=seen))))

    assert read["request"]["requester_verified"] == {
        "method": "letterhead",
        "doc_ref": "Letter of 1 July.",
        "by": "Ana Ruiz",
        "at": NOW.isoformat(),
    }
    assert [error.message for error in Draft202012Validator(schema).iter_errors(read)] == []
    assert plain()["request"]["requester_verified"] is None


def test_what_went_to_the_wrong_place_is_counted_and_marked() -> None:
    """HIPAA-BREACH, HIPAA-528-2: no authorization covers it."""
    (line,) = record(replace(kept(State.GRANTED), disclosures=(replace(GONE, mistake=True, countable_hipaa=True),)))[
        "disclosures"
    ]

    assert (line["mistake"], line["countable_hipaa"]) == (True, True)
    assert [each["mistake"] for each in plain()["disclosures"]] == [False]


def test_a_record_without_its_decisions_does_not_have_that_shape() -> None:
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    broken = plain()
    del broken["decisions"]

    assert list(Draft202012Validator(schema).iter_errors(broken))


def test_the_answer_to_each_item_is_told_with_the_words_that_were_seen() -> None:
    (decision,) = plain()["decisions"]

    assert [item["answer"] for item in decision["items"]] == ["yes", "yes", "no"]
    seen = next(each for each in plain()["shown"] if each["ref"] == "sign-1")
    assert decision["text_sha256"] == seen["sha256"] == sha256(seen["text"].encode()).hexdigest()


def test_what_was_said_before_the_answer_is_kept_by_the_requirement_that_wants_it() -> None:
    """GDPR-7-1, E2."""
    signed = kept(State.PARTLY_GRANTED)
    told = replace(signed.case.standing, said=frozenset({Statement.MAY_STOP, Statement.HELD_UNTIL}))
    read = record(replace(signed, case=Case(signed.case.request, told)))

    assert set(WANTED_BY) == set(Statement)
    assert read["blocks_shown"] == [
        {"block": "held_until", "requirement": "P2-35"},
        {"block": "may_stop", "requirement": "HIPAA-C2-i-a"},
    ]


@pytest.mark.parametrize("state", AFTER_A_YES)
def test_what_was_agreed_is_still_told_when_the_consent_has_ended(state: State) -> None:
    first = plain(state)["decisions"][0]

    assert "yes" in [item["answer"] for item in first["items"]]
    assert plain(state)["signature"]["typed_name"] == TYPED
    assert plain(state)["in_force"] is (state in STANDING)


def test_a_yes_that_covers_nothing_any_more_is_not_told_as_a_yes() -> None:
    run_out = record(kept(State.GRANTED, covered=()))

    assert run_out["in_force"] is False
    assert run_out["consent_state"] == "ConsentInvalidated"


def test_help_to_understand_is_told_as_help_and_the_check_by_the_words_that_were_seen() -> None:
    """PL-8, ESIG-9, E6."""
    signed = kept(State.GRANTED)
    check = replace(signed.shown[1], ref="check-1", kind="teach_back", digest="c" * 64)
    more = (
        replace(signed.history[1], action="question_asked", detail={}),
        replace(signed.history[1], action="help_wanted", detail={"need": "read"}),
    )
    standing = replace(signed.case.standing, teach_back=TeachBack.HELPED, helped_by=Helper.FAMILY)
    case = Case(signed.case.request, standing)
    helped = replace(signed, case=case, shown=(*signed.shown, check), history=(*signed.history, *more))
    read = json.loads(json.dumps(record(helped)))

    assert read["understanding"] == {
        "teach_back": {"asked": True, "outcome": "helped", "text_sha256": "c" * 64},
        "questions_asked": 1,
        "helped_by": "family",
        "help_wanted": ["read"],
    }
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(read)) == []
    read["understanding"]["teach_back"]["outcome"] = "wrong"
    assert list(Draft202012Validator(schema).iter_errors(read))


def test_who_helped_with_an_answer_outside_the_chat_is_told_too() -> None:
    """ESIG-9."""
    given = kept(State.GRANTED)
    word = Word(Method.PHONE, Proof.KNOWN, NOW.date(), frozenset({0}), "staff-1", NOW, helper=Helper.INTERPRETER)
    for answers, helper in ((True, "interpreter"), (False, None)):
        standing = replace(given.case.standing, words=(replace(word, answers=answers),))
        told = record(replace(given, case=Case(given.case.request, standing)))

        assert told["understanding"]["helped_by"] == helper

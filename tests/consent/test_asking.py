"""What may be put to a client, and what must wait, be justified, or never be asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from consent.asking import REQUIREMENT, AskCode, Asked, may_ask
from consent.categories import Category
from consent.minimum import PROTOCOL, Kind
from consent.request import Case, Item, LegalBasis, Party, Period, Request
from consent.states import State
from tests.consent.cases import DX, HALF_YEAR, NOW, VISITS, case_in, request

GOALS = Item(Category.GOALS, HALF_YEAR)
NOBODY = Party("", "")


def look(asked: Request, *history: Case) -> Asked:
    return may_ask(asked, history, NOW)


def blockers(asked: Request, *history: Case) -> list[str]:
    return [reason.code for reason in look(asked, *history).blockers]


def warnings(asked: Request, *history: Case) -> list[str]:
    return [reason.code for reason in look(asked, *history).warnings]


def kind_of_request(kind: Kind, **changes: Any) -> Request:
    protocol = PROTOCOL[kind]
    usual = {"kind": kind, "purpose": protocol.purposes[0], "legal_basis": protocol.legal_basis}
    return request(**usual | changes)


def past(state: State, *, days_ago: float = 1, **changes: Any) -> Case:
    return case_in(state, request(id="request-0", **changes), decided_at=NOW - timedelta(days=days_ago))


def test_an_ordinary_request_of_a_health_plan_may_be_asked() -> None:
    assert look(request()) == Asked((), ())
    assert look(request()).clear


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("no_items", {"items": ()}),
        ("no_requester", {"requester": NOBODY}),
        ("no_requester", {"requester": Party("plan-1", " ")}),
        ("no_recipient", {"recipient": NOBODY}),
        ("ends_in_the_past", {"ends_on": date(2026, 11, 22)}),
        ("answer_date_over", {"answer_by": date(2026, 11, 22)}),
        ("blocked_category", {"items": (DX, Item(Category.NOTES, HALF_YEAR, "they want them"))}),
        ("needs_reason", {"items": (DX, GOALS)}),
        ("needs_reason", {"items": (DX, replace(GOALS, reason=" "))}),
        ("period_reversed", {"items": (Item(Category.DX, Period(date(2026, 6, 30), date(2026, 1, 1))),)}),
        ("period_in_the_future", {"items": (Item(Category.DX, Period(date(2026, 12, 1), date(2026, 12, 31))),)}),
        ("named_twice", {"items": (DX, Item(Category.DX, Period(date(2026, 6, 30), date(2026, 7, 31))))}),
    ],
)
def test_what_stands_in_the_way_of_asking(code: str, changes: dict[str, Any]) -> None:
    assert blockers(request(**changes)) == [code]


def test_all_that_stands_in_the_way_is_said_at_once() -> None:
    assert blockers(request(items=(), recipient=NOBODY, ends_on=date(2026, 1, 1))) == [
        "no_items",
        "no_recipient",
        "ends_in_the_past",
    ]


def test_a_written_reason_lets_an_item_beyond_the_minimum_be_asked() -> None:
    assert blockers(request(items=(DX, replace(GOALS, reason="they decide on ten more visits")))) == []


def test_one_kind_of_information_about_two_times_is_two_items() -> None:
    july = Item(Category.DX, Period(date(2026, 7, 1), date(2026, 7, 31)))

    assert blockers(request(items=(DX, july))) == []


def test_private_notes_are_asked_alone() -> None:
    notes = Item(Category.PSYNOTES, HALF_YEAR, "for the hearing")
    other = replace(DX, reason="for the hearing")

    assert blockers(kind_of_request(Kind.OWN_ATTORNEY, items=(notes, other))) == ["needs_own_request"]
    assert blockers(kind_of_request(Kind.OWN_ATTORNEY, items=(notes,))) == []


def test_a_policy_consent_is_not_asked_where_an_authorization_is_needed() -> None:
    weak = kind_of_request(Kind.SCHOOL, items=(VISITS,), legal_basis=LegalBasis.POLICY_CONSENT)

    assert blockers(weak) == ["weak_basis"]


def test_an_unusual_requester_goes_to_the_agency_and_not_to_the_client() -> None:
    assert blockers(kind_of_request(Kind.OTHER)) == ["consult"]


def test_the_day_is_the_agencys_day() -> None:
    first_hour_of_the_24th_in_utc = datetime(2026, 11, 24, 1, tzinfo=UTC)
    until_the_23rd = request(ends_on=date(2026, 11, 23), answer_by=None)

    there = may_ask(until_the_23rd, (), first_hour_of_the_24th_in_utc, zone=ZoneInfo("America/New_York"))

    assert there.clear
    assert not may_ask(until_the_23rd, (), first_hour_of_the_24th_in_utc).clear


@pytest.mark.parametrize("state", [State.DENIED, State.REVOKED])
def test_after_a_no_the_same_is_not_asked_again_for_thirty_days(state: State) -> None:
    assert blockers(request(), past(state, days_ago=29.9)) == ["refused_recently"]
    assert blockers(request(), past(state, days_ago=30)) == []


def test_what_a_partly_yes_left_out_is_not_asked_again_either() -> None:
    partly = past(State.PARTLY_GRANTED)

    assert blockers(request(items=(VISITS,)), partly) == ["refused_recently"]
    assert blockers(request(items=(DX,)), partly) == []


@pytest.mark.parametrize("state", [state for state in State if state not in {State.DENIED, State.REVOKED}])
def test_only_a_no_locks_the_question(state: State) -> None:
    assert blockers(request(items=(DX,)), past(state)) == []


@pytest.mark.parametrize(
    "other",
    [
        past(State.DENIED, requester=Party("school-1", "A school")),
        past(State.DENIED, items=(GOALS,)),
        past(State.DENIED, client_id="client-2"),
    ],
    ids=["another requester", "other information", "another client"],
)
def test_a_no_to_something_else_locks_nothing(other: Case) -> None:
    assert blockers(request(), other) == []


def test_the_client_can_open_the_question_again() -> None:
    assert blockers(request(supersedes="request-0"), past(State.DENIED)) == []


def test_a_request_never_stands_in_its_own_way() -> None:
    assert look(request(), case_in(State.DENIED), case_in(State.ASKED)).clear


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("long", request(ends_on=date(2027, 11, 25))),
        ("period_not_over", request(items=(Item(Category.DX, Period(date(2026, 11, 1), date(2026, 11, 30))),))),
        ("review_first", kind_of_request(Kind.SUBPOENA, items=(replace(DX, reason="named in the paper"),))),
    ],
)
def test_what_deserves_a_second_look_can_still_be_asked(code: str, asked: Request) -> None:
    assert (blockers(asked), warnings(asked)) == ([], [code])


def test_one_year_is_not_too_long() -> None:
    assert warnings(request(ends_on=date(2027, 11, 23))) == []


def test_a_question_that_is_still_open_is_pointed_out() -> None:
    assert warnings(request(), past(State.ASKED)) == ["already_open"]
    assert warnings(request(items=(replace(GOALS, reason="x"),)), past(State.ASKED)) == []


@pytest.mark.parametrize("kind", [Kind.SUBPOENA, Kind.IMMIGRATION, Kind.POLICE])
def test_papers_of_law_go_to_the_agency_first(kind: Kind) -> None:
    assert "review_first" in warnings(kind_of_request(kind))


def test_every_code_names_a_requirement() -> None:
    assert set(REQUIREMENT) == set(AskCode)


def test_a_file_about_others_and_private_notes_come_with_a_word_of_warning() -> None:
    """ETH-13, HIPAA-A2-ii."""
    family = Item(Category.FAMILY, HALF_YEAR, "The client asked for it.")
    notes = Item(Category.PSYNOTES, HALF_YEAR, "The client asked for it.")

    assert "others_in_it" in warnings(kind_of_request(Kind.OWN_ATTORNEY, items=(family,)))
    assert "notes_mean" in warnings(kind_of_request(Kind.OWN_ATTORNEY, items=(notes,)))
    assert not {"others_in_it", "notes_mean"} & set(warnings(request()))


def test_words_that_do_not_fit_stop_the_question() -> None:
    """LEP-2."""
    found = may_ask(request(), [], NOW, words_fit=False)

    assert [(each.id, each.code) for each in found.blockers] == [("LEP-2", "draft_words")]

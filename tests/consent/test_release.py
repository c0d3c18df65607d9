"""The gate: what may go out, what may not, and every reason for it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from consent.categories import Category
from consent.minimum import Kind, Purpose
from consent.release import (
    REQUIREMENT,
    VALID_FOR,
    Answer,
    GateCode,
    Hold,
    Packet,
    Verdict,
    may_release,
    what_is_covered,
    what_may_go,
)
from consent.request import Case, Item, LegalBasis, Party, Period
from consent.states import STANDING, State
from tests.consent.cases import DX, HALF_YEAR, NOW, VISITS, case_in, request

GRANTED = case_in(State.GRANTED)
PARTLY = case_in(State.PARTLY_GRANTED)


def packet(*items: Item, **changes: Any) -> Packet:
    return replace(Packet(items or (DX,), "plan-1", Purpose.PAYMENT), **changes)


def gate(case: Case | None, what: Packet | None = None, **more: Any) -> Answer:
    return may_release(case, packet() if what is None else what, now=NOW, **more)


def codes(answer: Answer) -> list[str]:
    return [reason.code for reason in answer.reasons]


def test_what_was_granted_may_go_out_for_a_short_while() -> None:
    answer = gate(GRANTED, packet(DX, VISITS))

    assert answer == Answer(Verdict.ALLOW, (DX, VISITS), (), (), GRANTED.standing.expires_at, VALID_FOR)


def test_what_was_not_granted_is_left_out_and_the_rest_may_go() -> None:
    answer = gate(PARTLY, packet(DX, VISITS))

    assert (answer.verdict, answer.allowed, answer.left_out) == (Verdict.ALLOW_REDACTED, (DX,), (VISITS,))
    assert codes(answer) == ["not_granted"]


@pytest.mark.parametrize(
    ("first", "second", "both_named", "allowed"),
    [
        (yes_dx, yes_visits, both, ([DX] if yes_dx else []) + ([VISITS] if yes_visits and both else []))
        for yes_dx, yes_visits, both in product([False, True], repeat=3)
    ],
)
def test_only_what_is_named_and_granted_may_go(
    first: bool, second: bool, both_named: bool, allowed: list[Item]
) -> None:
    granted = frozenset(at for at, yes in enumerate([first, second]) if yes)
    asked = request(items=(DX, VISITS) if both_named else (DX,))
    case = case_in(State.PARTLY_GRANTED, asked, granted=granted)

    answer = gate(case, packet(DX, VISITS))

    assert answer.allowed == tuple(allowed)
    assert answer.verdict is {0: Verdict.BLOCK, 1: Verdict.ALLOW_REDACTED, 2: Verdict.ALLOW}[len(allowed)]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (State.DRAFT, "not_asked"),
        (State.IN_REVIEW, "not_asked"),
        (State.ASKED, "unanswered"),
        (State.DENIED, "denied"),
        (State.LAPSED, "lapsed"),
        (State.WITHDRAWN, "withdrawn"),
        (State.REVOKED, "revoked"),
        (State.EXPIRED, "expired"),
        (State.USED_UP, "used_up"),
        (State.INVALIDATED, "invalidated"),
    ],
)
def test_without_a_living_yes_nothing_goes_out_even_if_items_look_granted(state: State, code: str) -> None:
    """HIPAA-B2-iii, HIPAA-B2-v, HIPAA-B5."""
    answer = gate(case_in(state, granted=frozenset({0, 1})))

    assert (answer.verdict, answer.allowed, answer.left_out) == (Verdict.BLOCK, (), (DX,))
    assert codes(answer)[0] == code
    assert answer.until is None


def test_every_state_is_either_open_or_named_as_shut() -> None:
    opened = {state for state in State if gate(case_in(state)).allowed}

    assert opened == set(STANDING)


def test_a_consent_past_its_end_is_shut_by_the_clock_alone() -> None:
    assert codes(gate(case_in(State.GRANTED, expires_at=NOW))) == ["expired"]
    assert codes(gate(case_in(State.GRANTED, expires_at=None))) == ["expired"]


def test_the_answer_never_outlives_the_consent() -> None:
    answer = gate(case_in(State.GRANTED, expires_at=NOW + timedelta(minutes=5)))

    assert (answer.verdict, answer.valid_for) == (Verdict.ALLOW, timedelta(minutes=5))


@pytest.mark.parametrize(
    ("code", "case", "what"),
    [
        ("other_recipient", GRANTED, packet(recipient_id="plan-2")),
        ("other_purpose", GRANTED, packet(purpose=Purpose.RESEARCH)),
        ("empty_packet", GRANTED, packet(items=())),
        ("not_named", GRANTED, packet(Item(Category.GOALS, HALF_YEAR))),
        ("not_granted", PARTLY, packet(VISITS)),
        ("outside_period", GRANTED, packet(Item(Category.DX, Period(date(2025, 12, 31), date(2026, 6, 30))))),
        ("outside_period", GRANTED, packet(Item(Category.DX, Period(date(2026, 1, 1), date(2026, 7, 1))))),
        ("outside_period", GRANTED, packet(Item(Category.DX, Period(date(2026, 5, 1), date(2026, 4, 1))))),
        ("not_informed", case_in(State.GRANTED, explained_at=None), packet()),
    ],
)
def test_what_does_not_fit_the_yes_does_not_go_out(code: str, case: Case, what: Packet) -> None:
    answer = gate(case, what)

    assert (answer.verdict, answer.allowed, codes(answer)) == (Verdict.BLOCK, (), [code])


def test_a_part_of_the_agreed_time_may_go() -> None:
    may = Item(Category.DX, Period(date(2026, 5, 1), date(2026, 5, 31)))

    assert gate(GRANTED, packet(may)).allowed == (may,)


def test_where_a_yes_and_a_no_meet_the_no_counts() -> None:
    spring = Item(Category.DX, Period(date(2026, 3, 1), date(2026, 5, 31)))
    case = case_in(State.PARTLY_GRANTED, request(items=(DX, spring)))

    assert codes(gate(case, packet(spring))) == ["not_granted"]


def test_a_refused_kind_of_information_is_refused_for_every_other_time_too() -> None:
    july = Item(Category.ATTEND, Period(date(2026, 7, 1), date(2026, 7, 31)))

    assert codes(gate(PARTLY, packet(july))) == ["not_granted"]


def test_a_request_nobody_knows_is_shut() -> None:
    answer = gate(None)

    assert (answer.verdict, answer.left_out, codes(answer)) == (Verdict.BLOCK, (DX,), ["unknown_request"])
    assert what_may_go(None, NOW).verdict is Verdict.BLOCK


#: Holds about who decides are named by what has to be found out.
ABOUT_DECIDERS = {
    Hold.NO_AUTHORITY: (Verdict.CONSULT, "no_authority"),
    Hold.DISAGREE: (Verdict.HOLD, "deciders_disagree"),
}


@pytest.mark.parametrize("hold", sorted(set(Hold) - {Hold.NOT_BOUND}))
def test_a_hold_shuts_the_gate_without_touching_the_decision(hold: Hold) -> None:
    answer = gate(GRANTED, holds=frozenset({hold}))

    verdict, code = ABOUT_DECIDERS.get(hold, (Verdict.HOLD, str(hold)))
    assert (answer.verdict, answer.allowed, codes(answer)) == (verdict, (), [code])


def test_a_chat_that_is_no_longer_the_clients_shuts_the_gate_first() -> None:
    """TG-11, G1."""
    answer = gate(GRANTED, holds=frozenset(Hold))

    assert (answer.verdict, codes(answer)[0]) == (Verdict.BLOCK, "client_not_bound")


@pytest.mark.parametrize("hold", [Hold.UNREACHABLE, Hold.STOP_WORD])
def test_a_no_of_someone_out_of_reach_is_shown_as_a_no(hold: Hold) -> None:
    answer = gate(case_in(State.DENIED), holds=frozenset({hold}))

    assert (answer.verdict, codes(answer)[:2]) == (Verdict.BLOCK, ["denied", str(hold)])


def test_a_legal_hold_is_named_before_everything_else() -> None:
    """ETH-7."""
    answer = gate(case_in(State.DENIED), holds=frozenset(Hold) - {Hold.NOT_BOUND})

    assert answer.verdict is Verdict.HOLD
    assert codes(answer)[:4] == ["legal_hold", "under_review", "incident", "denied"]
    assert "unreachable" in codes(answer)[4:]


def test_an_unusual_requester_means_asking_the_agency() -> None:
    answer = gate(case_in(State.GRANTED, request(kind=Kind.OTHER, legal_basis=LegalBasis.AUTHORIZATION_REQUIRED)))

    assert (answer.verdict, answer.allowed, codes(answer)) == (Verdict.CONSULT, (), ["unknown_kind"])


def test_a_kind_of_information_nobody_knows_means_asking_the_agency() -> None:
    unknown: Any = "horoscope"

    answer = gate(GRANTED, packet(DX, Item(unknown, HALF_YEAR)))

    assert (answer.verdict, answer.allowed, codes(answer)) == (Verdict.CONSULT, (), ["unknown_category"])


def test_a_kind_of_requester_nobody_knows_means_asking_the_agency() -> None:
    unknown: Any = "astrologer"

    assert gate(case_in(State.GRANTED, request(kind=unknown))).verdict is Verdict.CONSULT


def test_a_policy_consent_opens_nothing_where_an_authorization_is_needed() -> None:
    asked = request(kind=Kind.SCHOOL, purpose=Purpose.SCHOOL, items=(VISITS,))
    what = packet(VISITS, purpose=Purpose.SCHOOL)

    signed = replace(asked, legal_basis=LegalBasis.AUTHORIZATION_REQUIRED)

    assert codes(gate(case_in(State.GRANTED, asked), what)) == ["weak_basis"]
    assert gate(case_in(State.GRANTED, signed), what).verdict is Verdict.ALLOW


def test_private_notes_asked_together_with_others_never_go_out() -> None:
    notes = Item(Category.PSYNOTES, HALF_YEAR, "for the hearing")
    asked = request(
        kind=Kind.OWN_ATTORNEY,
        purpose=Purpose.COURT_CASE,
        legal_basis=LegalBasis.AUTHORIZATION_REQUIRED,
        items=(notes, replace(DX, reason="for the hearing")),
    )
    alone = replace(asked, items=(notes,))
    what = packet(notes, purpose=Purpose.COURT_CASE)

    assert codes(gate(case_in(State.GRANTED, asked), what)) == ["mixed_notes"]
    assert gate(case_in(State.GRANTED, alone), what).verdict is Verdict.ALLOW


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (Item(Category.NOTES, HALF_YEAR, "they insist"), "beyond_minimum"),
        (Item(Category.GOALS, HALF_YEAR), "without_reason"),
        (Item(Category.GOALS, HALF_YEAR, " "), "without_reason"),
    ],
)
def test_beyond_the_minimum_nothing_goes_out_whatever_was_answered(item: Item, code: str) -> None:
    answer = gate(case_in(State.GRANTED, request(items=(DX, item))), packet(DX, item))

    assert (answer.allowed, codes(answer)) == ((DX,), [code])


def test_with_a_reason_more_than_the_minimum_may_go() -> None:
    goals = Item(Category.GOALS, HALF_YEAR, "the plan decides on ten more visits")

    assert gate(case_in(State.GRANTED, request(items=(goals,))), packet(goals)).allowed == (goals,)


def test_all_failures_are_reported_and_the_first_gives_the_verdict() -> None:
    wrong = packet(items=(), recipient_id="plan-2", purpose=Purpose.WORK)

    answer = gate(case_in(State.GRANTED, expires_at=NOW, explained_at=None), wrong)

    assert codes(answer) == ["expired", "other_recipient", "other_purpose", "empty_packet", "not_informed"]


def test_every_reason_names_a_requirement() -> None:
    assert set(REQUIREMENT) == set(GateCode)
    assert next(reason.id for reason in gate(case_in(State.REVOKED)).reasons) == "HIPAA-B2-iii"


def test_the_check_of_a_whole_request_sorts_it_into_what_may_go_and_what_may_not() -> None:
    answer = what_may_go(PARTLY, NOW)

    assert (answer.verdict, answer.allowed, answer.left_out) == (Verdict.ALLOW_REDACTED, (DX,), (VISITS,))
    assert what_may_go(PARTLY, NOW, frozenset({Hold.STOP_WORD})).verdict is Verdict.HOLD


def test_what_a_recipient_other_than_the_requester_gets_goes_to_the_recipient() -> None:
    case = case_in(State.GRANTED, request(recipient=Party("clerk-1", "The clearing house")))

    assert gate(case).allowed == ()
    assert what_may_go(case, NOW).allowed == (DX, VISITS)


def test_a_record_of_what_went_out_looks_at_the_yes_alone() -> None:
    assert what_is_covered(PARTLY, (DX, VISITS), NOW) == (DX,)
    assert what_is_covered(case_in(State.REVOKED), (DX,), NOW) == ()

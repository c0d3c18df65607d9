"""What a client's answer does, and what keeps a yes from counting."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from consent.decide import decide
from consent.decision import Decision, Effect
from consent.notices import Notice
from consent.replies import Ask, Deny, Grant, GrantSome, NoMoreReminders, Postpone, Reply, Revoke
from consent.request import Case, LegalBasis
from consent.states import State
from tests.consent.cases import NOW, VERSION, case_in, request

LOS_ANGELES = ZoneInfo("America/Los_Angeles")


def answer(case: Case, reply: Reply, **more: Any) -> Decision:
    return decide(case, reply, seen=case.standing.version, now=NOW, **more)


def test_a_yes_is_kept_with_its_time_and_both_sides_are_told() -> None:
    decision = answer(case_in(State.ASKED), Grant())

    assert decision.standing.granted == frozenset({0, 1})
    assert decision.standing.decided_at == NOW
    assert decision.notices == (Notice.RECEIPT, Notice.ANSWERED)


def test_a_yes_to_some_leaves_the_rest_out() -> None:
    decision = answer(case_in(State.ASKED), GrantSome(frozenset({1})))

    assert (decision.standing.state, decision.standing.granted) == (State.PARTLY_GRANTED, frozenset({1}))


def test_a_yes_to_each_item_is_a_yes_to_all() -> None:
    assert answer(case_in(State.ASKED), GrantSome(frozenset({0, 1}))).standing.state is State.GRANTED


def test_done_with_nothing_chosen_shares_nothing() -> None:
    decision = answer(case_in(State.ASKED), GrantSome(frozenset()))

    assert (decision.standing.state, decision.notices) == (State.DENIED, (Notice.RECEIPT_NO, Notice.ANSWERED))


@pytest.mark.parametrize("reply", [Grant(), GrantSome(frozenset({0})), Deny()])
def test_an_answer_ends_every_reminder_and_every_open_question(reply: Reply) -> None:
    standing = answer(case_in(State.ASKED, open_questions=1), reply).standing

    assert (standing.next_reminder_at, standing.lapses_at, standing.open_questions) == (None, None, 0)


def test_a_stop_after_a_yes_tells_both_sides_at_once() -> None:
    decision = answer(case_in(State.GRANTED), Revoke())

    assert (decision.event, decision.notices) == ("revoked", (Notice.REVOKED, Notice.STOPPED))


def test_one_item_can_be_stopped_and_the_rest_goes_on() -> None:
    decision = answer(case_in(State.GRANTED), Revoke(frozenset({0})))

    assert (decision.standing.granted, decision.event) == (frozenset({1}), "revoked_some")
    assert decision.notices == (Notice.REVOKED_SOME, Notice.STOPPED_SOME)


def test_stopping_an_item_that_was_never_granted_changes_nothing() -> None:
    case = case_in(State.PARTLY_GRANTED)

    assert answer(case, Revoke(frozenset({1}))) == Decision(Effect.ALREADY, case.standing)


def test_a_second_no_is_no_mistake() -> None:
    assert answer(case_in(State.DENIED), Deny()).effect is Effect.ALREADY


@pytest.mark.parametrize(
    ("why", "case", "reply"),
    [
        ("DP-5", case_in(State.ASKED, explained_at=None), Grant()),
        ("REM-4", case_in(State.ASKED, lapses_at=NOW), Grant()),
        ("HIPAA-C1-v", case_in(State.ASKED, expires_at=NOW), Grant()),
        ("HIPAA-C1-v", case_in(State.ASKED, expires_at=None), Grant()),
        ("HIPAA-C1-v", case_in(State.ASKED), Grant(ends_on=date(2027, 7, 1))),
        ("HIPAA-C1-v", case_in(State.ASKED), Grant(ends_on=date(2026, 11, 22))),
        ("HIPAA-C1-v", case_in(State.ASKED), Grant(ends_on=date.max)),
        ("HIPAA-C1-i", case_in(State.ASKED), GrantSome(frozenset({0, 2}))),
        ("HIPAA-C1-i", case_in(State.ASKED), GrantSome(frozenset({-1}))),
        ("HIPAA-C1-i", case_in(State.ASKED, request(items=())), Grant()),
    ],
)
def test_a_yes_that_lacks_something_is_refused_with_the_requirement(why: str, case: Case, reply: Reply) -> None:
    assert answer(case, reply) == Decision(Effect.REFUSED, case.standing, reason=why)


@pytest.mark.parametrize("reply", [Grant(), Grant(signed_name="  "), GrantSome(frozenset({0}))])
def test_an_authorization_needs_a_typed_name(reply: Reply) -> None:
    case = case_in(State.ASKED, request(legal_basis=LegalBasis.AUTHORIZATION_REQUIRED))

    assert answer(case, reply).reason == "ESIG-1"


def test_a_signed_yes_counts() -> None:
    case = case_in(State.ASKED, request(legal_basis=LegalBasis.AUTHORIZATION_REQUIRED))

    assert answer(case, Grant(signed_name="Maria R.")).standing.state is State.GRANTED


def test_a_yes_is_not_taken_for_a_while_after_danger_words() -> None:
    assert answer(case_in(State.ASKED), Grant(), yes_paused=True).reason == "SAFE-3"


def test_a_no_is_taken_at_any_time_even_after_danger_words() -> None:
    case = case_in(State.ASKED, explained_at=None, lapses_at=NOW - timedelta(days=1))

    assert answer(case, Deny(), yes_paused=True).standing.state is State.DENIED


def test_a_shorter_end_runs_to_the_end_of_that_day_at_the_agency() -> None:
    standing = answer(case_in(State.ASKED), Grant(ends_on=date(2026, 12, 31)), zone=LOS_ANGELES).standing

    assert standing.ends_on == date(2026, 12, 31)
    assert standing.expires_at is not None
    assert standing.expires_at.isoformat() == "2027-01-01T08:00:00+00:00"


def test_a_chosen_end_never_moves_the_end_away() -> None:
    case = case_in(State.ASKED, expires_at=NOW + timedelta(hours=1))

    assert answer(case, Grant(ends_on=NOW.date())).standing.expires_at == NOW + timedelta(hours=1)


def test_without_a_shorter_end_the_end_of_the_request_stays() -> None:
    case = case_in(State.ASKED, ends_on=None)

    standing = answer(case, Grant(), zone=LOS_ANGELES).standing

    assert (standing.ends_on, standing.expires_at) == (case.request.ends_on, case.standing.expires_at)


def test_today_is_an_end_one_may_choose() -> None:
    assert answer(case_in(State.ASKED), Grant(ends_on=NOW.date())).effect is Effect.APPLIED


def test_a_question_is_counted_and_keeps_the_card_alive() -> None:
    decision = answer(case_in(State.ASKED), Ask())

    assert (decision.standing.open_questions, decision.standing.version) == (1, VERSION)
    assert decision.notices == (Notice.ASKED_BACK,)


def test_later_moves_the_next_reminder_to_the_time_the_client_chose() -> None:
    chosen = NOW + timedelta(hours=18)

    assert answer(case_in(State.ASKED), Postpone(chosen)).standing.next_reminder_at == chosen


def test_a_chosen_time_that_is_over_means_now() -> None:
    assert answer(case_in(State.ASKED), Postpone(NOW - timedelta(days=1))).standing.next_reminder_at == NOW


def test_later_without_a_time_means_the_usual_pace() -> None:
    assert answer(case_in(State.ASKED), Postpone()).standing.next_reminder_at == NOW + timedelta(hours=48)


def test_later_never_brings_a_used_up_reminder_back() -> None:
    case = case_in(State.ASKED, next_reminder_at=None)

    assert answer(case, Postpone(NOW + timedelta(days=1))).standing.next_reminder_at is None


def test_no_more_reminders_leaves_the_question_open() -> None:
    standing = answer(case_in(State.ASKED), NoMoreReminders()).standing

    assert (standing.state, standing.reminders_stopped, standing.next_reminder_at) == (State.ASKED, True, None)


def test_no_more_reminders_twice_is_said_so() -> None:
    case = case_in(State.ASKED, reminders_stopped=True, next_reminder_at=None)

    assert answer(case, NoMoreReminders()).effect is Effect.ALREADY

"""A consent in a criminal case that cannot be taken back before a stated event: said first, and true to the letter."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from consent.decide import decide
from consent.decision import Effect
from consent.gate_codes import NextStep, Verdict
from consent.minimum import Kind, Purpose
from consent.notices import Notice
from consent.release import Answer, what_may_go
from consent.replies import Deny, Revoke
from consent.request import Case, Held, HeldEvent, LegalBasis
from consent.states import State
from consent.steps import event_came
from tests.consent.cases import NOW, VISITS, case_in, request

UNTIL = date(2027, 2, 28)
COUNTS = datetime(2027, 3, 1, tzinfo=UTC)
HELD = request(
    kind=Kind.PROBATION,
    purpose=Purpose.SUPERVISION,
    legal_basis=LegalBasis.AUTHORIZATION_REQUIRED,
    items=(VISITS,),
    held=Held(HeldEvent.SUPERVISION_ENDS, UNTIL),
)
GIVEN = case_in(State.GRANTED, HELD)


def stopped(case: Case = GIVEN, reply: Revoke | Deny | None = None, now: datetime = NOW) -> Case:
    return Case(case.request, decide(case, reply or Revoke(), seen=0, now=now).standing)


def gate(case: Case, now: datetime = NOW) -> Answer:
    return what_may_go(case, now)


@pytest.mark.parametrize("reply", [Revoke(), Deny(), Revoke(frozenset({0}))])
def test_a_stop_is_written_down_and_answered_at_once(reply: Revoke | Deny) -> None:
    """P2-35, REV-8, REV-2."""
    decision = decide(GIVEN, reply, seen=0, now=NOW)

    assert (decision.effect, decision.standing.state) == (Effect.APPLIED, State.REVOKED)
    assert decision.standing.decided_at == NOW
    assert decision.notices == (Notice.REVOKED, Notice.STOPPED)


@pytest.mark.parametrize(
    ("now", "verdict", "codes"),
    [
        (NOW, Verdict.CONSULT, ["stop_pending", "revoked"]),
        (COUNTS - timedelta(microseconds=1), Verdict.CONSULT, ["stop_pending", "revoked"]),
        (COUNTS, Verdict.BLOCK, ["revoked"]),
    ],
)
def test_until_the_event_the_gate_says_consult_and_never_a_plain_yes(
    now: datetime, verdict: Verdict, codes: list[str]
) -> None:
    """P2-35."""
    answer = gate(stopped(), now)

    assert (answer.verdict, answer.allowed) == (verdict, ())
    assert [str(reason.code) for reason in answer.reasons][: len(codes)] == codes


def test_a_pending_stop_names_its_law_and_goes_to_counsel() -> None:
    """P2-35."""
    first = gate(stopped()).reasons[0]

    assert (first.id, first.step) == ("P2-35", NextStep.ASK_COUNSEL)


def test_the_day_ends_where_the_agency_is() -> None:
    decision = decide(GIVEN, Revoke(), seen=0, now=NOW, zone=ZoneInfo("America/New_York"))

    assert decision.standing.stop_counts_at == datetime(2027, 3, 1, 5, tzinfo=UTC)


def test_a_stop_after_the_day_counts_at_once() -> None:
    assert gate(stopped(now=COUNTS), COUNTS).verdict is Verdict.BLOCK
    assert stopped(now=COUNTS).standing.stop_counts_at is None


def test_when_the_event_comes_early_the_stop_counts_from_then_on() -> None:
    """P2-35: no later than the event, which may come before its latest day."""
    case, later = stopped(), NOW + timedelta(days=3)

    came = event_came(case, later)

    assert (came.effect, came.event) == (Effect.APPLIED, "held_event_came")
    assert gate(Case(case.request, came.standing), later).verdict is Verdict.BLOCK
    assert event_came(Case(case.request, came.standing), later).effect is Effect.ALREADY


def test_when_the_event_came_first_a_stop_counts_at_once() -> None:
    came = Case(HELD, event_came(GIVEN, NOW).standing)

    assert gate(came).verdict is Verdict.ALLOW
    assert gate(stopped(came, now=NOW)).verdict is Verdict.BLOCK


@pytest.mark.parametrize("case", [case_in(State.GRANTED), case_in(State.ASKED, HELD), case_in(State.DENIED, HELD)])
def test_no_event_is_waited_for_where_nothing_is_held(case: Case) -> None:
    assert event_came(case, NOW).effect is Effect.ALREADY


def test_every_other_stop_counts_at_once() -> None:
    plain = case_in(State.GRANTED, replace(HELD, held=None))

    assert gate(stopped(plain)).verdict is Verdict.BLOCK


def test_a_no_to_the_question_is_a_no_at_once() -> None:
    refused = stopped(case_in(State.ASKED, HELD), Deny())

    assert (refused.standing.state, gate(refused).verdict) == (State.DENIED, Verdict.BLOCK)

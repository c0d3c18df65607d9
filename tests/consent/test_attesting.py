"""Answers on paper, by phone or in person: a no counts at once, a yes once two people vouch for it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from consent.attesting import dispute, vouch, write_down
from consent.basis import LegalBasis
from consent.decision import Decision, Effect
from consent.facts import standing_from_dict, standing_to_dict
from consent.gate_codes import GateCode, NextStep, Verdict
from consent.minimum import Kind
from consent.notices import Notice
from consent.release import what_may_go
from consent.request import Case, Held, HeldEvent
from consent.statements import ALWAYS_SAID
from consent.states import LIVE, STANDING, State
from consent.word import Authority, Helper, Method, Proof, Word
from tests.consent.cases import NOW, REQUEST, case_in, request

TODAY = NOW.date()


def word(*granted: int, **more: Any) -> Word:
    usual = {"method": Method.PHONE, "proof": Proof.CALLED_BACK, "said_on": TODAY, "by": "ana", "at": NOW}
    return Word(**{**usual, "granted": frozenset(granted), **more})


def written(case: Case, said: Word, **more: Any) -> Decision:
    return write_down(case, said, now=NOW, zone=UTC, said=ALWAYS_SAID, **more)


def codes(case: Case) -> set[str]:
    return {str(each.code) for each in what_may_go(case, NOW).reasons}


@pytest.mark.parametrize(("granted", "state"), [((0, 1), State.GRANTED), ((1,), State.PARTLY_GRANTED)])
def test_a_yes_by_phone_is_held_until_a_second_person_vouches_for_it(granted: tuple[int, ...], state: State) -> None:
    """ESIG-4."""
    decision = written(case_in(State.ASKED), word(*granted))
    case = Case(REQUEST, decision.standing)
    answer = what_may_go(case, NOW)

    assert (decision.effect, decision.standing.state, decision.event) == (Effect.APPLIED, state, state)
    assert decision.notices == (Notice.WRITTEN_DOWN, Notice.ANSWERED)
    assert (answer.verdict, answer.allowed) == (Verdict.HOLD, ())
    assert (GateCode.NOT_VOUCHED, NextStep.ASK_SECOND_PERSON) in {(each.code, each.step) for each in answer.reasons}

    vouched = Case(REQUEST, vouch(case, "ben", NOW).standing)

    assert [REQUEST.items[at] for at in granted] == list(what_may_go(vouched, NOW).allowed)
    assert (vouched.standing.words[0].second, vouched.standing.words[0].second_at) == ("ben", NOW)


def test_nobody_vouches_for_what_they_wrote_down_themselves() -> None:
    """ESIG-4."""
    case = Case(REQUEST, written(case_in(State.ASKED), word(0, 1)).standing)

    assert (vouch(case, "ana", NOW).effect, vouch(case, "ana", NOW).reason) == (Effect.REFUSED, "ESIG-4")
    twice = Case(REQUEST, vouch(case, "ben", NOW).standing)
    assert vouch(twice, "eve", NOW).effect is Effect.ALREADY


@pytest.mark.parametrize(("before", "after"), [(State.ASKED, State.DENIED), (State.GRANTED, State.REVOKED)])
def test_a_no_counts_at_once_and_needs_no_second_person(before: State, after: State) -> None:
    """REV-4."""
    decision = written(case_in(before), word())

    assert (decision.standing.state, decision.standing.granted) == (after, frozenset())
    assert GateCode.NOT_VOUCHED not in codes(Case(REQUEST, decision.standing))


@pytest.mark.parametrize("state", sorted(set(State) - {State.ASKED}))
def test_a_yes_written_down_never_takes_the_place_of_an_answer(state: State) -> None:
    decision = written(case_in(state), word(0))

    assert decision.effect in (Effect.MOVED_ON, Effect.ALREADY, Effect.REFUSED)
    assert decision.standing == case_in(state).standing


@pytest.mark.parametrize("days", [-3, 1])
def test_nobody_answers_before_they_are_asked_or_tomorrow(days: int) -> None:
    decision = written(case_in(State.ASKED), word(0, said_on=TODAY + timedelta(days=days)))

    assert (decision.effect, decision.reason) == (Effect.REFUSED, "TRUTH-2")


def test_what_staff_said_before_the_yes_is_part_of_it() -> None:
    """DP-5: and where the yes is refused, nothing of it stays."""
    unread = case_in(State.ASKED, explained_at=None, said=frozenset())

    assert written(unread, word(0)).standing.explained_at == NOW
    assert written(unread, word(0)).standing.said == ALWAYS_SAID
    assert written(unread, word(0), yes_paused=True).standing == unread.standing


@pytest.mark.parametrize(("method", "name", "lacks"), [("phone", "Maria R", "ESIG-1"), ("paper", None, "ESIG-1")])
def test_what_has_to_be_signed_is_signed_on_paper_and_with_a_name(method: str, name: str | None, lacks: str) -> None:
    """ESIG-1, HIPAA-C1-vi-a."""
    school = case_in(State.ASKED, request(legal_basis=LegalBasis.AUTHORIZATION_REQUIRED, kind=Kind.SCHOOL))

    refused = written(school, word(0, 1, method=Method(method)), signed_name=name)
    taken = written(school, word(0, 1, method=Method.PAPER), signed_name="Maria R")

    assert (refused.effect, refused.reason) == (Effect.REFUSED, lacks)
    assert taken.standing.state is State.GRANTED


def test_a_client_who_never_said_it_ends_it_at_once_even_where_a_law_holds_up_a_stop() -> None:
    """HIPAA-B2-v, P2-35."""
    held = request(held=Held(HeldEvent.CASE_ENDS, date(2027, 5, 1)))
    case = Case(held, written(case_in(State.ASKED, held), word(0, 1)).standing)

    decision = dispute(case, now=NOW, zone=UTC)

    assert (decision.standing.state, decision.standing.stop_counts_at) == (State.REVOKED, None)
    assert what_may_go(Case(held, decision.standing), NOW).verdict is Verdict.BLOCK


@pytest.mark.parametrize("state", sorted(LIVE))
def test_only_what_was_written_down_can_be_called_wrong(state: State) -> None:
    assert dispute(case_in(state), now=NOW, zone=UTC).effect is Effect.MOVED_ON


@pytest.mark.parametrize("state", sorted(LIVE))
def test_a_parents_no_stands_beside_the_clients_answer(state: State) -> None:
    decision = written(case_in(state), word(giver="mother"))

    assert (decision.standing.state, decision.event) == (state, "word_kept")
    assert [each.giver for each in decision.standing.words] == ["mother"]


def test_a_parents_yes_to_an_open_question_is_an_answer_and_beside_a_clients_yes_it_is_a_second_one() -> None:
    alone = written(case_in(State.ASKED), word(0, 1, giver="mother"))
    beside = written(case_in(State.GRANTED), word(0, 1, giver="mother"))

    assert alone.standing.state in STANDING
    assert (beside.standing.version, len(beside.standing.words)) == (case_in(State.GRANTED).standing.version, 1)


def test_who_said_yes_for_the_client_ends_it_with_a_no_at_once() -> None:
    """REV-4, HIPAA-PR-1: the client reads of no running yes that its giver took back."""
    answered = Case(REQUEST, written(case_in(State.ASKED), word(0, 1, giver="mother")).standing)

    decision = written(answered, word(giver="mother"))

    assert (decision.effect, decision.standing.state, decision.standing.granted) == (
        Effect.APPLIED,
        State.REVOKED,
        frozenset(),
    )
    assert decision.notices == (Notice.REVOKED, Notice.STOPPED)
    assert what_may_go(Case(REQUEST, decision.standing), NOW).verdict is Verdict.BLOCK


@pytest.mark.parametrize("giver", ["father", "aunt"])
def test_the_no_of_another_who_decides_stands_beside_a_parents_yes_and_holds_it(giver: str) -> None:
    answered = Case(REQUEST, written(case_in(State.ASKED), word(0, 1, giver="mother")).standing)

    decision = written(answered, word(giver=giver))

    assert (decision.standing.state, decision.event) == (State.GRANTED, "word_kept")


def test_what_was_written_down_survives_its_storage() -> None:
    said = word(
        1,
        helper=Helper.INTERPRETER,
        giver="mother",
        authority=Authority.PARENT,
        second="ben",
        second_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    standing = replace(case_in(State.ASKED).standing, words=(said, word()))

    assert standing_from_dict(standing_to_dict(standing)) == standing
    older = standing_to_dict(standing)
    del older["words"]
    assert standing_from_dict(older).words == ()

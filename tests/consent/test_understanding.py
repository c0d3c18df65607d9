"""The check whether our words were clear, and who helped to read them: help given, never a score and never a bar."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.decide import decide
from consent.decision import Effect
from consent.replies import Deny, Grant, GrantSome
from consent.states import LIVE, STANDING, State
from consent.teaching import TeachBack
from consent.understanding import HELPER_TOLD, Said, answers, outcome, read_in_another, tell_helper
from consent.word import Helper
from tests.consent.cases import NOW, VERSION, case_in, request

CODES = st.text(string.ascii_uppercase + string.digits, min_size=4, max_size=8).map("AF-{}".format)


@given(CODES)
def test_each_answer_is_offered_once_with_the_way_to_help_last(code: str) -> None:
    """PL-8."""
    offered = answers(request(code=code))

    assert sorted(offered) == sorted(set(Said) - {Said.SKIP})
    assert offered[-1] is Said.HELP
    assert offered == answers(request(code=code))


def test_the_true_answer_stands_now_here_now_there() -> None:
    """PL-8."""
    places = {answers(request(code=f"AF-7K2{sign}")).index(Said.RECIPIENT) for sign in "ABC"}

    assert places == {0, 1, 2}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (Said.RECIPIENT, TeachBack.CLEAR),
        (Said.WORKER, TeachBack.HELPED),
        (Said.NOBODY, TeachBack.HELPED),
        (Said.HELP, TeachBack.HELPED),
        (Said.SKIP, TeachBack.SKIPPED),
    ],
)
def test_what_is_kept_says_what_help_was_given(said: Said, kept: TeachBack) -> None:
    """PL-8, E6."""
    assert outcome(said) is kept


def test_no_outcome_has_the_name_of_a_mark() -> None:
    """PL-8: it is no test of the client."""
    assert {str(each) for each in TeachBack} == {"clear", "helped", "skipped"}


@pytest.mark.parametrize("became", [None, *TeachBack])
def test_a_yes_counts_whatever_became_of_the_check_and_keeps_it(became: TeachBack | None) -> None:
    """PL-8: never a block."""
    case = case_in(State.ASKED)
    whole = decide(case, Grant(teach_back=became), seen=VERSION, now=NOW)
    part = decide(case, GrantSome(frozenset({0}), teach_back=became), seen=VERSION, now=NOW)

    assert (whole.standing.state, part.standing.state) == (State.GRANTED, State.PARTLY_GRANTED)
    assert whole.standing.teach_back is part.standing.teach_back is became


def test_a_no_knows_nothing_of_a_check() -> None:
    decision = decide(case_in(State.ASKED), Deny(), seen=VERSION, now=NOW)

    assert (decision.effect, decision.standing.teach_back) == (Effect.APPLIED, None)


@pytest.mark.parametrize("helper", Helper)
@pytest.mark.parametrize("state", State)
def test_who_helped_is_kept_beside_a_yes_that_stands_and_changes_nothing_else(state: State, helper: Helper) -> None:
    """LEP-3, ESIG-9."""
    case = case_in(state)
    decision = tell_helper(case, helper)

    if state in STANDING:
        assert (decision.effect, decision.event, decision.notices) == (Effect.APPLIED, HELPER_TOLD, ())
        assert decision.standing.helped_by is helper
        again = tell_helper(case_in(state, helped_by=helper), helper)
        assert (again.effect, again.standing) == (Effect.ALREADY, case_in(state, helped_by=helper).standing)
    else:
        assert (decision.effect, decision.standing) == (Effect.MOVED_ON, case.standing)
    assert (decision.standing.state, decision.standing.version) == (state, case.standing.version)


def test_a_word_about_who_helped_can_be_put_right() -> None:
    changed = tell_helper(case_in(State.GRANTED, helped_by=Helper.FAMILY), Helper.INTERPRETER)

    assert (changed.effect, changed.standing.helped_by) == (Effect.APPLIED, Helper.INTERPRETER)


def test_a_stop_after_it_keeps_who_helped() -> None:
    assert {state for state in LIVE if tell_helper(case_in(state), Helper.STAFF).effect is Effect.APPLIED} == STANDING
    stopped = decide(case_in(State.GRANTED, helped_by=Helper.FAMILY), Deny(), seen=VERSION, now=NOW)

    assert (stopped.standing.state, stopped.standing.helped_by) == (State.REVOKED, Helper.FAMILY)


@pytest.mark.parametrize(
    ("tag", "theirs"),
    [
        ("vi", True),
        ("vi-VN", True),
        ("pt_BR", True),
        ("en", False),
        ("es-419", False),
        ("AR", False),
        ("", False),
        (None, False),
    ],
)
def test_a_phone_in_a_language_that_is_not_on_offer_tells_that_the_words_were_in_another(
    tag: str | None, theirs: bool
) -> None:
    """LEP-3."""
    assert read_in_another(tag, ("en", "es", "ar")) is theirs

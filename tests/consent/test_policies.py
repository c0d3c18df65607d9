"""What an agency can set for itself, and what it cannot."""

import pytest

from consent.alarms import MOST_ROUNDS, contact_at, told_by
from consent.policies import ON, USUAL, Policy, fits


@pytest.mark.parametrize("policy", list(Policy))
def test_what_holds_where_nothing_is_set_can_be_set(policy: Policy) -> None:
    assert fits(policy, USUAL[policy])


@pytest.mark.parametrize("value", ["0", "121", "-5", "", "1.5", "٥", "9" * 30, "on"])
def test_a_wait_that_is_no_wait_or_too_long_is_refused(value: str) -> None:
    """SAFE-5."""
    assert not fits(Policy.DANGER_MINUTES, value)


@pytest.mark.parametrize("value", ["", "ON", "1", "yes"])
def test_a_switch_is_on_or_off(value: str) -> None:
    assert not fits(Policy.REVIEWED_WORDS, value)
    assert not fits(Policy.ASK_PAYERS, value)


def test_health_plans_are_asked_for_unless_the_agency_says_otherwise() -> None:
    """ETH-5."""
    assert USUAL[Policy.ASK_PAYERS] == ON


def test_everybody_is_told_in_turn_and_at_last_nobody_more() -> None:
    """SAFE-5."""
    told = [contact_at(("ana", "sam"), step) for step in range(2 * MOST_ROUNDS + 2)]

    assert told == [*["ana", "sam"] * MOST_ROUNDS, None, None]
    assert contact_at((), 0) is None
    assert told_by(("ana", "sam", "eva"), 1) == ("ana", "sam")

"""What an outsider hears never tells whether somebody is a client."""

from inspect import signature

import pytest

from bot.cli_rules import SCRIPTS
from consent.minimum import Kind
from consent.outsiders import Script, script_for


def test_the_answer_to_an_outsider_depends_on_who_asks_and_on_nothing_else() -> None:
    """P2-13: no consent and no such client sound the same, for neither goes in."""
    assert list(signature(script_for).parameters) == ["kind"]


@pytest.mark.parametrize("kind", Kind)
def test_there_is_an_answer_for_everybody_who_may_ask(kind: Kind) -> None:
    """P2-13."""
    assert script_for(kind) in SCRIPTS


def test_every_script_has_its_words() -> None:
    assert set(SCRIPTS) == set(Script) == {script_for(kind) for kind in Kind}

"""A catalogue counts as reviewed only while it is, word for word, what enough people have read."""

from typing import Any

import pytest

from bot.words.catalogues import is_reviewed
from bot.words.say import Words

TWO = [{"who": "A. B.", "role": "translator", "on": "2027-01-31"}, {"who": "C. D.", "on": "2027-02-01"}]
READ: dict[str, Any] = {"status": "reviewed", "reviewers": TWO, "reviewed": "abc"}


def test_what_two_people_read_is_reviewed() -> None:
    """LEP-2, LEP-8."""
    assert is_reviewed(READ, "abc")


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "draft"},
        {"reviewers": TWO[:1]},
        {"reviewers": []},
        {"reviewers": [TWO[0], {"who": "C. D."}]},
        {"reviewers": [TWO[0], {"who": "", "on": "2027-02-01"}]},
        {"reviewed": "abd"},
        {"reviewed": ""},
    ],
)
def test_anything_less_is_a_draft(changed: dict[str, Any]) -> None:
    """LEP-2: a sentence changed afterwards makes it a draft again."""
    assert not is_reviewed({**READ, **changed}, "abc")


def test_a_language_of_which_nothing_is_known_is_a_draft() -> None:
    assert not is_reviewed({}, "abc")


def test_no_language_claims_a_review_that_did_not_take_place() -> None:
    """PL-7, LEP-8: to be changed together with the first review."""
    assert [language.code for language in Words.load().offered if language.reviewed] == []

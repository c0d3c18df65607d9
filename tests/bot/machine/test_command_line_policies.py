"""What is typed to set what the agency decides for itself, and to see which words are reviewed."""

import pytest

from tests.bot.machine.typed import agency, askfirst, facts, folder

__all__ = ["agency", "folder"]


def test_policies_are_shown_and_set(agency: None) -> None:
    """SAFE-5, LEP-2."""
    assert {row["name"]: row["value"] for row in facts("policy", "list")} == {
        "danger_minutes": "15",
        "ask_payers": "on",
        "reviewed_words": "off",
    }

    assert askfirst("policy", "set", "danger_minutes", "5").exit_code == 0
    assert askfirst("policy", "set", "reviewed_words", "on").exit_code == 0

    assert "danger_minutes · 5 · usual: 15" in askfirst("policy", "list").stdout
    assert askfirst("verify").exit_code == 0


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("danger_minutes", "0", "1 to 120"),
        ("danger_minutes", "soon", "1 to 120"),
        ("reviewed_words", "maybe", "on or off"),
        ("ask_nobody", "on", "askfirst policy list"),
    ],
)
def test_what_cannot_be_is_told_plainly(agency: None, name: str, value: str, says: str) -> None:
    wrong = askfirst("policy", "set", name, value)

    assert wrong.exit_code == 1
    assert says in wrong.stderr


def test_a_client_whom_nobody_knows_cannot_be_let_out_of_a_pause(agency: None) -> None:
    assert askfirst("client", "unpause", "--alias", "Z.Z.", "--clinician", "Ana Ruiz").exit_code == 1


def test_no_pause_is_ended_where_there_is_none(agency: None) -> None:
    assert askfirst("client", "invite", "--alias", "M.R.", "--clinician", "Ana Ruiz").exit_code == 0

    wrong = askfirst("client", "unpause", "--alias", "M.R.", "--clinician", "Ana Ruiz")

    assert wrong.exit_code == 1
    assert "no pause to end" in wrong.stderr


def test_every_language_says_whether_its_words_are_reviewed() -> None:
    """LEP-2."""
    assert {row["code"]: row["reviewed"] for row in facts("words")} == {"en": False, "es": False, "ar": False}
    assert "es · Español · " in askfirst("words").stdout

"""What is typed to say where the agency works and where a client lives."""

import pytest

from tests.bot.machine.typed import agency, askfirst, folder

__all__ = ["agency", "folder"]

WHOSE = ("--alias", "M.R.", "--clinician", "Ana Ruiz")


def test_the_agency_says_where_it_works_and_reads_it_back(agency: None) -> None:
    """SCOPE-4."""
    assert askfirst("jurisdiction").stdout == "US\n"
    assert askfirst("jurisdiction", "us-ny").stdout == "US-NY\n"
    assert askfirst("jurisdiction").stdout == "US-NY\n"
    assert askfirst("verify").exit_code == 0


def test_where_a_client_lives_is_asked_for_and_noted(agency: None) -> None:
    assert askfirst("client", "invite", *WHOSE).exit_code == 0
    noted = askfirst("client", "lives-in", *WHOSE, typed="US-NJ\n")
    assert (noted.exit_code, "Noted." in noted.stdout) == (0, True)
    assert askfirst("verify").exit_code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("jurisdiction", "New York"), "US-NY"),
        (("client", "lives-in", *WHOSE, "--place", "nowhere"), "US-NY"),
        (("client", "lives-in", "--alias", "X.X.", "--clinician", "Ana Ruiz", "--place", "US"), "no such client"),
    ],
)
def test_a_slip_is_told_in_one_sentence(agency: None, words: tuple[str, ...], sentence: str) -> None:
    result = askfirst(*words)

    assert (result.exit_code, sentence in result.stderr) == (1, True)
    assert "nowhere" not in result.output

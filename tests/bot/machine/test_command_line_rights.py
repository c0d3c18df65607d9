"""What is typed about rights with dates: legal holds, suspensions by an official, laws named later, and old updates."""

import pytest

from tests.bot.machine.typed import agency, askfirst, facts, folder

__all__ = ["agency", "folder"]

WHOSE = ("--alias", "M.R.", "--clinician", "Ana Ruiz")


@pytest.fixture
def client(agency: None) -> None:
    """One invited client."""
    assert askfirst("client", "invite", *WHOSE).exit_code == 0


def test_a_legal_hold_is_set_and_lifted_by_an_admin_and_its_reason_is_asked_for(client: None) -> None:
    """ETH-7."""
    by = ("--by", "Sam Okafor")
    held = askfirst("client", "hold", *WHOSE, *by, typed="Rivera v. County\n")
    assert (held.exit_code, "On hold" in held.stdout) == (0, True)
    assert "Rivera v. County" in askfirst("client", "show-hold", *WHOSE).stdout
    again = askfirst("client", "hold", *WHOSE, *by, "--reason", "Another one")
    assert (again.exit_code, "already" in again.stderr) == (1, True)

    assert askfirst("client", "lift-hold", *WHOSE, *by).exit_code == 0
    assert askfirst("client", "lift-hold", *WHOSE, *by).exit_code == 1
    assert askfirst("verify").exit_code == 0


def test_a_clinician_sets_no_legal_hold(client: None) -> None:
    wrong = askfirst("client", "hold", *WHOSE, "--by", "Ana Ruiz", "--reason", "A case")

    assert wrong.exit_code == 1
    assert "Only an admin" in wrong.stderr


def test_how_long_updates_are_kept_is_told_and_set(agency: None) -> None:
    """TG-13."""
    assert "30 days" in askfirst("inbox", "keep").stdout
    assert "7 days" in askfirst("inbox", "keep", "7").stdout
    assert "7 days" in askfirst("inbox", "keep").stdout
    wrong = askfirst("inbox", "keep", "0")
    assert (wrong.exit_code, "from 1 to 3650" in wrong.stderr) == (1, True)


@pytest.mark.parametrize("until", ["next year", "2027-02-30", "9999-12-31"])
def test_a_suspension_needs_a_day(agency: None, until: str) -> None:
    """HIPAA-528-5."""
    said = ("--official", "Det. Cole", "--statement", "file 12", "--until", until)
    wrong = askfirst("exception", "suspend", "AF-0000", "--by", "Ana Ruiz", *said)

    assert wrong.exit_code == 1
    assert "Type a day such as" in wrong.stderr


def test_a_code_that_nobody_knows_suspends_nothing_and_has_no_statements(agency: None) -> None:
    said = ("--until", "2097-03-31", "--oral")
    wrong = askfirst("exception", "suspend", "AF-0000", "--by", "Ana Ruiz", *said, typed="Det. Cole\nby phone\n")

    assert (wrong.exit_code, "no such request" in wrong.stderr) == (1, True)
    assert askfirst("exception", "suspensions", "AF-0000").exit_code == 1
    assert askfirst("exception", "law", "AF-0000", "--by", "Ana Ruiz", "--law", "45 CFR 164.512(j)").exit_code == 1


def test_the_ways_are_told_for_machines_as_before(agency: None) -> None:
    assert {row["way"] for row in facts("exception", "ways")} >= {"EX-BTG", "EX-OVERSIGHT"}

"""What is typed about those who ask: how they were checked, that it was not them, and where something went."""

import pytest

from consent.checking import HowChecked
from consent.minimum import Kind
from tests.bot.machine.typed import agency, askfirst, facts, folder

__all__ = ["agency", "folder"]

COUNTY = ("--name", "County Probation", "--kind", "probation")
BY = ("--by", "Ana Ruiz")


def test_a_requester_is_saved_together_with_how_they_were_checked(agency: None) -> None:
    """HIPAA-V-1, HIPAA-V-2."""
    seen = ("--checked-by-method", "badge", "--document", "Badge 4711", *BY)

    assert facts("requester", "add", *COUNTY, *seen)["id"]
    assert "4711" not in askfirst("requester", "add", *COUNTY, *seen).output
    assert askfirst("verify").exit_code == 0


def test_a_saved_requester_is_checked_later_and_found_out(agency: None) -> None:
    """HIPAA-V-1."""
    assert askfirst("requester", "add", *COUNTY).exit_code == 0

    assert askfirst("requester", "verify", "county probation", "--method", "known_to_us", *BY).exit_code == 0
    assert "shut now: 0." in askfirst("requester", "not-them", "County Probation", *BY).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("verify", "Nobody", "--method", "badge", "--document", "x", *BY), "askfirst requester list"),
        (("verify", "County Probation", "--method", "a_feeling", *BY), "unknown"),
        (("verify", "County Probation", "--method", "badge", *BY), "--document"),
        (("verify", "County Probation", "--method", "legal_process", "--document", "x", *BY), "--request"),
        (("verify", "County Probation", "--method", "known_to_us", "--by", "Nobody"), "askfirst staff list"),
        (("verify", "County Probation", "--method", "in_person", "--request", "AF-0000", *BY), "no such request"),
        (("not-them", "Nobody", *BY), "no such requester"),
        (("add", *COUNTY, "--checked-by-method", "badge"), "by whom"),
    ],
)
def test_each_slip_is_told_with_the_remedy(agency: None, words: tuple[str, ...], told: str) -> None:
    """HIPAA-V-1."""
    assert askfirst("requester", "add", *COUNTY).exit_code == 0

    slip = askfirst("requester", *words)

    assert slip.exit_code == 1
    assert told in slip.stderr
    assert "Traceback" not in slip.output


def test_a_check_that_is_not_enough_is_told_at_once_and_not_only_at_the_gate(agency: None) -> None:
    """HIPAA-V-1, HIPAA-V-2."""
    assert "not checked yet: nothing goes out" in askfirst("requester", "add", *COUNTY).stdout
    assert "no paper yet" in askfirst("requester", "verify", COUNTY[1], "--method", "known_to_us", *BY).stdout

    shown = askfirst("requester", "verify", COUNTY[1], "--method", "badge", "--document", "Badge 4711", *BY)

    assert shown.stdout == "Noted.\n"


def test_the_list_of_requesters_says_who_was_checked_and_never_by_which_paper(agency: None) -> None:
    """HIPAA-V-1."""
    askfirst("requester", "add", "--name", "Green Valley", "--kind", "payer_payment")
    askfirst("requester", "add", *COUNTY, "--checked-by-method", "badge", "--document", "Badge 4711", *BY)

    said = askfirst("requester", "list").stdout

    assert "Green Valley · payer_payment · not checked yet" in said
    assert "County Probation · probation · checked, good until" in said
    assert "4711" not in said
    assert {each["name"]: each["identity"] for each in facts("requester", "list")} == {
        "Green Valley": "unchecked",
        "County Probation": "checked",
    }


def test_the_help_names_every_kind_of_asker() -> None:
    said = " ".join(askfirst("requester", "add", "--help").stdout.replace("│", " ").split())

    assert [kind for kind in Kind if kind not in said] == []


def test_the_help_names_every_way_to_check() -> None:
    said = " ".join(askfirst("requester", "verify", "--help").stdout.replace("│", " ").split())

    assert [way for way in HowChecked if way not in said] == []


@pytest.mark.parametrize("words", [("report", "--to", "X"), ("tell",), ("close",)])
def test_an_incident_needs_a_request_that_is_known(agency: None, words: tuple[str, ...]) -> None:
    """HIPAA-BREACH."""
    slip = askfirst("incident", words[0], "AF-0000", *BY, *words[1:])

    assert slip.exit_code == 1
    assert "no such request" in slip.stderr


def test_an_empty_list_of_incidents_says_so(agency: None) -> None:
    assert askfirst("incident", "list").stdout == "None.\n"
    assert facts("incident", "list") == []

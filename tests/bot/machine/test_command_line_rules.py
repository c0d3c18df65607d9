"""What is typed to ask the gate, to switch laws on and off, and to see to letters that could not be worked."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import inbox
from db.engine import Database
from db.vault import KeyRing, Vault
from tests.bot.machine.typed import agency, askfirst, facts, folder

__all__ = ["agency", "folder"]


def test_what_nobody_knows_may_not_go_out(agency: None) -> None:
    result = askfirst("check", "AF-0000")
    assert result.exit_code == 1
    assert "Nothing may go out" in result.stdout
    machine = askfirst("check", "AF-0000", "--json")
    assert machine.exit_code == 1
    assert json.loads(machine.stdout)["verdict"] == "block"


def test_what_was_allowed_then_is_asked_with_a_day_or_an_instant(agency: None) -> None:
    for on in ("2027-03-01", "2027-03-01T15:00:00+00:00"):
        machine = askfirst("check", "AF-0000", "--on", on, "--json")
        assert (machine.exit_code, json.loads(machine.stdout)["reasons"][0]["step"]) == (1, "check_the_code")
    wrong = askfirst("check", "AF-0000", "--on", "last spring")
    assert wrong.exit_code == 2
    assert "2027-03-01" in wrong.stderr


def test_an_agency_switches_its_laws_on_and_off(agency: None) -> None:
    """ST-0."""
    assert [pack["code"] for pack in facts("packs", "list") if pack["on"]] == ["hipaa"]
    assert "hipaa, part2" in askfirst("packs", "on", "part2").stdout
    assert "on   part2 · 42 CFR" in askfirst("packs", "list").stdout
    assert askfirst("packs", "off", "hipaa").exit_code == 0
    assert [pack["code"] for pack in facts("packs", "list") if pack["on"]] == ["part2"]
    unknown = askfirst("packs", "on", "lex_futura")
    assert unknown.exit_code == 1
    assert "askfirst packs list" in unknown.stderr
    assert askfirst("verify").exit_code == 0


def test_an_agency_adds_questions_for_all_or_for_some_kinds_of_requests(agency: None) -> None:
    """PL-8, LEP-3, ESIG-9."""
    assert facts("rules", "list") == {"teach_back": [], "who_helped": []}
    assert askfirst("rules", "teach-back", "on", "--kind", "school", "--kind", "employer").stdout == (
        "On for: employer, school\n"
    )
    assert askfirst("rules", "who-helped", "on").stdout == "On for: all\n"
    assert askfirst("rules", "list").stdout == "teach-back: employer, school\nwho-helped: all\n"
    askfirst("rules", "teach-back", "off", "--kind", "school")
    assert facts("rules", "list")["teach_back"] == ["employer"]
    assert askfirst("rules", "who-helped", "off").stdout == "On for: none\n"
    assert askfirst("verify").exit_code == 0


@pytest.mark.parametrize("slip", [("perhaps",), ("on", "--kind", "astrologer")])
def test_a_slip_in_a_rule_changes_nothing_and_is_told(agency: None, slip: tuple[str, ...]) -> None:
    wrong = askfirst("rules", "teach-back", *slip)

    assert (wrong.exit_code != 0, wrong.stderr.strip() != "") == (True, True)
    assert facts("rules", "list") == {"teach_back": [], "who_helped": []}


def test_the_requirements_are_printed_with_where_they_are_done() -> None:
    rows = {row["id"]: row for row in facts("requirements")}
    assert rows["SCOPE-2"].keys() == {"id", "level", "summary", "built", "why", "shown", "done", "tests"}
    assert (rows["SCOPE-2"]["built"], rows["P2-24"]["built"]) == (True, False)
    assert "SCOPE-2 · M · built" in askfirst("requirements").stdout
    assert "P2-24 · M · not built: " in askfirst("requirements").stdout


def test_the_ways_without_a_yes_are_listed_and_their_facts_come_by_standard_input(agency: None) -> None:
    assert {row["way"] for row in facts("exception", "ways")} >= {"EX-EMERG", "EX-COURT"}
    record = ("exception", "record", "EX-EMERG", "AF-0000", "--by", "Ana Ruiz", "--to", "A clinic", "--item", "dx")
    unread = askfirst(*record, typed="no facts")
    assert (unread.exit_code, "JSON" in unread.stderr) == (1, True)
    unknown = askfirst(*record, typed="{}")
    assert (unknown.exit_code, "case code" in unknown.stderr) == (1, True)


def test_people_outside_hear_the_same_words_whoever_they_ask_about() -> None:
    """P2-13."""
    said = askfirst("script", "police").stdout
    assert "neither confirm nor deny" in said
    assert askfirst("script", "astrologer").exit_code == 1


def a_dead_letter(text: str) -> int:
    """Leave an update in the database that could not be worked, and give its number."""
    update = {"update_id": 1, "message": {"chat": {"id": 7}, "text": text}}
    now = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
    db, vault = Database.open("sqlite:///askfirst.db"), Vault(KeyRing.load(Path("askfirst.key")))
    [kept] = db.write_now(lambda session: inbox.keep(session, vault, [update], now))
    db.write_now(lambda session: inbox.close(session, kept.id, now, state="dead", reason="KeyError"))
    db.close_now()
    return kept.id


def test_dead_letters_are_listed_without_a_word_of_what_was_said(agency: None) -> None:
    assert askfirst("inbox", "list").stdout == "Nothing: every update was worked.\n"
    number = a_dead_letter("my darkest secret")
    assert askfirst("inbox", "list").stdout == f"{number} · 2027-03-01T15:00:00Z · KeyError\n"
    assert facts("inbox", "list") == [{"number": number, "received": "2027-03-01T15:00:00Z", "reason": "KeyError"}]


@pytest.mark.parametrize("which", ["number", "all"])
def test_a_dead_letter_can_be_put_back(agency: None, which: str) -> None:
    number = a_dead_letter("hello")
    result = askfirst("inbox", "retry", "--all" if which == "all" else str(number))
    assert (result.exit_code, result.stdout) == (0, "Put back: 1.\n")
    assert facts("inbox", "list") == []


def test_a_retry_without_a_letter_says_what_to_type(agency: None) -> None:
    for words in (["inbox", "retry"], ["inbox", "retry", "1", "--all"], ["inbox", "retry", "99"]):
        result = askfirst(*words)
        assert result.exit_code == 1
        assert "askfirst inbox list" in result.stderr
    assert askfirst("inbox", "retry", "--all").stdout == "Put back: 0.\n"


def test_what_waits_after_a_sharing_without_a_yes_is_listed_for_all_requests(agency: None) -> None:
    """D-6."""
    assert askfirst("exception", "waiting").stdout == "None.\n"
    assert facts("exception", "waiting") == facts("exception", "month", "2027-03") == []
    wrong = askfirst("exception", "month", "last march")
    assert (wrong.exit_code, "2027-03" in wrong.stderr) == (1, True)


@pytest.mark.parametrize("what", [("exception", each) for each in ("tell", "told", "confirm", "cosign")] + [("event",)])
def test_a_code_that_nobody_knows_is_said_plainly(agency: None, what: tuple[str, ...]) -> None:
    unknown = askfirst(*what, "AF-0000", "--by", "Ana Ruiz")
    assert (unknown.exit_code, "AF-7K2Q" in unknown.stderr) == (1, True)


def test_what_a_requester_replied_is_noted_by_command_and_each_slip_is_told(agency: None) -> None:
    reply = ("requester", "reply", "AF-0000", "--by", "Ana Ruiz")
    odd, unknown = askfirst(*reply, "perhaps"), askfirst(*reply, "not-enough")
    assert (odd.exit_code, "accepted, not-enough, withdrawn" in odd.stderr) == (1, True)
    assert (unknown.exit_code, "no such request" in unknown.stderr) == (1, True)

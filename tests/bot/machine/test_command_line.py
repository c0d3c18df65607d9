"""What the people of the agency type, from an empty folder to a whole record."""

import asyncio
import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Sandbox
from db import inbox, schema
from db.engine import Database
from db.vault import KeyRing, Vault

INIT = (
    "init", "--agency", "Riverside Center", "--timezone", "America/New_York", "--language", "en",
    "--emergency", "911", "--crisis", "988", "--admin", "Sam Okafor",
)  # fmt: skip

TOKEN = "123456789:AAE-secret_secret_secret"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, and no settings from elsewhere."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("ASKFIRST_")]:
        monkeypatch.delenv(name)
    return tmp_path


def askfirst(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=typed)


def facts(*words: str) -> Any:
    result = askfirst(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def agency() -> None:
    """An agency that is set up, with one clinician."""
    assert askfirst(*INIT).exit_code == 0
    assert askfirst("staff", "add", "--name", "Ana Ruiz", "--role", "clinician").exit_code == 0


def test_setting_up_leaves_secrets_only_their_owner_can_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKFIRST_TELEGRAM_BASE_URL", "http://127.0.0.1:1/bot")
    result = askfirst(*INIT, "--token", TOKEN)
    assert result.exit_code == 0
    assert "Telegram could not be reached" in result.stdout
    assert TOKEN not in result.output
    for name in (".env", "askfirst.key", "askfirst.db"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    written = (folder / ".env").read_text().splitlines()
    assert f"ASKFIRST_TELEGRAM_TOKEN={TOKEN}" in written
    assert "ASKFIRST_KEYS=askfirst.key" in written


def test_setting_up_asks_for_what_was_not_said() -> None:
    answers = "Riverside Center\nAmerica/New_York\nen\n911\n988\nSam Okafor\n\n"
    result = askfirst("init", typed=answers)
    assert result.exit_code == 0
    assert "/start " in result.stdout
    assert [person["name"] for person in facts("staff", "list")] == ["Sam Okafor"]


def test_where_nobody_can_answer_the_flag_is_named() -> None:
    result = askfirst("init", typed="")
    assert result.exit_code == 1
    assert "--agency" in result.stderr


def test_setting_up_twice_changes_nothing(agency: None, folder: Path) -> None:
    keys = (folder / "askfirst.key").read_text()
    result = askfirst(*INIT)
    assert result.exit_code == 1
    assert "holds an agency already" in result.stderr
    assert (folder / "askfirst.key").read_text() == keys


def test_what_stands_in_the_settings_file_stays(folder: Path) -> None:
    (folder / ".env").write_text("# mine\nASKFIRST_KEYS=mine.key\nOTHER=1")
    assert askfirst(*INIT).exit_code == 0
    lines = (folder / ".env").read_text().splitlines()
    assert lines[:3] == ["# mine", "ASKFIRST_KEYS=mine.key", "OTHER=1"]
    assert (folder / "mine.key").exists()


@pytest.mark.parametrize(
    ("flag", "value", "sentence"),
    [
        ("--timezone", "New York", "time zone is unknown"),
        ("--language", "xx", "Type one of: en, es, ar"),
        ("--token", "none", "This is no token"),
    ],
)
def test_a_wrong_answer_is_named_in_one_sentence(flag: str, value: str, sentence: str) -> None:
    result = askfirst(*INIT, flag, value)
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_new_person_gets_a_link_that_works_once(agency: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKFIRST_BOT_USERNAME", "RiversideBot")
    person = facts("staff", "add", "--name", "Bo Lind", "--role", "case_manager", "--language", "es")
    assert person["link"] == f"https://t.me/RiversideBot?start={person['token']}"
    assert len(person["token"]) >= 22
    assert [(p["name"], p["role"], p["channel"]) for p in facts("staff", "list")][-1] == (
        "Bo Lind", "case_manager", "invited",
    )  # fmt: skip


def test_a_client_gets_a_link_a_picture_and_a_code_to_say(agency: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKFIRST_BOT_USERNAME", "RiversideBot")
    invited = facts("client", "invite", "--alias", "M.R.", "--clinician", "ana ruiz", "--language", "ar")
    assert len(invited["code"]) == 6
    shown = askfirst("client", "invite", "--alias", "B.B.", "--clinician", "Ana Ruiz").stdout
    assert "https://t.me/RiversideBot?start=" in shown
    assert "█" in shown
    assert "Code to say in the room" in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("client", "invite", "--alias", "M.R.", "--clinician", "Nobody"), "askfirst staff list"),
        (("client", "invite", "--alias", "M.R.", "--clinician", "Ana Ruiz", "--language", "xx"), "not on offer"),
        (("staff", "add", "--name", "Bo", "--role", "boss"), "clinician, admin, case_manager"),
        (("staff", "add", "--name", "ana ruiz"), "already"),
        (("requester", "add", "--name", "Somebody", "--kind", "spy"), "unknown"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_remedy(agency: None, words: tuple[str, ...], sentence: str) -> None:
    result = askfirst(*words)
    assert result.exit_code == 1
    assert sentence in result.stderr


def test_somebody_who_asks_can_be_saved(agency: None) -> None:
    assert facts("requester", "add", "--name", "Green Valley", "--kind", "payer_payment")["id"]


def test_a_whole_record_is_said_to_be_whole(agency: None) -> None:
    result = askfirst("verify")
    assert (result.exit_code, result.stdout) == (0, "The record is whole.\n")


def test_a_changed_record_is_found(agency: None, folder: Path) -> None:
    db = Database.open(f"sqlite:///{folder / 'askfirst.db'}")
    for statement in ("DROP TRIGGER IF EXISTS {}", "UPDATE audit SET actor = 'somebody'"):
        _run(db, statement)
    db.close_now()
    result = askfirst("verify")
    assert result.exit_code == 1
    assert "changed" in result.stdout
    assert "not whole" in result.stderr


def _run(db: Database, statement: str) -> None:
    """Do what only somebody who holds the file can do."""

    def unit(session: Any) -> None:
        connection = session.connection()
        if "{}" not in statement:
            connection.exec_driver_sql(statement)
            return
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            connection.exec_driver_sql(statement.format(name))

    db.write_now(unit)


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


@pytest.mark.parametrize("command", ["verify", "run", "staff list", "check AF-1"])
def test_before_anything_is_set_up_the_first_command_is_named(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKFIRST_TELEGRAM_TOKEN", "1:x")
    result = askfirst(*command.split())
    assert result.exit_code == 1
    assert "askfirst init" in result.stderr


def test_an_old_database_names_the_command(agency: None, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    schema.downgrade(f"sqlite:///{folder / 'askfirst.db'}", "-1")
    monkeypatch.setenv("ASKFIRST_TELEGRAM_TOKEN", "1:x")
    refused = askfirst("run")
    assert refused.exit_code == 1
    assert "Type: askfirst migrate" in refused.stderr
    assert askfirst("migrate").exit_code == 0
    assert askfirst("verify").exit_code == 0


def test_without_a_token_the_bot_says_what_is_missing(agency: None) -> None:
    result = askfirst("run")
    assert result.exit_code == 1
    assert "ASKFIRST_TELEGRAM_TOKEN=" in result.stderr


async def test_telegram_is_asked_what_the_bot_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = Sandbox(SandboxClock(), username="RiversideBot")
    await sandbox.start()
    monkeypatch.setenv("ASKFIRST_TELEGRAM_BASE_URL", sandbox.bot_base_url)
    wrong = await asyncio.to_thread(askfirst, *INIT, "--token", "99:wrong_token_wrong")
    right = await asyncio.to_thread(askfirst, *INIT, "--token", sandbox.token)
    await sandbox.stop()
    assert wrong.exit_code == 1
    assert "does not know this token" in wrong.stderr
    assert right.exit_code == 0, right.output
    assert "https://t.me/RiversideBot?start=" in right.stdout
    written = await asyncio.to_thread(Path(".env").read_text)
    assert "ASKFIRST_BOT_USERNAME=RiversideBot" in written
    assert f"ASKFIRST_TELEGRAM_TOKEN={sandbox.token}" in written


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

"""What the people of the agency type, from an empty folder to a whole record."""

import asyncio
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Sandbox
from db import schema
from db.engine import Database
from tests.bot.machine.typed import INIT, TOKEN, agency, askfirst, facts, folder

__all__ = ["agency", "folder"]


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


def test_setting_up_twice_is_told_before_the_first_question(agency: None) -> None:
    result = askfirst("init")

    assert result.exit_code == 1
    assert "holds an agency already" in result.stderr
    assert "name, as clients know it" not in result.output


def test_a_wrong_time_zone_makes_no_keys(folder: Path) -> None:
    assert askfirst(*INIT, "--timezone", "Mars/One").exit_code == 1

    assert not (folder / "askfirst.key").exists()


def test_the_list_of_clients_shows_initials_and_whether_they_are_connected(agency: None) -> None:
    assert askfirst("client", "invite", "--alias", "M.R.", "--clinician", "Ana Ruiz", "--language", "es").exit_code == 0

    assert askfirst("client", "list").stdout == "M.R. · Ana Ruiz · es · invited\n"
    assert facts("client", "list")[0]["alias"] == "M.R."


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

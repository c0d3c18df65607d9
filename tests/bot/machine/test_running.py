"""The whole machine as one process: it starts only when it can, stops cleanly, and loses nothing when it is killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import Session, func, select

from bot.actions import office
from bot.main import AskFirst, build
from bot.opening import NotReady
from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.words.say import Words
from db.engine import Database
from db.tables import Inbox, Outbox
from db.vault import KeyRing, Vault

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def settings(telegram: Sandbox, file_url: str, tmp_path: Path) -> Settings:
    """Settings that lead to the emulated Telegram, with keys of their own."""
    keys = tmp_path / "askfirst.key"
    KeyRing.new().save(keys)
    return Settings(
        telegram_token=SecretStr(telegram.token),
        telegram_base_url=telegram.bot_base_url,
        database_url=file_url,
        keys=keys,
        poll_seconds=1,
        sends_per_second=10_000,
        chat_gap_seconds=0,
    )


async def found(settings: Settings, clock: SandboxClock) -> str:
    """Set up an agency with one clinician, and give the token of her link."""
    vault, now = Vault(KeyRing.load(settings.keys)), clock.now()

    def unit(session: Session) -> str:
        office.set_up(
            session, vault, now, name="Riverside Center", timezone="America/New_York", language="en",
            emergency="911", crisis="988",
        )  # fmt: skip
        return office.add_staff(session, vault, now, name="Ana Ruiz", role="clinician", language="en").token

    db = Database.open(settings.database_url)
    token = await db.write(unit)
    await db.close()
    return token


@pytest.fixture
async def machine(settings: Settings, clock: SandboxClock, words: Words) -> AsyncIterator[AskFirst]:
    """The machine at work for an agency with one clinician."""
    await found(settings, clock)
    app = build(settings, clock=clock, words=words)
    await app.start()
    yield app
    await app.stop()


async def test_somebody_we_do_not_know_gets_an_answer(machine: AskFirst, phone: Phone) -> None:
    await phone.start()
    assert (await phone.wait_for("link"))["from_bot"]
    await machine.idle()


async def commands_of(app: AskFirst, **whose: Any) -> list[str]:
    """Wait until somebody has commands, and give them."""
    for _ in range(300):
        commands = await app.line.call("getMyCommands", whose)
        if commands:
            return [command["command"] for command in commands]
        await asyncio.sleep(0.01)
    return []


async def test_every_language_gets_commands_and_a_description(machine: AskFirst, telegram: Sandbox) -> None:
    assert "help" in await commands_of(machine)
    assert "help" in await commands_of(machine, language_code="en")
    assert (await machine.line.call("getMyDescription", {"language_code": "en"}))["description"]


async def test_staff_get_commands_of_their_own(
    settings: Settings, clock: SandboxClock, words: Words, phone: Phone
) -> None:
    token = await found(settings, clock)
    app = build(settings, clock=clock, words=words)
    await app.start()
    await phone.start(token)
    await phone.wait_for("Riverside")
    commands = await commands_of(app, scope={"type": "chat", "chat_id": phone.user_id})
    await app.stop()
    assert "new" in commands


async def test_a_machine_without_an_agency_does_not_start(settings: Settings, words: Words) -> None:
    app = build(settings, words=words)
    with pytest.raises(NotReady, match="askfirst init"):
        await app.start()
    await app.stop()


def test_a_machine_without_its_keys_does_not_start(settings: Settings, words: Words) -> None:
    settings.keys.unlink()
    with pytest.raises(NotReady, match="ASKFIRST_KEYS"):
        build(settings, words=words)


def test_a_broken_key_ring_is_not_shown(settings: Settings, words: Words) -> None:
    settings.keys.write_text('{"keys": "very secret"')
    with pytest.raises(NotReady) as refused:
        build(settings, words=words)
    assert "very secret" not in str(refused.value)


class Process:
    """The machine as its own process."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "ASKFIRST_TELEGRAM_TOKEN": settings.token,
            "ASKFIRST_TELEGRAM_BASE_URL": settings.telegram_base_url,
            "ASKFIRST_DATABASE_URL": settings.database_url,
            "ASKFIRST_KEYS": str(settings.keys),
            "ASKFIRST_SENDS_PER_SECOND": "1000",
        }
        self._folder = folder
        self._running: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=self._folder, env=self._environment, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def end(self, number: signal.Signals) -> tuple[int, str]:
        """Send a signal, and give how it ended and what it logged."""
        assert self._running is not None
        self._running.send_signal(number)
        _, log = await asyncio.wait_for(self._running.communicate(), 20)
        assert self._running.returncode is not None
        return self._running.returncode, log.decode()


async def test_asked_to_stop_it_ends_cleanly_and_its_log_holds_nobodys_words(
    settings: Settings, clock: SandboxClock, phone: Phone, tmp_path: Path
) -> None:
    await found(settings, clock)
    process = Process(settings, tmp_path)
    await process.start()
    await phone.start()
    await phone.say("I am so afraid of him")
    await phone.wait_for("link", seconds=20)
    code, log = await process.end(signal.SIGTERM)
    assert code == 0
    assert "AskFirst is running" in log
    assert "afraid" not in log
    assert settings.token not in log


async def test_killed_in_the_middle_it_loses_nothing_and_does_nothing_twice(
    settings: Settings, clock: SandboxClock, phone: Phone, tmp_path: Path
) -> None:
    await found(settings, clock)
    process, said = Process(settings, tmp_path), 12
    clock.thaw()
    await process.start()
    await phone.start()
    await phone.wait_for("link", seconds=20)
    for number in range(said - 1):
        await phone.say(f"message {number}")
    await asyncio.sleep(0.03)
    await process.end(signal.SIGKILL)
    await process.start()
    db = Database.open(settings.database_url)
    for _ in range(400):
        if await db.read(_closed) == said and not await db.read(_left):
            break
        await asyncio.sleep(0.05)
    code, _ = await process.end(signal.SIGTERM)
    answers = await db.read(lambda session: session.exec(select(func.count()).select_from(Outbox)).one())
    await db.close()
    assert code == 0
    assert answers == said


def _left(session: Session) -> int:
    waiting = session.exec(select(func.count()).select_from(Inbox).where(Inbox.state == "new")).one()
    unsaid = select(func.count()).select_from(Outbox).where(Outbox.state != "sent")
    return waiting + session.exec(unsaid).one()


def _closed(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Inbox).where(Inbox.state == "done")).one()

"""The parts of the running machine, each on a real database and against an emulated Telegram."""

import json
import shutil
import tomllib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.transport import AiohttpRequest, Line
from bot.words.catalogues import FOLDER
from bot.words.say import Words
from db.engine import Database
from tests.bot.emulated import http, telegram
from tests.stores import built_file, vault

__all__ = ["http", "telegram", "vault"]

#: A Monday morning in New York, which is nobody's quiet time.
MORNING = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> SandboxClock:
    """A clock that stands still until a test moves it."""
    return SandboxClock(MORNING, frozen=True)


@pytest.fixture
def file_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database."""
    return f"sqlite:///{shutil.copy(built_file(request.config), tmp_path / 'askfirst.db')}"


@pytest.fixture
async def db(file_url: str) -> AsyncIterator[Database]:
    """A fresh database, open."""
    opened = Database.open(file_url)
    yield opened
    await opened.close()


@pytest.fixture
async def line(telegram: Sandbox) -> AsyncIterator[Line]:
    """A line to the emulated Telegram, with the patience of a test."""
    async with AiohttpRequest(read_timeout=0.4) as request:
        yield Line(request, telegram.bot_base_url, telegram.token)


@pytest.fixture
async def phone(telegram: Sandbox, http: aiohttp.ClientSession) -> Phone:
    """The phone of one person."""
    return await Phone.join(http, telegram.url, "Mara")


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    """Every English sentence; whether the other languages are complete is for the tests of the words."""
    folder = tmp_path_factory.mktemp("locales")
    listed = tomllib.loads((FOLDER / "languages.toml").read_text(encoding="utf-8"))["en"]
    english = "".join(f"{name} = {json.dumps(value)}\n" for name, value in listed.items())
    (folder / "languages.toml").write_text(f"[en]\n{english}", encoding="utf-8")
    shutil.copy(FOLDER / "askfirst.pot", folder)
    return Words.load(folder)

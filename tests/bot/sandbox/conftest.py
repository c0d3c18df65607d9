"""One running sandbox per test, a real python-telegram-bot `Bot`, and raw HTTP for what PTB would never send."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from tests.bot.emulated import http, telegram
from tests.bot.sandbox.wire import Wire

__all__ = ["http", "telegram"]

NOON = datetime(2027, 6, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(NOON, frozen=True)


@pytest.fixture
def sandbox(telegram: Sandbox) -> Sandbox:
    return telegram


@pytest.fixture
def session(http: aiohttp.ClientSession) -> aiohttp.ClientSession:
    return http


@pytest.fixture
def wire(sandbox: Sandbox, session: aiohttp.ClientSession) -> Wire:
    return Wire(sandbox, session)


@pytest.fixture
async def maria(sandbox: Sandbox, session: aiohttp.ClientSession) -> Phone:
    """A person who has started the bot; the update of her start is confirmed."""
    phone = await Phone.join(session, sandbox.url, "Maria", "es")
    await phone.start()
    sandbox.world.queue.clear()
    return phone


@pytest.fixture
async def ptb(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """A real python-telegram-bot Bot that was told where the sandbox is, and nothing else."""
    fast = HTTPXRequest(read_timeout=2.0, connect_timeout=2.0)
    bot = Bot(
        sandbox.token,
        base_url=sandbox.bot_base_url,
        base_file_url=sandbox.base_file_url,
        request=fast,
        get_updates_request=HTTPXRequest(read_timeout=2.0),
    )
    async with bot:
        yield bot

"""An emulated Telegram and what its people are driven with: for tests of it, and of the machine beside it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Sandbox


@pytest.fixture
async def telegram(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    """An emulated Telegram, on the clock of the folder."""
    sandbox = Sandbox(clock)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """What the people's side of the emulated Telegram is driven with."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        yield session

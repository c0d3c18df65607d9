"""A fresh town for every journey, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from sqlmodel import Session

from bot.actions import office
from bot.actions.checking_office import Noted, verify
from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Sandbox
from consent.checking import HowChecked
from db.vault import KeyRing
from tests.journeys.town import AGENCY, MONDAY_MORNING, PAYER, TOKEN, Town, open_app


@pytest.fixture
async def town(store_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """An agency with an admin, the clinician Ana Ruiz, and one saved requester whom she called back."""
    clock = SandboxClock(MONDAY_MORNING, frozen=True)
    sandbox = Sandbox(clock, TOKEN)
    async with AsyncExitStack() as end:
        await sandbox.start()
        end.push_async_callback(sandbox.stop)
        KeyRing.new().save(tmp_path / "town.key")
        app = open_app(sandbox, store_url, tmp_path / "town.key", clock)
        town = Town(sandbox, app, clock, await end.enter_async_context(aiohttp.ClientSession()))
        end.push_async_callback(town.shut_down)

        def set_up(session: Session) -> None:
            office.set_up(
                session,
                app.vault,
                clock.now(),
                name=AGENCY,
                timezone="America/New_York",
                language="en",
                emergency="911",
                crisis="988",
            )
            office.add_requester(session, app.vault, clock.now(), name=PAYER, kind="payer_payment")

        await app.db.write(set_up)
        await app.start()
        town.ana = await town.joins_as_staff("Ana Ruiz", "clinician")
        await town.do(lambda turn: verify(turn, PAYER, Noted(HowChecked.CALLED_BACK, "Ana Ruiz")))
        town.admin = await town.joins_as_staff("Lee Moss", "admin")
        yield town

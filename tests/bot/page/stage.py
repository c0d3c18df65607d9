"""The stage for one test: a sandbox, a scripted bot, a desk, and one page in a real browser."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from playwright.async_api import Page

from bot.sandbox.server import Sandbox
from tests.bot.page.fake_desk import FakeDesk
from tests.bot.page.hand import Hand
from tests.bot.page.robot import Robot, script_for

Json = dict[str, Any]


@dataclass(slots=True)
class Stage:
    """Everything a test of the phones needs; `asked` and `complaints` fill as the page runs."""

    sandbox: Sandbox
    session: aiohttp.ClientSession
    robot: Robot
    desk: FakeDesk
    client: Json
    clinician: Json
    page: Page
    complaints: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The sandbox's address, without a slash at its end."""
        return self.sandbox.url

    def hand(self, side: str) -> Hand:
        """Returns a hand on the "client" or "clinician" side."""
        return Hand(self.page, side)

    async def open_page(self) -> Page:
        """Loads the page and waits until it has drawn itself."""
        await self.page.goto(f"{self.url}/")
        await self.page.locator("output.clock:not(:empty)").wait_for(state="attached")
        return self.page

    async def knock(self) -> None:
        """Lets the bot send the client its first question."""
        await self.robot.knock(self.client)

    async def open_client_phone(self, language: str = "en") -> Hand:
        """Sends the knock, loads the page and unlocks the client's phone."""
        self.client = await self.control("POST", f"users/{self.client['id']}/language", language_code=language)
        await self.knock()
        await self.open_page()
        client = self.hand("client")
        await client.unlock()
        await client.key(script_for(language).open).wait_for()
        return client

    async def control(self, method: str, path: str, **body: Any) -> Any:
        """Calls the sandbox's control side."""
        async with self.session.request(method, f"{self.url}/sandbox/{path}", json=body or None) as answer:
            facts = await answer.json()
        assert answer.ok, f"{path}: {facts}"
        return facts

    async def person(self, user_id: int) -> Json:
        """Returns a person as the sandbox sees them now."""
        chat = await self.control("GET", f"users/{user_id}/chat")
        return dict(chat["user"])

    async def now(self) -> datetime:
        """Returns the sandbox's time."""
        return datetime.fromisoformat((await self.control("GET", "clock"))["now"])

    async def advance(self, *, days: int) -> None:
        """Moves the sandbox's clock."""
        await self.control("POST", "clock", advance=timedelta(days=days).total_seconds())

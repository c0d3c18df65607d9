"""The hand of a tester on one phone of the page."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page


@dataclass(frozen=True, slots=True)
class Hand:
    """Finds and uses what stands on one side; `side` is "client" or "clinician"."""

    page: Page
    side: str

    @property
    def place(self) -> Locator:
        """The whole side."""
        return self.page.locator(f"#{self.side}")

    @property
    def bubbles(self) -> Locator:
        """All messages, oldest first."""
        return self.place.locator(".message")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.bubbles.last

    @property
    def lock_screen(self) -> Locator:
        """The cover of a locked phone."""
        return self.place.locator(".lock")

    def key(self, text: str) -> Locator:
        """The button with this text under a message."""
        return self.place.locator(".keyboard").get_by_role("button", name=text, exact=True)

    def says(self, text: str) -> Locator:
        """A message with these words."""
        return self.bubbles.filter(has_text=text)

    async def unlock(self) -> None:
        """Taps the newest notification."""
        await self.lock_screen.locator(".push").last.click()

    async def type(self, text: str) -> None:
        """Writes and sends a text."""
        await self.place.get_by_role("textbox").fill(text)
        await self.place.get_by_role("button", name="Send").click()

    async def attach(self, name: str) -> None:
        """Chooses something from the attach menu."""
        await self.place.get_by_role("button", name="Attach").click()
        await self.place.get_by_role("button", name=name).click()

    async def message_menu(self, message: Locator, name: str) -> None:
        """Opens a message's own menu and chooses there."""
        await message.hover()
        await message.get_by_role("button", name=re.compile("What to do")).click()
        await message.get_by_role("button", name=name).click()

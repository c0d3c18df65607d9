"""A real Chromium and, for each test, a stage of its own."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import ConsoleMessage, Error, Page, async_playwright

from bot.sandbox.clock import SandboxClock
from bot.sandbox.people import join
from bot.sandbox.server import Sandbox
from bot.sandbox.views import user_view
from tests.bot.page.fake_desk import FakeDesk, entry
from tests.bot.page.robot import Robot
from tests.bot.page.stage import Stage

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MORNING = datetime(2027, 7, 5, 13, 30, tzinfo=UTC)
PATIENCE_MS = 5000


def find_chromium() -> str:
    """Returns the path of a Chromium; fails the test with what to install when there is none."""
    for program in PROGRAMS:
        if path := shutil.which(program):
            return path
    pytest.fail("The phones are tested in a real browser: install one, for example with `apt-get install chromium`.")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def tab() -> AsyncIterator[Page]:
    """One tab of one headless browser for all tests of the phones."""
    executable = find_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        tab = await browser.new_page(locale="en-US")
        tab.set_default_timeout(PATIENCE_MS)
        yield tab
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(tab: Page) -> AsyncIterator[Page]:
    """The tab as new; each test has its own address, so nothing is remembered from the last one."""
    await tab.set_viewport_size({"width": 1280, "height": 800})
    yield tab
    await tab.unroute_all()
    await tab.emulate_media(reduced_motion="no-preference")


@pytest.fixture
def with_desk() -> bool:
    """Tells whether the sandbox has a desk; a test may say no."""
    return True


@pytest_asyncio.fixture(loop_scope="session")
async def stage(page: Page, with_desk: bool) -> AsyncIterator[Stage]:
    """A sandbox with a client, a clinician and a bot that answers; no complaint in the browser's console."""
    desk = FakeDesk(lambda: sandbox.world)
    sandbox = Sandbox(SandboxClock(MORNING, frozen=True), desk=desk if with_desk else None, name="Riverside Center")
    await sandbox.start()
    async with aiohttp.ClientSession() as session:
        robot = Robot(session, f"{sandbox.bot_base_url}{sandbox.token}")
        await robot.call("setMyCommands", commands=[{"command": "language", "description": "Change the language"}])
        stage = Stage(sandbox, session, robot, desk, _arrive(sandbox, "Maria"), _arrive(sandbox, "Ana"), page)
        desk.people.append(entry(stage.client["id"], "client", "M.R."))
        desk.people.append(entry(stage.clinician["id"], "clinician", "Ana Ruiz"))
        stop_listening = _listen(stage)
        polling = asyncio.create_task(robot.run())
        yield stage
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await polling
    await page.goto("about:blank")
    stop_listening()
    # Wakes the event streams, which then notice that nobody listens; the stop need not wait for them.
    sandbox.world.watchers.changed()
    await sandbox.stop()
    assert stage.complaints == []


def _arrive(sandbox: Sandbox, name: str) -> dict[str, object]:
    person = join(sandbox.world, {"first_name": name, "language_code": "en"})
    person.started = True
    return user_view(person)


def _listen(stage: Stage) -> Callable[[], None]:
    def note(message: ConsoleMessage) -> None:
        # A refused call is part of some tests, and the browser writes each of them down.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            stage.complaints.append(message.text)

    def note_error(error: Error) -> None:
        stage.complaints.append(str(error))

    stage.page.on("console", note)
    stage.page.on("pageerror", note_error)

    def stop() -> None:
        stage.page.remove_listener("console", note)
        stage.page.remove_listener("pageerror", note_error)

    return stop

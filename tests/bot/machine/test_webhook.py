"""Updates that Telegram brings itself: only its own are taken, each is kept before it is told so, none is lost."""

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot.intake import Intake
from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.transport import CannotListen, Line
from bot.webhook import LARGEST_BODY, Webhook
from db.errors import WriteFailed
from db.inbox import Update
from db.presence import Presence

SECRET = "a-secret_that_is_long"
SIGNED = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@dataclass
class Door:
    """Stands where the doorstep stands."""

    kept: list[Update] = field(default_factory=list)
    heard: int = 0
    is_shut: bool = False

    async def keep(self, updates: Sequence[Update]) -> None:
        if self.is_shut:
            raise WriteFailed
        self.kept += updates

    def hear(self) -> None:
        self.heard += 1


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def url() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}/telegram"


@pytest.fixture
async def hook(line: Line, door: Door, clock: SandboxClock, url: str) -> AsyncIterator[Webhook]:
    listen = url.removeprefix("http://").removesuffix("/telegram")
    listening = Webhook(line, door.keep, clock, url=url, secret=SECRET, listen=listen, heard=door.hear, look_every=0.05)
    await listening.start()
    yield listening
    await listening.stop()
    await listening.stop()


async def soon(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - another task makes it so
            await asyncio.sleep(0.01)


async def hangs(line: Line, url: str) -> None:
    async with asyncio.timeout(10):
        while (await info(line))["url"] != url:  # noqa: ASYNC110 - Telegram rings no bell
            await asyncio.sleep(0.02)


async def info(line: Line) -> Any:
    return await line.call("getWebhookInfo", {})


async def test_what_a_person_says_is_kept_once_and_confirmed(
    hook: Webhook, door: Door, phone: Phone, line: Line
) -> None:
    await phone.start()
    for word in ("one", "two"):
        await phone.say(word)
    await soon(lambda: len(door.kept) == 3)
    assert [update["message"]["text"] for update in door.kept] == ["/start", "one", "two"]
    async with asyncio.timeout(10):
        while (await info(line))["pending_update_count"]:  # noqa: ASYNC110 - Telegram rings no bell
            await asyncio.sleep(0.02)
    assert set((await info(line))["allowed_updates"]) == {
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    }


async def test_what_waited_before_the_start_is_not_thrown_away(
    line: Line, door: Door, clock: SandboxClock, url: str, phone: Phone
) -> None:
    await phone.start()
    listen = url.removeprefix("http://").removesuffix("/telegram")
    hook = Webhook(line, door.keep, clock, url=url, secret=SECRET, listen=listen)
    await hook.start()
    await soon(lambda: len(door.kept) == 1)
    await hook.stop()


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b'{"update_id": 1}', 403),
        ({"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]}, b'{"update_id": 1}', 403),
        ({"X-Telegram-Bot-Api-Secret-Token": "\xfcber"}, b'{"update_id": 1}', 403),
        (SIGNED, b"my darkest secret", 400),
        (SIGNED, b"\xff\xfe", 400),
        (SIGNED, b"[" * 100_000, 400),
        (SIGNED, b'[{"update_id": 1}]', 400),
        (SIGNED, b'{"update_id": "1"}', 400),
        (SIGNED, b"{}", 400),
        (SIGNED, b'{"update_id": 1, "x": "' + b"x" * LARGEST_BODY + b'"}', 413),
        (SIGNED, b'{"update_id": 1}', 200),
    ],
)
async def test_only_telegrams_own_updates_are_taken(
    headers: dict[str, str], body: bytes, status: int, hook: Webhook, door: Door, url: str,
    http: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """TG-17."""
    async with http.post(url, data=io.BytesIO(body), headers=headers) as answer:
        assert (answer.status, await answer.read()) == (status, b"")
    assert len(door.kept) == (status == 200)
    assert "darkest" not in caplog.text
    assert SECRET not in caplog.text


async def test_there_is_one_way_in(hook: Webhook, url: str, http: aiohttp.ClientSession) -> None:
    async with http.get(url, headers=SIGNED) as answer:
        assert answer.status == 405
    async with http.post(url + "/more", headers=SIGNED, data=b'{"update_id": 1}') as answer:
        assert answer.status == 404


async def test_while_nothing_can_be_kept_telegram_is_told_to_come_again(
    hook: Webhook, door: Door, url: str, http: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    await soon(lambda: door.heard > 0)
    door.is_shut = True
    for _ in range(3):
        async with http.post(url, data=json.dumps({"update_id": 1}), headers=SIGNED) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert len([r for r in caplog.records if r.name == "bot.webhook"]) == 1
    door.is_shut = False
    async with http.post(url, data=json.dumps({"update_id": 1}), headers=SIGNED) as answer:
        assert answer.status == 200


async def test_a_hook_that_somebody_took_away_is_hung_up_again(hook: Webhook, line: Line, url: str, door: Door) -> None:
    await soon(lambda: door.heard > 0)
    await line.call("deleteWebhook", {})
    await hangs(line, url)


async def test_a_refusal_at_the_start_is_tried_again(
    line: Line, door: Door, clock: SandboxClock, url: str, telegram: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.world.faults.add({"kind": "error", "method": "setWebhook", "status": 502, "times": 1})
    listen = url.removeprefix("http://").removesuffix("/telegram")
    hook = Webhook(line, door.keep, clock, url=url, secret=SECRET, listen=listen)
    await hook.start()
    await hangs(line, url)
    await hook.stop()
    assert telegram.token not in caplog.text


async def test_a_silent_line_counts_as_heard_only_while_telegram_gets_through(
    hook: Webhook, door: Door, phone: Phone, clock: SandboxClock
) -> None:
    await soon(lambda: door.heard > 1)
    door.is_shut = True
    await phone.start()
    await asyncio.sleep(0.3)
    before = door.heard
    await asyncio.sleep(0.3)
    assert door.heard == before


async def test_a_place_that_is_taken_is_said_plainly(
    hook: Webhook, line: Line, door: Door, clock: SandboxClock, url: str
) -> None:
    listen = url.removeprefix("http://").removesuffix("/telegram")
    second = Webhook(line, door.keep, clock, url=url, secret=SECRET, listen=listen)
    with pytest.raises(CannotListen, match="ASKFIRST_WEBHOOK_LISTEN"):
        await second.start()


async def test_who_polls_takes_a_left_over_hook_away(line: Line, door: Door, phone: Phone, url: str) -> None:
    await line.call("setWebhook", {"url": url})
    await phone.start()
    intake = Intake(line, door.keep, Presence(), poll_seconds=1, first_wait=0.02)
    await intake.start()
    await soon(lambda: len(door.kept) == 1)
    await intake.stop()
    assert (await info(line))["url"] == ""

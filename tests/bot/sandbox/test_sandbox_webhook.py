"""A webhook gets its updates in order, with its secret, again until it takes them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bot.sandbox.phone import Phone
from tests.bot.sandbox.wire import Json, Wire


@dataclass
class Ear:
    """A small bot that listens at a web address."""

    url: str = ""
    heard: list[Json] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    reply: Json | None = None

    async def hear(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refusals:
            status, headers = self.refusals.pop(0)
            return web.Response(status=status, headers=headers)
        self.heard.append(await request.json())
        return web.Response() if self.reply is None else web.json_response(self.reply)

    async def has_heard(self, count: int) -> list[Json]:
        for _ in range(200):
            if len(self.heard) >= count:
                break
            await asyncio.sleep(0.02)
        return self.heard


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    listening = Ear()
    app = web.Application()
    app.router.add_post("/hook", listening.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listening.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listening
    await runner.cleanup()


async def test_updates_arrive_with_the_secret_and_in_order(wire: Wire, maria: Phone, ear: Ear) -> None:
    for word in ("one", "two", "three"):
        await maria.say(word)
    await wire.result("setWebhook", url=ear.url, secret_token="s3cret_-")
    await maria.say("four")
    heard = await ear.has_heard(4)
    assert [update["message"]["text"] for update in heard] == ["one", "two", "three", "four"]
    assert ear.secrets == ["s3cret_-"] * 4
    assert (await wire.result("getWebhookInfo"))["pending_update_count"] == 0


async def test_a_refused_update_is_sent_again_before_the_next(wire: Wire, maria: Phone, ear: Ear) -> None:
    ear.refusals = [(500, {}), (503, {"Retry-After": "1"})]
    await wire.result("setWebhook", url=ear.url)
    await maria.say("one")
    await maria.say("two")
    heard = await ear.has_heard(2)
    assert [update["message"]["text"] for update in heard] == ["one", "two"]
    info = await wire.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_one_chat_does_not_hold_up_another(wire: Wire, maria: Phone, ear: Ear) -> None:
    ana = await Phone.join(wire.session, wire.sandbox.url, "Ana")
    ear.refusals = [(503, {"Retry-After": "60"})]
    await wire.result("setWebhook", url=ear.url)
    await maria.say("held up")
    await asyncio.sleep(0.1)
    await ana.start()
    heard = await ear.has_heard(1)
    assert [update["message"]["text"] for update in heard] == ["/start"]


async def test_polling_and_a_webhook_exclude_each_other(wire: Wire, maria: Phone, ear: Ear) -> None:
    waiting = asyncio.create_task(wire.refusal("getUpdates", timeout=5))
    await asyncio.sleep(0.1)
    await wire.result("setWebhook", url=ear.url)
    assert await waiting == (409, "Conflict: terminated by setWebhook request")
    code, description = await wire.refusal("getUpdates")
    assert code == 409 and "while webhook is active" in description
    await wire.result("deleteWebhook")
    assert await wire.result("getUpdates") == []


async def test_what_was_not_taken_is_there_for_polling(wire: Wire, maria: Phone, ear: Ear) -> None:
    ear.refusals = [(500, {})] * 1000
    await wire.result("setWebhook", url=ear.url)
    await maria.say("kept")
    assert (await wire.result("getWebhookInfo"))["pending_update_count"] == 1
    await wire.result("deleteWebhook")
    assert [update["message"]["text"] for update in await wire.result("getUpdates")] == ["kept"]


async def test_a_repeated_update_is_delivered_twice(wire: Wire, maria: Phone, ear: Ear) -> None:
    await wire.result("setWebhook", url=ear.url)
    await wire.control("faults", {"kind": "duplicate_update"})
    await maria.say("twice")
    first, second = await ear.has_heard(2)
    assert first == second


async def test_a_bot_may_call_a_method_in_its_answer(wire: Wire, maria: Phone, ear: Ear) -> None:
    ear.reply = {"method": "sendMessage", "chat_id": maria.user_id, "text": "From the answer"}
    await wire.result("setWebhook", url=ear.url)
    await maria.say("hello")
    assert (await maria.wait_for("From the answer"))["from_bot"]


async def test_pending_updates_can_be_dropped(wire: Wire, maria: Phone) -> None:
    await maria.say("gone")
    await wire.result("deleteWebhook", drop_pending_updates=True)
    assert await wire.result("getUpdates") == []


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        ({"url": "http://bot.example/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://bot.example/", "secret_token": "x" * 257}, "secret token is too long"),
        ({"url": "https://bot.example/", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_a_bad_webhook_is_refused(wire: Wire, given: Json, complaint: str) -> None:
    assert await wire.refusal("setWebhook", **given) == (400, f"Bad Request: {complaint}")

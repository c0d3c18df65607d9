"""A line that has died in silence is made anew, and at last given up; trouble that says so is waited out for ever."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.intake import Intake
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.transport import AiohttpRequest, Line
from bot.watch import Watch
from db.inbox import Update
from db.presence import Presence


@dataclass
class Ears:
    """An intake that notes what came and how often its line was made anew."""

    request: AiohttpRequest
    kept: list[Update] = field(default_factory=list)
    renewals: int = 0
    keeps_for: float = 0.0
    heard: int = 0

    async def keep(self, updates: Sequence[Update]) -> None:
        await asyncio.sleep(self.keeps_for)
        self.kept += updates

    def hear(self) -> None:
        self.heard += 1

    async def renew(self) -> None:
        self.renewals += 1
        await self.request.shutdown()
        await self.request.initialize()

    def listening(self, line: Line, watch: Watch, presence: Presence) -> Intake:
        return Intake(
            line, self.keep, presence,
            heard=self.hear, renew=self.renew, watch=watch, poll_seconds=0, first_wait=0.02,
        )  # fmt: skip


@pytest.fixture
async def request_() -> AiohttpRequest:
    request = AiohttpRequest()
    await request.initialize()
    return request


async def until(intake: Intake, ears: Ears, *, renewals: int = 0, kept: int = 0) -> None:
    async with asyncio.timeout(10):
        while ears.renewals < renewals or len(ears.kept) < kept:  # noqa: ASYNC110 - another task counts
            await asyncio.sleep(0.01)


async def test_a_line_that_died_in_silence_is_made_anew_and_hears_again(
    telegram: Sandbox, request_: AiohttpRequest, phone: Phone
) -> None:
    ears = Ears(request_)
    line = Line(request_, telegram.bot_base_url, telegram.token)
    telegram.world.faults.add({"kind": "hang", "method": "getUpdates", "times": 2})
    intake = ears.listening(line, Watch(0.2, 60), Presence())
    await phone.start()
    await intake.start()
    await until(intake, ears, renewals=2, kept=1)
    await intake.stop()
    await request_.shutdown()
    assert not intake.deaf.is_set()


async def test_a_line_that_stays_silent_is_given_up(
    telegram: Sandbox, request_: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    ears = Ears(request_)
    line = Line(request_, telegram.bot_base_url, telegram.token)
    telegram.world.faults.add({"kind": "hang", "method": "getUpdates", "times": 0})
    intake = ears.listening(line, Watch(0.2, 0.7), Presence())
    await intake.start()
    await asyncio.wait_for(intake.deaf.wait(), 10)
    await intake.stop()
    await request_.shutdown()
    assert ears.renewals >= 2
    assert ears.heard == 0
    assert "giving up" in caplog.text
    assert telegram.token not in caplog.text


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error", "status": 401},
        {"kind": "error", "status": 404},
        {"kind": "error", "status": 409},
        {"kind": "error", "status": 500},
        {"kind": "retry_after", "retry_after": 1},
        {"kind": "drop_connection"},
    ],
)
async def test_trouble_that_says_so_is_waited_out_for_ever(
    fault: dict[str, object],
    telegram: Sandbox,
    request_: AiohttpRequest,
    phone: Phone,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ears = Ears(request_)
    line = Line(request_, telegram.bot_base_url, telegram.token)
    telegram.world.faults.add({**fault, "method": "getUpdates", "times": 0})
    intake = ears.listening(line, Watch(1.5, 1.6), Presence())
    await intake.start()
    await asyncio.sleep(2.0)
    assert (ears.renewals, intake.deaf.is_set()) == (0, False)
    assert len([r for r in caplog.records if r.name == "bot.intake" and "no updates" in r.message]) == 1
    telegram.world.faults.clear()
    await phone.start()
    await until(intake, ears, kept=1)
    await intake.stop()
    await request_.shutdown()


async def test_a_telegram_that_is_not_there_at_all_is_waited_for(request_: AiohttpRequest) -> None:
    ears = Ears(request_)
    intake = ears.listening(Line(request_, "http://127.0.0.1:9/bot", "1:x"), Watch(0.3, 0.4), Presence())
    await intake.start()
    await asyncio.sleep(1.0)
    assert (ears.renewals, intake.deaf.is_set()) == (0, False)
    await intake.stop()
    await request_.shutdown()


async def test_an_answer_that_cannot_be_read_is_asked_for_again(request_: AiohttpRequest) -> None:
    answers = [b"<html>", b"[]", b'{"ok": true, "result": "soon"}', b'{"ok": true, "result": [{"no": 1}]}']
    good = b'{"ok": true, "result": [{"update_id": 7}]}'

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = answers.pop(0) if answers else good
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    ears = Ears(request_)
    intake = ears.listening(Line(request_, f"http://127.0.0.1:{port}/bot", "1:x"), Watch(), Presence())
    await intake.start()
    await until(intake, ears, kept=1)
    await intake.stop()
    server.close()
    await request_.shutdown()
    assert ears.kept[0] == {"update_id": 7}


class Fading(Presence):
    """Somebody who holds the role of the poller now, and now not."""

    may = False

    def held(self, role: str) -> bool:
        return self.may

    async def try_hold(self, role: str) -> bool:
        return self.may


async def test_only_who_holds_the_role_polls_and_who_loses_it_stops(
    telegram: Sandbox, request_: AiohttpRequest, phone: Phone
) -> None:
    ears, here = Ears(request_), Fading()
    intake = ears.listening(Line(request_, telegram.bot_base_url, telegram.token), Watch(), here)
    await intake.start()
    await phone.start()
    await asyncio.sleep(0.3)
    assert ears.kept == []
    here.may = True
    await until(intake, ears, kept=1)
    here.may = False
    here.lost.set()
    await asyncio.sleep(0.3)
    await phone.say("two")
    await asyncio.sleep(0.3)
    assert len(ears.kept) == 1
    await intake.stop()
    await request_.shutdown()

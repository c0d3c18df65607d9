"""The ears and the workers: every update kept, applied once, in order; nothing stops them for good."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from sqlmodel import Session, select
from telegram import Update

from bot.doorstep import Doorstep
from bot.intake import Intake
from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.transport import Line
from bot.workers import Workers
from db import inbox
from db.engine import Database, WriteFailed
from db.presence import Presence
from db.tables import Inbox
from db.vault import Vault


@dataclass
class Counter:
    """Stands where the desk stands: applies updates by writing them down, and closes their rows."""

    db: Database
    clock: SandboxClock
    said: list[str] = field(default_factory=list)
    buried: list[tuple[int | None, str]] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    nudges: int = 0
    before: Callable[[str], Any] | None = None

    async def take(self, row: int, update: Update) -> None:
        """Apply one update."""
        text = str(update.effective_message.text) if update.effective_message else ""
        if self.before is not None:
            await self.before(text)
        await self.db.write(lambda session: inbox.close(session, row, self.clock.now()))
        self.said.append(text)

    async def give_up(self, row: int, chat: int | None, reason: str) -> None:
        """Bury one update."""
        now = self.clock.now()
        await self.db.write(lambda session: inbox.close(session, row, now, state="dead", reason=reason))
        self.buried.append((chat, reason))

    def acknowledge(self, query_id: str) -> None:
        """Note a tap that was acknowledged."""
        self.acknowledged.append(query_id)

    def nudge(self) -> None:
        """Count the nudges."""
        self.nudges += 1


@dataclass
class Ears:
    """A whole intake at work."""

    intake: Intake
    doorstep: Doorstep
    workers: Workers
    counter: Counter
    telegram: Sandbox

    async def settle(self, said: int) -> list[str]:
        """Wait until so many updates were applied, and give what they said."""
        async with asyncio.timeout(5):
            while len(self.counter.said) < said or self.workers.busy:  # noqa: ASYNC110 - another task counts
                await asyncio.sleep(0.01)
        return self.counter.said


def hearing(telegram: Sandbox, line: Line, db: Database, vault: Vault, clock: SandboxClock) -> Ears:
    counter = Counter(db, clock)
    workers = Workers(db, vault, clock, counter.take, counter.give_up, counter)
    doorstep = Doorstep(db, vault, clock, Presence(), workers)
    intake = Intake(line, doorstep.keep, Presence(), poll_seconds=1, first_wait=0.02)
    return Ears(intake, doorstep, workers, counter, telegram)


@pytest.fixture
async def ears(telegram: Sandbox, line: Line, db: Database, vault: Vault, clock: SandboxClock) -> AsyncIterator[Ears]:
    """An intake at work."""
    made = hearing(telegram, line, db, vault, clock)
    await made.doorstep.start()
    await made.intake.start()
    yield made
    await made.intake.stop()
    await made.doorstep.stop()
    await made.workers.stop(1.0)


async def states(db: Database) -> list[tuple[str, str | None]]:
    def read(session: Session) -> list[tuple[str, str | None]]:
        return [(row.state, row.reason) for row in session.exec(select(Inbox).order_by("id"))]

    return await db.read(read)


async def test_what_a_person_says_is_applied_once_and_in_order(ears: Ears, phone: Phone, db: Database) -> None:
    await phone.start()
    for number in range(5):
        await phone.say(str(number))
    assert await ears.settle(6) == ["/start", "0", "1", "2", "3", "4"]
    assert await states(db) == [("done", None)] * 6
    assert ears.counter.nudges == 6


async def test_an_update_that_comes_twice_is_applied_once(ears: Ears, phone: Phone) -> None:
    ears.telegram.world.faults.add({"kind": "duplicate_update", "method": "getUpdates"})
    await phone.start()
    await phone.say("no")
    await phone.say("last")
    assert await ears.settle(3) == ["/start", "no", "last"]


async def test_a_slow_chat_keeps_no_other_waiting(ears: Ears, phone: Phone, http: aiohttp.ClientSession) -> None:
    gate = asyncio.Event()

    async def wait(text: str) -> None:
        if text == "slow":
            await gate.wait()

    ears.counter.before = wait
    other = await Phone.join(http, ears.telegram.url, "Noor")
    await phone.start()
    await phone.say("slow")
    await phone.say("after slow")
    await other.start()
    await other.say("quick")
    async with asyncio.timeout(3):
        while "quick" not in ears.counter.said:  # noqa: ASYNC110 - another task says it
            await asyncio.sleep(0.01)
    assert "slow" not in ears.counter.said
    gate.set()
    assert (await ears.settle(5))[-2:] == ["slow", "after slow"]


async def test_a_tap_is_acknowledged_before_it_is_applied(ears: Ears, phone: Phone, line: Line) -> None:
    await phone.start()
    keyboard = {"inline_keyboard": [[{"text": "Open", "callback_data": "x.0"}]]}
    await line.call("sendMessage", {"chat_id": phone.user_id, "text": "hello", "reply_markup": keyboard})
    await ears.settle(1)
    seen: list[list[str]] = []

    async def look(text: str) -> None:
        seen.append(list(ears.counter.acknowledged))

    ears.counter.before = look
    query_id = await phone.tap("Open")
    await ears.settle(2)
    assert seen == [[query_id]]


async def test_an_update_nobody_can_read_stops_nothing(ears: Ears, phone: Phone, db: Database) -> None:
    await phone.start()
    await ears.settle(1)
    poison = {"message": {"chat": {"id": phone.user_id, "type": "private"}, "date": "soon", "message_id": []}}
    await _inject(ears, poison)
    await phone.say("still here")
    assert await ears.settle(2) == ["/start", "still here"]
    assert [state for state, _ in await states(db)] == ["done", "dead", "done"]
    assert [chat for chat, _ in ears.counter.buried] == [phone.user_id]


async def _inject(ears: Ears, update: dict[str, Any]) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{ears.telegram.url}/sandbox/updates", json={"update": update}) as answer,
    ):
        assert answer.status == 200


async def test_an_update_that_breaks_its_handler_is_buried_with_the_kind_of_error(
    ears: Ears, phone: Phone, db: Database
) -> None:
    async def stumble(text: str) -> None:
        if text == "trip":
            raise ZeroDivisionError(text)

    ears.counter.before = stumble
    await phone.start()
    await phone.say("trip")
    await phone.say("go on")
    assert await ears.settle(2) == ["/start", "go on"]
    assert (await states(db))[1] == ("dead", "ZeroDivisionError")


async def test_an_update_waits_for_a_database_that_is_lost_for_a_while(ears: Ears, phone: Phone, db: Database) -> None:
    failures = iter([WriteFailed(), WriteFailed(), WriteFailed(), WriteFailed()])

    async def lose(text: str) -> None:
        for failure in failures:
            raise failure

    ears.counter.before = lose
    await phone.start()
    assert await ears.settle(1) == ["/start"]
    assert await states(db) == [("done", None)]


@pytest.mark.parametrize("status", [401, 404, 409, 500, 502])
async def test_whatever_telegram_answers_the_ears_go_on(
    ears: Ears, phone: Phone, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    await phone.start()
    fault = ears.telegram.world.faults.add({"kind": "error", "method": "getUpdates", "status": status, "times": 4})
    for _ in range(300):
        if fault.struck == 4:
            break
        await asyncio.sleep(0.01)
    await phone.say("still there?")
    assert await ears.settle(2) == ["/start", "still there?"]
    complaints = [record for record in caplog.records if record.name == "bot.intake" and record.levelname == "ERROR"]
    assert (fault.struck, len(complaints)) == (4, 1)
    assert ears.telegram.token not in caplog.text


@pytest.mark.parametrize("kind", ["drop_connection", "retry_after"])
async def test_a_broken_line_is_tried_again(ears: Ears, phone: Phone, kind: str) -> None:
    ears.telegram.world.faults.add({"kind": kind, "method": "getUpdates", "times": 2, "retry_after": 1})
    await phone.start()
    assert await ears.settle(1) == ["/start"]


async def test_in_trouble_the_ears_never_run_hot(ears: Ears, http: aiohttp.ClientSession) -> None:
    ears.telegram.world.faults.add({"kind": "error", "method": "getUpdates", "status": 500, "times": 0})
    await asyncio.sleep(0.5)
    async with http.get(f"{ears.telegram.url}/sandbox/calls", params={"method": "getUpdates"}) as answer:
        calls = await answer.json()
    assert 3 < len(calls) < 12


async def test_what_was_kept_and_not_finished_is_worked_by_the_next_run(
    telegram: Sandbox, line: Line, db: Database, vault: Vault, clock: SandboxClock, phone: Phone
) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": phone.user_id, "type": "private"}}
    left = [{"update_id": n, "message": message | {"text": f"left {n}"}} for n in range(3)]
    await db.write(lambda session: inbox.keep(session, vault, left, clock.now()))
    ears = hearing(telegram, line, db, vault, clock)
    await ears.doorstep.start()
    assert await ears.settle(3) == ["left 0", "left 1", "left 2"]
    await ears.doorstep.stop()
    await ears.workers.stop(1)


async def test_nothing_is_confirmed_before_it_is_kept(
    telegram: Sandbox, line: Line, db: Database, vault: Vault, clock: SandboxClock, phone: Phone
) -> None:
    ears = hearing(telegram, line, db, vault, clock)
    await phone.start()
    await db.close()
    await ears.intake.start()
    await asyncio.sleep(0.3)
    await ears.intake.stop()
    again = await line.call("getUpdates", {"timeout": 0})
    assert [update["message"]["text"] for update in again] == ["/start"]


async def test_stopping_finishes_what_was_taken(ears: Ears, phone: Phone, db: Database) -> None:
    started = asyncio.Event()

    async def slow(text: str) -> None:
        started.set()
        await asyncio.sleep(0.2)

    ears.counter.before = slow
    await phone.start()
    await asyncio.wait_for(started.wait(), 3)
    await ears.intake.stop()
    await ears.workers.stop(2)
    assert await states(db) == [("done", None)]

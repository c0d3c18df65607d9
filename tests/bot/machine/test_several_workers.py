"""Several workers on one PostgreSQL: each update applied once, in the order of its chat, whoever of them is killed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from sqlmodel import Session
from telegram import Update

from bot.doorstep import Doorstep
from bot.sandbox.clock import SandboxClock
from bot.workers import Workers
from db import inbox
from db.engine import Database
from db.errors import Unconfirmed
from db.presence import Presence, presence_at
from db.vault import Vault
from tests.stores import on_postgresql, postgresql_url

__all__ = ["on_postgresql", "postgresql_url"]

CHATS, EACH = 12, 5
T = TypeVar("T")


@dataclass
class Record:
    """What was applied, by whom, in which order."""

    applied: list[tuple[str, int, int]] = field(default_factory=list)

    def of(self, chat: int) -> list[int]:
        return [number for _, of_chat, number in self.applied if of_chat == chat]

    def workers_of(self, chat: int) -> set[str]:
        return {who for who, of_chat, _ in self.applied if of_chat == chat}


class Pen(Database):
    """A pen that may lose the word that its commit went through."""

    loses_its_word = False

    async def write(self, unit: Callable[[Session], T]) -> T:
        answer = await super().write(unit)
        if self.loses_its_word:
            raise Unconfirmed
        return answer


class Worker:
    """One process's share: a presence, a doorstep, workers, its own pen."""

    def __init__(self, name: str, url: str, vault: Vault, clock: SandboxClock, record: Record, most: int) -> None:
        self.name, self.record = name, record
        self.db = self.pen = Pen.open(url)
        self.clock = clock
        self.presence: Presence = presence_at(url)
        self.workers = Workers(self.db, vault, clock, self._take, self._give_up, self, most=most)
        self.doorstep = Doorstep(self.db, vault, clock, self.presence, self.workers)
        self.workers.on_room = self.doorstep.has_room
        self.gate = asyncio.Event()
        self.gate.set()

    async def _take(self, row: int, update: Update) -> None:
        await self.gate.wait()
        await self.db.write(lambda session: inbox.close(session, row, self.clock.now()))
        assert update.effective_chat is not None
        self.record.applied.append((self.name, update.effective_chat.id, update.update_id))

    async def _give_up(self, row: int, chat: int | None, reason: str) -> None:
        await self.db.write(lambda session: inbox.close(session, row, self.clock.now(), state="dead", reason=reason))

    def acknowledge(self, query_id: str) -> None:
        """Nobody waits."""

    def nudge(self) -> None:
        """Nobody speaks."""

    async def start(self) -> None:
        await self.presence.open()
        await self.doorstep.start()

    async def stop(self) -> None:
        await self.doorstep.stop()
        await self.workers.stop(0)
        await self.presence.close()
        await self.db.close()


Hire = Callable[..., Worker]


@pytest.fixture
async def hire(postgresql_url: str, vault: Vault, clock: SandboxClock) -> AsyncIterator[Hire]:
    async with AsyncExitStack() as end:

        def one_more(name: str, record: Record, most: int = 64) -> Worker:
            worker = Worker(name, postgresql_url, vault, clock, record, most)
            end.push_async_callback(worker.stop)
            return worker

        yield one_more


def said(chat: int, number: int) -> dict[str, Any]:
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}
    return {"update_id": number, "message": message}


def crowd() -> list[dict[str, Any]]:
    return [said(1 + number % CHATS, number) for number in range(CHATS * EACH)]


async def until(record: Record, count: int) -> None:
    async with asyncio.timeout(20):
        while len(record.applied) < count:  # noqa: ASYNC110 - two other processes' worth of tasks count
            await asyncio.sleep(0.01)


async def test_the_work_is_shared_and_each_chat_keeps_its_order(hire: Hire) -> None:
    record = Record()
    one, two = hire("one", record, 8), hire("two", record, 8)
    await one.start()
    await two.start()
    one.gate.clear()  # One is busy until two has begun: how fast this machine is must not decide who takes part.
    await one.doorstep.keep(crowd())
    await until(record, 1)
    one.gate.set()
    await until(record, CHATS * EACH)
    for chat in range(1, CHATS + 1):
        assert record.of(chat) == sorted(record.of(chat))
        assert len(record.of(chat)) == EACH
    assert {who for who, _, _ in record.applied} == {"one", "two"}


async def test_a_chat_stays_with_who_works_in_it(hire: Hire) -> None:
    record = Record()
    one, two = hire("one", record), hire("two", record)
    await one.start()
    await two.start()
    one.gate.clear()
    await one.doorstep.keep([said(1, 1)])
    await two.doorstep.keep([said(1, 2), said(2, 3)])
    await until(record, 1)
    assert record.applied == [("two", 2, 3)]
    one.gate.set()
    await until(record, 3)
    assert record.of(1) == [1, 2]
    assert record.workers_of(1) == {"one"}


async def test_what_a_dead_worker_had_in_hand_another_takes(hire: Hire) -> None:
    record = Record()
    one, two = hire("one", record), hire("two", record)
    await one.start()
    await two.start()
    one.gate.clear()
    await one.doorstep.keep(crowd())
    assert record.applied == []
    await one.presence.close()
    await until(record, CHATS * EACH)
    assert {who for who, _, _ in record.applied} == {"two"}
    one.gate.set()
    for chat in range(1, CHATS + 1):
        assert record.of(chat) == sorted(record.of(chat))
    await asyncio.sleep(0.2)
    assert len(record.applied) == CHATS * EACH


async def test_a_commit_that_may_have_claimed_leaves_nothing_unworked(hire: Hire, vault: Vault) -> None:
    """The server took the commit and the answer was lost: the rows are ours, and nobody has them in hand."""
    record = Record()
    one = hire("one", record)
    await one.start()
    await one.db.write(lambda session: inbox.keep(session, vault, [said(1, 1)], one.clock.now()))
    one.pen.loses_its_word = True
    with pytest.raises(Unconfirmed):
        await one.doorstep.keep([said(2, 2)])
    one.pen.loses_its_word = False
    one.doorstep.look()
    await until(record, 2)
    assert await one.db.read(lambda session: inbox.waiting(session, 1)) == []


async def test_swapped_on_the_way_they_are_worked_in_telegrams_order(hire: Hire) -> None:
    record = Record()
    one = hire("one", record)
    await one.presence.open()
    await one.doorstep.start(settle=2.0)
    for number in (3, 1, 2):
        await one.doorstep.keep([said(1, number)])
    await until(record, 3)
    assert record.of(1) == [1, 2, 3]

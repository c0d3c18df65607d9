"""Helpers to put messages into the outbox and to see what became of them."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from bot.clock import Clock
from bot.dispatch import Dispatch, Identity, Pace
from bot.screens import Press, Screen
from bot.sender import Sender
from bot.transport import Line
from bot.words.say import Words
from db.engine import Database
from db.errands import Errand
from db.ledger.messages import Message, enqueue
from db.tables import Outbox
from db.vault import Vault

FAST = Pace(10_000, 0)
MENU = ((Press.CHOICES, None), (Press.HELP, None))


@dataclass
class Counter:
    """Stands where the agency stands, and remembers what it was told."""

    lost: list[tuple[str, str]] = field(default_factory=list)
    now_at: list[tuple[str, str, int]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    async def unreachable(self, audience: str, person_id: str) -> None:
        """Hear of somebody whose chat takes no messages."""
        self.lost.append((audience, person_id))

    async def moved(self, audience: str, person_id: str, chat: int) -> None:
        """Hear of somebody whose chat has another number now."""
        self.now_at.append((audience, person_id, chat))

    def undelivered(self, session: Session, errand: Errand, reason: str) -> None:
        """Hear of a notice that nobody can say was read."""
        self.failed.append((errand.kind, reason))


def everybody_else(_session: Session, ids: Collection[str], me: str) -> list[str]:
    """Take every worker but this one for dead."""
    return [id for id in ids if id != me]


@dataclass
class Mouth:
    """A sender at work, and the people it could not reach."""

    db: Database
    vault: Vault
    clock: Clock
    sender: Sender
    counter: "Counter"

    @property
    def lost(self) -> list[tuple[str, str]]:
        """Who could not be reached."""
        return self.counter.lost

    async def put(self, chat: int, **more: Any) -> str:
        """Put one message to a guest into the outbox and give back its reference."""
        wanted: dict[str, Any] = {"audience": "guest", "person_id": None, "kind": Screen.STRANGER, "facts": {}} | more
        message = Message(chat=chat, **wanted)
        ref = await self.db.write(lambda session: enqueue(session, self.vault, message, now=self.clock.now()))
        self.sender.nudge()
        return ref

    async def row(self, ref: str) -> Outbox:
        """Give the outbox row of a reference."""
        return await self.db.read(lambda session: _row(session, ref))

    async def states(self, refs: Sequence[str]) -> list[str]:
        """Give the states of some messages."""
        return [(await self.row(ref)).state for ref in refs]


def _row(session: Session, ref: str) -> Outbox:
    return session.exec(select(Outbox).where(Outbox.ref == ref)).one()


@asynccontextmanager
async def speaking(
    db: Database, vault: Vault, words: Words, line: Line, clock: Clock, pace: Pace = FAST
) -> AsyncIterator[Mouth]:
    """A sender that runs as long as the block."""
    counter = Counter()
    dispatch = Dispatch(db, vault, clock, counter, pace, Identity(lambda: "me", everybody_else))
    sender = Sender(dispatch, words, line, clock, counter)
    await sender.start()
    try:
        yield Mouth(db, vault, clock, sender, counter)
    finally:
        await sender.stop(1.0)

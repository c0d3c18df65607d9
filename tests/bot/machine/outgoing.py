"""Helpers to put messages into the outbox and to see what became of them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from bot.clock import Clock
from bot.pace import Pace
from bot.screens import Press, Screen
from bot.sender import Sender
from bot.transport import Line
from bot.words.say import Words
from db.engine import Database
from db.ledger.messages import Message, enqueue
from db.tables import Outbox
from db.vault import Vault

MENU = ((Press.CHOICES, None), (Press.HELP, None))


@dataclass
class Mouth:
    """A sender at work, and the people it could not reach."""

    db: Database
    vault: Vault
    clock: Clock
    sender: Sender
    lost: list[tuple[str, str]] = field(default_factory=list)

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
async def speaking(db: Database, vault: Vault, words: Words, line: Line, clock: Clock) -> AsyncIterator[Mouth]:
    """A sender that runs as long as the block."""
    lost: list[tuple[str, str]] = []

    async def unreachable(audience: str, person_id: str) -> None:
        lost.append((audience, person_id))

    sender = Sender(db, vault, words, line, clock, Pace(10_000), unreachable)
    await sender.start()
    try:
        yield Mouth(db, vault, clock, sender, lost)
    finally:
        await sender.stop(1.0)

"""An outbox to be filled and emptied, for the tests of the outbox."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from db import outbox
from db.engine import Database
from db.errands import Errand, Outcome, Sent, Stale
from db.ledger.messages import Message, enqueue
from db.tables import Outbox
from db.vault import Vault

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BUTTONS = (("open", None), ("pick", "2"))


class Box:
    """An outbox to be filled and emptied."""

    def __init__(self, db: Database, vault: Vault) -> None:
        self.db, self.vault = db, vault

    async def put(self, chat: int = 7, **more: Any) -> str:
        wanted: dict[str, Any] = {"audience": "guest", "person_id": None, "kind": "menu", "facts": {"n": 1}} | more
        message = Message(chat=chat, **wanted)
        return await self.db.write(lambda session: enqueue(session, self.vault, message, now=NOW))

    async def claim(self, now: datetime = NOW, limit: int = 30, me: str = "one") -> list[Errand]:
        return await self.db.write(lambda session: outbox.claim(session, self.vault, now, limit, me=me))

    async def mark(self, *outcomes: Outcome, now: datetime = NOW, me: str = "one", gap: float = 0) -> list[Stale]:
        rest = now + timedelta(seconds=gap) if gap else None
        return await self.db.write(
            lambda session: outbox.mark(session, self.vault, outcomes, now, me=me, rest_until=rest)
        )

    async def send(self, message_id: int) -> Errand:
        """Claim the one message that is due, and mark it as sent."""
        (errand,) = await self.claim()
        await self.mark(sent(errand, message_id))
        return errand

    async def row(self, ref: str) -> Outbox:
        def read(session: Session) -> Outbox:
            return session.exec(select(Outbox).where(Outbox.ref == ref)).one()

        return await self.db.read(read)


def sent(errand: Errand, message_id: int) -> Sent:
    edited = errand.edits_message_id is not None
    return Sent(errand.id, message_id, NOW, "Hello <b>you</b>", "d" * 64, "es", "abc123", edited)

"""Writing what is to be said: one outbox row for each message, kind and facts, never a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.ids import CHAT_KEY, new_ref
from db.tables import Outbox
from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be said. `audience`: client, staff, guest. `promise`: notice or reminder."""

    audience: str
    person_id: str | None
    chat: int
    kind: str
    facts: Mapping[str, Any]
    buttons: Sequence[tuple[str, str | None]] = ()
    topic: str | None = None
    request_id: str | None = None
    request_version: int | None = None
    replaces: str | None = None
    promise: str = "notice"
    silent: bool = False
    not_before: datetime | None = None
    not_after: datetime | None = None


def enqueue(session: Session, vault: Vault, message: Message, *, now: datetime) -> str:
    """Write the message into the outbox and give back the reference of its buttons."""
    ref = new_ref()
    session.add(
        Outbox(
            ref=ref,
            audience=message.audience,
            person_id=message.person_id,
            chat=vault.seal(str(message.chat), table="outbox", column="chat", row=ref),
            chat_key=vault.key_for(CHAT_KEY, str(message.chat)),
            kind=message.kind,
            facts=vault.seal_json(dict(message.facts), table="outbox", column="facts", row=ref),
            buttons=vault.seal_json([list(b) for b in message.buttons], table="outbox", column="buttons", row=ref),
            topic=message.topic,
            request_id=message.request_id,
            request_version=message.request_version,
            replaces=message.replaces,
            promise=message.promise,
            silent=message.silent,
            created_at=now,
            not_before=message.not_before or now,
            not_after=message.not_after,
        )
    )
    return ref

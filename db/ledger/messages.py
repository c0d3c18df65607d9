"""Writing what is to be said: one outbox row for each message, kind and facts, never a sentence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text, update
from sqlmodel import Session, col

from db.ids import CHAT_KEY, new_ref
from db.tables import Outbox
from db.vault import Vault

OPEN = text("outbox.state IN ('queued', 'sending')")  #: Worded as the partial index words it.
UNTIL_ASKED_FOR = timedelta(days=36500)  #: Held back for somebody who wants silence now and may come back.
HELD = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be said. `audience`: client, staff, guest. `promise`: notice or reminder.

    `answers` says that it answers what its reader has just done, so that it may come in their quiet hours.
    """

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
    answers: bool = False
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
            answers=message.answers,
            created_at=now,
            not_before=message.not_before or now,
            not_after=message.not_after,
        )
    )
    return ref


def drop_waiting(
    session: Session,
    reason: str,
    *,
    person_id: str | None = None,
    request_id: str | None = None,
    kinds: Collection[str] = (),
    due_after: datetime | None = None,
) -> list[str | None]:
    """Take back what has not been said yet to a person or about a request; gives the requests it was about.

    `kinds` names what is meant, empty for all; `due_after` spares what may be said by then.
    """
    found = _waiting()
    if person_id is not None:
        found = found.where(col(Outbox.person_id) == person_id)
    if request_id is not None:
        found = found.where(col(Outbox.request_id) == request_id)
    if kinds:
        found = found.where(col(Outbox.kind).in_(kinds))
    if due_after is not None:
        found = found.where(col(Outbox.not_before) > due_after)
    rows = session.connection().execute(found).all()
    _change(session, [row.id for row in rows], state="dropped", reason=reason, live=False)
    return [row.request_id for row in rows]


def release_held(session: Session, person_id: str, *, now: datetime) -> None:
    """Let go what was held back for somebody who is back: it follows on their own act, so at any hour."""
    held = _waiting().where(col(Outbox.person_id) == person_id, col(Outbox.not_before) > now + HELD)
    _change(session, [row.id for row in session.connection().execute(held)], not_before=now, answers=True)


def _waiting() -> Any:
    return select(col(Outbox.id), col(Outbox.request_id)).where(OPEN, col(Outbox.state) == "queued").with_for_update()


def _change(session: Session, ids: Sequence[int], **values: Any) -> None:
    if ids:
        still = update(Outbox).where(col(Outbox.id).in_(ids), col(Outbox.state) == "queued")
        session.connection().execute(still.values(**values))

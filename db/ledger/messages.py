"""Writing what is to be said: one outbox row for each message, kind and facts, never a sentence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, select
from sqlmodel import Session

from db.columns import Instant
from db.ids import CHAT_KEY, new_ref
from db.prepared import change
from db.read_statements import LIVE, UNSAID, given, table
from db.tables import Outbox
from db.vault import Vault

UNTIL_ASKED_FOR = timedelta(days=36500)  #: Held back for somebody who wants silence now and may come back.
HELD = timedelta(days=3650)

_outbox = table(Outbox)
_box = _outbox.c
_still = _outbox.update().where(_box.id.in_(bindparam("ids", expanding=True, type_=Integer())), _box.state == "queued")
ADD = _outbox.insert().inline()
DROP = _still.values(state="dropped", reason=bindparam("why", type_=String()), live=False)
SILENCE_CHAT = (
    _outbox.update().where(LIVE, _box.chat_key == bindparam("whose", type_=_box.chat_key.type)).values(live=False)
)
LET_GO = _still.values(not_before=bindparam("at", type_=Instant()), answers=True)
NOT_YET_SAID = (
    select(_box.id)
    .where(UNSAID, _box.state == "queued", _box.answers.is_(False), given(_box.person_id))
    .where(_box.not_before < bindparam("later", type_=Instant()))
    .with_for_update()
)
HOLD_BACK = _still.values(not_before=bindparam("at", type_=Instant()))


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
    chat = str(message.chat)
    row = {
        "ref": ref,
        "audience": message.audience,
        "person_id": message.person_id,
        "chat": vault.seal(chat, table="outbox", column="chat", row=ref),
        "chat_key": vault.key_for(CHAT_KEY, chat),
        "kind": message.kind,
        "facts": vault.seal_json(dict(message.facts), table="outbox", column="facts", row=ref),
        "buttons": vault.seal_json([list(b) for b in message.buttons], table="outbox", column="buttons", row=ref),
        "topic": message.topic,
        "request_id": message.request_id,
        "request_version": message.request_version,
        "replaces": message.replaces,
        "promise": message.promise,
        "silent": message.silent,
        "answers": message.answers,
        "created_at": now,
        "not_before": message.not_before or now,
        "not_after": message.not_after,
    }
    change(session, ADD, row)
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
    limits = {"person_id": person_id, "request_id": request_id, "kinds": sorted(kinds), "due_after": due_after}
    meant = {name: limit for name, limit in limits.items() if limit}
    rows = session.connection().execute(_waiting(frozenset(meant)), meant).all()
    if rows:
        session.connection().execute(DROP, {"ids": [row.id for row in rows], "why": reason})
    return [row.request_id for row in rows]


def silence_chat(session: Session, vault: Vault, chat_id: int) -> None:
    """No button in this chat counts as being in view any more: what was shown there has been taken away."""
    session.connection().execute(SILENCE_CHAT, {"whose": vault.key_for(CHAT_KEY, str(chat_id))})


def hold_back(session: Session, person_id: str, *, now: datetime) -> None:
    """Let what waits to be said to somebody wait until they are back; the answer to what they just did still comes."""
    later = now + UNTIL_ASKED_FOR
    rows = session.connection().execute(NOT_YET_SAID, {"person_id": person_id, "later": now + HELD}).all()
    if rows:
        session.connection().execute(HOLD_BACK, {"ids": [row.id for row in rows], "at": later})


def release_held(session: Session, person_id: str, *, now: datetime) -> None:
    """Let go what was held back for somebody who is back: it follows on their own act, so at any hour."""
    held = {"person_id": person_id, "due_after": now + HELD}
    rows = session.connection().execute(_waiting(frozenset(held)), held).all()
    if rows:
        session.connection().execute(LET_GO, {"ids": [row.id for row in rows], "at": now})


@cache
def _waiting(limits: frozenset[str]) -> Select[Any]:
    conditions = {
        "person_id": given(_box.person_id),
        "request_id": given(_box.request_id),
        "kinds": _box.kind.in_(bindparam("kinds", expanding=True, type_=String())),
        "due_after": _box.not_before > bindparam("due_after", type_=Instant()),
    }
    meant = (condition for name, condition in conditions.items() if name in limits)
    return select(_box.id, _box.request_id).where(UNSAID, _box.state == "queued", *meant).with_for_update()

"""The inbox: every update Telegram gave, kept sealed before it is confirmed, closed by the work that applies it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select, text

from db.errors import StaleVersion
from db.ids import CHAT_KEY
from db.tables import Inbox
from db.vault import Vault

OPEN = text("inbox.state = 'new'")  #: Worded as the partial index words it, so that both engines use that.
LARGEST = 2**63 - 1
#: The parts of an update that belong to somebody's chat, and where in them the chat stands.
CHATS = (
    ("message", ("chat",)),
    ("edited_message", ("chat",)),
    ("callback_query", ("message", "chat")),
    ("callback_query", ("from",)),
    ("my_chat_member", ("chat",)),
)

Update = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that waits to be worked: its row, and the key of the chat whose order it has to keep."""

    id: int
    chat_key: bytes | None
    update: Update | None = field(default=None, repr=False, compare=False)  #: At hand only when it has just come.


def keep(session: Session, vault: Vault, updates: Sequence[Update], now: datetime) -> list[Kept]:
    """Keep every update that was not kept before, in the order given; answer with the new rows only.

    An update is the same one only if its number and its whole content are: numbers start anew after a quiet week.
    """
    rows = list(_rows(vault, updates, now))
    if not rows:
        return []
    table = Inbox.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    new = _insert_new(session).returning(table.c.id, table.c.chat_key, table.c.digest)
    found = session.connection().execute(new, rows)
    came = {row["digest"]: one for row, one in zip(rows, updates, strict=True)}
    return sorted((Kept(row.id, row.chat_key, came[row.digest]) for row in found), key=lambda kept: kept.id)


def chat_of(update: Update) -> int | None:
    """Give the chat an update belongs to; None where it names none, as a poisoned one may."""
    for part, path in CHATS:
        place: Any = update.get(part)
        for step in path:
            place = place.get(step) if isinstance(place, Mapping) else None
        chat = place.get("id") if isinstance(place, Mapping) else None
        if isinstance(chat, int) and not isinstance(chat, bool):
            return chat
    return None


def is_numbered(update: object) -> bool:
    """Tell whether this is an update at all: an object with a number that Telegram can be told."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return type(number) is int and 0 <= number < LARGEST


def waiting(session: Session, limit: int, after: int = 0) -> list[Kept]:
    """Give the rows nobody has closed yet, oldest first, starting behind the row `after`."""
    found = select(Inbox.id, Inbox.chat_key).where(OPEN, col(Inbox.id) > after).order_by(col(Inbox.id)).limit(limit)
    return [Kept(id, chat_key) for id, chat_key in session.exec(found) if id is not None]


def is_open(session: Session, id: int) -> bool:
    """Tell whether a row still waits to be closed."""
    return session.exec(select(Inbox.id).where(OPEN, col(Inbox.id) == id)).first() is not None


def read(session: Session, vault: Vault, id: int) -> dict[str, Any]:
    """Give an update as it came. Raises Tampered, or LookupError when there is no such row."""
    row = session.exec(select(Inbox.update_id, Inbox.digest, Inbox.raw).where(Inbox.id == id)).first()
    if row is None:
        raise LookupError
    update_id, digest, raw = row
    update: dict[str, Any] = vault.open_json(raw, table="inbox", column="raw", row=_place(update_id, digest))
    return update


def close(session: Session, id: int, now: datetime, *, state: str = "done", reason: str | None = None) -> None:
    """Close a row as done, dead or ignored, in the transaction that applies it; `reason` is a code, never data.

    Raises StaleVersion when it is closed already: then nothing of this unit of work may be saved.
    """
    still_open = update(Inbox).where(OPEN, col(Inbox.id) == id)
    closed = session.connection().execute(still_open.values(state=state, reason=reason, closed_at=now))
    if closed.rowcount != 1:
        raise StaleVersion


def _rows(vault: Vault, updates: Sequence[Update], now: datetime) -> Iterator[dict[str, Any]]:
    for one in updates:
        number = one["update_id"]
        canonical = json.dumps(one, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        digest = vault.key_for("update", canonical)
        chat = chat_of(one)
        yield {
            "update_id": number,
            "digest": digest,
            "chat_key": None if chat is None else vault.key_for(CHAT_KEY, str(chat)),
            "raw": vault.seal(canonical, table="inbox", column="raw", row=_place(number, digest)),
            "state": "new",
            "received_at": now,
        }


def _place(update_id: int, digest: bytes) -> str:
    return f"{update_id}:{digest.hex()}"


_INSERT: Mapping[str, Callable[[Any], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def _insert_new(session: Session) -> Insert:
    make = _INSERT.get(session.connection().dialect.name, insert)
    statement: Insert = make(Inbox).on_conflict_do_nothing(index_elements=["update_id", "digest"])
    return statement

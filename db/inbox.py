"""The inbox: every update Telegram gave, kept sealed before it is confirmed, closed by the work that applies it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cmp_to_key
from typing import Any

from sqlalchemy import Integer, String, bindparam, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from db.columns import Instant
from db.errors import StaleVersion
from db.ids import CHAT_KEY
from db.prepared import ask, change
from db.tables import Inbox
from db.vault import Vault

OPEN = text("inbox.state = 'new'")  #: Worded as the partial index words it, so that both engines use that.
LARGEST = 2**63 - 1
NUMBERS_HOLD = timedelta(days=1)  #: How far apart two updates may have come whose numbers tell their order.
_table = Inbox.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_column = _table.c
_ROW = bindparam("row", type_=Integer())
_open_one = (OPEN, _column.id == _ROW)
# Built once: building a statement costs more than running it.
_WAITING = (
    select(_column.id, _column.chat_key, _column.update_id, _column.received_at)
    .where(OPEN, _column.id > bindparam("after", type_=Integer()))
    .order_by(_column.id)
    .limit(bindparam("most", type_=Integer()))
)
_STILL_OPEN = select(_column.id).where(*_open_one)
_READ = select(_column.update_id, _column.digest, _column.raw).where(_column.id == _ROW)
_CLOSE = (
    update(_table)
    .where(*_open_one)
    .values(
        state=bindparam("now_in", type_=String()),
        reason=bindparam("why", type_=String()),
        closed_at=bindparam("at", type_=Instant()),
    )
)
_DEAD = select(_column.id, _column.received_at, _column.reason).where(_column.state == "dead").order_by(_column.id)
_REOPEN = (
    update(_table).values(state="new", reason=None, closed_at=None, claimed_by=None).where(_column.state == "dead")
)
_REOPEN_ONE = _REOPEN.where(_column.id == _ROW)
_KEEP = {
    name: insert(_table)
    .on_conflict_do_nothing(index_elements=["update_id", "digest"])
    .returning(_column.id, _column.chat_key, _column.digest, _column.update_id, _column.received_at)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}

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
class Sealed:
    """An update as it lies in its row."""

    digest: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that waits to be worked: its row, and the key of the chat whose order it has to keep."""

    id: int
    chat_key: bytes | None
    number: int  #: The number that Telegram gave it.
    received_at: datetime
    update: Update | None = field(default=None, repr=False, compare=False)  #: At hand only when it has just come.
    sealed: Sealed | None = field(default=None, repr=False, compare=False)  #: At hand only when it was claimed.

    @property
    def lane(self) -> bytes | int:
        """What has to keep an order: a chat; an update of no chat stands alone."""
        return self.id if self.chat_key is None else self.chat_key


def _comes_before(one: Kept, other: Kept) -> int:
    apart = one.received_at - other.received_at
    if abs(apart) > NUMBERS_HOLD:
        return -1 if apart < timedelta() else 1
    return 1 if (one.number, one.id) > (other.number, other.id) else -1


#: The order within a chat: Telegram's own numbers, which may arrive swapped and begin anew after a quiet week.
in_order = cmp_to_key(_comes_before)


def keep(session: Session, vault: Vault, updates: Sequence[Update], now: datetime) -> list[Kept]:
    """Keep every update that was not kept before, in the order given; answer with the new rows only.

    An update is the same one only if its number and its whole content are: numbers start anew after a quiet week.
    """
    rows = list(_rows(vault, updates, now))
    if not rows:
        return []
    connection = session.connection()
    found = connection.execute(_KEEP[connection.dialect.name], rows)
    came = {row["digest"]: one for row, one in zip(rows, updates, strict=True)}
    return sorted(
        (Kept(row.id, row.chat_key, row.update_id, row.received_at, came[row.digest]) for row in found),
        key=lambda kept: kept.id,
    )


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
    found = session.connection().execute(_WAITING, {"after": after, "most": limit})
    return [Kept(row.id, row.chat_key, row.update_id, row.received_at) for row in found]


def is_open(session: Session, id: int) -> bool:
    """Tell whether a row still waits to be closed."""
    return bool(ask(session, _STILL_OPEN, {"row": id}))


def read(session: Session, vault: Vault, id: int) -> dict[str, Any]:
    """Give an update as it came. Raises Tampered, or LookupError when there is no such row."""
    row = session.connection().execute(_READ, {"row": id}).first()
    if row is None:
        raise LookupError
    return unseal(vault, row.update_id, Sealed(row.digest, row.raw))


def unseal(vault: Vault, number: int, sealed: Sealed) -> dict[str, Any]:
    """Give an update that was claimed as it came. Raises Tampered."""
    place = _place(number, sealed.digest)
    update: dict[str, Any] = vault.open_json(sealed.raw, table="inbox", column="raw", row=place)
    return update


def close(session: Session, id: int, now: datetime, *, state: str = "done", reason: str | None = None) -> None:
    """Close a row as done, dead or ignored, in the transaction that applies it; `reason` is a code, never data.

    Raises StaleVersion when it is closed already: then nothing of this unit of work may be saved.
    """
    if change(session, _CLOSE, {"row": id, "now_in": state, "why": reason, "at": now}) != 1:
        raise StaleVersion


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An update that could not be worked: its row, when it came, and the kind of error."""

    number: int
    received_at: datetime
    reason: str | None


def dead_letters(session: Session) -> list[DeadLetter]:
    """Give every update that could not be worked, oldest first."""
    return [DeadLetter(row.id, row.received_at, row.reason) for row in session.connection().execute(_DEAD)]


def reopen(session: Session, number: int | None = None) -> int:
    """Put one dead letter, or all of them, back among those that wait; tells how many."""
    connection = session.connection()
    if number is None:
        return connection.execute(_REOPEN).rowcount
    return connection.execute(_REOPEN_ONE, {"row": number}).rowcount


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

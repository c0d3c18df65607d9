"""What the running machine notes for its next run: small facts about itself, never about people."""

from datetime import datetime

from sqlalchemy import String, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from db.columns import Instant
from db.tables import Fact

_KEY = bindparam("name", type_=String())
_LOOK = select(col(Fact.value), col(Fact.at)).where(col(Fact.key) == _KEY)
_READ = _LOOK.with_for_update()
_REMOVE = delete(Fact).where(col(Fact.key) == _KEY)
_VALUES = {
    "key": _KEY,
    "value": bindparam("content", type_=String()),
    "at": bindparam("noted_at", type_=Instant()),
}
_WRITE = {
    name: (made := insert(Fact).values(_VALUES)).on_conflict_do_update(
        index_elements=["key"], set_={"value": made.excluded.value, "at": made.excluded.at}
    )
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def read(session: Session, key: str) -> tuple[str, datetime] | None:
    """Give a note and when it was written; nobody else writes it until this unit of work ends."""
    row = session.connection().execute(_READ, {"name": key}).first()
    return None if row is None else (row.value, row.at)


def look(session: Session, key: str) -> tuple[str, datetime] | None:
    """Give a note and when it was written, for somebody who will not write it."""
    row = session.connection().execute(_LOOK, {"name": key}).first()
    return None if row is None else (row.value, row.at)


def write(session: Session, key: str, value: str, now: datetime) -> None:
    """Write a note over the one before."""
    connection = session.connection()
    connection.execute(_WRITE[connection.dialect.name], {"name": key, "content": value, "noted_at": now})


def remove(session: Session, key: str) -> None:
    """Remove a note, if it is there."""
    session.connection().execute(_REMOVE, {"name": key})

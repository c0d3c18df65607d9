"""Moulds: a row of the model with places left free for what differs from copy to copy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, TableClause, column, select, table
from sqlmodel import SQLModel

from db.audit import BEGINNING, link, row_digest_of, stamp
from db.vault import Vault

#: What is sealed in each table.
SEALED = {
    "staff": ("name", "chat"),
    "client": ("alias", "chat"),
    "request": ("facts", "standing"),
    "question": ("text", "answer"),
    "disclosure": ("facts",),
    "inbox": ("raw",),
    "outbox": ("chat", "facts", "buttons", "text"),
}
NUMBERED = ("inbox", "outbox", "audit")  #: The database numbers these rows by itself.

Row = Mapping[str, Any]
Names = dict[str, Any]  #: What differs: of one copy, or of the model.
Fill = Callable[[Names], Any]


def plain_table(name: str) -> TableClause:
    """Give a table whose values pass through as the driver has them."""
    known = [each for each in SQLModel.metadata.tables[name].columns if not (each.name == "id" and name in NUMBERED)]
    return table(name, *(column(each.name) for each in known))


def rows_of(connection: Connection, name: str, **where: Any) -> list[Row]:
    """Read the rows in which these columns have these values."""
    plain = plain_table(name)
    found = select(plain).where(*(plain.c[key] == value for key, value in where.items()))
    return [dict(row) for row in connection.execute(found).mappings()]


@dataclass(frozen=True, slots=True)
class Mould:
    """One row: what is the same in every copy, and how to fill the rest."""

    table: str
    same: Sequence[Any]
    fills: Sequence[tuple[int, Fill]]

    def cast(self, names: Names) -> tuple[Any, ...]:
        """Give the row of one copy."""
        row = list(self.same)
        for position, fill in self.fills:
            row[position] = fill(names)
        return tuple(row)


def mould(vault: Vault, name: str, row: Row, model: Mapping[str, str]) -> Mould:
    """Make the mould of one row of the model."""
    fills = [(number, _fill(vault, name, key, row, model)) for number, key in enumerate(row)]
    return Mould(name, list(row.values()), [(number, fill) for number, fill in fills if fill is not None])


def _fill(vault: Vault, name: str, key: str, row: Row, model: Mapping[str, str]) -> Fill | None:
    value = row[key]
    if key in SEALED.get(name, ()) and value is not None:
        place = _place(name, row)
        plain = vault.open(value, table=name, column=key, row=place)
        free = "%(update_id)s:%(digest_hex)s" if name == "inbox" else templet(place, model)
        return _sealed(vault, name, key, templet(plain, model), free)
    match name, key:
        case "staff", "chat_key":
            return lambda names: names["staff_key"]
        case _, "chat_key":
            return lambda names: names["chat_key"]
        case ("inbox", "update_id" | "digest") | ("request", "next_reminder_at"):
            return lambda names: names[key]
        case _:
            return _worded(value, model)


def _worded(value: Any, model: Mapping[str, str]) -> Fill | None:
    free = templet(value, model) if isinstance(value, str) else ""
    return free.__mod__ if isinstance(value, str) and free != value else None


def _place(name: str, row: Row) -> str:
    match name:
        case "inbox":
            return f"{row['update_id']}:{row['digest'].hex()}"
        case "outbox":
            return str(row["ref"])
        case _:
            return str(row["id"])


def _sealed(vault: Vault, name: str, key: str, plain: str, place: str) -> Fill:
    """Seals for the place of the copy; what is sealed of a request is kept for its digest in the record."""

    def fill(names: Names) -> bytes:
        sealed = vault.seal(plain % names, table=name, column=key, row=place % names)
        if name == "request":
            names[f"sealed_{key}"] = sealed
        return sealed

    return fill


def templet(value: str, model: Mapping[str, str]) -> str:
    """Put a free place wherever a name of the model stands."""
    free = value.replace("%", "%%")
    for name, known in model.items():
        free = free.replace(known, f"%({name})s")
    return free


@dataclass(frozen=True, slots=True)
class EventMould:
    """One event of a chain of the model."""

    row: Row
    actor: str
    at: bytes
    detail: str | None
    newest: bool  #: It left the request as it is now.


@dataclass(frozen=True, slots=True)
class ChainMould:
    """One chain of the model."""

    vault: Vault
    chain: str
    events: Sequence[EventMould]

    def cast(self, names: Names) -> list[Names]:
        """Give the events of one copy, each linked to the one before it."""
        chain, previous = self.chain % names, BEGINNING
        events: list[Names] = []
        for event in self.events:
            events.append(self._one(event, chain, previous, names))
            previous = events[-1]["hash"]
        return events

    def _one(self, event: EventMould, chain: str, previous: bytes, names: Names) -> Names:
        row, actor, detail = event.row, event.actor % names, None
        seq, action, state, version = row["seq"], row["action"], row["state"], row["version"]
        if event.detail is not None:
            detail = self.vault.seal(event.detail % names, table="audit", column="detail", row=f"{chain}:{seq}")
        digest = row["row_digest"]  # Of the older ones nobody can tell any more which row they were of.
        if event.newest:
            digest = row_digest_of(names["sealed_facts"], names["sealed_standing"], state, version)
        words = (actor.encode(), action.encode(), None if state is None else state.encode())
        hashed = link(previous, chain.encode(), seq, event.at, *words, version, digest, detail)
        own = {"chain": chain, "actor": actor, "row_digest": digest, "detail": detail}
        return {**row, **own, "previous": previous, "hash": hashed}


def chain_mould(vault: Vault, rows: Sequence[Row], model: Mapping[str, str]) -> ChainMould:
    """Make the mould of a chain from all its events."""
    newest = max((row["seq"] for row in rows if row["row_digest"] is not None), default=0)
    return ChainMould(
        vault,
        templet(rows[0]["chain"], model),
        [_event(vault, row, model, newest=row["seq"] == newest) for row in sorted(rows, key=lambda row: row["seq"])],
    )


def _event(vault: Vault, row: Row, model: Mapping[str, str], *, newest: bool) -> EventMould:
    place = f"{row['chain']}:{row['seq']}"
    sealed = row["detail"]
    detail = None if sealed is None else vault.open(sealed, table="audit", column="detail", row=place)
    at = row["at"] if isinstance(row["at"], str) else stamp(row["at"])
    free = None if detail is None else templet(detail, model)
    return EventMould(row, templet(row["actor"], model), at.encode(), free, newest)

"""A multitude: the model copied a million times, each copy with every row, sealed and chained for itself."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, create_engine

from bench.model import CHAT, STAFF_CHAT, Model
from bench.moulds import ChainMould, Mould, Names, Row, chain_mould, mould, plain_table, rows_of
from db.audit import stamp
from db.ids import CHAT_KEY
from db.vault import Vault

CHUNK = 2_000
CLIENTS_OF_ONE = 500
HELD_OF = 100
FIRST_UPDATE = 1_000_000_000
WHILE_FILLING = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000")

Reminder = Callable[[int], datetime | None]  #: When the reminder of a copy is due; None: when that of the model is.
Rows = dict[str, list[Any]]


def as_the_model(_: int) -> None:
    """Remind every copy when the model is reminded."""


def code_of(number: int) -> str:
    """Give the code of the request of a copy."""
    return f"AF-{number:08d}"


def fill(url: str, vault: Vault, model: Model, copies: int, reminder: Reminder = as_the_model) -> None:
    """Write so many copies into a SQLite file that nobody else has open; a power cut now would spoil it."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            for setting in WHILE_FILLING:
                connection.exec_driver_sql(f"PRAGMA {setting}")
            Multitude.of(connection, vault, model).copy(range(copies), reminder)
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that is written of one person."""

    rows: Sequence[Mould]
    chains: Sequence[ChainMould]

    def cast(self, names: Names, into: Rows) -> None:
        """Add the rows of one copy."""
        for each in self.rows:
            into.setdefault(each.table, []).append(each.cast(names))
        for chain in self.chains:
            events = chain.cast(names)
            into.setdefault("audit", []).extend(tuple(event.values()) for event in events)
            head = events[-1]
            into.setdefault("chain_head", []).append((head["chain"], head["seq"], head["hash"]))


@dataclass(frozen=True, slots=True)
class Multitude:
    """Copies the model on one connection, in one transaction after the other."""

    connection: Connection
    vault: Vault
    clinician: Person
    client: Person
    held: Mould
    usual: tuple[Any, str]  #: The reminder of the model, as its row and as its standing have it.
    clients_of_one: int  #: How many clients each clinician has.
    held_of: int  #: One client of so many has a message that is held back.

    @classmethod
    def of(
        cls,
        connection: Connection,
        vault: Vault,
        model: Model,
        *,
        clients_of_one: int = CLIENTS_OF_ONE,
        held_of: int = HELD_OF,
    ) -> "Multitude":
        """Read the model, and say how many copies share a clinician, and how few have a message that is held back."""
        request = rows_of(connection, "request", id=model.request)[0]
        standing = vault.open_json(request["standing"], table="request", column="standing", row=model.request)
        reminder = standing["next_reminder_at"]
        found = _found(connection, vault, model)
        names = _names_of(model, found) | {"reminder": reminder}

        def person(rows: Iterable[tuple[str, Row]], *chains: str) -> Person:
            events = [rows_of(connection, "audit", chain=chain) for chain in chains]
            moulds = [mould(vault, name, row, names) for name, row in rows]
            return Person(moulds, [chain_mould(vault, each, names) for each in events])

        staff = rows_of(connection, "staff", id=model.staff)[0]
        held = rows_of(connection, "outbox", ref=model.held)[0]
        return cls(
            connection,
            vault,
            person([("staff", staff)], f"staff:{model.staff}"),
            person(found, f"client:{model.client}", f"request:{model.request}"),
            mould(vault, "outbox", held, names),
            (request["next_reminder_at"], reminder),
            clients_of_one,
            held_of,
        )

    def copy(self, numbers: range, reminder: Reminder = as_the_model) -> None:
        """Write these copies."""
        for start in range(numbers.start, numbers.stop, CHUNK):
            rows: Rows = {}
            for number in range(start, min(start + CHUNK, numbers.stop)):
                self._one(number, reminder(number), rows)
            for name, values in rows.items():
                self._insert(name, values)
            self.connection.commit()

    def _one(self, number: int, remind: datetime | None, rows: Rows) -> None:
        names = self._names(number) | self._reminder(remind)
        if number % self.clients_of_one == 0:
            self.clinician.cast(names, rows)
        self.client.cast(names, rows)
        if number % self.held_of == 0:
            rows["outbox"].append(self.held.cast(names))

    def _names(self, number: int) -> Names:
        staff, chat = number // self.clients_of_one, str(CHAT + 1 + number)
        digest = os.urandom(32)
        staff_chat, scattered = str(STAFF_CHAT + 1 + staff), f"{number * 2_654_435_761 % 2**32:08x}"
        return {
            **{"staff": f"s{staff:015d}", "client": f"c{number:015d}", "request": f"r{number:015d}"},
            **{"question": f"q{number:015d}", "disclosure": f"d{number:015d}", "code": code_of(number)},
            **{"knock": f"{scattered}{number:08x}", "held": f"{scattered}{number:08d}h"},
            **{"chat": chat, "chat_key": self.vault.key_for(CHAT_KEY, chat)},
            **{"staff_chat": staff_chat, "staff_key": self.vault.key_for(CHAT_KEY, staff_chat)},
            **{"update_id": FIRST_UPDATE + number, "digest": digest, "digest_hex": digest.hex()},
        }

    def _reminder(self, at: datetime | None) -> Names:
        column, plain = self.usual
        if at is not None:
            column, plain = stamp(at) if isinstance(column, str) else at, at.isoformat()
        return {"next_reminder_at": column, "reminder": plain}

    def _insert(self, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
        columns = [column.name for column in plain_table(name).columns]
        insert = plain_table(name).insert().compile(dialect=self.connection.dialect, column_keys=columns)
        values: Any = rows if insert.positional else [dict(zip(columns, row, strict=True)) for row in rows]
        self.connection.exec_driver_sql(str(insert), values)


def _found(connection: Connection, vault: Vault, model: Model) -> list[tuple[str, Row]]:
    """The rows of the one client, in the order in which copies are written."""
    key = vault.key_for(CHAT_KEY, str(CHAT))
    where: list[tuple[str, dict[str, Any]]] = [
        ("client", {"id": model.client}),
        ("request", {"id": model.request}),
        ("question", {"client_id": model.client}),
        ("disclosure", {"client_id": model.client}),
        ("outbox", {"ref": model.knock}),
        ("inbox", {"chat_key": key}),
    ]
    return [(name, row) for name, which in where for row in rows_of(connection, name, **which)]


def _names_of(model: Model, found: Iterable[tuple[str, Row]]) -> dict[str, str]:
    others = {name: row["id"] for name, row in found if name in ("question", "disclosure")}
    ours = {"staff": model.staff, "client": model.client, "request": model.request, "code": model.code}
    return {
        **ours,
        **others,
        "knock": model.knock,
        "held": model.held,
        "chat": str(CHAT),
        "staff_chat": str(STAFF_CHAT),
    }

"""An agency with years of answered requests, written in bulk with a whole record: a database to read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlmodel import Session, SQLModel

from bench.agency import request_of
from bot.actions import office
from consent.facts import request_to_dict, standing_to_dict
from consent.request import Standing
from consent.states import State
from db.audit import ADD_EVENT, ADD_HEAD, BEGINNING, link, row_digest_of, stamp
from db.engine import Database
from db.ledger import people
from db.vault import Vault

CHUNK = 500
#: What happens to every request, and the state it is in afterwards; the last but one event carries sealed details.
LIFE = (
    ("drafted", State.DRAFT),
    ("asked", State.ASKED),
    ("opened", State.ASKED),
    ("granted", State.GRANTED),
    ("gate_asked", None),
)
HOW = {"by": "tap", "telegram_time": "2026-01-01T12:00:00+00:00", "words": "0" * 64, "language": "en"}

Row = dict[str, Any]
_tables = SQLModel.metadata.tables


@dataclass(slots=True)
class Rows:
    """The rows of some requests, ready to be written."""

    clients: list[Row]
    requests: list[Row]
    events: list[Row]
    heads: list[Row]


def fill(db: Database, vault: Vault, requests: int) -> None:
    """Write an agency with so many granted requests, five events each."""
    now = datetime.now(UTC)
    staff = db.write_now(lambda session: _house(session, vault, now))
    for start in range(0, requests, CHUNK):
        numbers = range(start, min(start + CHUNK, requests))
        db.write_now(partial(_write, rows=_rows(vault, staff, now, numbers)))


def code_of(number: int) -> str:
    """Give the code of a request of the archive."""
    return f"AF-{number:06d}"


def _house(session: Session, vault: Vault, now: datetime) -> str:
    office.set_up(
        session, vault, now, name="Riverside Center", timezone="UTC", language="en", emergency="911", crisis="988"
    )
    return people.add_staff(session, vault, now=now, name="Ana Ruiz", role="clinician", language="en")


def _rows(vault: Vault, staff: str, now: datetime, numbers: range) -> Rows:
    rows = Rows([], [], [], [])
    for number in numbers:
        rows.clients.append(_client(vault, staff, now, number))
        rows.requests.append(_request(vault, staff, now, number))
        events = list(_life(vault, rows.requests[-1], now))
        rows.events.extend(events)
        rows.heads.append({name: events[-1][name] for name in ("chain", "seq", "hash")})
    return rows


def _write(session: Session, rows: Rows) -> None:
    connection = session.connection()
    connection.execute(_tables["client"].insert(), rows.clients)
    connection.execute(_tables["request"].insert(), rows.requests)
    connection.execute(ADD_EVENT, rows.events)
    connection.execute(ADD_HEAD, rows.heads)


def _client(vault: Vault, staff: str, now: datetime, number: int) -> Row:
    id = f"client{number:010d}"
    return {
        "id": id,
        "alias": vault.seal(f"C.{number}", table="client", column="alias", row=id),
        "clinician_id": staff,
        "language": "en",
        "channel": "ready",
        "created_at": now,
        **people.chat_columns(vault, "client", id, 700_000_001 + number),
        **{"language_chosen": True, "detail": "chat", "hidden": False, "messages_stopped": False},
    }


def _request(vault: Vault, staff: str, now: datetime, number: int) -> Row:
    id = f"request{number:09d}"
    request = request_of(id, code_of(number), f"client{number:010d}", staff, now.date())
    ends = datetime.combine(request.ends_on, time(), UTC)
    asked = Standing(State.ASKED, len(LIFE) - 2, asked_at=now, explained_at=now, ends_on=request.ends_on)
    granted = replace(asked, state=State.GRANTED, granted=request.every_item, decided_at=now, expires_at=ends)
    return {
        "id": id,
        "code": request.code,
        "client_id": request.client_id,
        "clinician_id": staff,
        "state": granted.state,
        "version": granted.version,
        "facts": vault.seal_json(request_to_dict(request), table="request", column="facts", row=id),
        "standing": vault.seal_json(standing_to_dict(granted), table="request", column="standing", row=id),
        "ends_at": ends,
        "created_at": now,
    }


def _life(vault: Vault, row: Mapping[str, Any], now: datetime) -> Iterator[Row]:
    chain, previous = f"request:{row['id']}", BEGINNING
    for seq, (action, state) in enumerate(LIFE, start=1):
        version = None if state is None else seq - 1
        told = _how(vault, f"{chain}:{seq}") if action == "granted" else None
        digest = None if version is None else row_digest_of(row["facts"], row["standing"], str(state), version)
        event: Row = {"chain": chain, "seq": seq, "at": now + timedelta(seconds=seq), "actor": "admin"}
        event |= {
            "action": action,
            "state": state,
            "version": version,
            "row_digest": digest,
            "detail": told,
            "previous": previous,
        }
        previous = event["hash"] = _link(event)
        yield event


def _how(vault: Vault, place: str) -> bytes:
    return vault.seal_json(HOW, table="audit", column="detail", row=place)


def _link(event: Mapping[str, Any]) -> bytes:
    at, state = stamp(event["at"]).encode(), None if event["state"] is None else event["state"].encode()
    chain, actor, action = (event[name].encode() for name in ("chain", "actor", "action"))
    rest = (event["version"], event["row_digest"], event["detail"])
    return link(event["previous"], chain, event["seq"], at, actor, action, state, *rest)

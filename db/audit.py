"""The record of what was done: chains of events, each carrying the hash of the one before."""

import hashlib
import struct
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, bindparam, func, select
from sqlmodel import Session, SQLModel

from db.errors import NaiveTime
from db.prepared import ask, change
from db.tables import Audit, ChainHead

BEGINNING = bytes(32)  #: What the first link of every chain carries as the hash before it.

NOTHING = -(1 << 63)  #: Stands for a missing version, which no version can be.
SIZES = struct.Struct(">qq7i")

_tables = SQLModel.metadata.tables
AUDIT: Table = _tables[str(Audit.__tablename__)]
HEADS: Table = _tables[str(ChainHead.__tablename__)]

# Built once: this is the hottest path of the pen.
ADD_EVENT = AUDIT.insert().inline()
ADD_HEAD = HEADS.insert().inline()
MOVE_HEAD = HEADS.update().where(HEADS.c.chain == bindparam("of_chain"))
ASK_HEAD = select(HEADS.c.seq, HEADS.c.hash).where(HEADS.c.chain == bindparam("of_chain")).with_for_update()
HOLD_NAME = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("of_chain"), 0)))


def next_seq(session: Session, chain: str) -> int:
    """Give the number the next event of this chain will have, and hold the chain until the unit ends."""
    head = _hold(session, chain)
    return 1 if head is None else head[0] + 1


def append(
    session: Session,
    *,
    chain: str,
    at: datetime,
    actor: str,
    action: str,
    state: str | None = None,
    version: int | None = None,
    row_digest: bytes | None = None,
    detail: bytes | Callable[[int], bytes] | None = None,
) -> int:
    """Add one event to a chain and give its number.

    `detail` is sealed for the row `<chain>:<number>`; given as a function, it is told the number.
    """
    head = _hold(session, chain)
    seq, previous = (1, BEGINNING) if head is None else (head[0] + 1, head[1])
    sealed = detail(seq) if callable(detail) else detail
    event = {"chain": chain, "seq": seq, "at": at, "actor": actor, "action": action, "state": state, "version": version}
    event |= {"row_digest": row_digest, "detail": sealed, "previous": previous}
    digest = _link_of(event)
    change(session, ADD_EVENT, event | {"hash": digest})
    if head is None:
        change(session, ADD_HEAD, {"chain": chain, "seq": seq, "hash": digest})
    else:
        change(session, MOVE_HEAD, {"of_chain": chain, "seq": seq, "hash": digest})
    return seq


def row_digest_of(facts: bytes, standing: bytes, state: str, version: int) -> bytes:
    """Give the SHA-256 of a request's row as it is stored, so that a change behind the record's back is seen."""
    sizes = f"{len(facts)}|{len(standing)}|{len(state)}|{version}|{state}|"
    return hashlib.sha256(sizes.encode() + facts + standing).digest()


def stamp(at: datetime) -> str:
    """Write a time as the hash sees it and SQLite stores it: UTC, microseconds, no zone. Raises NaiveTime."""
    if at.tzinfo is None:
        raise NaiveTime
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def link(
    previous: bytes,
    chain: bytes,
    seq: int,
    at: bytes,
    actor: bytes,
    action: bytes,
    state: bytes | None,
    version: int | None,
    row_digest: bytes | None,
    detail: bytes | None,
) -> bytes:
    """Give the hash of one event: every column as stored, led by their sizes, and the hash before it.

    Raises struct.error or TypeError for values of a kind that is never stored.
    """
    sizes = SIZES.pack(
        seq,
        NOTHING if version is None else version,
        len(chain),
        len(at),
        len(actor),
        len(action),
        -1 if state is None else len(state),
        -1 if row_digest is None else len(row_digest),
        -1 if detail is None else len(detail),
    )
    parts = (sizes, chain, at, actor, action, state or b"", row_digest or b"", detail or b"", previous)
    return hashlib.sha256(b"".join(parts)).digest()


def _link_of(event: Mapping[str, Any]) -> bytes:
    state = event["state"]
    return link(
        event["previous"],
        event["chain"].encode(),
        event["seq"],
        stamp(event["at"]).encode(),
        event["actor"].encode(),
        event["action"].encode(),
        None if state is None else state.encode(),
        event["version"],
        event["row_digest"],
        event["detail"],
    )


def _hold(session: Session, chain: str) -> tuple[int, bytes] | None:
    heads = ask(session, ASK_HEAD, {"of_chain": chain})
    if not heads and session.connection().dialect.name == "postgresql":
        # There is no row yet to lock: whoever begins the chain first holds its name instead.
        ask(session, HOLD_NAME, {"of_chain": chain})
        heads = ask(session, ASK_HEAD, {"of_chain": chain})
    return (heads[0].seq, heads[0].hash) if heads else None

"""Reading the record back: the events of one chain in their order, opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from db.audit import AUDIT
from db.vault import Vault

_OF_CHAIN = select(
    AUDIT.c.seq, AUDIT.c.at, AUDIT.c.actor, AUDIT.c.action, AUDIT.c.state, AUDIT.c.version, AUDIT.c.detail
)
_OF_CHAIN = _OF_CHAIN.where(AUDIT.c.chain == bindparam("of_chain"))
_NEWEST = _OF_CHAIN.where(AUDIT.c.action == bindparam("of_action")).order_by(AUDIT.c.seq.desc()).limit(1)
_OF_CHAIN = _OF_CHAIN.order_by(AUDIT.c.seq)


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the record; `at` is aware and in UTC, `detail` is empty where nothing was noted."""

    seq: int
    at: datetime
    actor: str
    action: str
    state: str | None
    version: int | None
    detail: Mapping[str, Any]


def events_of(session: Session, vault: Vault, chain: str) -> list[Event]:
    """Give every event of a chain in the order in which it was written. Raises Tampered."""
    rows = session.connection().execute(_OF_CHAIN, {"of_chain": chain})
    return [_event(vault, chain, row) for row in rows]


def newest_of(session: Session, vault: Vault, chain: str, action: str) -> Event | None:
    """Give the newest event of this name in a chain, if there is one. Raises Tampered."""
    row = session.connection().execute(_NEWEST, {"of_chain": chain, "of_action": action}).first()
    return None if row is None else _event(vault, chain, row)


def _event(vault: Vault, chain: str, row: Any) -> Event:
    return Event(row.seq, row.at, row.actor, row.action, row.state, row.version, _opened(vault, chain, row))


def _opened(vault: Vault, chain: str, row: Any) -> Mapping[str, Any]:
    if row.detail is None:
        return {}
    return dict(vault.open_json(row.detail, table="audit", column="detail", row=f"{chain}:{row.seq}"))

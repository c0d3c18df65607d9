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
_OF_CHAIN = _OF_CHAIN.where(AUDIT.c.chain == bindparam("of_chain")).order_by(AUDIT.c.seq)


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
    return [
        Event(row.seq, row.at, row.actor, row.action, row.state, row.version, _opened(vault, chain, row))
        for row in rows
    ]


def _opened(vault: Vault, chain: str, row: Any) -> Mapping[str, Any]:
    if row.detail is None:
        return {}
    return dict(vault.open_json(row.detail, table="audit", column="detail", row=f"{chain}:{row.seq}"))

"""Reading suspensions: which disclosures a client does not read of yet, because an official said so (HIPAA-528-5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from db.read_statements import every, given, table
from db.tables_rights import Suspension
from db.vault import Vault

_rows = table(Suspension)
OF_CLIENT = (
    select(_rows.c.id, _rows.c.disclosure_id, _rows.c.facts, _rows.c.until, _rows.c.recorded_at)
    .where(given(_rows.c.client_id))
    .order_by(_rows.c.recorded_at, _rows.c.id)
)


@dataclass(frozen=True, slots=True)
class Suspended:
    """One statement of an official about one disclosure; times are aware and in UTC."""

    disclosure_id: str
    until: datetime
    recorded_at: datetime
    facts: Mapping[str, Any]


def hidden(session: Session, client_id: str, now: datetime) -> frozenset[str]:
    """The disclosures that this client does not read of now; the newest statement about each one counts."""
    newest = {row.disclosure_id: row.until for row in every(session, OF_CLIENT, client_id=client_id)}
    return frozenset(id for id, until in newest.items() if now < until)


def of_client(session: Session, vault: Vault, client_id: str) -> list[Suspended]:
    """Every statement about this client's disclosures, oldest first. Raises Tampered."""
    rows = every(session, OF_CLIENT, client_id=client_id)
    return [Suspended(row.disclosure_id, row.until, row.recorded_at, _facts(vault, row)) for row in rows]


def _facts(vault: Vault, row: Any) -> Mapping[str, Any]:
    facts: Mapping[str, Any] = vault.open_json(row.facts, table="suspension", column="facts", row=row.id)
    return facts

"""Writing that a client is not to read of a disclosure before a day; nothing of it is ever changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.ids import new_id
from db.prepared import change
from db.read_statements import table
from db.shapes import Sent
from db.tables_rights import Suspension
from db.vault import Vault

ADD = table(Suspension).insert().inline()


def suspend(
    session: Session,
    vault: Vault,
    sent: Sent,
    *,
    client_id: str,
    facts: Mapping[str, Any],
    until: datetime,
    now: datetime,
) -> None:
    """Write one statement of an official about one disclosure (HIPAA-528-5)."""
    id = new_id()
    row = {
        "id": id,
        "disclosure_id": sent.id,
        "client_id": client_id,
        "facts": vault.seal_json(dict(facts), table="suspension", column="facts", row=id),
        "until": until,
        "recorded_at": now,
    }
    change(session, ADD, row)

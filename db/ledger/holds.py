"""Writing legal holds, each with its event in the client's chain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session

from db.holds import LIFTED, SET
from db.ledger.record import event
from db.prepared import change
from db.read_statements import table
from db.tables_rights import LegalHold
from db.vault import Vault

_holds = table(LegalHold)
ADD = _holds.insert().inline()
REMOVE = _holds.delete().where(_holds.c.client_id == bindparam("of", type_=_holds.c.client_id.type))


def set_hold(
    session: Session, vault: Vault, client_id: str, facts: Mapping[str, Any], *, now: datetime, actor: str
) -> None:
    """Put a legal hold on a client who has none; the caller has looked."""
    sealed = vault.seal_json(dict(facts), table="legal_hold", column="facts", row=client_id)
    change(session, ADD, {"client_id": client_id, "facts": sealed, "since": now})
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=SET, detail=facts)


def lift_hold(
    session: Session, vault: Vault, client_id: str, facts: Mapping[str, Any], *, now: datetime, actor: str
) -> bool:
    """Lift it; False where there was none, and then nothing is written."""
    if change(session, REMOVE, {"of": client_id}) != 1:
        return False
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=LIFTED, detail=facts)
    return True

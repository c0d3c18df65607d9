"""Writing who decides for a client, with the event that says who wrote it down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session

from consent.deciders import Deciders
from db.deciders import births, facts_of, write
from db.ledger.record import event
from db.prepared import change
from db.read_statements import table
from db.tables_deciders import DecidersRow
from db.vault import Vault

_deciders = table(DecidersRow)
_OF = _deciders.c.client_id == bindparam("of", type_=_deciders.c.client_id.type)
ADD = _deciders.insert().inline()
CHANGE = _deciders.update().where(_OF)


def save_deciders(
    session: Session,
    vault: Vault,
    client_id: str,
    deciders: Deciders,
    *,
    review_at: datetime | None,
    now: datetime,
    actor: str,
    action: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write the facts; the client's chain keeps who did what and when (HIPAA-C1-vi-b, E5)."""
    noted = births(facts_of(session, vault, client_id) or {})
    if deciders.born is not None and (not noted or noted[-1][1] != deciders.born):
        noted = [*noted, (now, deciders.born)]
    dates = [{"at": at.isoformat(), "born": day.isoformat()} for at, day in noted]
    plain = {**write(deciders), "births": dates}
    facts = vault.seal_json(plain, table="deciders", column="facts", row=client_id)
    values = {"facts": facts, "review_at": review_at}
    if not change(session, CHANGE, {"of": client_id, **values}):
        change(session, ADD, {"client_id": client_id, **values})
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=action, detail=detail)


def look_again(session: Session, client_id: str, review_at: datetime | None) -> None:
    """When to look again whether the client is of age; None for never."""
    change(session, CHANGE, {"of": client_id, "review_at": review_at})

"""Writing what the agency tells everybody, and what one client was given, each with its event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session

from db.ids import AGENCY
from db.ledger.record import event
from db.notices import Told, last_number
from db.prepared import change
from db.read_statements import table
from db.tables_notices import ClientNotice, NoticeRow
from db.vault import Vault

_notices, _given = table(NoticeRow), table(ClientNotice)
_OF = (
    _given.c.client_id == bindparam("of", type_=_given.c.client_id.type),
    _given.c.kind == bindparam("of_kind", type_=_given.c.kind.type),
)
ADD = _notices.insert().inline()
GIVE = _given.insert().inline()
GIVE_ANEW = _given.update().where(*_OF)


def save_notice(
    session: Session, vault: Vault, kind: Told, facts: Mapping[str, Any], *, now: datetime, actor: str
) -> None:
    """From now on the agency tells this; empty facts take it away. What was told before stays readable."""
    seq = last_number(session, kind) + 1
    sealed = vault.seal_json(dict(facts), table="notice", column="facts", row=f"{kind}:{seq}")
    change(session, ADD, {"kind": kind, "seq": seq, "facts": sealed, "recorded_at": now})
    detail = {"kind": kind, "number": seq, "facts": dict(facts)}
    event(session, vault, chain=AGENCY, at=now, actor=actor, action="notice_set", detail=detail)


def give(
    session: Session,
    vault: Vault,
    client_id: str,
    kind: str,
    *,
    version: str,
    method: str,
    action: str,
    now: datetime,
    actor: str,
) -> None:
    """A client was given something, or agreed to it or ended it; the client's chain keeps each time (P2-22, ESIG-2)."""
    values = {"version": version, "method": method, "at": now}
    if not change(session, GIVE_ANEW, {"of": client_id, "of_kind": kind, **values}):
        change(session, GIVE, {"client_id": client_id, "kind": kind, **values})
    detail = {"kind": kind, "version": version, "method": method}
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=action, detail=detail)

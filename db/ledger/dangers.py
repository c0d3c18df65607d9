"""Writing alerts about danger: raised, told to the next person, taken on; each an event of the client's chain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session

from db.dangers import OPEN, DangerFacts
from db.ids import new_id
from db.ledger.record import event
from db.prepared import change
from db.read_statements import table
from db.tables_safety import DangerAlert
from db.vault import Vault

_alert = table(DangerAlert)
_OF = _alert.c.id == bindparam("of", type_=_alert.c.id.type)
ADD = _alert.insert().inline()
MOVE = _alert.update().where(_OF, OPEN, _alert.c.step == bindparam("was", type_=_alert.c.step.type))
TAKE = _alert.update().where(_OF, OPEN)


def raise_alert(session: Session, vault: Vault, *, client_id: str, now: datetime, due_at: datetime, actor: str) -> str:
    """Write an alert of which somebody else hears at `due_at` if nobody takes it on (SAFE-5)."""
    id = new_id()
    row = {"id": id, "client_id": client_id, "raised_at": now, "step": 0, "due_at": due_at}
    change(session, ADD, row)
    _event(session, vault, client_id, now, actor, "danger_raised", {"alert": id})
    return id


def step_on(
    session: Session,
    vault: Vault,
    alert: DangerFacts,
    *,
    step: int,
    due_at: datetime | None,
    now: datetime,
    actor: str,
    told: str | None,
) -> bool:
    """Write who was told next, None when there is nobody more; False if it has moved or been taken on meanwhile."""
    if change(session, MOVE, {"of": alert.id, "was": alert.step, "step": step, "due_at": due_at}) != 1:
        return False
    action = "danger_told_on" if told else "danger_not_taken"
    _event(session, vault, alert.client_id, now, actor, action, {"alert": alert.id, "told": told})
    return True


def take_on(session: Session, vault: Vault, alert: DangerFacts, *, staff_id: str, now: datetime, actor: str) -> bool:
    """Write who took it on; False if somebody had before."""
    if change(session, TAKE, {"of": alert.id, "taken_at": now, "taken_by": staff_id, "due_at": None}) != 1:
        return False
    _event(session, vault, alert.client_id, now, actor, "danger_taken", {"alert": alert.id})
    return True


def _event(
    session: Session, vault: Vault, client_id: str, now: datetime, actor: str, action: str, detail: Mapping[str, Any]
) -> None:
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=action, detail=detail)

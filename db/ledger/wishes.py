"""Writing what a client wished, and what came of it; each is an event of the client's chain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session

from consent.wishes import Right, WishState
from db.ids import new_id
from db.ledger.record import event
from db.prepared import change
from db.read_statements import table
from db.tables_wishes import Wish
from db.vault import Vault

_wishes = table(Wish)
ADD = insert(_wishes)
EXTEND = (
    update(_wishes)
    .where(_wishes.c.id == bindparam("of", type_=_wishes.c.id.type))
    .where(_wishes.c.state == bindparam("was", WishState.WAITING.value, type_=_wishes.c.state.type))
    .where(_wishes.c.extended_at.is_(None))
)
PUT_OFF = update(_wishes).where(_wishes.c.id == bindparam("of", type_=_wishes.c.id.type))
MOVE = (
    update(_wishes)
    .where(_wishes.c.id == bindparam("of", type_=_wishes.c.id.type))
    .where(_wishes.c.state == bindparam("was", type_=_wishes.c.state.type))
)


def add_wish(
    session: Session,
    vault: Vault,
    *,
    client_id: str,
    right: Right,
    facts: Mapping[str, Any],
    now: datetime,
    due_at: datetime,
    actor: str,
) -> str:
    """Write a wish, to be answered by `due_at`, and give back its id.

    The event holds no word of the client: words are overwritten once they ask to be erased, and no event ever is.
    """
    id = new_id()
    row = {
        "id": id,
        "client_id": client_id,
        "kind": right,
        "state": WishState.WAITING,
        "facts": vault.seal_json(dict(facts), table="wish", column="facts", row=id),
        "asked_at": now,
        "due_at": due_at,
    }
    change(session, ADD, row)
    detail = {"wish": id, **{name: value for name, value in facts.items() if name != "text"}}
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=f"wish_{right}", detail=detail)
    return id


def move_wish(
    session: Session,
    vault: Vault,
    id: str,
    *,
    client_id: str,
    was: WishState,
    state: WishState,
    now: datetime,
    actor: str,
    staff_id: str | None = None,
    reason: str | None = None,
) -> bool:
    """Write what came of a wish; False if it does not stand as it `was` any more, and then nothing is written."""
    sealed = None if reason is None else vault.seal(reason, table="wish", column="reason", row=id)
    values = {"of": id, "was": was, "state": state, "answered_at": now, "reason": sealed, "staff_id": staff_id}
    if change(session, MOVE, values) != 1:
        return False
    detail = {"wish": id}
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=f"wish_{state}", detail=detail)
    return True


def put_off(session: Session, id: str, until: datetime) -> None:
    """Plan what was agreed for a later day; that it was agreed is in the record already."""
    change(session, PUT_OFF, {"of": id, "due_at": until})


def extend_wish(
    session: Session,
    vault: Vault,
    id: str,
    *,
    client_id: str,
    due_at: datetime,
    reason: str,
    staff_id: str,
    now: datetime,
    actor: str,
) -> bool:
    """Write the one extension of a wish that waits; False if there was one, or an answer, before (HIPAA-524-1)."""
    sealed = vault.seal(reason, table="wish", column="extension", row=id)
    values = {"of": id, "was": WishState.WAITING, "due_at": due_at, "extended_at": now, "extension": sealed}
    if change(session, EXTEND, values) != 1:
        return False
    detail = {"wish": id, "reason": reason, "due_at": due_at.isoformat(), "staff": staff_id}
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action="wish_extended", detail=detail)
    return True

"""Reading what clients wished: a copy, a limit, another way to be reached, an erasure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, bindparam, select, text
from sqlmodel import Session

from consent.wishes import Right, WishState
from db.columns import Instant
from db.events import events_of
from db.read_statements import every, given, table
from db.tables import Client
from db.tables_wishes import Wish
from db.vault import Vault

_wishes = table(Wish)
_FACTS = tuple(_wishes.c)
_clients = table(Client).c
OF_CLIENT = select(*_FACTS).where(given(_wishes.c.client_id)).order_by(_wishes.c.asked_at, _wishes.c.id)
ONE = select(*_FACTS).where(given(_wishes.c.id))
OF_CLINICIAN = (
    select(*_FACTS)
    .join(table(Client), _clients.id == _wishes.c.client_id)
    .where(given(_clients.clinician_id), given(_wishes.c.state))
    .order_by(_wishes.c.due_at, _wishes.c.id)
)

TO_ERASE = (
    select(*_FACTS)
    .where(text("wish.kind = 'erase' AND wish.state = 'agreed'"), _wishes.c.due_at <= bindparam("now", type_=Instant()))
    .order_by(_wishes.c.due_at)
    .limit(bindparam("most", type_=Integer()))
)


@dataclass(frozen=True, slots=True)
class WishFacts:
    """One wish, opened; times are aware and in UTC. `reason` is why the agency said no."""

    id: str
    client_id: str
    right: Right
    state: WishState
    facts: Mapping[str, Any]
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    reason: str | None
    extended_at: datetime | None = None
    extension: str | None = None  #: Why it takes longer, in the words that the client read.


def wishes_of(session: Session, vault: Vault, client_id: str) -> list[WishFacts]:
    """Everything that a client wished, oldest first."""
    return [_wish(vault, row) for row in every(session, OF_CLIENT, client_id=client_id)]


def waiting_for(session: Session, vault: Vault, clinician_id: str) -> list[WishFacts]:
    """The wishes of one person's clients that have no answer, the most pressing first."""
    rows = every(session, OF_CLINICIAN, clinician_id=clinician_id, state=WishState.WAITING)
    return [_wish(vault, row) for row in rows]


def to_erase(session: Session, vault: Vault, now: datetime, *, most: int) -> list[WishFacts]:
    """The erasures that were agreed to, and that no law holds up any more."""
    return [_wish(vault, row) for row in every(session, TO_ERASE, now=now, most=most)]


def wish(session: Session, vault: Vault, id: str) -> WishFacts | None:
    """One wish."""
    rows = every(session, ONE, id=id)
    return _wish(vault, rows[0]) if rows else None


def limits_at(
    session: Session, vault: Vault, client_id: str, at: datetime
) -> list[tuple[WishState, Mapping[str, Any]]]:
    """Every limit that was wished by this instant, and how it stood then, from the record alone."""
    then = [each for each in events_of(session, vault, f"client:{client_id}") if each.at <= at]
    asked = {each.detail["wish"]: each.detail for each in then if each.action == f"wish_{Right.LIMIT}"}
    moves = {f"wish_{state}": state for state in WishState}
    came_to = {each.detail["wish"]: moves[each.action] for each in then if each.action in moves}
    return [(came_to.get(id, WishState.WAITING), facts) for id, facts in asked.items()]


def _wish(vault: Vault, row: Row[Any]) -> WishFacts:
    facts = vault.open_json(row.facts, table="wish", column="facts", row=row.id)
    reason, extension = (_words(vault, row.id, column, getattr(row, column)) for column in ("reason", "extension"))
    return WishFacts(
        row.id,
        row.client_id,
        Right(row.kind),
        WishState(row.state),
        facts,
        row.asked_at,
        row.due_at,
        row.answered_at,
        reason,
        row.extended_at,
        extension,
    )


def _words(vault: Vault, id: str, column: str, sealed: bytes | None) -> str | None:
    return None if sealed is None else vault.open(sealed, table="wish", column=column, row=id)

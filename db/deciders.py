"""Reading who decides for a client, and whose coming of age may be near."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlmodel import Session

from consent.deciders import Authority, Deciders, Representative
from db.columns import Instant
from db.read_statements import every, first, given, table
from db.tables_deciders import DecidersRow
from db.vault import Vault

_row = table(DecidersRow).c
OF_CLIENT = select(_row.facts).where(given(_row.client_id))
DUE = (
    select(_row.client_id)
    .where(_row.review_at <= bindparam("now", type_=Instant()))
    .order_by(_row.review_at)
    .limit(bindparam("most", type_=Integer()))
)
NOBODY_ELSE = Deciders()


def of_client(session: Session, vault: Vault, client_id: str) -> Deciders:
    """Who decides for this client; nobody else where nothing was written down. Raises Tampered."""
    row = first(session, OF_CLIENT, client_id=client_id)
    if row is None:
        return NOBODY_ELSE
    return read(vault.open_json(row.facts, table="deciders", column="facts", row=client_id))


def due(session: Session, now: datetime, *, limit: int) -> list[str]:
    """The clients who may have come of age by `now` (UTC)."""
    return [row.client_id for row in every(session, DUE, now=now, most=limit)]


def read(plain: dict[str, Any]) -> Deciders:
    """The stored facts again. Raises KeyError or ValueError for facts of another form."""
    return Deciders(_day(plain["born"]), tuple(_representative(each) for each in plain["representatives"]))


def write(deciders: Deciders) -> dict[str, Any]:
    """As plain facts to store; dates in ISO 8601."""
    rows = [
        {
            "id": each.id,
            "name": each.name,
            "authority": each.authority,
            "proof": each.proof,
            "ends_on": each.ends_on and each.ends_on.isoformat(),
            "refused": each.refused,
        }
        for each in deciders.representatives
    ]
    return {"born": deciders.born and deciders.born.isoformat(), "representatives": rows}


def _representative(plain: dict[str, Any]) -> Representative:
    authority = Authority(plain["authority"])
    ends_on, refused = _day(plain["ends_on"]), bool(plain["refused"])
    return Representative(plain["id"], plain["name"], authority, plain["proof"], ends_on, refused)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)

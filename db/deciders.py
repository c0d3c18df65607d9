"""Reading who decides for a client, and whose coming of age may be near."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlmodel import Session

from consent.deciders import Authority, Deciders, Representative
from db.columns import Instant
from db.events import events_of
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
#: The events of a client's chain that say who knew what, and when.
BORN, ADDED, REFUSED = "birth_date_noted", "representative_added", "representative_refused"


def of_client(session: Session, vault: Vault, client_id: str) -> Deciders:
    """Who decides for this client; nobody else where nothing was written down. Raises Tampered."""
    plain = facts_of(session, vault, client_id)
    return NOBODY_ELSE if plain is None else read(plain)


def facts_of(session: Session, vault: Vault, client_id: str) -> dict[str, Any] | None:
    """The stored facts as they are, with every birth date that was noted; None where nothing was. Raises Tampered."""
    row = first(session, OF_CLIENT, client_id=client_id)
    return None if row is None else vault.open_json(row.facts, table="deciders", column="facts", row=client_id)


def births(plain: dict[str, Any]) -> list[tuple[datetime, date]]:
    """Every birth date that was noted, and when (UTC): kept here and in no event, so that it can be erased (TG-13)."""
    return [(datetime.fromisoformat(each["at"]), date.fromisoformat(each["born"])) for each in plain.get("births", ())]


def of_client_at(session: Session, vault: Vault, client_id: str, at: datetime) -> Deciders:
    """Who decided for this client as it was known at an instant: told from the record, with its times (E5, E7).

    What was noted, or refused, only later was not known then. A birth date noted before each was kept with its instant
    counts as it is known now; an erasure forgets them all. Raises Tampered.
    """
    plain = facts_of(session, vault, client_id)
    known = NOBODY_ELSE if plain is None else read(plain)
    then = [each for each in events_of(session, vault, f"client:{client_id}") if each.at <= at]
    added = {each.detail["id"] for each in then if each.action == ADDED}
    refused = {each.detail["id"] for each in then if each.action == REFUSED}
    noted = [day for noted_at, day in births(plain or {}) if noted_at <= at]
    born = noted[-1] if noted else known.born if any(each.action == BORN for each in then) else None
    rows = (replace(each, refused=each.id in refused) for each in known.representatives if each.id in added)
    return Deciders(born, tuple(rows))


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
            "starts_on": each.starts_on and each.starts_on.isoformat(),
        }
        for each in deciders.representatives
    ]
    return {"born": deciders.born and deciders.born.isoformat(), "representatives": rows}


def _representative(plain: dict[str, Any]) -> Representative:
    authority = Authority(plain["authority"])
    ends_on, refused = _day(plain["ends_on"]), bool(plain["refused"])
    starts_on = _day(plain.get("starts_on"))  # what is older lacks it
    return Representative(plain["id"], plain["name"], authority, plain["proof"], ends_on, refused, starts_on)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)

"""Writing where the agency works and where a client lives, with the event that says who wrote it down (SCOPE-4)."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session

from db.ids import AGENCY
from db.ledger.record import event
from db.places import PLACE
from db.prepared import change
from db.read_statements import table
from db.tables import Fact
from db.tables_places import ClientPlace
from db.vault import Vault

_places = table(ClientPlace)
ADD = _places.insert().inline()
CHANGE = _places.update().where(_places.c.client_id == bindparam("of", type_=_places.c.client_id.type))


def save_agency_place(session: Session, vault: Vault, place: str, *, now: datetime, actor: str) -> None:
    """From now on new requests say that the agency works here; those written before keep what they say."""
    session.merge(Fact(key=PLACE, value=place, at=now))
    session.flush()
    event(session, vault, chain=AGENCY, at=now, actor=actor, action="jurisdiction_set", detail={PLACE: place})


def save_client_place(session: Session, vault: Vault, client_id: str, place: str, *, now: datetime, actor: str) -> None:
    """From now on new requests about this client say that they live here."""
    values = {"place": vault.seal(place, table="client_place", column="place", row=client_id)}
    if not change(session, CHANGE, {"of": client_id, **values}):
        change(session, ADD, {"client_id": client_id, **values})
    detail = {PLACE: place}
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action="place_noted", detail=detail)

"""Reading legal holds: whose record has to be kept whole, now and at any time before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from db.events import events_of
from db.read_statements import every, first, given, table
from db.tables import Client
from db.tables_rights import LegalHold
from db.vault import Vault

SET, LIFTED = "legal_hold_set", "legal_hold_lifted"  #: The names of the events in the client's chain.
_holds, _clients = table(LegalHold), table(Client)
OF_CLIENT = select(_holds.c.client_id, _holds.c.facts, _holds.c.since).where(given(_holds.c.client_id))
CHATS = (
    select(_clients.c.chat_key)
    .join(_holds, _holds.c.client_id == _clients.c.id)
    .where(_clients.c.chat_key.is_not(None))
    .order_by(_holds.c.client_id)
)


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold: since when (UTC), and why, for the agency alone."""

    since: datetime
    facts: Mapping[str, Any]


def is_held(session: Session, client_id: str) -> bool:
    """Whether a legal hold is on this client now."""
    return first(session, OF_CLIENT, client_id=client_id) is not None


def hold_on(session: Session, vault: Vault, client_id: str) -> Hold | None:
    """The legal hold on this client, opened. Raises Tampered."""
    row = first(session, OF_CLIENT, client_id=client_id)
    if row is None:
        return None
    return Hold(row.since, vault.open_json(row.facts, table="legal_hold", column="facts", row=client_id))


def was_held(session: Session, vault: Vault, client_id: str, at: datetime) -> bool:
    """Whether one was on at this instant, from the record alone."""
    found = [each for each in events_of(session, vault, f"client:{client_id}") if each.action in (SET, LIFTED)]
    before = [each for each in found if each.at <= at]
    return bool(before) and before[-1].action == SET


def held_chats(session: Session) -> list[bytes]:
    """The keys of the chats whose updates a hold keeps."""
    return [row.chat_key for row in every(session, CHATS)]

"""Reading where the agency works and where a client lives (SCOPE-4)."""

from sqlalchemy import select
from sqlmodel import Session

from consent.places import Places
from db.read_statements import first, given, table
from db.tables import Fact
from db.tables_places import ClientPlace
from db.vault import Vault

PLACE = "jurisdiction"  #: The key of the fact that holds the agency's own.
UNSAID = "US"  #: The place of an agency that has not said one.
_row = table(ClientPlace).c
OF_CLIENT = select(_row.place).where(given(_row.client_id))


def of_agency(session: Session) -> str:
    """The state or country the agency works in, as a code of ISO 3166."""
    fact = session.get(Fact, PLACE)
    return UNSAID if fact is None else fact.value


def of_client(session: Session, vault: Vault, client_id: str) -> Places:
    """The agency's place and the client's; where nothing else was written down, they are the same. Raises Tampered."""
    program = of_agency(session)
    row = first(session, OF_CLIENT, client_id=client_id)
    if row is None:
        return Places(program, program)
    return Places(program, vault.open(row.place, table="client_place", column="place", row=client_id))

"""Where the agency works and where a client lives: sealed, and the same until somebody says otherwise."""

from datetime import UTC, datetime

from sqlmodel import Session, select

from consent.places import Places
from db import places
from db.engine import Database
from db.ledger import people
from db.ledger.erasure import forget_client
from db.ledger.places import save_agency_place, save_client_place
from db.tables_places import ClientPlace
from db.vault import Vault
from db.verify import verify

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


async def one_client(database: Database, vault: Vault) -> str:
    def unit(session: Session) -> str:
        staff = people.add_staff(session, vault, now=NOW, name="Ana Ruiz", role="clinician", language="en")
        who = {"alias": "M.R.", "clinician_id": staff, "language": "en", "actor": f"staff:{staff}"}
        return people.add_client(session, vault, now=NOW, **who)

    return await database.write(unit)


async def places_of(database: Database, vault: Vault, client: str) -> Places:
    return await database.read(lambda session: places.of_client(session, vault, client))


async def test_a_client_lives_where_the_agency_works_until_somebody_says_otherwise(
    database: Database, vault: Vault
) -> None:
    """SCOPE-4."""
    client = await one_client(database, vault)
    assert await places_of(database, vault, client) == Places("US", "US")

    await database.write(lambda session: save_agency_place(session, vault, "US-NY", now=NOW, actor="admin"))
    assert await places_of(database, vault, client) == Places("US-NY", "US-NY")

    for place in ("US-CT", "US-NJ"):
        await database.write(
            lambda session, place=place: save_client_place(session, vault, client, place, now=NOW, actor="admin")  # type: ignore[misc]  # mypy reads no default of a lambda
        )
    assert await places_of(database, vault, client) == Places("US-NY", "US-NJ")
    assert list(await database.read(lambda session: list(verify(session)))) == []


async def test_where_a_client_lives_is_sealed_and_goes_with_an_erasure(database: Database, vault: Vault) -> None:
    client = await one_client(database, vault)
    await database.write(lambda session: save_client_place(session, vault, client, "US-NJ", now=NOW, actor="admin"))
    (row,) = await database.read(lambda session: list(session.exec(select(ClientPlace))))
    assert b"NJ" not in row.place

    await database.write(lambda session: forget_client(session, vault, client, now=NOW, actor="admin"))

    assert await database.read(lambda session: list(session.exec(select(ClientPlace)))) == []

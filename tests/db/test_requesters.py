"""How a requester was checked stands in the record, sealed, and is told as it was known at any instant."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select

from consent.checking import Check, HowChecked
from db.engine import Database
from db.ledger.requesters import note_check, note_not_them
from db.requesters import checks_of
from db.tables import Audit
from db.vault import Vault
from db.verify import verify

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
BADGE = Check(NOW, "staff-1", HowChecked.BADGE, "Badge 4711, blue folder.", "request-1")


async def noted(database: Database, vault: Vault) -> None:
    """A badge for one request, and two days later it was not them."""

    def unit(session: Session) -> None:
        note_check(session, vault, "county", BADGE, now=NOW, actor="staff:staff-1")
        note_not_them(session, vault, "county", ["request-2"], by="staff-2", now=NOW + 2 * DAY, actor="staff:staff-2")

    await database.write(unit)


async def test_a_check_is_read_back_as_it_was_noted(database: Database, vault: Vault) -> None:
    """HIPAA-V-1, E1."""
    await noted(database, vault)

    found = await database.read(lambda session: checks_of(session, vault, "county"))

    assert found == [BADGE, Check(NOW + 2 * DAY, "staff-2", None)]
    assert await database.read(lambda session: checks_of(session, vault, "somebody else")) == []


async def test_what_came_later_is_left_out(database: Database, vault: Vault) -> None:
    """E7."""
    await noted(database, vault)

    def then(at: datetime) -> list[Check]:
        return database.read_now(lambda session: checks_of(session, vault, "county", at=at))

    assert then(NOW - DAY) == []
    assert then(NOW + DAY) == [BADGE]


async def test_it_stands_in_the_record_of_the_requester_and_of_the_request_sealed(
    database: Database, vault: Vault
) -> None:
    """HIPAA-V-1: no reader of the database learns which paper it was."""
    await noted(database, vault)

    rows = await database.read(
        lambda session: session.exec(select(Audit).order_by(col(Audit.chain), col(Audit.seq))).all()
    )

    assert [(row.chain, row.action) for row in rows] == [
        ("request:request-1", "requester_checked"),
        ("request:request-2", "requester_not_them"),
        ("requester:county", "requester_checked"),
        ("requester:county", "requester_not_them"),
    ]
    assert not [row for row in rows if row.detail is not None and b"4711" in row.detail]
    assert not [found for found in await database.read(lambda s: list(verify(s))) if found.chain == "requester:county"]

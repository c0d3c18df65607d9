"""What the agency tells everybody is kept version by version, sealed, and can be told for any day gone by."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from db.engine import Database
from db.events import events_of
from db.ids import AGENCY
from db.ledger import people
from db.ledger.notices import give, save_notice
from db.notices import Complaints, Notice, Notices, Told, given_to, notices_at
from db.tables_notices import NoticeRow
from db.vault import Vault
from db.verify import verify

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
NPP = {"version": "2027-1", "url": "https://example.org/npp", "since": "2027-03-01"}
WHOM = {"name": "Lee Moss", "address": "1 River Road", "phone": "555-0100"}


async def tells(database: Database, vault: Vault, kind: Told, facts: Mapping[str, object], at: datetime = NOW) -> None:
    await database.write(lambda session: save_notice(session, vault, kind, facts, now=at, actor="admin"))


async def at(database: Database, vault: Vault, moment: datetime) -> Notices:
    return await database.read(lambda session: notices_at(session, vault, moment))


async def test_an_agency_that_wrote_nothing_down_tells_nothing(database: Database, vault: Vault) -> None:
    assert await at(database, vault, NOW) == Notices()


async def test_each_day_has_the_notice_that_stood_on_it(database: Database, vault: Vault) -> None:
    """HIPAA-520-1: which version was in force when."""
    await tells(database, vault, Told.NPP, NPP)
    await tells(database, vault, Told.NPP, {**NPP, "version": "2027-2"}, NOW + DAY)
    await tells(database, vault, Told.NPP, {}, NOW + 2 * DAY)

    found = [(await at(database, vault, NOW + days * DAY)).npp for days in (-1, 0, 1, 2)]

    first = Notice("2027-1", "https://example.org/npp", date(2027, 3, 1))
    assert found == [None, first, Notice("2027-2", first.url, first.since), None]


async def test_every_kind_comes_back_as_it_was_written(database: Database, vault: Vault) -> None:
    await tells(database, vault, Told.COMPLAINTS, WHOM)
    await tells(database, vault, Told.RETENTION, {"texts": {"en": "Six years."}})
    await tells(database, vault, Told.LANGUAGES, {"codes": ["es", "zh"]})
    await tells(database, vault, Told.CHILD_AGE, {"age": 14})

    found = await at(database, vault, NOW)

    assert found.complaints == Complaints("Lee Moss", "1 River Road", "555-0100")
    assert (found.retention, found.languages, found.child_age) == ({"en": "Six years."}, ("es", "zh"), 14)
    assert found.versions == {}


async def test_the_versions_are_ready_for_the_evidence(database: Database, vault: Vault) -> None:
    await tells(database, vault, Told.NPP, NPP)
    await tells(database, vault, Told.PART2, {**NPP, "version": "P-3"})

    found = await at(database, vault, NOW)

    assert found.versions == {"npp_version": "2027-1", "part2_notice_version": "P-3"}


async def test_notices_are_sealed_and_stand_in_the_record(database: Database, vault: Vault) -> None:
    await tells(database, vault, Told.COMPLAINTS, WHOM)

    rows = await database.read(lambda session: [row.facts for row in session.exec(select(NoticeRow))])
    events = await database.read(lambda session: events_of(session, vault, AGENCY))

    assert b"Lee Moss" not in rows[0]
    assert [(e.action, e.detail["kind"], e.detail["facts"]) for e in events] == [("notice_set", "complaints", WHOM)]
    assert await database.read(lambda session: list(verify(session))) == []


@pytest.mark.parametrize("statement", ["UPDATE notice SET kind = 'policy'", "DELETE FROM notice"])
async def test_what_was_told_cannot_be_changed_or_taken_back(database: Database, vault: Vault, statement: str) -> None:
    await tells(database, vault, Told.NPP, NPP)

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda session: session.connection().execute(text(statement)).rowcount)

    assert (await at(database, vault, NOW)).npp is not None


async def test_what_a_client_was_given_is_known_by_version_and_method(database: Database, vault: Vault) -> None:
    """P2-22: version, date and method."""

    def unit(session: Session) -> str:
        staff = people.add_staff(session, vault, now=NOW, name="Ana Ruiz", role="clinician", language="en")
        client = people.add_client(
            session, vault, now=NOW, alias="M.R.", clinician_id=staff, language="en", actor=f"staff:{staff}"
        )
        for version, method, when in (("P-3", "chat", NOW), ("P-4", "paper", NOW + DAY)):
            about = {"version": version, "method": method, "action": "part2_notice_given"}
            give(session, vault, client, "part2", **about, now=when, actor="admin")
        return client

    client = await database.write(unit)

    newest = await database.read(lambda session: given_to(session, client, "part2"))
    events = await database.read(lambda session: events_of(session, vault, f"client:{client}"))
    assert newest is not None
    assert (newest.version, newest.method, newest.at) == ("P-4", "paper", NOW + DAY)
    assert [e.detail["version"] for e in events if e.action == "part2_notice_given"] == ["P-3", "P-4"]
    assert await database.read(lambda session: given_to(session, client, "esign")) is None

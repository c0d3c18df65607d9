"""What went to the wrong place is open from when it was known until it is closed, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from db import incidents
from db.engine import Database
from db.incidents import Incident
from db.ledger.incidents import move, remember
from tests.db.record import write_people, write_request

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


async def happened(database: Database) -> Incident:
    """One release of one request that went to the wrong place."""

    def unit(session: Session) -> Incident:
        write_people(session)
        write_request(session, "request-1")
        incident = Incident("request-1", 3, NOW)
        remember(session, incident)
        return incident

    return await database.write(unit)


async def test_it_is_open_until_it_is_closed(database: Database) -> None:
    """HIPAA-BREACH."""
    incident = await happened(database)
    assert await database.read(incidents.still_open) == [incident]

    closed = replace(incident, told_at=NOW + DAY, closed_at=NOW + 2 * DAY)
    await database.write(lambda session: move(session, closed))

    assert await database.read(incidents.still_open) == []
    assert await database.read(lambda session: incidents.of_request(session, incident.request_id)) == [closed]
    assert await database.read(lambda session: incidents.of_request(session, "another")) == []


def test_for_a_day_gone_by_it_is_told_as_it_was_then() -> None:
    """HIPAA-BREACH, E7."""
    closed = Incident("request-1", 3, NOW, NOW, NOW + 2 * DAY)
    days = [NOW - DAY, NOW, NOW + DAY, NOW + 2 * DAY, NOW + 3 * DAY]

    assert [closed.is_open(day) for day in days] == [False, True, True, False, False]
    assert replace(closed, closed_at=None).is_open(NOW + 900 * DAY)

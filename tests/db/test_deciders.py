"""Who decides is kept sealed, and who decided on a day gone by is told from the record of that time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from consent.deciders import Authority, Deciders, Representative
from db import deciders
from db.engine import Database
from db.ledger import people
from db.ledger.deciders import save_deciders
from db.ledger.erasure import forget_client
from db.tables_deciders import DecidersRow
from db.vault import Vault
from db.verify import verify

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOTHER = Representative("m", "Carmen R", Authority.PARENT, "birth certificate", starts_on=date(2027, 1, 1))
REFUSED = replace(MOTHER, refused=True)
BORN, RIGHT = date(2012, 5, 1), date(2012, 4, 1)  #: First mistyped, then put right.

#: What was written down, an hour apart, as the agency does it: the event, its detail, and all that is known after it.
STORY: tuple[tuple[str, dict[str, Any], Deciders], ...] = (
    (deciders.ADDED, {"id": "m", "authority": "parent"}, Deciders(None, (MOTHER,))),
    (deciders.BORN, {"born": BORN.isoformat()}, Deciders(BORN, (MOTHER,))),
    (deciders.BORN, {"born": RIGHT.isoformat()}, Deciders(RIGHT, (MOTHER,))),
    (deciders.REFUSED, {"id": "m", "reason": "fear at home"}, Deciders(RIGHT, (REFUSED,))),
)


async def told(database: Database, vault: Vault, story: tuple[tuple[str, dict[str, Any], Deciders], ...]) -> str:
    """A client about whom this was written down; the last of it is what is known now."""

    def unit(session: Session) -> str:
        staff = people.add_staff(session, vault, now=NOW, name="Ana Ruiz", role="clinician", language="en")
        client = people.add_client(
            session, vault, now=NOW, alias="M.R.", clinician_id=staff, language="en", actor=f"staff:{staff}"
        )
        for hours, (action, detail, known) in enumerate(story, start=1):
            at = NOW + hours * HOUR
            save_deciders(
                session, vault, client, known, review_at=None, now=at, actor="admin", action=action, detail=detail
            )
        return client

    return await database.write(unit)


@pytest.mark.parametrize(
    ("hours", "known"),
    [
        (0, Deciders()),
        (1, STORY[0][2]),
        (2, STORY[1][2]),
        (3, STORY[2][2]),
        (3.9, STORY[2][2]),
        (4, STORY[3][2]),
        (999, STORY[3][2]),
    ],
)
async def test_what_was_noted_or_refused_later_was_not_known_before(
    database: Database, vault: Vault, hours: float, known: Deciders
) -> None:
    """HIPAA-PR-1, HIPAA-PR-3."""
    client = await told(database, vault, STORY)

    assert await _then(database, vault, client, hours) == known
    assert await database.read(lambda session: deciders.of_client(session, vault, client)) == STORY[-1][2]
    assert await database.read(lambda session: list(verify(session))) == []


async def _then(database: Database, vault: Vault, client: str, hours: float) -> Deciders:
    at = NOW + hours * HOUR
    return await database.read(lambda session: deciders.of_client_at(session, vault, client, at))


async def test_a_birth_date_of_an_older_record_counts_from_when_it_was_noted(database: Database, vault: Vault) -> None:
    client = await told(database, vault, ((deciders.BORN, {}, Deciders(BORN)),))

    assert (await _then(database, vault, client, 0.5)).born is None
    assert (await _then(database, vault, client, 1)).born == BORN


async def test_about_a_client_of_whom_nothing_was_written_nobody_else_decided(database: Database, vault: Vault) -> None:
    assert await _then(database, vault, "nobody", 5) == Deciders()


async def test_who_decided_for_somebody_who_is_erased_is_forgotten_too(database: Database, vault: Vault) -> None:
    client = await told(database, vault, STORY)

    await database.write(lambda session: forget_client(session, vault, client, now=NOW + 9 * HOUR, actor="admin"))

    assert await database.read(lambda session: deciders.of_client(session, vault, client)) == Deciders()
    assert await database.read(lambda session: list(verify(session))) == []


async def test_neither_a_name_nor_a_birth_date_stands_open(database: Database, vault: Vault) -> None:
    """TG-15."""
    await told(database, vault, STORY)

    row = await database.read(lambda session: session.exec(select(DecidersRow.facts)).one())
    assert b"Carmen" not in row
    assert b"2012" not in row


def test_what_was_written_before_a_first_day_could_be_named_is_read_as_without_one() -> None:
    older = deciders.write(Deciders(BORN, (MOTHER,)))
    for row in older["representatives"]:
        del row["starts_on"]

    assert deciders.read(older).representatives[0].starts_on is None
    assert deciders.read(deciders.write(Deciders(BORN, (MOTHER,)))).representatives == (MOTHER,)

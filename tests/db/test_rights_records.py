"""Accountings that were given and suspensions are a record: sealed, in order, and never changed; holds come and go."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from consent.wishes import Right
from db import accounts, holds, suspensions, wishes
from db.engine import Database
from db.ledger.accounts import digest_of, keep_account
from db.ledger.holds import lift_hold, set_hold
from db.ledger.suspensions import suspend
from db.ledger.wishes import extend_wish
from db.shapes import Sent
from db.tables import Disclosure
from db.tables_rights import AccountGiven, LegalHold, Suspension
from db.vault import Vault
from db.verify import verify
from tests.db.record import write_people, write_request
from tests.db.test_wishes import one_client, wished

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
LINES = [{"recipient": "Oak School", "at": "2027-02-01T10:00:00+00:00"}]


async def given(database: Database, vault: Vault, client: str, staff: str, at: datetime = NOW) -> str:
    wish = await wished(database, vault, client, Right.ACCOUNT)
    return await database.write(
        lambda session: keep_account(
            session,
            vault,
            client_id=client,
            wish_id=wish,
            staff_id=staff,
            title="clinician",
            lines=LINES,
            free=True,
            now=at,
            actor=f"staff:{staff}",
        )
    )


async def test_an_accounting_comes_back_as_it_was_given_and_is_sealed(database: Database, vault: Vault) -> None:
    """HIPAA-528-6."""
    client, staff = await one_client(database, vault)
    id = await given(database, vault, client, staff)

    [kept] = await database.read(lambda session: accounts.accounts_of(session, vault, client))
    row = await database.read(lambda session: session.exec(select(AccountGiven.facts)).one())
    assert (kept.id, kept.facts["lines"], kept.facts["title"], kept.given_at) == (id, LINES, "clinician", NOW)
    assert kept.digest == digest_of(kept.facts["lines"]) != digest_of([])
    assert b"Oak" not in row
    assert await database.read(lambda session: accounts.account(session, vault, id)) == kept
    assert await database.read(lambda session: accounts.account(session, vault, "none")) is None
    assert await database.read(lambda session: list(verify(session))) == []


@pytest.mark.parametrize("change", ["UPDATE account_given SET digest = 'x'", "DELETE FROM account_given"])
async def test_no_accounting_is_changed_or_removed(database: Database, vault: Vault, change: str) -> None:
    """HIPAA-528-6."""
    client, staff = await one_client(database, vault)
    await given(database, vault, client, staff)

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda session: session.connection().execute(text(change)))


async def test_an_extension_is_written_once_and_only_while_the_wish_waits(database: Database, vault: Vault) -> None:
    """HIPAA-524-1."""
    client, staff = await one_client(database, vault)
    id = await wished(database, vault, client, Right.COPY)

    async def extended(reason: str) -> bool:
        return await database.write(
            lambda session: extend_wish(
                session,
                vault,
                id,
                client_id=client,
                due_at=NOW + 60 * DAY,
                reason=reason,
                staff_id=staff,
                now=NOW + DAY,
                actor=f"staff:{staff}",
            )
        )

    assert [await extended("It is on paper."), await extended("Again.")] == [True, False]
    kept = await database.read(lambda session: wishes.wish(session, vault, id))
    assert kept is not None
    assert (kept.due_at, kept.extended_at, kept.extension) == (NOW + 60 * DAY, NOW + DAY, "It is on paper.")


async def test_a_hold_is_known_now_and_for_every_instant_before(database: Database, vault: Vault) -> None:
    """ETH-7."""
    client, _ = await one_client(database, vault)
    facts = {"reason": "Rivera v. County", "by": "admin"}
    await database.write(lambda session: set_hold(session, vault, client, facts, now=NOW, actor="admin"))

    found = await database.read(lambda session: holds.hold_on(session, vault, client))
    row = await database.read(lambda session: session.exec(select(LegalHold.facts)).one())
    assert found is not None
    assert (found.since, found.facts) == (NOW, facts)
    assert b"Rivera" not in row

    async def lift() -> bool:
        return await database.write(
            lambda session: lift_hold(session, vault, client, {"by": "admin"}, now=NOW + DAY, actor="admin")
        )

    assert [await lift(), await lift()] == [True, False]
    assert await database.read(lambda session: holds.hold_on(session, vault, client)) is None

    async def on(days: int) -> bool:
        return await database.read(lambda session: holds.was_held(session, vault, client, NOW + days * DAY))

    assert [await on(days) for days in (-1, 0, 1)] == [False, True, False]


async def left(database: Database, vault: Vault) -> Sent:
    """Something that went out about the client c1."""

    def unit(session: Session) -> Sent:
        write_people(session)
        write_request(session, "r1")
        row = Disclosure(id="d1", request_id="r1", client_id="c1", staff_id="s1", facts=b"sealed", sent_at=NOW)
        session.add(row)
        session.flush()
        return Sent("d1", "r1", "c1", "s1", NOW, {})

    return await database.write(unit)


async def says(database: Database, vault: Vault, sent: Sent, until: datetime, now: datetime = NOW) -> None:
    facts = {"official": "Det. Cole", "statement": "file 12", "oral": False, "by": "s1"}
    await database.write(
        lambda session: suspend(session, vault, sent, client_id="c1", facts=facts, until=until, now=now)
    )


async def hidden(database: Database, days: int) -> frozenset[str]:
    return await database.read(lambda session: suspensions.hidden(session, "c1", NOW + days * DAY))


async def test_a_suspension_hides_until_its_day_and_the_newest_one_counts(database: Database, vault: Vault) -> None:
    """HIPAA-528-5."""
    sent = await left(database, vault)
    assert await hidden(database, 0) == frozenset()
    await says(database, vault, sent, NOW + 30 * DAY)
    assert [await hidden(database, days) for days in (0, 29, 30)] == [{"d1"}, {"d1"}, frozenset()]

    await says(database, vault, sent, NOW + 10 * DAY, now=NOW + DAY)

    assert [await hidden(database, days) for days in (9, 10)] == [{"d1"}, frozenset()]
    found = await database.read(lambda session: suspensions.of_client(session, vault, "c1"))
    assert [each.until - NOW for each in found] == [30 * DAY, 10 * DAY]
    row = await database.read(lambda session: session.exec(select(Suspension.facts)).first())
    assert row is not None
    assert b"Cole" not in row


@pytest.mark.parametrize("change", ["UPDATE suspension SET until = recorded_at", "DELETE FROM suspension"])
async def test_no_suspension_is_changed_or_removed(database: Database, vault: Vault, change: str) -> None:
    """HIPAA-528-5."""
    await says(database, vault, await left(database, vault), NOW + DAY)

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda session: session.connection().execute(text(change)))


@pytest.mark.parametrize(
    "change",
    [
        "INSERT OR REPLACE INTO account_given SELECT * FROM account_given",
        "INSERT OR REPLACE INTO suspension SELECT * FROM suspension",
    ],
)
async def test_sqlite_cannot_replace_either_whoever_opens_the_file(
    change: str, on_sqlite: Database, sqlite_url: str, vault: Vault
) -> None:
    """HIPAA-528-5, HIPAA-528-6: to replace a row is to change it."""
    client, staff = await one_client(on_sqlite, vault)
    await given(on_sqlite, vault, client, staff)
    await says(on_sqlite, vault, await left(on_sqlite, vault), NOW + DAY)

    with (
        closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as stranger,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        stranger.execute(change)

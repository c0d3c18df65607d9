"""The record grows link by link, and neither the code nor SQL can change or remove what stands in it."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from db.audit import BEGINNING, append, next_seq, row_digest_of, stamp
from db.engine import Database
from db.errors import NaiveTime
from db.tables import Audit, ChainHead
from db.verify import verify
from tests.db.record import NOW, write_record
from tests.db.units import PATIENCE, Gate, together

FIRST_LINK = "7fdad94135ca4a260da1e4349f40196cdfa1617a0c6037ff37673ee9b5c8d3f8"


def said(session: Session, action: str = "opened", chain: str = "agency") -> int:
    return append(session, chain=chain, at=NOW, actor="admin", action=action)


def chain_of(session: Session, chain: str = "agency") -> list[Audit]:
    return list(session.exec(select(Audit).where(Audit.chain == chain).order_by(col(Audit.seq))))


async def test_events_are_numbered_and_each_carries_the_hash_of_the_one_before(database: Database) -> None:
    numbers = [await database.write(said) for _ in range(3)]

    first, second, third = await database.read(chain_of)
    assert numbers == [1, 2, 3]
    assert first.previous == BEGINNING
    assert (second.previous, third.previous) == (first.hash, second.hash)


async def test_the_head_names_the_newest_event(database: Database) -> None:
    await database.write(said)
    await database.write(said)

    head = await database.read(lambda session: session.get_one(ChainHead, "agency"))
    newest = (await database.read(chain_of))[-1]
    assert (head.seq, head.hash) == (newest.seq, newest.hash)


async def test_every_chain_counts_for_itself(database: Database) -> None:
    assert await database.write(lambda session: said(session, chain="request:r1")) == 1
    assert await database.write(lambda session: said(session, chain="request:r2")) == 1


async def test_the_next_number_is_known_before_the_event_is_written(database: Database) -> None:
    def seal_then_write(session: Session) -> tuple[int, int]:
        return next_seq(session, "agency"), said(session)

    assert await database.write(seal_then_write) == (1, 1)
    assert await database.write(seal_then_write) == (2, 2)


async def test_a_detail_can_be_sealed_for_the_number_its_event_gets(database: Database) -> None:
    await database.write(said)

    await database.write(
        lambda session: append(
            session, chain="agency", at=NOW, actor="admin", action="opened", detail=lambda seq: f"for {seq}".encode()
        )
    )

    assert (await database.read(chain_of))[1].detail == b"for 2"


async def test_an_event_of_a_unit_that_failed_leaves_no_gap(database: Database) -> None:
    def fails(session: Session) -> None:
        said(session)
        raise LookupError

    answers = await together(database, said, fails, said)

    assert (answers[0], answers[2]) == (1, 2)
    assert [event.seq for event in await database.read(chain_of)] == [1, 2]


async def test_two_workers_that_begin_the_same_chain_write_one_chain(store_url: str) -> None:
    workers = [Database.open(store_url) for _ in range(2)]

    def seal_then_write(session: Session) -> bool:
        return next_seq(session, "agency") == said(session)

    kept = await asyncio.gather(*(worker.write(seal_then_write) for _ in range(20) for worker in workers))

    assert all(kept)
    assert [event.seq for event in await workers[0].read(chain_of)] == list(range(1, 41))
    assert await workers[1].read(lambda session: list(verify(session))) == []
    for worker in workers:
        await worker.close()


async def test_a_worker_waits_for_another_that_is_writing_on_the_same_chain(store_url: str) -> None:
    first, second = Database.open(store_url), Database.open(store_url)
    await first.write(said)
    gate = Gate()

    def writes_slowly(session: Session) -> int:
        number = said(session)
        gate(session)
        return number

    slow = asyncio.create_task(first.write(writes_slowly))
    await asyncio.to_thread(gate.reached.wait, PATIENCE)
    quick = asyncio.create_task(second.write(said))
    await asyncio.sleep(0.3)
    assert not quick.done()
    gate.opened.set()

    assert (await slow, await quick) == (2, 3)
    await first.close()
    await second.close()


async def test_a_time_is_kept_to_the_microsecond_whatever_its_zone(database: Database) -> None:
    at = datetime(2025, 3, 1, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=-7)))

    await database.write(lambda session: append(session, chain="agency", at=at, actor="admin", action="opened"))

    assert (await database.read(chain_of))[0].at == at
    assert stamp(at) == "2025-03-02 06:59:59.999999"
    assert await database.read(lambda session: list(verify(session))) == []


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(NaiveTime):
        await database.write(lambda session: append(session, chain="a", at=naive, actor="admin", action="opened"))


async def test_the_hash_is_the_same_on_every_engine_and_in_every_release(database: Database) -> None:
    await database.write(
        lambda session: append(
            session,
            chain="request:r1",
            at=NOW,
            actor="client:María",
            action="granted",
            state="granted",
            version=3,
            row_digest=row_digest_of(b"facts", b"standing", "granted", 3),
            detail=b"sealed",
        )
    )

    assert (await database.read(lambda s: chain_of(s, "request:r1")))[0].hash.hex() == FIRST_LINK


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET action = 'denied'",
        "UPDATE audit SET seq = seq + 100",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE seq = 2",
    ],
)
async def test_sql_can_neither_change_nor_remove_an_event(database: Database, statement: str) -> None:
    await database.write(write_record)

    with pytest.raises(DBAPIError, match="append-only"):
        await database.write(lambda session: session.connection().execute(text(statement)).rowcount)

    assert await database.read(lambda session: list(verify(session))) == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO audit (id, chain, seq, at, actor, action, previous, hash) "
        "SELECT id, 'other', 9, at, actor, action, previous, hash FROM audit WHERE id = 1",
        "INSERT OR REPLACE INTO audit (id, chain, seq, at, actor, action, previous, hash) "
        "SELECT 999, chain, seq, at, actor, 'denied', previous, hash FROM audit WHERE id = 1",
    ],
)
def test_sqlite_cannot_replace_an_event_whoever_opens_the_file(
    statement: str, on_sqlite: Database, sqlite_url: str
) -> None:
    on_sqlite.write_now(write_record)

    with (
        closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as stranger,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        stranger.execute(statement)


def test_postgresql_cannot_empty_the_record(on_postgresql: Database) -> None:
    on_postgresql.write_now(write_record)

    with pytest.raises(DBAPIError, match="append-only"):
        on_postgresql.write_now(lambda session: session.connection().execute(text("TRUNCATE audit")).rowcount)


def test_the_digest_of_a_row_changes_with_each_of_its_parts() -> None:
    digests = {
        row_digest_of(b"facts", b"standing", "asked", 1),
        row_digest_of(b"fact", b"sstanding", "asked", 1),
        row_digest_of(b"facts", b"standing", "aske", 1),
        row_digest_of(b"facts", b"standing", "asked", 11),
        row_digest_of(b"facts", b"", "asked", 1),
    }

    assert len(digests) == 5

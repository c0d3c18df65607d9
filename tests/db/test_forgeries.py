"""Whoever changes the record and makes the hashes fit again is still found out, by what stands around it."""

from collections.abc import Callable

from sqlalchemy import text
from sqlmodel import Session

from db.audit import BEGINNING, link
from db.engine import Database
from tests.db.record import findings, tamper, write_record


async def test_an_event_rewritten_with_a_fitting_hash_is_found_by_the_one_after_it(database: Database) -> None:
    await database.write(write_record)

    await database.write(rewrite("agency", 1))

    assert await database.read(findings) == [("agency", 2, "not_next")]


async def test_the_newest_event_rewritten_with_a_fitting_hash_is_found_by_the_head(database: Database) -> None:
    await database.write(write_record)

    await database.write(rewrite("agency", 2))

    assert await database.read(findings) == [("agency", 2, "not_newest")]


async def test_a_removed_event_is_found_even_when_all_the_others_were_made_to_fit(database: Database) -> None:
    await database.write(write_record)
    await database.write(lambda session: tamper(session, "DELETE FROM audit WHERE chain = 'agency' AND seq = 1"))
    await database.write(lambda session: make_fit(session, "agency", 2, BEGINNING))

    assert await database.read(findings) == [("agency", 2, "not_next")]


async def test_a_removed_event_is_found_even_when_the_head_counts_without_it(database: Database) -> None:
    await database.write(write_record)
    await database.write(lambda session: tamper(session, "DELETE FROM audit WHERE chain = 'agency' AND seq = 1"))
    await database.write(lambda session: make_fit(session, "agency", 2, BEGINNING))
    await database.write(lambda session: turn_back(session, "agency", 1))

    assert ("agency", 2, "not_next") in await database.read(findings)


def turn_back(session: Session, chain: str, seq: int) -> None:
    where = {"chain": chain, "seq": seq}
    session.connection().execute(text("UPDATE chain_head SET seq = :seq WHERE chain = :chain"), where)


def make_fit(session: Session, chain: str, seq: int, previous: bytes) -> None:
    """Give an event another one to follow, a hash to go with it, and the head that hash."""
    digest = link(previous, chain.encode(), seq, b"2025-03-01 09:30:00.000000", b"x", b"y", None, None, None, None)
    event = "UPDATE audit SET actor = 'x', action = 'y', previous = :previous, hash = :hash WHERE chain = :chain"
    values = {"chain": chain, "previous": previous, "hash": digest}
    session.connection().execute(text(event), values)
    session.connection().execute(text("UPDATE chain_head SET hash = :hash WHERE chain = :chain"), values)


def rewrite(chain: str, seq: int) -> Callable[[Session], None]:
    """Change an event and give it the hash it would have had."""

    def unit(session: Session) -> None:
        tamper(session)
        where = {"chain": chain, "seq": seq}
        connection = session.connection()
        previous = connection.execute(
            text("SELECT previous FROM audit WHERE chain = :chain AND seq = :seq"), where
        ).scalar_one()
        digest = link(previous, chain.encode(), seq, b"2025-03-01 09:30:00.000000", b"x", b"y", None, None, None, None)
        connection.execute(
            text("UPDATE audit SET actor = 'x', action = 'y', hash = :hash WHERE chain = :chain AND seq = :seq"),
            where | {"hash": digest},
        )

    return unit

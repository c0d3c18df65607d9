"""Whoever holds the database in their hands and changes the record is found out."""

from collections.abc import Callable
from string import Template

import pytest
from sqlalchemy import text
from sqlmodel import Session

from db.audit import BEGINNING, link
from db.engine import Database
from db.verify import Finding, What, name_all, verify
from tests.db.record import tamper, write_record

CHANGE_EVENT = Template("UPDATE audit SET $change WHERE chain = '$chain' AND seq = 2")
CHANGE_REQUEST = Template("UPDATE request SET $change WHERE id = 'r2'")
COPY_EVENT = Template(
    "INSERT INTO audit (id, chain, seq, at, actor, action, state, version, row_digest, detail, previous, hash) "
    "SELECT 9999, '$to_chain', $to_seq, at, actor, action, state, version, row_digest, detail, previous, hash "
    "FROM audit WHERE chain = '$chain' AND seq = $seq"
)


def findings(session: Session) -> list[tuple[str, int, str]]:
    """Give what is found, and make sure that the fast look and the exact one agree on whether all is well."""
    found = list(verify(session))
    assert found == list(name_all(session))
    return [(one.chain, one.seq, str(one.what)) for one in found]


async def after(database: Database, *statements: str) -> list[tuple[str, int, str]]:
    """Write the record, tamper with it, and give what is found."""
    await database.write(write_record)
    assert await database.read(findings) == []
    await database.write(lambda session: tamper(session, *statements))
    return await database.read(findings)


async def test_an_empty_record_is_in_order(database: Database) -> None:
    assert await database.read(findings) == []


async def test_an_untouched_record_is_in_order(database: Database) -> None:
    await database.write(write_record)

    assert await database.read(findings) == []


@pytest.mark.parametrize(
    "change",
    [
        "action = 'denied'",
        "actor = 'staff:s1'",
        "state = 'denied'",
        "state = NULL",
        "state = ''",
        "version = 7",
        "version = NULL",
        "at = '2025-03-01 09:31:00.000001'",
        "row_digest = NULL",
        "row_digest = hash",
        "detail = NULL",
        "detail = hash",
        "action = 'askedgrant', state = 'ed'",
    ],
)
async def test_a_changed_event_is_found_whatever_was_changed(database: Database, change: str) -> None:
    found = await after(database, CHANGE_EVENT.substitute(change=change, chain="request:r2"))

    assert found == [("request:r2", 2, "changed")]


async def test_a_changed_hash_is_found_here_and_in_the_next_event(database: Database) -> None:
    found = await after(database, "UPDATE audit SET hash = detail WHERE chain = 'request:r2' AND seq = 2")

    assert found == [("request:r2", 2, "changed"), ("request:r2", 3, "not_next")]


async def test_a_removed_event_is_found(database: Database) -> None:
    found = await after(database, "DELETE FROM audit WHERE chain = 'request:r2' AND seq = 2")

    assert found == [("request:r2", 3, "not_next")]


async def test_a_removed_first_event_is_found(database: Database) -> None:
    found = await after(database, "DELETE FROM audit WHERE chain = 'request:r2' AND seq = 1")

    assert found == [("request:r2", 2, "not_next")]


async def test_a_removed_newest_event_is_found(database: Database) -> None:
    found = await after(database, "DELETE FROM audit WHERE chain = 'request:r2' AND seq = 4")

    assert found == [("request:r2", 4, "not_newest")]


async def test_a_removed_chain_is_found(database: Database) -> None:
    found = await after(database, "DELETE FROM audit WHERE chain = 'request:r2'")

    assert found == [("request:r2", 4, "no_events"), ("request:r2", 0, "no_chain")]


async def test_a_chain_removed_with_its_head_is_found_by_its_request(database: Database) -> None:
    found = await after(
        database,
        "DELETE FROM audit WHERE chain = 'request:r2'",
        "DELETE FROM chain_head WHERE chain = 'request:r2'",
    )

    assert found == [("request:r2", 0, "no_chain")]


async def test_a_removed_head_is_found(database: Database) -> None:
    found = await after(database, "DELETE FROM chain_head WHERE chain = 'agency'")

    assert found == [("agency", 1, "not_known"), ("agency", 2, "not_known")]


async def test_a_head_turned_back_is_found(database: Database) -> None:
    found = await after(
        database,
        "UPDATE chain_head SET seq = 1, hash = (SELECT hash FROM audit WHERE chain = 'agency' AND seq = 1) "
        "WHERE chain = 'agency'",
    )

    assert found == [("agency", 2, "not_known")]


async def test_events_that_changed_places_are_found(database: Database) -> None:
    chain = "UPDATE audit SET seq = {} WHERE chain = 'request:r2' AND seq = {}"
    found = await after(database, chain.format(99, 2), chain.format(2, 3), chain.format(3, 99))

    assert ("request:r2", 2, "not_next") in found
    assert ("request:r2", 3, "not_next") in found
    assert {chain for chain, _, _ in found} == {"request:r2"}


async def test_an_event_moved_to_another_chain_is_found(database: Database) -> None:
    found = await after(database, "UPDATE audit SET chain = 'agency', seq = 3 WHERE chain = 'request:r2' AND seq = 4")

    assert ("agency", 3, "not_next") in found
    assert ("agency", 3, "not_known") in found
    assert ("request:r2", 4, "not_newest") in found


async def test_an_event_put_in_at_the_end_is_found(database: Database) -> None:
    found = await after(database, _copy("agency", 2, "agency", 3))

    assert ("agency", 3, "not_next") in found
    assert ("agency", 3, "not_known") in found


async def test_an_event_put_into_a_chain_of_its_own_is_found(database: Database) -> None:
    found = await after(database, _copy("request:r2", 1, "request:r9", 1))

    assert ("request:r9", 1, "changed") in found
    assert ("request:r9", 1, "not_known") in found


def _copy(chain: str, seq: int, to_chain: str, to_seq: int) -> str:
    return COPY_EVENT.substitute(chain=chain, seq=seq, to_chain=to_chain, to_seq=to_seq)


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


@pytest.mark.parametrize("change", ["state = 'denied'", "version = 9", "facts = standing", "standing = facts"])
async def test_a_request_changed_behind_the_back_of_its_record_is_found(database: Database, change: str) -> None:
    found = await after(database, CHANGE_REQUEST.substitute(change=change))

    assert found == [("request:r2", 3, "row_changed")]


async def test_a_request_without_a_record_is_found(database: Database) -> None:
    copy = (
        "INSERT INTO request (id, code, client_id, clinician_id, state, version, facts, standing, created_at) "
        "SELECT 'r9', 'r9', client_id, clinician_id, state, version, facts, standing, created_at "
        "FROM request WHERE id = 'r1'"
    )

    assert await after(database, copy) == [("request:r9", 0, "no_chain")]


async def test_a_removed_request_is_found(database: Database) -> None:
    assert await after(database, "DELETE FROM request WHERE id = 'r2'") == [("request:r2", 4, "row_gone")]


@pytest.mark.parametrize(
    "change",
    [
        "seq = 'two'",
        "version = 'two'",
        "version = 2.5",
        "actor = CAST(x'ff' AS TEXT)",
        "previous = 'text'",
        "hash = 'text'",
        "detail = 7",
        "at = 'never'",
        "at = x'00'",
    ],
)
def test_a_value_of_a_wrong_kind_is_a_finding_and_no_crash(on_sqlite: Database, change: str) -> None:
    on_sqlite.write_now(write_record)
    on_sqlite.write_now(lambda session: tamper(session, CHANGE_EVENT.substitute(change=change, chain="agency")))

    assert ("agency", "changed") in {(chain, what) for chain, _, what in on_sqlite.read_now(findings)}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE chain_head SET chain = CAST(x'ff' AS TEXT) WHERE chain = 'agency'",
        "UPDATE request SET state = CAST(x'ff' AS TEXT) WHERE id = 'r2'",
        "UPDATE request SET facts = 7 WHERE id = 'r2'",
        "UPDATE chain_head SET seq = 'two' WHERE chain = 'agency'",
        "UPDATE chain_head SET hash = 'text' WHERE chain = 'agency'",
    ],
)
def test_a_head_or_a_request_of_a_wrong_kind_is_a_finding_and_no_crash(on_sqlite: Database, change: str) -> None:
    on_sqlite.write_now(write_record)
    on_sqlite.write_now(lambda session: tamper(session, change))

    assert on_sqlite.read_now(findings)


async def test_everything_wrong_is_named_not_only_the_first(database: Database) -> None:
    found = await after(
        database,
        "UPDATE audit SET action = 'x' WHERE chain = 'agency' AND seq = 1",
        "UPDATE audit SET action = 'x' WHERE chain = 'request:r1' AND seq = 1",
        "DELETE FROM audit WHERE chain = 'request:r3' AND seq = 2",
    )

    assert [chain for chain, _, _ in found] == ["agency", "request:r1", "request:r3"]


async def test_a_finding_can_be_compared_and_shown(database: Database) -> None:
    await database.write(write_record)
    await database.write(lambda session: tamper(session, "DELETE FROM audit WHERE chain = 'agency' AND seq = 2"))

    assert await database.read(lambda session: list(verify(session))) == [Finding("agency", 2, What.NOT_NEWEST)]

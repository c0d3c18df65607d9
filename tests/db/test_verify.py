"""Whoever holds the database in their hands and changes the record is found out."""

from string import Template

import pytest
from sqlmodel import Session

from db.audit import append
from db.engine import Database
from db.verify import Finding, What, verify
from tests.db.record import NOW, findings, tamper, write_people, write_record, write_request

CHANGE_EVENT = Template("UPDATE audit SET $change WHERE chain = '$chain' AND seq = 2")
CHANGE_REQUEST = Template("UPDATE request SET $change WHERE id = '$id'")
COPY_EVENT = Template(
    "INSERT INTO audit (id, chain, seq, at, actor, action, state, version, row_digest, detail, previous, hash) "
    "SELECT 9999, '$to_chain', $to_seq, at, actor, action, state, version, row_digest, detail, previous, hash "
    "FROM audit WHERE chain = '$chain' AND seq = $seq"
)


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


@pytest.mark.parametrize("chain", ["request:r1", "request:r2", "request:r3"])
async def test_a_removed_chain_is_found_wherever_it_stood(database: Database, chain: str) -> None:
    found = await after(database, Template("DELETE FROM audit WHERE chain = '$chain'").substitute(chain=chain))

    assert found == [(chain, 4, "no_events"), (chain, 0, "no_chain")]


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


@pytest.mark.parametrize("change", ["state = 'denied'", "version = 9", "facts = standing", "standing = facts"])
async def test_a_request_changed_behind_the_back_of_its_record_is_found(database: Database, change: str) -> None:
    found = await after(database, CHANGE_REQUEST.substitute(change=change, id="r2"))

    assert found == [("request:r2", 3, "row_changed")]


async def test_a_changed_state_is_found_even_where_the_event_told_only_the_state(database: Database) -> None:
    def write_without_digest(session: Session) -> None:
        write_people(session)
        write_request(session, "r1")
        append(session, chain="request:r1", at=NOW, actor="clock", action="expired", state="granted", version=3)

    await database.write(write_without_digest)
    assert await database.read(findings) == []

    await database.write(lambda session: tamper(session, CHANGE_REQUEST.substitute(change="state = 'x'", id="r1")))

    assert await database.read(findings) == [("request:r1", 5, "row_changed")]


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

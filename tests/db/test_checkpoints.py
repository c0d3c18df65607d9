"""What stood at a checkpoint is missed when it is gone, the newest rows too, and every forged checkpoint is seen."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from db import checkpoints
from db.audit import append
from db.checkpoints import Signed, Trouble, gather, is_due, newest, sign
from db.engine import Database
from db.signing import Signer
from tests.db.record import NOW, findings, tamper, write_record

SIGNER = Signer(bytes(range(32)))
DAY = timedelta(days=1)
TABLES = ("checkpoint", "checkpoint_head")
LOCKS = {
    "sqlite": [f"DROP TRIGGER {table}_no_{what}" for table in TABLES for what in ("update", "delete")],
    "postgresql": [f"DROP TRIGGER {table}_no_change ON {table}" for table in TABLES],
}
WIPED = ("DELETE FROM checkpoint_head", "DELETE FROM checkpoint")
NEWEST_OF_R2 = (
    "DELETE FROM audit WHERE chain = 'request:r2' AND seq = 4",
    "UPDATE chain_head SET seq = 3, hash = (SELECT hash FROM audit WHERE chain = 'request:r2' AND seq = 3)"
    " WHERE chain = 'request:r2'",
)


def found(session: Session, kept: Signed | None = None) -> list[tuple[str, int, Trouble]]:
    return [(one.chain, one.seq, one.what) for one in checkpoints.verify(session, SIGNER.public, kept)]


def make(session: Session, signer: Signer, now: datetime) -> Signed:
    made = sign(session, signer, gather(session, now))
    assert made is not None
    return made


def checkpoint(session: Session) -> Signed:
    return make(session, SIGNER, NOW)


def and_then(change: Callable[[Session], object]) -> Callable[[Session], Signed]:
    """The record, its checkpoint, what somebody did to it, and a second checkpoint over what then stood."""

    def unit(session: Session) -> Signed:
        write_record(session)
        first = checkpoint(session)
        change(session)
        return first

    return unit


def spoil(session: Session, *statements: str) -> None:
    tamper(session, *LOCKS[session.connection().dialect.name], *statements)


async def test_a_record_that_only_grew_is_in_order_at_every_checkpoint(database: Database) -> None:
    def grow(session: Session) -> None:
        append(session, chain="request:r1", at=NOW, actor="clock", action="reminded")
        make(session, SIGNER, NOW + DAY)
        append(session, chain="agency", at=NOW, actor="admin", action="staff added")

    await database.write(and_then(grow))

    assert await database.read(found) == []
    last = await database.read(newest)
    assert last is not None
    assert last.number == 2


async def test_the_newest_event_of_a_chain_is_missed_though_the_chains_themselves_look_whole(
    database: Database,
) -> None:
    def cut(session: Session) -> None:
        tamper(session, *NEWEST_OF_R2)
        assert findings(session) == []

    await database.write(and_then(cut))

    assert await database.read(found) == [("request:r2", 4, Trouble.GONE)]


async def test_a_whole_chain_that_was_taken_away_is_missed(database: Database) -> None:
    def cut(session: Session) -> None:
        tamper(session, "DELETE FROM audit WHERE chain = 'agency'", "DELETE FROM chain_head WHERE chain = 'agency'")
        assert findings(session) == []

    await database.write(and_then(cut))

    assert await database.read(found) == [("agency", 2, Trouble.GONE)]


async def test_an_event_that_was_written_anew_after_the_old_one_was_cut_is_seen(database: Database) -> None:
    def rewrite(session: Session) -> None:
        tamper(session, *NEWEST_OF_R2)
        append(session, chain="request:r2", at=NOW, actor="client:c1", action="another story")
        assert findings(session) == []

    await database.write(and_then(rewrite))

    assert await database.read(found) == [("request:r2", 4, Trouble.OTHER)]


async def test_a_later_checkpoint_does_not_heal_what_an_earlier_one_saw(database: Database) -> None:
    def cut_and_sign_again(session: Session) -> None:
        tamper(session, *NEWEST_OF_R2)
        for action in ("one", "two", "three"):
            append(session, chain="request:r2", at=NOW, actor="client:c1", action=action)
        make(session, SIGNER, NOW + DAY)

    await database.write(and_then(cut_and_sign_again))

    assert await database.read(found) == [("request:r2", 4, Trouble.OTHER)]


CHANGES = [
    ("UPDATE checkpoint SET at = '2025-03-02 09:30:00.000000'", Trouble.CHANGED),
    ("UPDATE checkpoint SET signature = root", Trouble.CHANGED),
    ("UPDATE checkpoint SET root = previous", Trouble.CHANGED),
    ("UPDATE checkpoint_head SET seq = 1 WHERE chain = 'agency'", Trouble.CHANGED),
    ("DELETE FROM checkpoint_head WHERE chain = 'request:r2'", Trouble.CHANGED),
    ("DELETE FROM checkpoint", Trouble.MISSING),
]


@pytest.mark.parametrize(("change", "trouble"), CHANGES)
async def test_a_checkpoint_that_was_changed_or_taken_away_is_seen(
    database: Database, change: str, trouble: Trouble
) -> None:
    await database.write(and_then(lambda session: spoil(session, change)))

    assert ("checkpoint:1", 1, trouble) in await database.read(found)


async def test_a_checkpoint_signed_with_another_key_is_seen(database: Database) -> None:
    def forge(session: Session) -> None:
        append(session, chain="agency", at=NOW, actor="admin", action="staff added")
        make(session, Signer(bytes(32)), NOW + DAY)

    await database.write(and_then(forge))

    assert await database.read(found) == [("checkpoint:2", 2, Trouble.CHANGED)]


async def test_a_checkpoint_kept_elsewhere_finds_that_all_newer_traces_were_wiped(database: Database) -> None:
    kept = await database.write(and_then(lambda session: spoil(session, *NEWEST_OF_R2, *WIPED)))

    assert await database.read(found) == []
    assert await database.read(lambda session: found(session, kept)) == [("checkpoint:1", 1, Trouble.MISSING)]


async def test_another_checkpoint_in_the_place_of_the_kept_one_is_seen(database: Database) -> None:
    def wipe(session: Session) -> None:
        spoil(session, *NEWEST_OF_R2, *WIPED)
        checkpoint(session)

    kept = await database.write(and_then(wipe))

    assert await database.read(found) == []
    assert await database.read(lambda session: found(session, kept)) == [("checkpoint:1", 1, Trouble.OTHER)]


async def test_a_checkpoint_is_due_once_a_day_on_quiet_days_too(database: Database) -> None:
    def days(session: Session) -> list[bool]:
        due = [is_due(session, NOW)]
        write_record(session)
        make(session, SIGNER, NOW)
        due += [is_due(session, NOW + DAY / 2), is_due(session, NOW + DAY)]
        return due

    assert await database.write(days) == [True, False, True]
    assert await database.read(found) == []


async def test_what_is_recorded_while_the_heads_are_read_belongs_to_the_next_checkpoint(database: Database) -> None:
    await database.write(write_record)
    gathered = await database.read(lambda session: gather(session, NOW))
    await database.write(lambda session: append(session, chain="agency", at=NOW, actor="admin", action="staff added"))

    assert await database.write(lambda session: sign(session, SIGNER, gathered)) is not None
    assert await database.read(found) == []
    later = await database.read(lambda session: gather(session, NOW + DAY))
    assert [chain for chain, *_ in later.heads] == ["agency"]


async def test_two_machines_that_read_at_once_make_one_checkpoint(database: Database) -> None:
    await database.write(write_record)
    first, second = [await database.read(lambda session: gather(session, NOW)) for _ in range(2)]

    assert await database.write(lambda session: sign(session, SIGNER, first)) is not None
    assert await database.write(lambda session: sign(session, SIGNER, second)) is None
    later = await database.read(lambda session: gather(session, NOW + DAY))
    assert later.previous == first.root
    assert await database.read(found) == []


@pytest.mark.parametrize("change", [change for change, _ in CHANGES])
async def test_checkpoints_refuse_to_be_changed(database: Database, change: str) -> None:
    await database.write(and_then(lambda _: None))

    with pytest.raises(DBAPIError):
        await database.write(lambda session: session.connection().execute(text(change)))

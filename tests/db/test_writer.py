"""The pen: units that wait share a commit, each succeeds or fails alone, and no answer comes before it is safe."""

import asyncio
import threading

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.connections import address, reading_engine, writing_engine
from db.engine import Closed, Database, StaleVersion, WriteFailed
from db.tables import Fact
from tests.db.units import NOW, PATIENCE, Gate, keys, note, together


async def test_a_hundred_units_share_one_commit(store_url: str) -> None:
    writing = writing_engine(address(store_url))
    database = Database(writing, reading_engine(address(store_url)))
    commits: list[object] = []
    event.listen(writing, "commit", commits.append)

    await together(database, *(note(str(number)) for number in range(100)))

    assert len(await database.read(keys)) == 100
    assert len(commits) == 2  # the one that kept the writer busy, and all that waited
    await database.close()


async def test_a_unit_that_fails_harms_no_other(database: Database) -> None:
    def fails(session: Session) -> None:
        session.add(Fact(key="half done", value="", at=NOW))
        session.flush()
        raise LookupError

    answers = await together(database, note("before"), fails, note("after"))

    assert isinstance(answers[1], LookupError)
    assert await database.read(keys) == {"before", "after"}


async def test_a_unit_the_database_refuses_harms_no_other(database: Database) -> None:
    answers = await together(database, note("one"), note("one"), note("two"))

    assert [type(answer) for answer in answers] == [str, IntegrityError, str]
    assert await database.read(keys) == {"one", "two"}


async def test_what_a_failed_unit_changed_is_not_seen_by_the_next(database: Database) -> None:
    await database.write(note("word", "old"))

    def changes_and_fails(session: Session) -> None:
        session.get_one(Fact, "word").value = "new"
        session.flush()
        raise LookupError

    answers = await together(database, changes_and_fails, lambda session: session.get_one(Fact, "word").value)

    assert answers[1] == "old"


async def test_what_a_unit_gives_back_can_be_read_afterwards(database: Database) -> None:
    await database.write(note("word", "said"))

    fact = await database.write(lambda session: session.get_one(Fact, "word"))

    assert fact.value == "said"


async def test_what_a_unit_gave_back_does_not_change_when_a_later_one_writes(database: Database) -> None:
    await database.write(note("word", "old"))

    def writes(session: Session) -> None:
        session.get_one(Fact, "word").value = "new"

    before, _, after = await together(database, read_word, writes, read_word)

    assert isinstance(before, Fact)
    assert isinstance(after, Fact)
    assert (before.value, after.value) == ("old", "new")


def read_word(session: Session) -> Fact:
    return session.get_one(Fact, "word")


async def test_nobody_is_answered_before_the_commit(store_url: str) -> None:
    writing = writing_engine(address(store_url))
    database = Database(writing, reading_engine(address(store_url)))
    gate = Gate()
    event.listen(writing, "commit", gate)

    writing_a_note = asyncio.create_task(database.write(note("word")))
    await asyncio.to_thread(gate.reached.wait, PATIENCE)
    await asyncio.sleep(0.05)

    assert not writing_a_note.done()
    assert await database.read(keys) == set()
    gate.opened.set()
    assert await writing_a_note == "word"
    assert await database.read(keys) == {"word"}
    await database.close()


async def test_closing_finishes_what_was_queued(store_url: str) -> None:
    database = Database.open(store_url)
    gate = Gate()
    first = asyncio.create_task(database.write(gate))
    waiting = [asyncio.create_task(database.write(note(str(number)))) for number in range(300)]
    await asyncio.to_thread(gate.reached.wait, PATIENCE)

    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0.05)
    gate.opened.set()
    await closing

    await first
    assert len(await asyncio.gather(*waiting)) == 300
    reopened = Database.open(store_url)
    assert len(await reopened.read(keys)) == 300
    await reopened.close()


async def test_a_closed_database_refuses_and_may_be_closed_again(store_url: str) -> None:
    database = Database.open(store_url)
    await database.close()
    await database.close()

    with pytest.raises(Closed):
        await database.write(note("late"))
    with pytest.raises(Closed):
        await database.read(keys)


async def test_the_event_loop_never_waits_for_the_disk(database: Database) -> None:
    gate = Gate()
    slow = asyncio.create_task(database.write(gate))
    await asyncio.to_thread(gate.reached.wait, PATIENCE)
    queued = asyncio.create_task(database.write(note("queued")))

    for _ in range(20):
        await asyncio.sleep(0)
    assert not slow.done()
    assert not queued.done()
    assert await database.read(keys) == set()  # and readers need not wait either

    gate.opened.set()
    assert await queued == "queued"


async def test_who_no_longer_waits_does_not_undo_the_write(database: Database) -> None:
    gate = Gate()
    busy = asyncio.create_task(database.write(gate))
    await asyncio.to_thread(gate.reached.wait, PATIENCE)
    impatient = asyncio.create_task(database.write(note("kept")))
    await asyncio.sleep(0)

    impatient.cancel()
    gate.opened.set()
    await busy

    assert await database.write(note("next")) == "next"
    assert await database.read(keys) == {"kept", "next"}


async def test_a_unit_that_came_too_late_is_judged_anew(database: Database) -> None:
    runs: list[int] = []

    def loses_twice(session: Session) -> int:
        runs.append(len(runs))
        session.add(Fact(key=f"run {len(runs)}", value="", at=NOW))
        session.flush()
        if len(runs) < 3:
            raise StaleVersion
        return len(runs)

    assert await database.write(loses_twice) == 3
    assert await database.read(keys) == {"run 3"}


async def test_a_unit_that_is_judged_anew_sees_what_somebody_else_wrote(
    on_postgresql: Database, postgresql_url: str
) -> None:
    await on_postgresql.write(note("word", "old"))
    other = Database.open(postgresql_url)
    seen: list[str] = []

    def overtakes(session: Session) -> None:
        session.get_one(Fact, "word").value = "new"

    def is_overtaken(session: Session) -> None:
        seen.append(session.get_one(Fact, "word").value)
        if len(seen) == 1:
            other.write_now(overtakes)
            raise StaleVersion

    await on_postgresql.write(is_overtaken)

    assert seen == ["old", "new"]
    await other.close()


async def test_a_unit_that_always_comes_too_late_gives_up_after_three_more_tries(database: Database) -> None:
    runs: list[int] = []

    def always_loses(_: Session) -> None:
        runs.append(1)
        raise StaleVersion

    with pytest.raises(StaleVersion):
        await database.write(always_loses)
    assert len(runs) == 4


async def test_a_unit_that_runs_out_of_items_still_answers(database: Database) -> None:
    def runs_out(_: Session) -> str:
        return next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(database.write(runs_out), PATIENCE)
    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(database.read(runs_out), PATIENCE)


async def test_a_unit_that_ends_the_transaction_itself_is_refused(database: Database) -> None:
    def commits(session: Session) -> None:
        session.add(Fact(key="by itself", value="", at=NOW))
        session.commit()

    with pytest.raises(WriteFailed):
        await database.write(commits)
    await database.write(note("next"))
    assert await database.read(keys) == {"next"}


async def test_errors_do_not_repeat_what_was_written(database: Database) -> None:
    await database.write(note("word"))

    with pytest.raises(IntegrityError) as refused:
        await database.write(note("word", "Maria"))

    assert "Maria" not in str(refused.value)


def test_the_command_line_writes_through_the_same_thread(store_url: str) -> None:
    database = Database.open(store_url)

    def fails(_: Session) -> None:
        raise LookupError

    writers = {database.write_now(lambda _: threading.current_thread().name) for _ in range(3)}
    database.write_now(note("word"))

    assert len(writers) == 1
    assert writers != {threading.current_thread().name}
    assert database.read_now(keys) == {"word"}
    with pytest.raises(LookupError):
        database.read_now(fails)
    database.close_now()

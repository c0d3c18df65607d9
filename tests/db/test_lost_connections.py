"""When the database is lost, crowded or full, every waiter hears the truth about what was saved."""

import asyncio
import sys
import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import Connection, event, text
from sqlmodel import Session

from db.connections import address, reading_engine, writing_engine
from db.engine import Database, Unconfirmed, WriteFailed
from db.tables import Fact
from tests.db.units import NOW, PATIENCE, keys, note, together

CUT_OFF = "SELECT pg_terminate_backend(pg_backend_pid())"
CUT_OFF_EVERYBODY_ELSE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def is_cut_off(times: int) -> Callable[[Session], str]:
    left = [times]

    def unit(session: Session) -> str:
        session.add(Fact(key="cut off", value="", at=NOW))
        session.flush()
        if left[0]:
            left[0] -= 1
            session.connection().execute(text(CUT_OFF))
        return "in the end"

    return unit


async def test_a_connection_lost_before_the_commit_is_made_again_and_nobody_notices(on_postgresql: Database) -> None:
    answers = await together(on_postgresql, note("before"), is_cut_off(1), note("after"))

    assert answers == ["before", "in the end", "after"]
    assert await on_postgresql.read(keys) == {"before", "cut off", "after"}


async def test_a_connection_that_is_lost_each_time_fails_everybody_who_shared_it(on_postgresql: Database) -> None:
    answers = await together(on_postgresql, note("before"), is_cut_off(99), note("after"))

    assert [type(answer) for answer in answers] == [WriteFailed] * 3
    assert await on_postgresql.read(keys) == set()
    assert await on_postgresql.write(note("next")) == "next"


async def test_a_reader_that_lost_its_connection_looks_again(on_postgresql: Database, postgresql_url: str) -> None:
    await on_postgresql.read(keys)
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute(CUT_OFF_EVERYBODY_ELSE)

    assert await on_postgresql.read(keys) == set()


async def test_a_connection_lost_while_committing_leaves_the_outcome_open(postgresql_url: str) -> None:
    writing = writing_engine(address(postgresql_url))
    database = Database(writing, reading_engine(address(postgresql_url)))
    pids: list[int] = []

    def shows_its_number(session: Session) -> None:
        pids.append(session.connection().execute(text("SELECT pg_backend_pid()")).scalar_one())

    def cut_off_at_the_last_moment(_: Connection) -> None:
        with psycopg.connect(postgresql_url, autocommit=True) as other:
            while pids:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [pids.pop()])

    event.listen(writing, "commit", cut_off_at_the_last_moment)
    answers = await together(database, note("one"), shows_its_number)

    assert [type(answer) for answer in answers] == [Unconfirmed, Unconfirmed]
    assert await database.write(note("next")) == "next"
    await database.close()


async def test_a_commit_the_database_refuses_harms_only_the_unit_it_refuses(store_url: str) -> None:
    database = Database.open(store_url)
    link = "CREATE TABLE link (fact VARCHAR REFERENCES fact (key) DEFERRABLE INITIALLY DEFERRED)"
    await database.write(lambda session: session.connection().execute(text(link)))

    answers = await together(
        database,
        note("one"),
        lambda session: session.connection().execute(text("INSERT INTO link VALUES ('missing')")).rowcount,
        note("two"),
    )

    assert [type(answer) for answer in answers] == [str, WriteFailed, str]
    assert await database.read(keys) == {"one", "two"}
    await database.close()


async def test_when_the_disk_is_full_the_answers_are_true(on_sqlite: Database) -> None:
    database = on_sqlite
    pages = await database.write(lambda session: session.connection().execute(text("PRAGMA page_count")).scalar_one())
    await database.write(
        lambda session: session.connection().execute(text(f"PRAGMA max_page_count = {pages + 3}")).all()
    )

    answers = await together(database, note("one"), note("huge", "x" * 1_000_000), note("two"))
    kept = await database.read(keys)

    assert isinstance(answers[1], WriteFailed)
    assert kept == {"one", "two"} == {answer for answer in answers if isinstance(answer, str)}
    await database.write(lambda session: session.connection().execute(text("PRAGMA max_page_count = 100000")).all())
    assert await database.write(note("room again")) == "room again"


async def test_two_processes_that_block_each_other_both_succeed(on_postgresql: Database, postgresql_url: str) -> None:
    other = Database.open(postgresql_url)
    for key in ("a", "b"):
        await other.write(note(key))
    meeting = threading.Barrier(2)

    def touches(first: str, second: str) -> Callable[[Session], None]:
        runs: list[int] = []

        def unit(session: Session) -> None:
            runs.append(1)
            add = text("UPDATE fact SET value = value || 'x' WHERE key = :key")
            session.connection().execute(add, {"key": first})
            if len(runs) == 1:
                meeting.wait(PATIENCE)
            session.connection().execute(add, {"key": second})

        return unit

    await asyncio.gather(on_postgresql.write(touches("a", "b")), other.write(touches("b", "a")))

    values = await other.read(lambda session: {session.get_one(Fact, key).value for key in ("a", "b")})
    assert values == {"xx"}
    await other.close()


ENDLESS = """
import sys
from datetime import UTC, datetime
from db.engine import Database
from db.tables import Fact

database = Database.open(sys.argv[1])
for number in range(1_000_000):
    fact = Fact(key=str(number), value="", at=datetime(2025, 3, 1, tzinfo=UTC))
    database.write_now(lambda session: session.add(fact))
    print(number, flush=True)
"""


async def test_what_was_answered_survives_a_kill(store_url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ENDLESS, store_url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    for _ in range(30):
        assert await asyncio.wait_for(process.stdout.readline(), PATIENCE)
    process.kill()
    answered = {str(number) for number in range(30)} | set((await process.stdout.read()).decode().split())
    await process.wait()

    database = Database.open(store_url)
    kept = await database.read(keys)
    await database.close()

    assert len(answered) >= 30
    assert answered <= kept

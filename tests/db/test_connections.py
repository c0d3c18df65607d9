"""What durability rests on is read back from the connections themselves."""

import stat
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from db.connections import address
from db.engine import Database, WriteFailed
from db.errors import BadAddress


class Question:
    """One statement, and the first value it answers with."""

    def __init__(self, statement: str) -> None:
        self.statement = statement

    def __call__(self, session: Session) -> object:
        result = session.connection().exec_driver_sql(self.statement)
        return result.scalar() if result.returns_rows else None


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5_000),
        ("wal_autocheckpoint", 250),
        ("recursive_triggers", 1),
    ],
)
async def test_sqlite_writes_durably(on_sqlite: Database, pragma: str, value: object) -> None:
    assert await on_sqlite.write(Question(f"PRAGMA {pragma}")) == value


async def test_sqlite_keeps_its_settings_over_many_writes(on_sqlite: Database) -> None:
    for _ in range(3):
        assert await on_sqlite.write(Question("PRAGMA synchronous")) == 2
        assert await on_sqlite.write(Question("PRAGMA foreign_keys")) == 1


async def test_sqlite_takes_the_write_lock_before_the_first_question(on_sqlite: Database, sqlite_url: str) -> None:
    other = Database.open(sqlite_url)

    def somebody_else_tries(_: Session) -> str:
        with pytest.raises(WriteFailed) as refused:
            other.write_now(Question("SELECT 1"))
        return str(refused.value.__cause__)

    await other.write(Question("PRAGMA busy_timeout = 0"))
    assert "locked" in await on_sqlite.write(somebody_else_tries)
    await other.close()


async def test_postgresql_overrules_a_server_that_answers_too_early(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as plain:
        plain.execute(f"ALTER DATABASE {plain.info.dbname} SET synchronous_commit = off")
    with psycopg.connect(postgresql_url) as plain:
        assert plain.execute("SHOW synchronous_commit").fetchone() == ("off",)

    database = Database.open(postgresql_url)

    assert await database.write(Question("SHOW synchronous_commit")) == "on"
    await database.close()


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        await database.read(Question("DELETE FROM fact"))


async def test_a_question_sees_one_moment(database: Database) -> None:
    insert = Question("INSERT INTO fact (key, value, at) VALUES ('poll', 'ok', '2025-03-01 09:30:00.000000')")

    def looks_twice(session: Session) -> tuple[object, object]:
        before = Question("SELECT count(*) FROM fact")(session)
        database.write_now(insert)
        return before, Question("SELECT count(*) FROM fact")(session)

    assert await database.read(looks_twice) == (0, 0)
    assert await database.read(Question("SELECT count(*) FROM fact")) == 1


def test_a_new_data_file_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'askfirst.db'}")
    database.write_now(Question("CREATE TABLE t (id INTEGER)"))

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    database.close_now()

    assert modes == {"askfirst.db": 0o600, "askfirst.db-wal": 0o600, "askfirst.db-shm": 0o600}


def test_an_existing_file_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "askfirst.db"
    file.touch()
    file.chmod(0o640)

    Database.open(f"sqlite:///{file}").close_now()

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_missing_folder_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Database.open(f"sqlite:///{tmp_path / 'nowhere' / 'askfirst.db'}")


def test_a_server_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(DBAPIError):
        Database.open(f"postgresql://nobody@/none?host={tmp_path}")


@pytest.mark.parametrize("url", ["", "askfirst.db", "sqlite://", "sqlite:///:memory:", "mysql://root:secret@host/name"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(BadAddress) as refused:
        Database.open(url)

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_spelling_of_postgresql_reaches_the_same_driver(scheme: str) -> None:
    assert address(f"{scheme}://user@host/name").drivername == "postgresql+psycopg"

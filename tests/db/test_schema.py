"""The migrations and the tables say the same, and can be walked up and down over rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table

from db import schema
from db.connections import address, writing_engine
from db.errors import BadAddress
from db.tables import Audit
from db.tables_deciders import DecidersRow
from db.tables_exceptions import WithoutYes
from db.tables_incidents import IncidentRow
from db.tables_notices import NoticeRow
from db.tables_places import ClientPlace
from db.tables_rights import LegalHold
from db.tables_safety import DangerAlert
from db.tables_wishes import Wish

TABLES = Audit.metadata
for row in (ClientPlace, DangerAlert, DecidersRow, IncidentRow, LegalHold, NoticeRow, Wish, WithoutYes):
    assert row.metadata is TABLES
SAMPLES: dict[type[sa.types.TypeEngine[Any]], Any] = {
    sa.Boolean: True,
    sa.Integer: 1,
    sa.Date: date(2025, 3, 1),
    sa.Time: time(21, 0),
    sa.LargeBinary: b"sealed",
    sa.DateTime: datetime(2025, 3, 1, 9, 30, tzinfo=UTC),
    sa.String: "word",
}


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = writing_engine(address(url))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def sample(column: sa.Column[Any]) -> Any:
    kind = column.type.impl if isinstance(column.type, sa.TypeDecorator) else column.type
    return next(value for base, value in SAMPLES.items() if isinstance(kind, base))


def fill(connection: Connection, table: Table) -> None:
    connection.execute(table.insert(), {column.name: sample(column) for column in table.columns})


def counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for table in TABLES.sorted_tables
    }


def revisions() -> list[str]:
    walked = ScriptDirectory.from_config(schema.script()).walk_revisions()
    return [revision.revision for revision in reversed(list(walked))]


def test_the_migrations_build_exactly_the_tables(store_url: str) -> None:
    with connected(store_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, TABLES) == []


def test_a_missing_column_would_be_seen(store_url: str) -> None:
    with connected(store_url) as connection:
        connection.execute(sa.text("ALTER TABLE draft ADD COLUMN extra INTEGER"))
        context = MigrationContext.configure(connection)

        assert [kind for kind, *_ in compare_metadata(context, TABLES)] == ["remove_column"]


def test_every_constraint_and_index_has_the_name_the_tables_give_it(store_url: str) -> None:
    with connected(store_url) as connection:
        inspector = sa.inspect(connection)
        named = {
            name
            for table in TABLES.tables
            for thing in (*inspector.get_indexes(table), *inspector.get_unique_constraints(table),
                          *inspector.get_foreign_keys(table), inspector.get_pk_constraint(table))
            if (name := thing["name"])
        }  # fmt: skip
        dialect = connection.dialect.identifier_preparer
        expected = {str(dialect.format_index(index)) for table in TABLES.tables.values() for index in table.indexes}
        expected |= {
            str(dialect.format_constraint(rule)) for table in TABLES.tables.values() for rule in table.constraints
        }

        assert expected <= named


def test_the_code_expects_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(schema.script()).get_heads() == [schema.HEAD]


def test_a_built_database_is_current(store_url: str) -> None:
    assert schema.current(store_url) == schema.HEAD
    assert schema.is_current(store_url)


def test_an_empty_database_is_not_current(empty_url: str) -> None:
    assert schema.current(empty_url) is None
    assert not schema.is_current(empty_url)


def test_asking_about_a_missing_file_does_not_make_it(tmp_path: Path) -> None:
    assert schema.current(f"sqlite:///{tmp_path / 'none.db'}") is None
    assert not (tmp_path / "none.db").exists()


def test_an_old_database_is_not_current_until_it_is_brought_up(empty_url: str) -> None:
    schema.upgrade(empty_url, revisions()[0])
    assert not schema.is_current(empty_url)

    schema.upgrade(empty_url)
    assert schema.is_current(empty_url)


def test_bringing_up_a_current_database_changes_nothing(store_url: str) -> None:
    with connected(store_url) as connection:
        fill(connection, TABLES.tables["staff"])

    schema.upgrade(store_url)

    with connected(store_url) as connection:
        assert counts(connection)["staff"] == 1


def test_each_migration_goes_up_and_down_over_rows(empty_url: str) -> None:
    first = revisions()[0]
    schema.upgrade(empty_url)
    with connected(empty_url) as connection:
        for table in TABLES.sorted_tables:
            fill(connection, table)
        filled = counts(connection)

    schema.downgrade(empty_url, first)
    with connected(empty_url) as connection:
        old = {*sa.inspect(connection).get_table_names()} & {*filled}
    schema.upgrade(empty_url)

    assert set(filled.values()) == {1}
    assert len(old) > 10
    with connected(empty_url) as connection:
        assert {table: count for table, count in counts(connection).items() if table in old} == dict.fromkeys(old, 1)


def test_the_way_down_leaves_nothing_behind(empty_url: str) -> None:
    schema.upgrade(empty_url)
    with connected(empty_url) as connection:
        for table in TABLES.sorted_tables:
            fill(connection, table)

    schema.downgrade(empty_url, "base")

    with connected(empty_url) as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    schema.upgrade(empty_url)
    assert schema.is_current(empty_url)


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty_url: str) -> None:
    with connected(empty_url) as connection:
        connection.execute(sa.text("CREATE TABLE question (id INTEGER)"))

    with pytest.raises(sa.exc.DBAPIError):
        schema.upgrade(empty_url)

    with connected(empty_url) as connection:
        assert sa.inspect(connection).get_table_names() == ["question"]


def test_no_migration_imports_the_app() -> None:
    versions = Path(schema.__file__).parent / "migrations" / "versions"
    texts = [path.read_text() for path in versions.glob("*.py")]

    assert len(texts) == len(revisions())
    assert not any(
        f"{word} {room}" in text for text in texts for word in ("import", "from") for room in ("db", "consent")
    )


def test_an_address_of_another_kind_is_refused_without_repeating_it() -> None:
    with pytest.raises(BadAddress) as refused:
        schema.upgrade("mysql://root:secret@host/name")

    assert "secret" not in str(refused.value)

"""Statements handed to the driver give the same rows, changes and errors as SQLAlchemy itself, on both engines."""

from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, event, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.columns import Instant
from db.engine import Database
from db.prepared import ask, change
from db.read_statements import given, table
from db.tables import Agency, Outbox, Staff

NOW = datetime(2027, 3, 1, 15, 0, 0, 123456, tzinfo=UTC)
STAFF, BOX, AGENCIES = table(Staff), table(Outbox), table(Agency)
ADD = insert(STAFF)
BY_ID = select(STAFF).where(given(STAFF.c.id))
SINCE = select(STAFF.c.id).where(STAFF.c.created_at >= bindparam("since", type_=Instant())).order_by(STAFF.c.id)
SOME = select(STAFF.c.id).where(STAFF.c.id.in_(bindparam("ids", expanding=True))).order_by(STAFF.c.id)
RENAME = update(STAFF).where(STAFF.c.id == bindparam("of")).returning(STAFF.c.name, STAFF.c.active)
ADD_BOX = BOX.insert().inline()
HOURS = select(AGENCIES.c.quiet_from, AGENCIES.c.created_at)


def person(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "role": "admin", "name": b"\x00sealed", "language": "en", "created_at": NOW, **more}


async def written(db: Database, *people: dict[str, Any]) -> None:
    def unit(session: Session) -> None:
        assert [change(session, ADD, one) for one in people] == [1] * len(people)

    await db.write(unit)


async def test_rows_are_those_that_sqlalchemy_gives(database: Database) -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=5)))
    await written(database, person("a", chat_key=b"key", next_digest_at=elsewhere), person("b"))

    def look(session: Session) -> None:
        for id in ("a", "b"):
            (ours,) = ask(session, BY_ID, {"id": id})
            theirs = session.connection().execute(BY_ID, {"id": id}).one()
            assert tuple(ours) == tuple(theirs)
            assert (ours.active, ours.created_at, ours.channel) == (True, NOW, "invited")
        assert ask(session, BY_ID, {"id": "nobody"}) == []

    await database.read(look)


async def test_what_the_table_gives_by_itself_is_given_here_too(database: Database) -> None:
    def unit(session: Session) -> Any:
        needed = {
            "ref": "r",
            "audience": "guest",
            "chat": b"c",
            "chat_key": b"k",
            "kind": "menu",
            "facts": b"",
            "buttons": b"",
        }
        change(session, ADD_BOX, {**needed, "created_at": NOW, "not_before": NOW})
        return ask(session, select(BOX).where(BOX.c.ref == "r"), {})[0]

    row = await database.write(unit)
    assert (row.state, row.promise, row.attempts, row.live, row.answers) == ("queued", "notice", 0, False, False)


async def test_times_of_day_and_instants_come_back_as_they_are_meant(database: Database) -> None:
    def unit(session: Session) -> Any:
        row = {
            "id": "agency",
            "name": b"n",
            "timezone": "UTC",
            "language": "en",
            "quiet_from": time(20),
            "quiet_to": time(9),
        }
        day = {"emergency_number": "911", "crisis_line": "988", "crisis_checked_on": NOW.date(), "created_at": NOW}
        change(session, insert(AGENCIES), row | day)
        return ask(session, HOURS, {})[0]

    row = await database.write(unit)
    assert (row.quiet_from, row.created_at) == (time(20), NOW)


async def test_an_instant_without_a_zone_is_refused_as_ever(database: Database) -> None:
    with pytest.raises(ValueError, match=r"^$|zone"):
        await database.read(lambda session: ask(session, SINCE, {"since": datetime(2027, 3, 1)}))  # noqa: DTZ001 - that is what has to be refused


async def test_a_change_gives_back_what_it_was_asked_for_and_how_many_it_touched(database: Database) -> None:
    await written(database, person("a"), person("b"))

    def unit(session: Session) -> tuple[Any, int]:
        (row,) = ask(session, RENAME, {"of": "a", "name": b"new"})
        return row, change(session, update(STAFF).where(STAFF.c.role == "admin"), {"active": False})

    row, touched = await database.write(unit)
    assert (row.name, row.active, touched) == (b"new", True, 2)


async def test_lists_of_any_length_are_left_to_sqlalchemy(database: Database) -> None:
    await written(database, person("a"), person("b"), person("c"))

    def look(session: Session) -> list[list[str]]:
        return [[row.id for row in ask(session, SOME, {"ids": ids})] for ids in (["a"], ["a", "c"], [])]

    assert await database.read(look) == [["a"], ["a", "c"], []]


async def test_a_broken_rule_of_the_table_is_the_error_everybody_knows_and_shows_no_value(database: Database) -> None:
    await written(database, person("a"))
    with pytest.raises(IntegrityError) as broken:
        await written(database, person("a", name=b"a secret name"))
    assert "secret" not in str(broken.value)
    await written(database, person("b"))


async def test_whoever_listens_hears_every_statement(database: Database) -> None:
    heard: list[str] = []

    def note(_c: object, _d: object, statement: str, *_: object) -> None:
        heard.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        await database.read(lambda session: ask(session, BY_ID, {"id": "a"}))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert any("FROM staff" in statement for statement in heard)
    heard.clear()
    await database.read(lambda session: ask(session, BY_ID, {"id": "a"}))
    assert heard == []

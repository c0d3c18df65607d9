"""Statements worked out once and then handed to the driver as they are: on hot paths the working out costs the most."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

Convert = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement in the words of one engine, and how values go in and come out."""

    words: str
    places: Sequence[str] | None  #: The order of the values, where the driver wants them by place.
    usual: Mapping[str, Any]  #: What the statement itself holds.
    into: Mapping[str, Callable[[Any], Any]]
    out: Sequence[tuple[int, Callable[[Any], Any]]]
    row: Callable[..., Any]

    def values(self, given: Mapping[str, Any]) -> Any:
        """The values as the driver wants them. Raises KeyError for one that is not of this statement."""
        values = {**self.usual, **given}
        for name, convert in self.into.items():
            if (value := values[name]) is not None:
                values[name] = convert(value)
        return values if self.places is None else [values[name] for name in self.places]

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """The rows as Python knows them."""
        if not self.out:
            return [self.row(*one) for one in found]
        rows = []
        for one in found:
            values = list(one)
            for place, convert in self.out:
                values[place] = convert(values[place])
            rows.append(self.row(*values))
        return rows


_plans: dict[tuple[int, str, tuple[str, ...]], tuple[Any, _Plan | None]] = {}


def ask(session: Session, question: Any, values: Mapping[str, Any]) -> Sequence[Any]:
    """Run a statement that was built once and give its rows; a column is an attribute of its row.

    Raises what SQLAlchemy would raise.
    """
    connection = session.connection()
    plan = _plan(connection, question, tuple(values))
    if plan is None:
        return connection.execute(question, values).all()
    return plan.rows(_run(connection, plan, values).fetchall())


def change(session: Session, statement: Any, values: Mapping[str, Any]) -> int:
    """Run a statement that was built once, and tell how many rows it changed. Raises what SQLAlchemy would raise."""
    connection = session.connection()
    plan = _plan(connection, statement, tuple(values))
    if plan is None:
        return connection.execute(statement, values).rowcount
    return int(_run(connection, plan, values).rowcount)


def _plan(connection: Connection, statement: Any, names: tuple[str, ...]) -> _Plan | None:
    """None where SQLAlchemy itself has to run it: lists of any length, or somebody listens to what is run."""
    if connection.engine.dispatch.before_cursor_execute or connection.dispatch.before_cursor_execute:
        return None
    key = (id(statement), connection.dialect.name, names)
    found = _plans.get(key)
    if found is None:  # The statement is kept beside its plan: nothing else may get its number.
        found = _plans[key] = (statement, _made(statement, connection.dialect, names))
    return found[1]


def _made(statement: Any, dialect: Dialect, names: tuple[str, ...]) -> _Plan | None:
    columns_too = not isinstance(statement, Select)  # What is written besides depends on what is given.
    compiled = statement.compile(dialect=dialect, column_keys=list(names) if columns_too else None)
    if any(bind.expanding for bind in compiled.binds.values()):
        return None
    usual = dict(compiled.params)
    for column in compiled.insert_prefetch if columns_too else ():
        if not column.default.is_scalar:
            return None
        usual[column.key] = column.default.arg
    into = {name: _into(bind.type, dialect) for name, bind in compiled.binds.items()}
    columns = _columns(statement)
    out = [_out(kind, dialect) for _, kind in columns]
    return _Plan(
        words=compiled.string,
        places=compiled.positiontup,
        usual=usual,
        into={name: convert for name, convert in into.items() if convert is not None},
        out=[(place, convert) for place, convert in enumerate(out) if convert is not None],
        row=namedtuple("Row", [name for name, _ in columns], rename=True),
    )


def _columns(statement: Any) -> list[tuple[str, Any]]:
    if isinstance(statement, Select):
        return [(str(column.key), column.type) for column in statement.selected_columns]
    return [(str(one["name"]), one["type"]) for one in statement.returning_column_descriptions]


def _into(kind: Any, dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)  # type: ignore[no-any-return]  # SQLAlchemy does not say


def _out(kind: Any, dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)  # type: ignore[no-any-return]  # nor here


def _run(connection: Connection, plan: _Plan, values: Mapping[str, Any]) -> Any:
    line = connection.connection
    cursor = line.cursor()
    try:
        cursor.execute(plan.words, plan.values(values))
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_sqlalchemy(connection, error, cursor) from error
    return cursor


def _as_sqlalchemy(connection: Connection, error: Exception, cursor: Any) -> BaseException:
    """The error in the terms that the rest of the house knows; a connection that is gone is not used again."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection, cursor)  # type: ignore[arg-type]  # any driver's error
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        "", None, error, dialect.loaded_dbapi.Error, hide_parameters=True, connection_invalidated=lost, dialect=dialect
    )

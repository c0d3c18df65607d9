"""How the engines would work a statement: which large tables and indexes they would read from end to end."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

#: Tables that grow with every client, request and message.
BIG = ("client", "request", "outbox", "inbox", "audit", "disclosure", "question", "chain_head")
#: Partial indexes over what is open just now: few rows, however large the tables.
SMALL = (
    "ix_inbox_open",
    "ix_inbox_waiting",
    "ix_outbox_due",
    "ix_outbox_waiting",
    "ix_outbox_person",
    "uq_outbox_sending",
    "ix_request_in_review",
    "ix_question_open",
)
STEPS_OF_ONE_ROW = 3  #: SQLite's machine takes at least so many to look at a row and go on.
STEPS_AT_A_TIME = 50
SCANS = ("Seq Scan", "Index Scan", "Index Only Scan")
A_MILLION = 1_000_000
WORKED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement with the values it ran with."""

    statement: str
    parameters: Any


def whole_reads(connection: Connection, asked: Asked, rows: int) -> list[str]:
    """Name every big table or index that this statement would read from end to end; each has so many rows or more."""
    if not asked.statement.lstrip().upper().startswith(WORKED):
        return []
    if connection.dialect.name == "sqlite":
        return [*_on_sqlite(connection, asked), *_long_ways(connection, asked, rows)]
    return list(_on_postgresql(connection, asked, rows))


def _on_sqlite(connection: Connection, asked: Asked) -> Iterator[str]:
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.statement}", asked.parameters)
    for *_, step in plan:
        words = str(step).split()
        index = words[words.index("INDEX") + 1] if "INDEX" in words else None
        # A subquery has a name of its own in the plan; the tables keep theirs or an alias that ends in a number.
        whole = words[0] == "SCAN" or "AUTOMATIC" in words  # An index made for this one statement is a whole read too.
        if whole and words[1].rstrip("_0123456789") in BIG and index not in SMALL:
            yield str(step)


def _long_ways(connection: Connection, asked: Asked, rows: int) -> Iterator[str]:
    """What the plan does not tell: SQLite writes SEARCH too when it looks for a minimum row by row."""
    driver: Any = connection.connection.driver_connection
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += STEPS_AT_A_TIME
        return 0

    driver.set_progress_handler(count, STEPS_AT_A_TIME)
    try:
        result = connection.exec_driver_sql(asked.statement, asked.parameters)
        if result.returns_rows:
            result.all()
    except DBAPIError:
        pass
    finally:
        driver.set_progress_handler(None, 0)
        connection.rollback()
    if steps >= STEPS_OF_ONE_ROW * rows:
        yield f"{steps} steps"


def _on_postgresql(connection: Connection, asked: Asked, rows: int) -> Iterator[str]:
    # To read a small table whole is right; this one is judged as if it held a million rows.
    connection.exec_driver_sql(f"SET seq_page_cost = {A_MILLION // rows}")
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {asked.statement}", asked.parameters).scalar_one()
    (found,) = plan if isinstance(plan, list) else json.loads(plan)
    yield from _steps(found["Plan"])


def _steps(step: dict[str, Any]) -> Iterator[str]:
    kind, table, index = step["Node Type"], step.get("Relation Name"), step.get("Index Name")
    if kind in SCANS and table in BIG and "Index Cond" not in step and index not in SMALL:
        yield f"{kind} {index or table}"
    for below in step.get("Plans", ()):
        yield from _steps(below)

"""Reading the alerts about danger that nobody has taken on, and when the next person is to be told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, bindparam, select, text
from sqlmodel import Session

from db.columns import Instant
from db.read_statements import every, first, given, table
from db.tables_safety import DangerAlert

_alert = table(DangerAlert)
_row = _alert.c
# Worded as the partial indexes word it: no engine uses them otherwise.
OPEN = text("danger_alert.taken_at IS NULL")
ONE = select(*_alert.c).where(given(_row.id))
OPEN_OF = select(*_alert.c).where(given(_row.client_id), OPEN)
DUE = (
    select(_row.id)
    .where(_row.due_at.is_not(None), _row.due_at <= bindparam("now", type_=Instant()))
    .order_by(_row.due_at)
    .limit(bindparam("most", type_=Integer()))
)


@dataclass(frozen=True, slots=True)
class DangerFacts:
    """One alert; times are aware and in UTC. `step` counts who was told, from 0."""

    id: str
    client_id: str
    raised_at: datetime
    step: int
    due_at: datetime | None
    taken_at: datetime | None
    taken_by: str | None


def danger_alert(session: Session, id: str) -> DangerFacts | None:
    """One alert."""
    row = first(session, ONE, id=id)
    return None if row is None else _facts(row)


def open_of(session: Session, client_id: str) -> DangerFacts | None:
    """The alert of this client that nobody has taken on."""
    row = first(session, OPEN_OF, client_id=client_id)
    return None if row is None else _facts(row)


def due(session: Session, now: datetime, *, limit: int) -> list[str]:
    """The alerts of which the next person is to be told by `now` (UTC)."""
    return [row.id for row in every(session, DUE, now=now, most=limit)]


def _facts(row: Row[Any]) -> DangerFacts:
    return DangerFacts(row.id, row.client_id, row.raised_at, row.step, row.due_at, row.taken_at, row.taken_by)

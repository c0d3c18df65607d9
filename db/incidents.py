"""Releases that went to the wrong place, and whether they are closed: the index over the record's own events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, text
from sqlmodel import Session

from db.read_statements import every, given, table
from db.tables_incidents import IncidentRow

_row = table(IncidentRow).c
_ALL = select(_row.request_id, _row.seq, _row.recorded_at, _row.told_at, _row.closed_at)
OF_REQUEST = _ALL.where(given(_row.request_id)).order_by(_row.seq)
# Worded as the partial index words it.
OPEN = _ALL.where(text("incident.closed_at IS NULL")).order_by(_row.recorded_at, _row.request_id, _row.seq)

#: The names of the events in the chain of the request.
WENT_WRONG, TOLD, CLOSED = "wrong_place", "wrong_place_told", "wrong_place_closed"
MAY_BE_TOLD = "wrong_place_may_be_told"  #: The reason not to tell is over.


@dataclass(frozen=True, slots=True)
class Incident:
    """One release that went to the wrong place (HIPAA-BREACH); times are aware and in UTC."""

    request_id: str
    seq: int
    recorded_at: datetime
    told_at: datetime | None = None
    closed_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether it was known at this instant, and nobody had closed it yet."""
        return self.recorded_at <= at and (self.closed_at is None or self.closed_at > at)


def of_request(session: Session, request_id: str) -> list[Incident]:
    """Those of one request, oldest first."""
    return [_read(row) for row in every(session, OF_REQUEST, request_id=request_id)]


def still_open(session: Session) -> list[Incident]:
    """Those that nobody has closed, oldest first."""
    return [_read(row) for row in every(session, OPEN)]


def _read(row: Row[Any]) -> Incident:
    return Incident(row.request_id, row.seq, row.recorded_at, row.told_at, row.closed_at)

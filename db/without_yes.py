"""What was shared without a yes and when somebody has to look at it: the index over the record's own events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, bindparam, or_, select
from sqlmodel import Session

from db.columns import Instant
from db.read_statements import every, first, given, table
from db.tables_exceptions import WithoutYes

_one = table(WithoutYes).c
_NOW = bindparam("now", type_=Instant())
_MOST = bindparam("most", type_=Integer())
_MOMENTS = (_one.recorded_at, _one.tell_by, _one.told_at, _one.review_by, _one.wake_at, _one.name_law_by)
_ALL = select(_one.request_id, _one.seq, *_MOMENTS)
DUE = _ALL.where(_one.wake_at.is_not(None), _one.wake_at <= _NOW).order_by(_one.wake_at).limit(_MOST)
THE_ONE = _ALL.where(given(_one.request_id), given(_one.seq))
THE_ONE_TO_WRITE = THE_ONE.with_for_update()
OF_REQUEST = _ALL.where(given(_one.request_id)).order_by(_one.seq)
OF_REQUEST_TO_WRITE = OF_REQUEST.with_for_update()
# Worded as the partial index words it.
OPEN = _ALL.where(
    or_(_one.told_at.is_(None) & _one.tell_by.is_not(None), _one.review_by.is_not(None), _one.name_law_by.is_not(None)),
).order_by(_one.recorded_at)
BETWEEN = _ALL.where(
    _one.recorded_at >= bindparam("start", type_=Instant()), _one.recorded_at < bindparam("end", type_=Instant())
).order_by(_one.recorded_at, _one.request_id, _one.seq)


@dataclass(frozen=True, slots=True)
class Unasked:
    """One time something was shared without a yes. `tell_by` is None where the client need not hear of it."""

    request_id: str
    seq: int
    recorded_at: datetime
    tell_by: datetime | None
    told_at: datetime | None
    review_by: datetime | None
    wake_at: datetime | None
    name_law_by: datetime | None = None  #: For the way without a law: when it has to be named (EX-BTG).

    @property
    def waits_for_telling(self) -> bool:
        """Whether the client has yet to hear of it."""
        return self.told_at is None and self.tell_by is not None

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to do something about it."""
        return self.waits_for_telling or self.review_by is not None or self.name_law_by is not None


def due(session: Session, now: datetime, *, limit: int) -> list[tuple[str, int]]:
    """Those that the clock has to look at, longest due first."""
    return [(row.request_id, row.seq) for row in every(session, DUE, now=now, most=limit)]


def one(session: Session, request_id: str, seq: int) -> Unasked | None:
    """One of them, kept from other workers until the unit of work ends."""
    row = first(session, THE_ONE_TO_WRITE, request_id=request_id, seq=seq)
    return None if row is None else _read(row)


def of_request(session: Session, request_id: str, *, to_write: bool = False) -> list[Unasked]:
    """Those of one request, oldest first; `to_write` keeps other workers from them until the unit of work ends."""
    asked = OF_REQUEST_TO_WRITE if to_write else OF_REQUEST
    return [_read(row) for row in every(session, asked, request_id=request_id)]


def still_open(session: Session) -> list[Unasked]:
    """Those about which somebody still has to do something, oldest first."""
    return [_read(row) for row in every(session, OPEN)]


def recorded_between(session: Session, start: datetime, end: datetime) -> list[Unasked]:
    """Those that were recorded from `start` on and before `end`."""
    return [_read(row) for row in every(session, BETWEEN, start=start, end=end)]


def _read(row: Row[Any]) -> Unasked:
    moments = (row.recorded_at, row.tell_by, row.told_at, row.review_by, row.wake_at, row.name_law_by)
    return Unasked(row.request_id, row.seq, *moments)

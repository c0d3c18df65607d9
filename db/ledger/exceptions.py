"""Writing when somebody has to look at what was shared without a yes; what it was is an event of its request."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session

from db.prepared import change
from db.read_statements import table
from db.tables_exceptions import WithoutYes
from db.without_yes import Unasked

_rows = table(WithoutYes)
ADD = _rows.insert().inline()
MOVE = _rows.update().where(
    _rows.c.request_id == bindparam("of", type_=_rows.c.request_id.type),
    _rows.c.seq == bindparam("number", type_=_rows.c.seq.type),
)


def remember(session: Session, unasked: Unasked) -> None:
    """Write when the clock looks at it."""
    change(session, ADD, {"request_id": unasked.request_id, "seq": unasked.seq, **_moments(unasked)})


def move(session: Session, unasked: Unasked) -> None:
    """Write how it stands now."""
    change(session, MOVE, {"of": unasked.request_id, "number": unasked.seq, **_moments(unasked)})


def _moments(unasked: Unasked) -> dict[str, datetime | None]:
    return {
        "recorded_at": unasked.recorded_at,
        "tell_by": unasked.tell_by,
        "told_at": unasked.told_at,
        "review_by": unasked.review_by,
        "wake_at": unasked.wake_at,
        "name_law_by": unasked.name_law_by,
    }

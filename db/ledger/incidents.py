"""Writing which releases went to the wrong place, and whether that is closed; what happened is an event."""

from sqlalchemy import bindparam
from sqlmodel import Session

from db.incidents import Incident
from db.prepared import change
from db.read_statements import table
from db.tables_incidents import IncidentRow

_rows = table(IncidentRow)
ADD = _rows.insert().inline()
MOVE = _rows.update().where(
    _rows.c.request_id == bindparam("of", type_=_rows.c.request_id.type),
    _rows.c.seq == bindparam("number", type_=_rows.c.seq.type),
)


def remember(session: Session, incident: Incident) -> None:
    """Write that it happened."""
    row = {"request_id": incident.request_id, "seq": incident.seq, "recorded_at": incident.recorded_at}
    change(session, ADD, {**row, "told_at": incident.told_at, "closed_at": incident.closed_at})


def move(session: Session, incident: Incident) -> None:
    """Write how it stands now."""
    moments = {"told_at": incident.told_at, "closed_at": incident.closed_at}
    change(session, MOVE, {"of": incident.request_id, "number": incident.seq, **moments})

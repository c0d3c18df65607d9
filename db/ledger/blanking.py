"""Blanking updates that have done their work: the row stays, so that the same update is never worked twice."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam
from sqlmodel import Session

from db.blanking import DAYS
from db.ids import AGENCY
from db.ledger.record import event
from db.tables import Fact, Inbox
from db.vault import Vault

_inbox = Inbox.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
BLANK = (
    _inbox.update()
    .where(
        _inbox.c.id.in_(bindparam("rows", expanding=True, type_=Integer())),
        _inbox.c.state.in_(("done", "ignored")),
    )
    .values(raw=b"")
)


def blank(session: Session, rows: Sequence[int]) -> int:
    """Overwrite these updates, if their work is done; tells how many."""
    if not rows:
        return 0
    return int(session.connection().execute(BLANK, {"rows": list(rows)}).rowcount)


def keep_days(session: Session, vault: Vault, days: int, *, now: datetime, actor: str) -> None:
    """Keep updates as they came so many days from now on, with the event that says who decided it."""
    session.merge(Fact(key=DAYS, value=str(days), at=now))
    session.flush()
    event(session, vault, chain=AGENCY, at=now, actor=actor, action="raw_update_days", detail={"days": days})

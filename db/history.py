"""What was said lately, to look at: kinds and states, none of the words."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from db.tables import Outbox


@dataclass(frozen=True, slots=True)
class Entry:
    """One message: what kind, for whom, how it stands. `at` is when it was shown, or else may be."""

    id: int | None
    kind: str
    audience: str
    person_id: str | None
    state: str
    reason: str | None
    at: datetime


def newest(session: Session, limit: int) -> list[Entry]:
    """List the newest messages, whatever became of them."""
    at = func.coalesce(Outbox.sent_at, Outbox.not_before)
    columns = (Outbox.id, Outbox.kind, Outbox.audience, Outbox.person_id, Outbox.state, Outbox.reason)
    found = session.execute(select(*columns).add_columns(at).order_by(col(Outbox.id).desc()).limit(limit))  # type: ignore[call-overload]  # more columns than SQLModel has types for
    return [Entry(*row) for row in found]

"""Reading which updates have done their work so long ago that nobody needs them as they came."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, LargeBinary, bindparam, or_, select, text
from sqlmodel import Session

from db.columns import Instant
from db.tables import Fact, Inbox

DAYS = "raw_update_days"  #: The key of the fact that holds the agency's own number.
USUAL = 30
_inbox = Inbox.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
# Worded as the partial index words it. What is new still waits, and a dead letter may be tried again: neither is here.
DONE = text("inbox.state IN ('done', 'ignored') AND length(inbox.raw) > 0")
DUE = (
    select(_inbox.c.id)
    .where(DONE, _inbox.c.closed_at <= bindparam("before", type_=Instant()))
    .order_by(_inbox.c.closed_at)
    .limit(bindparam("most", type_=Integer()))
)
_SPARED = _inbox.c.chat_key.not_in(bindparam("spared", expanding=True, type_=LargeBinary()))
DUE_BUT = DUE.where(or_(_inbox.c.chat_key.is_(None), _SPARED))


def days(session: Session) -> int:
    """How many days an update is kept as it came, after it was worked."""
    fact = session.get(Fact, DAYS)
    return USUAL if fact is None else int(fact.value)


def due(session: Session, before: datetime, *, spared: Sequence[bytes], most: int) -> list[int]:
    """Updates whose work was done by then, oldest first, but for those of the `spared` chats."""
    values = {"before": before, "most": most}
    if spared:
        return list(session.connection().execute(DUE_BUT, {**values, "spared": list(spared)}).scalars())
    return list(session.connection().execute(DUE, values).scalars())

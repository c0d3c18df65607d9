"""Who has an open question before them: in pages, so that a million need no more memory than a few."""

from sqlalchemy import Integer, String, bindparam, select
from sqlmodel import Session, col

from consent.states import State
from db.tables import RequestRow

_PAGE = (
    select(col(RequestRow.client_id))
    .where(
        col(RequestRow.client_id) > bindparam("after", type_=String()),
        col(RequestRow.state) == bindparam("asked", State.ASKED.value, type_=String()),
    )
    .distinct()
    .order_by(col(RequestRow.client_id))
    .limit(bindparam("most", type_=Integer()))
)


def clients(session: Session, *, after: str, limit: int) -> list[str]:
    """The clients with an open question, by id, behind the id `after`."""
    return list(session.connection().execute(_PAGE, {"after": after, "most": limit}).scalars())

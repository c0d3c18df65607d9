"""Reading for the morning list of a clinician: codes, initials and dates, never the facts of a request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlmodel import Session, col, select

from consent.states import STANDING, State
from db.tables import Client, Question, RequestRow, Staff
from db.vault import Vault

MOST = 50  #: Rows of each kind; the list says how many there are and shows the first.


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: the code of a request, the initials of its client, and what else is known."""

    alias: str
    code: str | None = None
    id: str | None = None  #: Of the question, where the line is one.
    ends_at: datetime | None = None


def due_digests(session: Session, now: datetime, *, limit: int = 100) -> list[tuple[str, datetime]]:
    """The people whose morning list is due, each with the time for which it was planned."""
    at = col(Staff.next_digest_at)
    # "is not null" is what lets the partial index serve.
    found = select(Staff.id, at).where(at.is_not(None), at <= now).order_by(at).limit(limit)
    return [(id, planned) for id, planned in session.exec(found) if planned is not None]


def questions(session: Session, vault: Vault, staff_id: str) -> list[Waiting]:
    """The questions of one's clients that have no answer yet, oldest first."""
    found = (
        select(Client.id, Client.alias, Question.id, RequestRow.code)
        .join(Question, col(Question.client_id) == col(Client.id))
        .outerjoin(RequestRow, col(RequestRow.id) == col(Question.request_id))
        .where(Client.clinician_id == staff_id, col(Question.answered_at).is_(None))
        .order_by(col(Question.asked_at))
        .limit(MOST)
    )
    rows = session.exec(found).all()
    return [Waiting(_alias(vault, client, alias), code, question) for client, alias, question, code in rows]


def unanswered(session: Session, vault: Vault, staff_id: str) -> list[Waiting]:
    """One's requests that wait for the client, oldest first."""
    return _lines(vault, _requests(session, RequestRow.clinician_id == staff_id, RequestRow.state == State.ASKED))


def in_review(session: Session, vault: Vault) -> list[tuple[str, Waiting]]:
    """The requests that wait for the agency's own look, oldest first, each with the id of who wrote it."""
    rows = _requests(session, RequestRow.state == State.IN_REVIEW)
    return list(zip((row.clinician_id for row in rows), _lines(vault, rows), strict=True))


def ending(session: Session, vault: Vault, staff_id: str, before: datetime) -> list[Waiting]:
    """One's consents that end before an instant, oldest first."""
    stands = col(RequestRow.state).in_(sorted(STANDING))
    soon = (RequestRow.clinician_id == staff_id, stands, col(RequestRow.ends_at) < before)
    return _lines(vault, _requests(session, *soon))


def _requests(session: Session, *conditions: Any) -> Sequence[Any]:
    row = RequestRow
    wanted = (col(row.code), col(row.clinician_id), col(row.client_id), col(row.ends_at), col(row.created_at))
    # Cut short before the clients are joined: with all of them in sight an engine may read every client there is.
    few = sqlalchemy.select(*wanted).where(*conditions).order_by(col(row.created_at)).limit(MOST).subquery()
    found = sqlalchemy.select(few, col(Client.alias)).join(Client, col(Client.id) == few.c.client_id)
    return session.connection().execute(found.order_by(few.c.created_at)).all()


def _lines(vault: Vault, rows: Iterable[Any]) -> list[Waiting]:
    return [Waiting(_alias(vault, row.client_id, row.alias), row.code, ends_at=row.ends_at) for row in rows]


def _alias(vault: Vault, client_id: str, sealed: bytes) -> str:
    return vault.open(sealed, table="client", column="alias", row=client_id)

"""The outbox: what is due is claimed in batches, re-checked before it is said, and marked with what became of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import Row, Update, case, func, select, text, update
from sqlmodel import Session, col

from consent.states import State
from db.errands import Dropped, Errand, Failed, Outcome, Requeue, Sent, Stale, Unknown
from db.ids import AGENCY
from db.tables import Agency, Client, Outbox, RequestRow, Staff
from db.vault import Vault

OPEN = text("outbox.state IN ('queued', 'sending')")  #: Worded as the partial index words it.
REPEAT = "repeat"
LOOK_AHEAD = 8  #: Rows looked at for each one wanted: the first of a chat hides the others of that chat.
LONGEST_CHAIN = 8  #: Messages replacing each other that never reached the phone.

_rows = Outbox.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_box = _rows.c


def claim(session: Session, vault: Vault, now: datetime, limit: int = 30) -> list[Errand]:
    """Take the oldest due message of each chat that has none under way, at most `limit`, and mark them as being sent.

    What came too late, or was answered meanwhile, is dropped with its reason instead.
    """
    errands: list[Errand] = []
    while len(errands) < limit:
        rows = _due(session, now, limit - len(errands))
        reasons = {row.id: _objection(row, now) for row in rows}
        _drop(session, [(id, reason) for id, reason in reasons.items() if reason is not None])
        good = [row for row in rows if reasons[row.id] is None]
        errands += _take(session, vault, good)
        if len(good) == len(rows):
            break
    return errands


def next_due(session: Session) -> datetime | None:
    """Give the earliest time at which something waits to be said, or None."""
    return session.execute(select(func.min(_box.not_before)).where(OPEN, _box.state == "queued")).scalar()


def count_open(session: Session, now: datetime) -> int:
    """Count what is due or under way."""
    due = (_box.state == "sending") | (_box.not_before <= now)
    return int(session.execute(select(func.count()).select_from(_rows).where(OPEN, due)).scalar_one())


def recover(session: Session, now: datetime, *, spare: Collection[int] = ()) -> int:
    """At the start: what was under way when the last run ended is said again, and says so; a reminder is not.

    `spare` names rows that are under way right now.
    """
    left = update(_rows).where(OPEN, _box.state == "sending", _box.id.not_in(spare))
    notices = left.where(_box.promise != "reminder").values(state="queued", not_before=now, reason=REPEAT)
    reminders = left.values(state="unknown", reason="interrupted", live=False)
    return sum(int(session.connection().execute(statement).rowcount) for statement in (notices, reminders))


def older_live(session: Session, chat_key: bytes, topic: str, newer_than_id: int) -> list[tuple[str, int]]:
    """Find the older messages of a card in a chat that still show buttons, as (ref, message id)."""
    live = select(_box.ref, _box.message_id).where(text("outbox.live"), _box.chat_key == chat_key, _box.topic == topic)
    found = session.execute(live.where(_box.id < newer_than_id, _box.message_id.is_not(None)).order_by(_box.id))
    return [(row.ref, row.message_id) for row in found]


def mark(session: Session, vault: Vault, outcomes: Sequence[Outcome], now: datetime) -> list[Stale]:
    """Record what became of claimed messages, and give back the older messages whose buttons have to go."""
    stale: list[Stale] = []
    for outcome in outcomes:
        match outcome:
            case Sent():
                stale += _mark_sent(session, vault, outcome)
            case Failed(id, reason):
                _end(session, id, state="failed", reason=reason, live=False)
            case Unknown(id, reason):
                _end(session, id, state="unknown", reason=reason)
            case Dropped(id, reason):
                _end(session, id, state="dropped", reason=reason, live=False)
            case Requeue(id, not_before, reason, repeat):
                said = REPEAT if repeat else case((_box.reason == REPEAT, REPEAT), else_=reason)
                _end(session, id, state="queued", reason=said, not_before=max(not_before, now))
            case _:
                assert_never(outcome)
    return stale


def _due(session: Session, now: datetime, limit: int) -> list[Row[Any]]:
    """The first due row of each free chat. A row tried before keeps its place: it holds up what came after it."""
    under_way = select(_box.chat_key).where(OPEN, _box.state == "sending")
    in_line = (_box.not_before <= now) | (_box.attempts > 0)
    window = (
        select(_box.id, _box.chat_key, _box.not_before)
        .where(OPEN, _box.state == "queued", in_line, _box.chat_key.not_in(under_way))
        .order_by(_box.id)
        .limit(limit * LOOK_AHEAD)
    )
    first: dict[bytes, Row[Any]] = {}
    for row in session.execute(window):
        first.setdefault(row.chat_key, row)
    ids = [row.id for row in first.values() if row.not_before <= now][:limit]
    return _opened(session, ids) if ids else []


def _opened(session: Session, ids: Sequence[int]) -> list[Row[Any]]:
    """Lock the rows, where the engine can, and read with each what is needed to judge and to word it."""
    locked = select(_rows).where(_box.id.in_(ids), _box.state == "queued").with_for_update(skip_locked=True).subquery()
    agency = select(Agency).where(col(Agency.id) == AGENCY).subquery()
    found = (
        select(
            locked,
            col(RequestRow.state).label("request_state"),
            col(RequestRow.version).label("version_now"),
            func.coalesce(col(Client.language), col(Staff.language), agency.c.language, "en").label("language_now"),
            func.coalesce(col(Client.timezone), agency.c.timezone, "UTC").label("zone"),
        )
        .outerjoin(RequestRow, col(RequestRow.id) == locked.c.request_id)
        .outerjoin(Client, (locked.c.audience == "client") & (col(Client.id) == locked.c.person_id))
        .outerjoin(Staff, (locked.c.audience == "staff") & (col(Staff.id) == locked.c.person_id))
        .outerjoin(agency, text("1 = 1"))
        .order_by(locked.c.id)
    )
    return list(session.execute(found))


def _objection(row: Row[Any], now: datetime) -> str | None:
    if row.not_after is not None and row.not_after < now:
        return "too_late"
    if row.promise != "reminder" or row.request_id is None:
        return None
    moved_on = row.request_version not in (None, row.version_now)
    return "answered_meanwhile" if row.request_state != State.ASKED or moved_on else None


def _drop(session: Session, doomed: Iterable[tuple[int, str]]) -> None:
    for id, reason in doomed:
        _write(session, _one(id, "queued").values(state="dropped", reason=reason, live=False))


def _take(session: Session, vault: Vault, rows: Sequence[Row[Any]]) -> list[Errand]:
    if not rows:
        return []
    errands = [_errand(session, vault, row) for row in rows]
    taken = update(_rows).where(_box.id.in_([errand.id for errand in errands]))
    shows_buttons = _box.id.in_([errand.id for errand in errands if errand.buttons])
    _write(session, taken.values(state="sending", attempts=_box.attempts + 1, live=shows_buttons))
    replaced = [row.replaces for row in rows if row.replaces is not None]
    if replaced:
        _write(session, update(_rows).where(_box.ref.in_(replaced)).values(live=False))
    return errands


def _errand(session: Session, vault: Vault, row: Row[Any]) -> Errand:
    edits = None if row.replaces is None else _message_of(session, row.replaces, row.chat_key)
    return Errand(
        id=row.id,
        ref=row.ref,
        audience=row.audience,
        person_id=row.person_id,
        chat=int(vault.open(row.chat, table="outbox", column="chat", row=row.ref)),
        chat_key=row.chat_key,
        kind=row.kind,
        facts=vault.open_json(row.facts, table="outbox", column="facts", row=row.ref),
        buttons=vault.open_json(row.buttons, table="outbox", column="buttons", row=row.ref),
        topic=row.topic,
        edits_message_id=edits,
        language=row.language_now,
        zone=row.zone,
        promise=row.promise,
        silent=row.silent,
        attempts=row.attempts + 1,
        repeat=row.reason == REPEAT and edits is None,
    )


def _message_of(session: Session, ref: str, chat_key: bytes) -> int | None:
    """The message on the phone that a ref stands for; where it never got there, the one it was to replace."""
    for _ in range(LONGEST_CHAIN):
        asked = select(_box.message_id, _box.replaces).where(_box.ref == ref, _box.chat_key == chat_key)
        row = session.execute(asked).first()
        if row is None or row.message_id is not None or row.replaces is None:
            return None if row is None else row.message_id
        ref = row.replaces
    return None


def _mark_sent(session: Session, vault: Vault, sent: Sent) -> list[Stale]:
    row = session.execute(select(_box.ref, _box.chat, _box.chat_key, _box.topic).where(_box.id == sent.id)).one()
    sealed = vault.seal(sent.text, table="outbox", column="text", row=row.ref)
    values = {"sent_at": sent.at, "message_id": sent.message_id, "text": sealed, "digest": sent.digest}
    _end(session, sent.id, state="sent", reason=None, language=sent.language, catalogue=sent.catalogue, **values)
    older = [] if sent.edited or row.topic is None else older_live(session, row.chat_key, row.topic, sent.id)
    if not older:
        return []
    _write(session, update(_rows).where(_box.ref.in_([ref for ref, _ in older])).values(live=False))
    chat = int(vault.open(row.chat, table="outbox", column="chat", row=row.ref))
    return [Stale(chat, message_id) for _, message_id in older if message_id != sent.message_id]


def _one(id: int, state: str) -> Update:
    statement: Update = update(_rows).where(_box.id == id, _box.state == state)
    return statement


def _end(session: Session, id: int, **values: Any) -> None:
    _write(session, _one(id, "sending").values(**values))


def _write(session: Session, statement: Update) -> None:
    session.connection().execute(statement)

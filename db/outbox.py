"""The outbox: what is due is claimed in batches, re-checked before it is said, and marked with what became of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import Executable, Row, update
from sqlmodel import Session

from consent.states import State
from db import outbox_statements as say
from db.errands import Dropped, Errand, Failed, Outcome, Requeue, Sent, Stale, Unknown
from db.outbox_statements import OPEN, REPEAT, box, rows
from db.vault import Vault

LOOK_AHEAD = 8  #: Rows looked at for each one wanted: the first of a chat hides the others of that chat.
LONGEST_CHAIN = 8  #: Messages replacing each other that never reached the phone.

Params = dict[str, Any]


def claim(session: Session, vault: Vault, now: datetime, limit: int = 30) -> list[Errand]:
    """Take the oldest due message of each chat that has none under way, at most `limit`, and mark them as being sent.

    What came too late, or was answered meanwhile, is dropped with its reason instead.
    """
    errands: list[Errand] = []
    while len(errands) < limit:
        due = _due(session, now, limit - len(errands))
        reasons = {row.id: _objection(row, now) for row in due}
        _each(session, say.DROP, [{"row": id, "why": why} for id, why in reasons.items() if why is not None])
        good = [row for row in due if reasons[row.id] is None]
        errands += _take(session, vault, good)
        if len(good) == len(due):
            break
    return errands


def next_due(session: Session) -> datetime | None:
    """Give the earliest time at which something waits to be said, or None."""
    return session.connection().execute(say.NEXT_DUE).scalar()


def count_open(session: Session, now: datetime) -> int:
    """Count what is due or under way."""
    return int(session.connection().execute(say.COUNT_OPEN, {"now": now}).scalar_one())


def recover(session: Session, now: datetime, *, spare: Collection[int] = ()) -> int:
    """At the start: what was under way when the last run ended is said again, and says so; a reminder is not.

    `spare` names rows that are under way right now.
    """
    left = update(rows).where(OPEN, box.state == "sending", box.id.not_in(spare))
    notices = left.where(box.promise != "reminder").values(state="queued", not_before=now, reason=REPEAT)
    reminders = left.values(state="unknown", reason="interrupted", live=False)
    return sum(int(session.connection().execute(statement).rowcount) for statement in (notices, reminders))


def older_live(session: Session, chat_key: bytes, topic: str, newer_than_id: int) -> list[tuple[str, int]]:
    """Find the older messages of a card in a chat that still show buttons, as (ref, message id)."""
    asked = {"chat_key": chat_key, "topic": topic, "row": newer_than_id}
    return [(row.ref, row.message_id) for row in session.connection().execute(say.OLDER_LIVE, asked)]


def mark(session: Session, vault: Vault, outcomes: Sequence[Outcome], now: datetime) -> list[Stale]:
    """Record what became of claimed messages, and give back the older messages whose buttons have to go."""
    sent = [outcome for outcome in outcomes if isinstance(outcome, Sent)]
    stale = _mark_sent(session, vault, sent) if sent else []
    for statement, params in _others(outcomes, now).items():
        _each(session, statement, params)
    return stale


def _others(outcomes: Sequence[Outcome], now: datetime) -> Mapping[Executable, list[Params]]:
    """What became of the messages that were not shown, by the statement that records it."""
    marks: dict[Executable, list[Params]] = {}
    for outcome in outcomes:
        match outcome:
            case Sent():
                continue
            case Failed(id, reason):
                marks.setdefault(say.FAILED, []).append({"row": id, "why": reason})
            case Unknown(id, reason):
                marks.setdefault(say.UNKNOWN, []).append({"row": id, "why": reason})
            case Dropped(id, reason):
                marks.setdefault(say.DROPPED, []).append({"row": id, "why": reason})
            case Requeue(id, not_before, reason, repeat):
                again = {"row": id, "why": REPEAT if repeat else reason, "at": max(not_before, now)}
                marks.setdefault(say.AGAIN, []).append(again)
            case _:
                assert_never(outcome)
    return marks


def _due(session: Session, now: datetime, limit: int) -> Sequence[Row[Any]]:
    """The first row of each free chat, where it is due. A row tried before holds up what came after it."""
    first: dict[bytes, Row[Any]] = {}
    for row in session.connection().execute(say.WINDOW, {"now": now, "most": limit * LOOK_AHEAD}):
        first.setdefault(row.chat_key, row)
    ids = [row.id for row in first.values() if row.not_before <= now][:limit]
    return session.connection().execute(say.OPENED, {"ids": ids}).all() if ids else []


def _objection(row: Row[Any], now: datetime) -> str | None:
    if row.not_after is not None and row.not_after < now:
        return "too_late"
    if row.promise != "reminder" or row.request_id is None:
        return None
    moved_on = row.request_version not in (None, row.version_now)
    return "answered_meanwhile" if row.request_state != State.ASKED or moved_on else None


def _take(session: Session, vault: Vault, taken: Sequence[Row[Any]]) -> list[Errand]:
    errands = [_errand(session, vault, row) for row in taken]
    _each(session, say.TAKE, [{"row": errand.id, "shows_buttons": bool(errand.buttons)} for errand in errands])
    _each(session, say.SILENCE, [{"gone": row.replaces} for row in taken if row.replaces is not None])
    return errands


def _errand(session: Session, vault: Vault, row: Row[Any]) -> Errand:
    edits = None if row.replaces is None else _message_of(session, row.replaces, row.chat_key)
    return Errand(
        id=row.id,
        ref=row.ref,
        audience=row.audience,
        person_id=row.person_id,
        chat=_chat(vault, row),
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


def _chat(vault: Vault, row: Row[Any]) -> int:
    return int(vault.open(row.chat, table="outbox", column="chat", row=row.ref))


def _message_of(session: Session, ref: str, chat_key: bytes) -> int | None:
    """The message on the phone that a ref stands for; where it never got there, the one it was to replace."""
    for _ in range(LONGEST_CHAIN):
        row = session.connection().execute(say.MESSAGE_OF, {"ref": ref, "chat_key": chat_key}).first()
        if row is None or row.message_id is not None or row.replaces is None:
            return None if row is None else row.message_id
        ref = row.replaces
    return None


def _mark_sent(session: Session, vault: Vault, sent: Sequence[Sent]) -> list[Stale]:
    found = session.connection().execute(say.PLACES, {"ids": [outcome.id for outcome in sent]})
    places: dict[int, Any] = {row.id: row for row in found}
    _each(session, say.SENT, [_shown(vault, outcome, places[outcome.id].ref) for outcome in sent])
    fresh = (outcome for outcome in sent if not outcome.edited)
    return [stale for outcome in fresh for stale in _retire(session, vault, outcome, places[outcome.id])]


def _shown(vault: Vault, sent: Sent, ref: str) -> Params:
    return {
        "row": sent.id,
        "at": sent.at,
        "message": sent.message_id,
        "sealed": vault.seal(sent.text, table="outbox", column="text", row=ref),
        "sum": sent.digest,
        "tongue": sent.language,
        "edition": sent.catalogue,
    }


def _retire(session: Session, vault: Vault, sent: Sent, row: Row[Any]) -> list[Stale]:
    """Let the older messages of the same card have no buttons any more."""
    older = [] if row.topic is None else older_live(session, row.chat_key, row.topic, sent.id)
    _each(session, say.SILENCE, [{"gone": ref} for ref, _ in older])
    return [Stale(_chat(vault, row), message_id) for _, message_id in older if message_id != sent.message_id]


def _each(session: Session, statement: Executable, params: list[Params]) -> None:
    if params:
        session.connection().execute(statement, params)

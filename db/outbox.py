"""The outbox: what is due is claimed in batches, re-checked before it is said, and marked with what became of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from sqlalchemy import Executable, Row
from sqlmodel import Session

from consent.quiet import QuietHours, may_speak_at, next_open_instant, quiet_hours
from consent.states import State
from db import lanes
from db import outbox_statements as say
from db.errands import Dropped, Errand, Failed, Moved, Outcome, Requeue, Sent, Stale, Unknown
from db.ids import CHAT_KEY
from db.outbox_statements import RANKS, REPEAT
from db.prepared import ask
from db.vault import Vault

LOOK_AHEAD = 8  #: Rows looked at for each one wanted: the first of a chat hides the others of that chat.
LONGEST_CHAIN = 8  #: Messages replacing each other that never reached the phone.

Params = dict[str, Any]


def claim(session: Session, vault: Vault, now: datetime, limit: int = 30, *, me: str) -> list[Errand]:
    """Take the oldest due message of each chat that has none under way, at most `limit`, and mark them as being sent.

    `me` is the worker that takes them. What came too late, or was answered meanwhile, is dropped with its reason;
    what would fall into the quiet hours of its reader waits until they are over (REM-2).
    """
    errands: list[Errand] = []
    while len(errands) < limit:
        due = _due(session, now, limit - len(errands))
        good = _sayable(session, due, now)
        errands += _take(session, vault, good, me)
        if len(good) == len(due):
            break
    return errands


def is_due(session: Session, now: datetime) -> bool:
    """Tell whether anything waits to be said now, by whoever may."""
    first = (ask(session, say.FIRST_DUE, rank)[0].at for rank in RANKS)
    return any(at is not None and at <= now for at in first)


def next_look(session: Session, now: datetime) -> datetime | None:
    """Give the next instant at which something falls due or a chat is free again, or None."""
    found: datetime | None = ask(session, say.NEXT_LOOK, {"now": now})[0].at
    return found


def count_open(session: Session, now: datetime) -> int:
    """Count what is due or under way."""
    connection = session.connection()
    due = int(connection.execute(say.COUNT_DUE, {"now": now}).scalar_one())
    return due + int(connection.execute(say.COUNT_SENDING).scalar_one())


def owners(session: Session) -> list[str]:
    """Name the workers that are sending something, or were when they died."""
    return [str(row.claimed_by or "") for row in session.connection().execute(say.OWNERS)]


def recover(session: Session, now: datetime, left_by: Collection[str], *, spare: Collection[int] = ()) -> int:
    """Take over what these workers left half said: a notice is said again, and says so; a reminder is not.

    `spare` names rows that are under way right now.
    """
    found = session.connection().execute(say.LEFT, {"owners": list(left_by)})
    ids = [row.id for row in found if row.id not in spare]
    if not ids:
        return 0
    session.connection().execute(say.LEFT_NOTICE, {"ids": ids, "now": now})
    session.connection().execute(say.LEFT_REMINDER, {"ids": ids})
    return len(ids)


def older_live(session: Session, chat_key: bytes, topic: str, newer_than_id: int) -> list[tuple[str, int]]:
    """Find the older messages of a card in a chat that still show buttons, as (ref, message id)."""
    asked = {"chat_key": chat_key, "topic": topic, "row": newer_than_id}
    return [(row.ref, row.message_id) for row in ask(session, say.OLDER_LIVE, asked)]


def mark(
    session: Session, vault: Vault, outcomes: Sequence[Outcome], now: datetime, *, me: str, rest_until: datetime | None
) -> list[Stale]:
    """Record what became of the messages this worker claimed; give back the older messages whose buttons have to go.

    `rest_until` is when a chat that got a new message may get the next one; None sets no pace.
    """
    ids = [outcome.id for outcome in outcomes]
    found = session.connection().execute(say.PLACES, {"ids": ids}) if ids else ()
    places: dict[int, Any] = {row.id: row for row in found}
    sent = [outcome for outcome in outcomes if isinstance(outcome, Sent)]
    stale = _mark_sent(session, vault, sent, places, me)
    for statement, params in _others(vault, outcomes, now, places).items():
        _each(session, statement, [{**one, "me": me} for one in params])
    again = [(places[one.id].chat_key, one.not_before) for one in outcomes if isinstance(one, Requeue) and one.holds]
    lanes.hold(session, again, now)
    if rest_until is not None:
        lanes.rest(session, [places[one.id].chat_key for one in sent if not one.edited], rest_until)
    return stale


def _others(
    vault: Vault, outcomes: Sequence[Outcome], now: datetime, places: Mapping[int, Any]
) -> Mapping[Executable, list[Params]]:
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
            case Requeue(id, not_before, reason, repeat, _):
                again = {"row": id, "why": REPEAT if repeat else reason, "at": max(not_before, now)}
                marks.setdefault(say.AGAIN, []).append(again)
            case Moved(id, chat):
                moved = {"row": id, **_chat_columns(vault, places[id].ref, chat)}
                marks.setdefault(say.MOVED, []).append(moved)
            case _:
                assert_never(outcome)
    return marks


def _due(session: Session, now: datetime, limit: int) -> Sequence[Row[Any]]:
    """The first row of each chat that is free, by rank."""
    connection = session.connection()
    chats: dict[bytes, None] = {}
    for rank in RANKS:
        if len(chats) < limit:
            window = {**rank, "now": now, "horizon": now + lanes.HORIZON, "most": limit * LOOK_AHEAD}
            chats.update(dict.fromkeys(row.chat_key for row in ask(session, say.WINDOW, window)))
    keys = list(chats)[:limit]
    if not keys:
        return []
    first = connection.execute(say.FIRST, {"chat_keys": keys, "now": now})
    rows = connection.execute(say.OPENED, {"ids": [row.id for row in first]}).all()
    return _in_pace(session, rows, now)


def _in_pace(session: Session, rows: Sequence[Row[Any]], now: datetime) -> Sequence[Row[Any]]:
    """Leave out the new messages of chats that just got one; an edit shows in place and is no new message."""
    new = [row.chat_key for row in rows if row.replaces is None]
    asked = {"chat_keys": new, "now": now, "horizon": now + lanes.HORIZON}
    resting = session.connection().execute(say.RESTING, asked) if new else ()
    busy = {row.chat_key for row in resting}
    return [row for row in rows if row.replaces is not None or row.chat_key not in busy]


def _sayable(session: Session, due: Sequence[Row[Any]], now: datetime) -> list[Row[Any]]:
    """Judge each row anew at the last moment: drop it, let it wait, or let it be said."""
    reasons = {row.id: _objection(row, now) for row in due}
    opens = {row.id: _opens_at(row, now) for row in due if reasons[row.id] is None}
    _each(session, say.DROP, [{"row": id, "why": why} for id, why in reasons.items() if why is not None])
    _each(session, say.LATER, [{"row": id, "at": at} for id, at in opens.items() if at is not None])
    return [row for row in due if row.id in opens and opens[row.id] is None]


def _opens_at(row: Row[Any], now: datetime) -> datetime | None:
    """When a client's quiet hours are over, if it is quiet now and they did not just ask for this."""
    if row.audience != "client" or row.answers or row.quiet_from is None:
        return None
    quiet, zone = quiet_hours(row.window, QuietHours(row.quiet_from, row.quiet_to)), ZoneInfo(row.zone)
    return None if may_speak_at(now, quiet, zone) else next_open_instant(now, quiet, zone)


def _objection(row: Row[Any], now: datetime) -> str | None:
    if row.not_after is not None and row.not_after < now:
        return "too_late"
    if row.promise != "reminder" or row.request_id is None:
        return None
    moved_on = row.request_version not in (None, row.version_now)
    return "answered_meanwhile" if row.request_state != State.ASKED or moved_on else None


def _take(session: Session, vault: Vault, taken: Sequence[Row[Any]], me: str) -> list[Errand]:
    errands = [_errand(session, vault, row) for row in taken]
    _each(session, say.TAKE, [{"row": one.id, "shows_buttons": bool(one.buttons), "me": me} for one in errands])
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
        request_id=row.request_id,
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
        found = ask(session, say.MESSAGE_OF, {"ref": ref, "chat_key": chat_key})
        row = found[0] if found else None
        if row is None or row.message_id is not None or row.replaces is None:
            return None if row is None else row.message_id
        ref = row.replaces
    return None


def _mark_sent(session: Session, vault: Vault, sent: Sequence[Sent], places: Mapping[int, Any], me: str) -> list[Stale]:
    _each(session, say.SENT, [{**_shown(vault, outcome, places[outcome.id].ref), "me": me} for outcome in sent])
    return [stale for outcome in sent for stale in _retire(session, vault, outcome, places[outcome.id])]


def _chat_columns(vault: Vault, ref: str, chat: int) -> Params:
    sealed = vault.seal(str(chat), table="outbox", column="chat", row=ref)
    return {"sealed": sealed, "chat_key": vault.key_for(CHAT_KEY, str(chat))}


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
    """Let the older messages of the same card have no buttons any more (A11Y-4)."""
    older = [] if row.topic is None else older_live(session, row.chat_key, row.topic, sent.id)
    _each(session, say.SILENCE, [{"gone": ref} for ref, _ in older])
    return [Stale(_chat(vault, row), message_id) for _, message_id in older if message_id != sent.message_id]


def _each(session: Session, statement: Executable, params: list[Params]) -> None:
    if params:
        session.connection().execute(statement, params)

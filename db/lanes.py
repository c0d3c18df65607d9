"""The pace of speaking, kept where every worker sees it: one lane for each chat, one budget for the whole bot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Executable, LargeBinary, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from db.columns import Instant
from db.prepared import ask, change
from db.tables import Fact, Lane

BUDGET = "sends"  #: The fact whose instant says until when the budget of the whole bot is spent.
SLACK = timedelta(seconds=0.2)  #: What may leave at once after a rest, as a stretch of the pace.
LONGEST_IDLE = timedelta(hours=1)
NONE = timedelta()
#: Telegram never asks to wait for longer. What lies beyond was written by a clock that was wrong, and binds nobody.
HORIZON = timedelta(hours=25)

_lanes = Lane.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_facts = Fact.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_NOW = bindparam("now", type_=Instant())
_UNTIL = bindparam("until", type_=Instant())


@dataclass(frozen=True, slots=True)
class _Moves:
    """The statements that write, in the dialect of one engine."""

    rest: Executable
    hold: Executable
    spend: Executable


def _moves(insert: Any, later: Any) -> _Moves:
    key, lane, fact = bindparam("key", type_=LargeBinary()), insert(_lanes), insert(_facts)
    return _Moves(
        rest=lane.values(chat_key=key, free_at=_UNTIL).on_conflict_do_update(
            index_elements=["chat_key"], set_={"free_at": later(_lanes.c.free_at, lane.excluded.free_at)}
        ),
        hold=lane.values(chat_key=key, free_at=_NOW, held_until=_UNTIL).on_conflict_do_update(
            index_elements=["chat_key"],
            set_={
                "held_until": later(
                    func.coalesce(_lanes.c.held_until, lane.excluded.held_until), lane.excluded.held_until
                )
            },
        ),
        spend=fact.values(key=BUDGET, value="", at=_UNTIL).on_conflict_do_update(
            index_elements=["key"], set_={"at": fact.excluded.at}
        ),
    )


_MOVES = {"sqlite": _moves(sqlite.insert, func.max), "postgresql": _moves(postgresql.insert, func.greatest)}
_SPENT = select(_facts.c.at).where(_facts.c.key == BUDGET).with_for_update()
_SWEEP = delete(_lanes).where(_lanes.c.free_at < _NOW, func.coalesce(_lanes.c.held_until, _lanes.c.free_at) < _NOW)


def rest(session: Session, chat_keys: Iterable[bytes], until: datetime) -> None:
    """Let these chats get no new message before an instant."""
    rows = [{"key": key, "until": until} for key in sorted(chat_keys)]
    if rows:
        session.connection().execute(_moves_of(session).rest, rows)


def hold(session: Session, chats: Iterable[tuple[bytes, datetime]], now: datetime) -> None:
    """Let each chat get nothing at all before its instant: Telegram said so, or a try there failed."""
    rows = [{"key": key, "until": until, "now": now} for key, until in sorted(chats)]
    if rows:
        session.connection().execute(_moves_of(session).hold, rows)


def sweep(session: Session, now: datetime) -> None:
    """Forget the lanes of chats that have been free for long."""
    session.connection().execute(_SWEEP, {"now": now - LONGEST_IDLE})


def allowance(session: Session, now: datetime, gap: timedelta) -> int:
    """Say how many messages the whole bot may send now, and keep other workers from asking until this unit ends."""
    left = now + SLACK - max(_spent_by(session, now), now)
    return 0 if left < NONE else int(left / gap) + 1


def spend(session: Session, now: datetime, gap: timedelta, count: int) -> None:
    """Take this many messages out of the budget."""
    _set_spent(session, max(_spent_by(session, now), now) + gap * count)


def pause(session: Session, now: datetime, until: datetime) -> None:
    """Send nothing to anybody before an instant."""
    _set_spent(session, max(_spent_by(session, now), until + SLACK))


def _spent(session: Session) -> datetime | None:
    found = ask(session, _SPENT, {})
    return found[0].at if found else None


def _spent_by(session: Session, now: datetime) -> datetime:
    spent = _spent(session)
    return now if spent is None or spent > now + HORIZON else spent


def _set_spent(session: Session, until: datetime) -> None:
    change(session, _moves_of(session).spend, {"until": until})


def _moves_of(session: Session) -> _Moves:
    return _MOVES[session.connection().dialect.name]

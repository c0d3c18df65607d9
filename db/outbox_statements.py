"""The statements of the outbox, built once: building them costs more than running them."""

from sqlalchemy import (
    Boolean,
    Integer,
    LargeBinary,
    String,
    bindparam,
    case,
    func,
    literal,
    select,
    text,
    union_all,
    update,
)
from sqlmodel import col

from db.columns import Instant
from db.ids import AGENCY
from db.tables import Agency, Client, Lane, Outbox, RequestRow, Staff

# Worded as the partial indexes word them, so that both engines use those.
OPEN = text("outbox.state IN ('queued', 'sending')")
QUEUED = text("outbox.state = 'queued'")
SENDING = text("outbox.state = 'sending'")
LIVE = text("outbox.live")
REPEAT = "repeat"
PROMISES = ("notice", "reminder")
#: What is said first: the answer to somebody who waits for it, then what alerts, then what reminds.
RANKS = tuple({"answers": answers, "promise": promise} for promise in PROMISES for answers in (True, False))

rows = Outbox.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
box = rows.c
_lane = Lane.__table__.c  # type: ignore[attr-defined]  # SQLModel does not declare it

_NOW = bindparam("now", type_=Instant())
_HORIZON = bindparam("horizon", type_=Instant())
_IDS = bindparam("ids", expanding=True, type_=Integer())
_ID = bindparam("row", type_=Integer())
_REASON = bindparam("why", type_=String())
_ME = bindparam("me", type_=String())
_SHOWS_BUTTONS = bindparam("shows_buttons", type_=Boolean())
_CHAT_KEYS = bindparam("chat_keys", expanding=True, type_=LargeBinary())
_PROMISE = bindparam("promise", type_=String())
_ANSWERS = bindparam("answers", type_=Boolean())

_under_way = select(box.chat_key).where(SENDING)
_held = select(_lane.chat_key).where(_lane.held_until > _NOW, _lane.held_until < _HORIZON)
_rests = (_lane.free_at > _NOW, _lane.free_at < _HORIZON)
_resting = select(literal(1)).where(_lane.chat_key == box.chat_key, *_rests, box.replaces.is_(None))

#: The chats that something may be said in now, those that wait longest first.
WINDOW = (
    select(box.chat_key)
    .where(QUEUED, box.promise == _PROMISE, box.answers == _ANSWERS, box.not_before <= _NOW)
    .where(box.chat_key.not_in(_under_way), box.chat_key.not_in(_held), ~_resting.exists())
    .order_by(box.not_before, box.id)
    .limit(bindparam("most", type_=Integer()))
)
#: The first row of each chat: nothing behind it may be said before it. Looked at anew, other workers claim meanwhile.
FIRST = (
    select(func.min(box.id).label("id"))
    .where(OPEN, box.chat_key.in_(_CHAT_KEYS), QUEUED, box.not_before <= _NOW, box.chat_key.not_in(_under_way))
    .group_by(box.chat_key)
)
RESTING = select(_lane.chat_key).where(_lane.chat_key.in_(_CHAT_KEYS), *_rests)

_agency = select(Agency).where(col(Agency.id) == AGENCY).subquery()
_needed = (
    *(box.id, box.ref, box.audience, box.person_id, box.chat, box.chat_key, box.kind, box.facts, box.buttons),
    *(box.topic, box.request_id, box.request_version, box.replaces, box.promise, box.silent, box.reason),
    *(box.attempts, box.not_after, box.answers),
)
_locked = select(*_needed).where(box.id.in_(_IDS), QUEUED).with_for_update(skip_locked=True).subquery()

#: The rows, locked where the engine can, each with what is needed to judge it and to word it.
OPENED = (
    select(
        _locked,
        col(RequestRow.state).label("request_state"),
        col(RequestRow.version).label("version_now"),
        func.coalesce(col(Client.language), col(Staff.language), _agency.c.language, "en").label("language_now"),
        func.coalesce(col(Client.timezone), _agency.c.timezone, "UTC").label("zone"),
        col(Client.window),
        _agency.c.quiet_from,
        _agency.c.quiet_to,
    )
    .outerjoin(RequestRow, col(RequestRow.id) == _locked.c.request_id)
    .outerjoin(Client, (_locked.c.audience == "client") & (col(Client.id) == _locked.c.person_id))
    .outerjoin(Staff, (_locked.c.audience == "staff") & (col(Staff.id) == _locked.c.person_id))
    .outerjoin(_agency, text("1 = 1"))
    .order_by(_locked.c.id)
)

MESSAGE_OF = select(box.message_id, box.replaces).where(
    box.ref == bindparam("ref", type_=String()), box.chat_key == bindparam("chat_key", type_=LargeBinary())
)
OLDER_LIVE = (
    select(box.ref, box.message_id)
    .where(
        LIVE,
        box.chat_key == bindparam("chat_key", type_=LargeBinary()),
        box.topic == bindparam("topic", type_=String()),
        box.id < _ID,
        box.message_id.is_not(None),
    )
    .order_by(box.id)
)
PLACES = select(box.id, box.ref, box.chat, box.chat_key, box.topic, box.replaces).where(box.id.in_(_IDS))

_moments = union_all(
    *(
        select(func.min(box.not_before).label("look_at")).where(
            QUEUED, box.promise == rank["promise"], box.answers == rank["answers"], box.not_before > _NOW
        )
        for rank in RANKS
    ),
    *(select(func.min(when)).where(when > _NOW) for when in (_lane.free_at, _lane.held_until)),
).subquery()
#: The next instant at which something falls due, or a chat is free again.
NEXT_LOOK = select(func.min(_moments.c.look_at).label("at"))
FIRST_DUE = select(func.min(box.not_before).label("at")).where(QUEUED, box.promise == _PROMISE, box.answers == _ANSWERS)
COUNT_SENDING = select(func.count()).select_from(rows).where(SENDING)
COUNT_DUE = (
    select(func.count())
    .select_from(rows)
    .where(QUEUED, box.promise.in_(PROMISES), box.answers.in_((True, False)), box.not_before <= _NOW)
)

TAKE = (
    update(rows)
    .where(box.id == _ID)
    .values(state="sending", claimed_by=_ME, attempts=box.attempts + 1, live=_SHOWS_BUTTONS)
)
DROP = update(rows).where(box.id == _ID, QUEUED).values(state="dropped", reason=_REASON, live=False)
LATER = update(rows).where(box.id == _ID, QUEUED).values(not_before=bindparam("at", type_=Instant()))
SILENCE = update(rows).where(box.ref == bindparam("gone", type_=String())).values(live=False)

# Whoever lost a row to another worker may not say what became of it.
_claimed = update(rows).where(box.id == _ID, SENDING, box.claimed_by == _ME)
SENT = _claimed.values(
    state="sent",
    reason=None,
    sent_at=bindparam("at", type_=Instant()),
    message_id=bindparam("message", type_=box.message_id.type),
    text=bindparam("sealed", type_=LargeBinary()),
    digest=bindparam("sum", type_=String()),
    language=bindparam("tongue", type_=String()),
    catalogue=bindparam("edition", type_=String()),
)
FAILED = _claimed.values(state="failed", reason=_REASON, live=False)
DROPPED = _claimed.values(state="dropped", reason=_REASON, live=False)
UNKNOWN = _claimed.values(state="unknown", reason=_REASON)
#: What may have been seen once says so for good.
AGAIN = _claimed.values(
    state="queued",
    not_before=bindparam("at", type_=Instant()),
    reason=case((box.reason == REPEAT, REPEAT), else_=_REASON),
)
MOVED = _claimed.values(
    state="queued",
    chat=bindparam("sealed", type_=LargeBinary()),
    chat_key=bindparam("chat_key", type_=LargeBinary()),
)

OWNERS = select(box.claimed_by).where(SENDING).distinct()
_abandoned = update(rows).where(SENDING, box.id.in_(_IDS))
LEFT = select(box.id).where(SENDING, box.claimed_by.in_(bindparam("owners", expanding=True, type_=String())))
#: Tries that a kill cut short say nothing about Telegram: the next one does not wait for them.
LEFT_NOTICE = _abandoned.where(box.promise != "reminder").values(
    state="queued", not_before=_NOW, reason=REPEAT, attempts=1
)
LEFT_REMINDER = _abandoned.where(box.promise == "reminder").values(state="unknown", reason="interrupted", live=False)

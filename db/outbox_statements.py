"""The statements of the outbox, built once: building them costs more than running them."""

from sqlalchemy import Boolean, Integer, LargeBinary, String, bindparam, case, func, select, text, update
from sqlmodel import col

from db.ids import AGENCY
from db.tables import Agency, Client, Instant, Outbox, RequestRow, Staff

OPEN = text("outbox.state IN ('queued', 'sending')")  #: Worded as the partial index words it.
LIVE = text("outbox.live")
REPEAT = "repeat"

rows = Outbox.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
box = rows.c

_NOW = bindparam("now", type_=Instant())
_IDS = bindparam("ids", expanding=True, type_=Integer())
_ID = bindparam("row", type_=Integer())
_REASON = bindparam("why", type_=String())

_under_way = select(box.chat_key).where(OPEN, box.state == "sending")

#: The rows that may be said next, oldest first; a row tried before is among them, since it holds up its chat.
WINDOW = (
    select(box.id, box.chat_key, box.not_before)
    .where(OPEN, box.state == "queued", (box.not_before <= _NOW) | (box.attempts > 0), box.chat_key.not_in(_under_way))
    .order_by(box.id)
    .limit(bindparam("most", type_=Integer()))
)

_agency = select(Agency).where(col(Agency.id) == AGENCY).subquery()
_needed = (
    *(box.id, box.ref, box.audience, box.person_id, box.chat, box.chat_key, box.kind, box.facts, box.buttons),
    *(box.topic, box.request_id, box.request_version, box.replaces, box.promise, box.silent, box.reason),
    *(box.attempts, box.not_after),
)
_locked = select(*_needed).where(box.id.in_(_IDS), box.state == "queued").with_for_update(skip_locked=True).subquery()

#: The rows, locked where the engine can, each with what is needed to judge it and to word it.
OPENED = (
    select(
        _locked,
        col(RequestRow.state).label("request_state"),
        col(RequestRow.version).label("version_now"),
        func.coalesce(col(Client.language), col(Staff.language), _agency.c.language, "en").label("language_now"),
        func.coalesce(col(Client.timezone), _agency.c.timezone, "UTC").label("zone"),
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
PLACES = select(box.id, box.ref, box.chat, box.chat_key, box.topic).where(box.id.in_(_IDS))
NEXT_DUE = select(func.min(box.not_before)).where(OPEN, box.state == "queued")
COUNT_OPEN = select(func.count()).select_from(rows).where(OPEN, (box.state == "sending") | (box.not_before <= _NOW))

TAKE = (
    update(rows)
    .where(box.id == _ID)
    .values(state="sending", attempts=box.attempts + 1, live=bindparam("shows_buttons", type_=Boolean()))
)
DROP = update(rows).where(box.id == _ID, box.state == "queued").values(state="dropped", reason=_REASON, live=False)
SILENCE = update(rows).where(box.ref == bindparam("gone", type_=String())).values(live=False)

_claimed = update(rows).where(box.id == _ID, box.state == "sending")
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

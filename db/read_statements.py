"""The questions that are asked all day, built once, and how one of them is asked."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Integer, Select, String, Table, bindparam, func, or_, select, text
from sqlmodel import Session, SQLModel

from db.columns import Instant
from db.ids import AGENCY
from db.prepared import ask
from db.tables import Agency, Client, Disclosure, Outbox, RequestRow, Staff

NEVER_SAID = ("dropped", "failed")
# Worded as the partial indexes word it: no engine uses them otherwise.
UNSAID = text("outbox.state IN ('queued', 'sending')")
LIVE = text("outbox.live")
IN_REVIEW = text("request.state = 'in_review'")


def table(model: type[SQLModel]) -> Table:
    """The table of a model, for statements that build no objects."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def given(column: Column[Any]) -> ColumnElement[bool]:
    """Whether a column holds what is given under its name when the statement is run."""
    return column == bindparam(column.name, type_=column.type)


def first(session: Session, question: Select[Any], **values: Any) -> Any:
    """Ask, and give the first row."""
    rows = ask(session, question, values)
    return rows[0] if rows else None


def every(session: Session, question: Select[Any], **values: Any) -> Sequence[Any]:
    """Ask, and give all rows."""
    return ask(session, question, values)


def _one_of(column: Column[Any], name: str) -> ColumnElement[bool]:
    return column.in_(bindparam(name, expanding=True, type_=String()))


_MOST = bindparam("most", type_=Integer())
_agency, _staff, _client = table(Agency).c, table(Staff).c, table(Client).c
_request, _sent, _box = table(RequestRow).c, table(Disclosure).c, table(Outbox).c
_FACTS_OF_AGENCY = (
    *(_agency.id, _agency.name, _agency.timezone, _agency.language, _agency.quiet_from, _agency.quiet_to),
    *(_agency.emergency_number, _agency.crisis_line, _agency.crisis_checked_on),
)
_FACTS_OF_STAFF = (_staff.id, _staff.role, _staff.name, _staff.language, _staff.channel, _staff.chat, _staff.awaiting)
_FACTS_OF_CLIENT = tuple(column for column in _client if column.name not in ("chat_key", "created_at"))
_FACTS_OF_REQUEST = (_request.id, _request.facts, _request.standing, _request.signature, _request.created_at)
_FACTS_OF_SENT = (_sent.id, _sent.request_id, _sent.client_id, _sent.staff_id, _sent.sent_at, _sent.facts)
_FACTS_OF_SPOKEN = (
    *(_box.ref, _box.kind, _box.facts, _box.buttons, _box.topic, _box.request_id, _box.request_version),
    *(_box.live, _box.state, _box.chat_key, _box.sent_at),
)

# People.
THE_AGENCY = select(*_FACTS_OF_AGENCY).where(_agency.id == AGENCY)
STAFF = select(*_FACTS_OF_STAFF).where(given(_staff.id))
STAFF_BY_CHAT = select(*_FACTS_OF_STAFF).where(given(_staff.chat_key), _staff.active)
ALL_STAFF = select(*_FACTS_OF_STAFF).where(_staff.active).order_by(_staff.created_at, _staff.id)
STAFF_BY_ROLE = ALL_STAFF.where(given(_staff.role))
CLIENT = select(*_FACTS_OF_CLIENT).where(given(_client.id))
CLIENT_BY_CHAT = select(*_FACTS_OF_CLIENT).where(given(_client.chat_key))
CLIENTS_OF = (
    select(*_FACTS_OF_CLIENT).where(given(_client.clinician_id)).order_by(_client.created_at.desc()).limit(_MOST)
)

# Requests. To write one, other workers are kept from it until the unit of work ends; SQLite has one writer anyway.
PAGE = select(*_FACTS_OF_REQUEST).where(given(_request.id))
PAGE_TO_WRITE = PAGE.with_for_update()
PAGE_BY_CODE = select(*_FACTS_OF_REQUEST).where(given(_request.code))
PAGE_BY_CODE_TO_WRITE = PAGE_BY_CODE.with_for_update()
PAGES_OF_CLIENT = (
    select(*_FACTS_OF_REQUEST)
    .where(given(_request.client_id), _one_of(_request.state, "states"))
    .order_by(_request.created_at.desc(), _request.id)
)
PAGES_OF_CLINICIAN = (
    select(*_FACTS_OF_REQUEST)
    .where(given(_request.clinician_id), _one_of(_request.state, "states"))
    .order_by(_request.created_at.desc())
    .limit(_MOST)
)
PAGES_IN_REVIEW = select(*_FACTS_OF_REQUEST).where(IN_REVIEW).order_by(_request.created_at).limit(_MOST)
SENT_FOR_REQUEST = select(*_FACTS_OF_SENT).where(given(_sent.request_id)).order_by(_sent.sent_at, _sent.id)
SENT_ABOUT_CLIENT = select(*_FACTS_OF_SENT).where(given(_sent.client_id)).order_by(_sent.sent_at, _sent.id)

# What was said.
SPOKEN = select(*_FACTS_OF_SPOKEN).where(given(_box.ref))
SHOWN_TEXT = select(_box.text).where(given(_box.ref))
PLACE = select(_box.message_id).where(given(_box.ref))
LIVING = select(*_FACTS_OF_SPOKEN).where(LIVE, given(_box.chat_key)).order_by(_box.id.desc()).limit(1)
LIVING_CARD = LIVING.where(given(_box.request_id))
IN_PLACE_OF = (
    select(*_FACTS_OF_SPOKEN)
    .where(given(_box.request_id), given(_box.replaces), given(_box.chat_key), _box.state.not_in(NEVER_SAID))
    .order_by(_box.id.desc())
    .limit(1)
)
SEEN_AT = (
    select(*_FACTS_OF_SPOKEN)
    .where(given(_box.chat_key), _box.sent_at <= bindparam("at", type_=Instant()))
    .order_by(_box.created_at.desc(), _box.id.desc())
    .limit(_MOST)
)
BELOW = (
    select(_box.id)
    .where(
        LIVE,
        given(_box.chat_key),
        _box.request_id.is_not(None),
        _box.request_id != bindparam("own_request", type_=String()),
        or_(_box.message_id.is_(None), _box.message_id > bindparam("place", type_=_box.message_id.type)),
    )
    .order_by(_box.id.desc())
    .limit(1)
)
BELOW_AT = BELOW.where(or_(_box.sent_at.is_(None), _box.sent_at <= bindparam("at", type_=Instant())))
WAS_SHOWN = (
    select(_box.id)
    .where(given(_box.request_id), given(_box.chat_key), _one_of(_box.kind, "kinds"), _box.state.not_in(NEVER_SAID))
    .limit(1)
)
SENT_WHEN = (
    select(_box.sent_at)
    .where(given(_box.request_id), given(_box.kind), given(_box.topic), _box.sent_at.is_not(None))
    .limit(1)
)
WAS_SAID = (
    select(_box.id)
    .where(given(_box.chat_key), given(_box.kind), _box.created_at >= bindparam("since", type_=Instant()))
    .limit(1)
)
ON_THE_PHONE = (
    select(_box.message_id, func.min(_box.sent_at).label("first_at"))
    .where(given(_box.chat_key), _box.created_at > bindparam("since", type_=Instant()), _box.message_id.is_not(None))
    .group_by(_box.message_id)
    .order_by(_box.message_id.desc())
    .limit(_MOST)
)
UNSAID_TO = select(*_FACTS_OF_SPOKEN).where(UNSAID, given(_box.person_id)).order_by(_box.id)

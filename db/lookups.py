"""Reading: every question that the actions ask of the memory, answered with frozen facts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, col, func, select

from consent.facts import request_from_dict, standing_from_dict
from consent.request import Case
from consent.states import ENDED, LIVE, STANDING, State
from db import read_statements as ask
from db.ids import CHAT_KEY
from db.read_statements import every, first
from db.shapes import (
    AgencyFacts,
    AskedQuestion,
    ClientFacts,
    InvitationFacts,
    Page,
    SavedRequester,
    Sent,
    StaffMember,
)
from db.tables import Draft, Invitation, Question, Requester, RequestRow
from db.vault import Vault


def agency(session: Session, vault: Vault) -> AgencyFacts | None:
    """The agency, or None before set-up."""
    row = first(session, ask.THE_AGENCY)
    if row is None:
        return None
    name = vault.open(row.name, table="agency", column="name", row=row.id)
    return AgencyFacts(
        name,
        *(row.timezone, row.language, row.quiet_from, row.quiet_to),
        *(row.emergency_number, row.crisis_line, row.crisis_checked_on),
    )


def _chat(vault: Vault, table: str, id: str, sealed: bytes | None) -> int | None:
    return None if sealed is None else int(vault.open(sealed, table=table, column="chat", row=id))


def _staff(vault: Vault, row: Row[Any]) -> StaffMember:
    name = vault.open(row.name, table="staff", column="name", row=row.id)
    chat = _chat(vault, "staff", row.id, row.chat)
    return StaffMember(row.id, row.role, name, row.language, row.channel, chat, row.awaiting)


def _client(vault: Vault, row: Row[Any]) -> ClientFacts:
    return ClientFacts(
        id=row.id,
        alias=vault.open(row.alias, table="client", column="alias", row=row.id),
        clinician_id=row.clinician_id,
        language=row.language,
        language_chosen=row.language_chosen,
        channel=row.channel,
        chat=_chat(vault, "client", row.id, row.chat),
        awaiting=row.awaiting,
        shared_phone=row.shared_phone,
        window=row.window,
        timezone=row.timezone,
        detail=row.detail,
        hidden=row.hidden,
        messages_stopped=row.messages_stopped,
        stop_word_at=row.stop_word_at,
        yes_paused_until=row.yes_paused_until,
        limits_read_at=row.limits_read_at,
    )


def staff_by_chat(session: Session, vault: Vault, user_id: int) -> StaffMember | None:
    """The staff member who owns this Telegram account, if they are active."""
    row = first(session, ask.STAFF_BY_CHAT, chat_key=vault.key_for(CHAT_KEY, str(user_id)))
    return None if row is None else _staff(vault, row)


def client_by_chat(session: Session, vault: Vault, user_id: int) -> ClientFacts | None:
    """The client who owns this Telegram account."""
    row = first(session, ask.CLIENT_BY_CHAT, chat_key=vault.key_for(CHAT_KEY, str(user_id)))
    return None if row is None else _client(vault, row)


def staff_member(session: Session, vault: Vault, id: str) -> StaffMember | None:
    """One person of the agency."""
    row = first(session, ask.STAFF, id=id)
    return None if row is None else _staff(vault, row)


def staff_members(session: Session, vault: Vault, *, role: str | None = None) -> list[StaffMember]:
    """Everybody of the agency who is active, oldest first."""
    found = every(session, ask.ALL_STAFF) if role is None else every(session, ask.STAFF_BY_ROLE, role=role)
    return [_staff(vault, row) for row in found]


def client(session: Session, vault: Vault, id: str) -> ClientFacts | None:
    """One client."""
    row = first(session, ask.CLIENT, id=id)
    return None if row is None else _client(vault, row)


def clients_of(session: Session, vault: Vault, staff_id: str, *, limit: int = 50) -> list[ClientFacts]:
    """The clients of one clinician, newest first."""
    return [_client(vault, row) for row in every(session, ask.CLIENTS_OF, clinician_id=staff_id, most=limit)]


def invitation(session: Session, vault: Vault, token: str) -> InvitationFacts | None:
    """The invitation of a link, used or not."""
    row = session.exec(select(Invitation).where(Invitation.token_key == vault.key_for("invitation", token))).first()
    if row is None:
        return None
    return InvitationFacts(
        row.id,
        row.audience,
        row.person_id,
        row.tries,
        row.expires_at,
        row.used_at,
        row.used_by,
        row.code_key is not None,
    )


def code_tries(session: Session, person_id: str) -> int:
    """How often the spoken code of the newest invitation of a client was tried."""
    newest = select(Invitation).where(Invitation.person_id == person_id).order_by(col(Invitation.created_at).desc())
    row = session.exec(newest).first()
    return 0 if row is None else row.tries


def _page(vault: Vault, row: Row[Any]) -> Page:
    facts = vault.open_json(row.facts, table="request", column="facts", row=row.id)
    standing = vault.open_json(row.standing, table="request", column="standing", row=row.id)
    signature = row.signature
    signed = None if signature is None else vault.open(signature, table="request", column="signature", row=row.id)
    return Page(Case(request_from_dict(facts), standing_from_dict(standing)), signed, row.created_at)


def page(session: Session, vault: Vault, request_id: str, *, to_write: bool = False) -> Page | None:
    """One request; `to_write` keeps other workers from changing it until this unit of work ends."""
    row = first(session, ask.PAGE_TO_WRITE if to_write else ask.PAGE, id=request_id)
    return None if row is None else _page(vault, row)


def page_by_code(session: Session, vault: Vault, code: str, *, to_write: bool = False) -> Page | None:
    """One request by the code that people say; `to_write` as for `page`."""
    row = first(session, ask.PAGE_BY_CODE_TO_WRITE if to_write else ask.PAGE_BY_CODE, code=code.strip().upper())
    return None if row is None else _page(vault, row)


def pages_of_client(
    session: Session, vault: Vault, client_id: str, states: frozenset[State] | None = None
) -> list[Page]:
    """The requests about one client that they may know of, newest first."""
    known = LIVE | ENDED if states is None else states
    found = every(session, ask.PAGES_OF_CLIENT, client_id=client_id, states=sorted(known))
    return [_page(vault, row) for row in found]


def pages_of_clinician(session: Session, vault: Vault, staff_id: str, *, limit: int = 30) -> list[Page]:
    """The requests of one clinician that are still open or stand, newest first."""
    states = sorted(LIVE | {State.IN_REVIEW})
    found = every(session, ask.PAGES_OF_CLINICIAN, clinician_id=staff_id, states=states, most=limit)
    return [_page(vault, row) for row in found]


def pages_in_review(session: Session, vault: Vault, *, limit: int = 30) -> list[Page]:
    """The requests that wait for the agency's own look, oldest first."""
    return [_page(vault, row) for row in every(session, ask.PAGES_IN_REVIEW, most=limit)]


def _due(session: Session, column: Any, now: datetime, limit: int) -> list[str]:
    # "is not null" is what lets the partial index serve: performance.md, a million rows in 2.4 microseconds.
    due = select(RequestRow.id).where(column.is_not(None), column <= now).order_by(column).limit(limit)
    return list(session.exec(due))


def due_requests(session: Session, now: datetime, *, limit: int = 200) -> list[str]:
    """The requests for which the clock has a reminder, a lapse, an end or the news of one; at most `limit` of each."""
    row = RequestRow
    columns = (col(row.next_reminder_at), col(row.lapses_at), col(row.ends_at), col(row.expiring_at))
    ids: dict[str, None] = {}
    for column in columns:
        ids.update(dict.fromkeys(_due(session, column, now, limit)))
    return list(ids)


def clients_of_requests(session: Session, request_ids: list[str]) -> dict[str, str]:
    """Whose each request is, by request id."""
    found = select(RequestRow.id, RequestRow.client_id).where(col(RequestRow.id).in_(request_ids))
    return dict(session.exec(found).all())


def open_counts(session: Session, client_ids: list[str]) -> dict[str, int]:
    """How many questions wait with each client."""
    rows = session.exec(
        select(RequestRow.client_id, func.count())
        .where(col(RequestRow.client_id).in_(client_ids), RequestRow.state == State.ASKED)
        .group_by(RequestRow.client_id)
    )
    return dict(rows.all())


def requesters(session: Session, vault: Vault, *, limit: int = 30) -> list[SavedRequester]:
    """Those who have asked before, newest first."""
    rows = session.exec(select(Requester).order_by(col(Requester.created_at).desc()).limit(limit))
    return [_requester(vault, row) for row in rows]


def _requester(vault: Vault, row: Requester) -> SavedRequester:
    return SavedRequester(row.id, vault.open(row.name, table="requester", column="name", row=row.id), row.kind)


def requester(session: Session, vault: Vault, id: str) -> SavedRequester | None:
    """One saved requester."""
    row = session.get(Requester, id)
    return None if row is None else _requester(vault, row)


def draft(session: Session, vault: Vault, staff_id: str) -> dict[str, Any] | None:
    """The half-written request of a clinician."""
    row = session.exec(select(Draft).where(Draft.staff_id == staff_id)).first()
    return None if row is None else dict(vault.open_json(row.facts, table="draft", column="facts", row=staff_id))


def question(session: Session, vault: Vault, id: str) -> AskedQuestion | None:
    """One question of a client."""
    row = session.get(Question, id)
    if row is None:
        return None
    text = vault.open(row.text, table="question", column="text", row=row.id)
    return AskedQuestion(row.id, row.client_id, row.request_id, text, row.language, row.asked_at, row.answered_at)


def sent_for_request(session: Session, vault: Vault, request_id: str) -> list[Sent]:
    """What left the agency for one request, oldest first."""
    return [_sent(vault, row) for row in every(session, ask.SENT_FOR_REQUEST, request_id=request_id)]


def sent_about_client(session: Session, vault: Vault, client_id: str) -> list[Sent]:
    """What left the agency about a client, oldest first."""
    return [_sent(vault, row) for row in every(session, ask.SENT_ABOUT_CLIENT, client_id=client_id)]


def _sent(vault: Vault, row: Row[Any]) -> Sent:
    facts = vault.open_json(row.facts, table="disclosure", column="facts", row=row.id)
    return Sent(row.id, row.request_id, row.client_id, row.staff_id, row.sent_at, facts)


def standing_of_client(session: Session, vault: Vault, client_id: str) -> list[Page]:
    """The consents of a client that stand now."""
    return pages_of_client(session, vault, client_id, STANDING)

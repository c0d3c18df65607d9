"""Reading: every question that the actions ask of the memory, answered with frozen facts."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select

from consent.facts import request_from_dict, standing_from_dict
from consent.request import Case
from consent.states import ENDED, LIVE, STANDING, State
from db.ids import AGENCY, CHAT_KEY
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
from db.tables import (
    Agency,
    Client,
    Disclosure,
    Draft,
    Invitation,
    Question,
    Requester,
    RequestRow,
    Staff,
)
from db.vault import Vault


def agency(session: Session, vault: Vault) -> AgencyFacts | None:
    """The agency, or None before set-up."""
    row = session.get(Agency, AGENCY)
    if row is None:
        return None
    name = vault.open(row.name, table="agency", column="name", row=row.id)
    return AgencyFacts(
        name, row.timezone, row.language, row.quiet_from, row.quiet_to, row.emergency_number, row.crisis_line
    )


def _chat(vault: Vault, table: str, id: str, sealed: bytes | None) -> int | None:
    return None if sealed is None else int(vault.open(sealed, table=table, column="chat", row=id))


def _staff(vault: Vault, row: Staff) -> StaffMember:
    name = vault.open(row.name, table="staff", column="name", row=row.id)
    chat = _chat(vault, "staff", row.id, row.chat)
    return StaffMember(row.id, row.role, name, row.language, row.channel, chat, row.awaiting)


def _client(vault: Vault, row: Client) -> ClientFacts:
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
    key = vault.key_for(CHAT_KEY, str(user_id))
    row = session.exec(select(Staff).where(Staff.chat_key == key, col(Staff.active))).first()
    return None if row is None else _staff(vault, row)


def client_by_chat(session: Session, vault: Vault, user_id: int) -> ClientFacts | None:
    """The client who owns this Telegram account."""
    row = session.exec(select(Client).where(Client.chat_key == vault.key_for(CHAT_KEY, str(user_id)))).first()
    return None if row is None else _client(vault, row)


def staff_member(session: Session, vault: Vault, id: str) -> StaffMember | None:
    """One person of the agency."""
    row = session.get(Staff, id)
    return None if row is None else _staff(vault, row)


def staff_members(session: Session, vault: Vault, *, role: str | None = None) -> list[StaffMember]:
    """Everybody of the agency who is active, oldest first."""
    found = select(Staff).where(col(Staff.active)).order_by(col(Staff.created_at), col(Staff.id))
    if role is not None:
        found = found.where(Staff.role == role)
    return [_staff(vault, row) for row in session.exec(found)]


def client(session: Session, vault: Vault, id: str) -> ClientFacts | None:
    """One client."""
    row = session.get(Client, id)
    return None if row is None else _client(vault, row)


def clients_of(session: Session, vault: Vault, staff_id: str, *, limit: int = 50) -> list[ClientFacts]:
    """The clients of one clinician, newest first."""
    found = select(Client).where(Client.clinician_id == staff_id).order_by(col(Client.created_at).desc()).limit(limit)
    return [_client(vault, row) for row in session.exec(found)]


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


def _page(vault: Vault, row: RequestRow) -> Page:
    facts = vault.open_json(row.facts, table="request", column="facts", row=row.id)
    standing = vault.open_json(row.standing, table="request", column="standing", row=row.id)
    signature = row.signature
    signed = None if signature is None else vault.open(signature, table="request", column="signature", row=row.id)
    return Page(Case(request_from_dict(facts), standing_from_dict(standing)), signed, row.created_at)


def page(session: Session, vault: Vault, request_id: str, *, to_write: bool = False) -> Page | None:
    """One request; `to_write` keeps other workers from changing it until this unit of work ends."""
    found = select(RequestRow).where(RequestRow.id == request_id)
    row = session.exec(found.with_for_update() if to_write else found).first()
    return None if row is None else _page(vault, row)


def page_by_code(session: Session, vault: Vault, code: str) -> Page | None:
    """One request by the code that people say."""
    row = session.exec(select(RequestRow).where(RequestRow.code == code.strip().upper())).first()
    return None if row is None else _page(vault, row)


def _pages(session: Session, vault: Vault, found: Any) -> list[Page]:
    return [_page(vault, row) for row in session.exec(found)]


def pages_of_client(
    session: Session, vault: Vault, client_id: str, states: frozenset[State] | None = None
) -> list[Page]:
    """The requests about one client that they may know of, newest first."""
    known = LIVE | ENDED if states is None else states
    found = select(RequestRow).where(RequestRow.client_id == client_id, col(RequestRow.state).in_(sorted(known)))
    return _pages(session, vault, found.order_by(col(RequestRow.created_at).desc(), col(RequestRow.id)))


def pages_of_clinician(session: Session, vault: Vault, staff_id: str, *, limit: int = 30) -> list[Page]:
    """The requests of one clinician that are still open or stand, newest first."""
    states = sorted(LIVE | {State.IN_REVIEW})
    found = select(RequestRow).where(RequestRow.clinician_id == staff_id, col(RequestRow.state).in_(states))
    return _pages(session, vault, found.order_by(col(RequestRow.created_at).desc()).limit(limit))


def pages_in_review(session: Session, vault: Vault, *, limit: int = 30) -> list[Page]:
    """The requests that wait for the agency's own look, oldest first."""
    found = select(RequestRow).where(RequestRow.state == State.IN_REVIEW)
    return _pages(session, vault, found.order_by(col(RequestRow.created_at)).limit(limit))


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


def disclosures(
    session: Session, vault: Vault, *, client_id: str | None = None, request_id: str | None = None
) -> list[Sent]:
    """What left the agency about a client or for one request, oldest first."""
    about = or_(Disclosure.client_id == client_id, Disclosure.request_id == request_id)
    rows = session.exec(select(Disclosure).where(about).order_by(col(Disclosure.sent_at), col(Disclosure.id)))
    return [_sent(vault, row) for row in rows]


def _sent(vault: Vault, row: Disclosure) -> Sent:
    facts = vault.open_json(row.facts, table="disclosure", column="facts", row=row.id)
    return Sent(row.id, row.request_id, row.staff_id, row.sent_at, facts)


def standing_of_client(session: Session, vault: Vault, client_id: str) -> list[Page]:
    """The consents of a client that stand now."""
    return pages_of_client(session, vault, client_id, STANDING)

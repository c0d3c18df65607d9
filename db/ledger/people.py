"""Writing about people: the agency, its staff, its clients, and the invitations that bring them in."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session

from db.columns import Instant
from db.errors import StaleVersion
from db.ids import AGENCY, CHAT_KEY, new_id
from db.ledger.record import event
from db.read_statements import first, given, table
from db.tables import Agency, Client, Draft, Invitation, Requester, Staff
from db.vault import Vault

_agencies, _staff, _clients, _invitations, _requesters, _drafts = (
    table(each) for each in (Agency, Staff, Client, Invitation, Requester, Draft)
)
_code = _invitations.c
#: What is given besides the person is written.
CHANGE_CLIENT = update(_clients).where(_clients.c.id == bindparam("of", type_=_clients.c.id.type))
CHANGE_STAFF = update(_staff).where(_staff.c.id == bindparam("of", type_=_staff.c.id.type))
MOVE_DIGEST = (
    update(_staff)
    .where(_staff.c.id == bindparam("row"), _staff.c.next_digest_at == bindparam("planned", type_=Instant()))
    .values(next_digest_at=bindparam("following", type_=Instant()))
)
USE = update(_invitations).where(_code.id == bindparam("of", type_=_code.id.type), _code.used_at.is_(None))
NEWEST_CODE = select(_code.id, _code.code_key).where(given(_code.person_id)).order_by(_code.created_at.desc()).limit(1)
COUNT_TRY = update(_invitations).where(_code.id == bindparam("of", type_=_code.id.type)).values(tries=_code.tries + 1)
REWRITE = update(_drafts).where(_drafts.c.staff_id == bindparam("of", type_=_drafts.c.staff_id.type))
DROP = delete(_drafts).where(given(_drafts.c.staff_id))


def save_agency(
    session: Session,
    vault: Vault,
    *,
    now: datetime,
    name: str,
    timezone: str,
    language: str,
    quiet: tuple[time, time],
    emergency_number: str,
    crisis_line: str,
    crisis_checked_on: date,
) -> None:
    """Write the one agency of this database."""
    row = {
        "id": AGENCY,
        "name": vault.seal(name, table="agency", column="name", row=AGENCY),
        "timezone": timezone,
        "language": language,
        "quiet_from": quiet[0],
        "quiet_to": quiet[1],
        "emergency_number": emergency_number,
        "crisis_line": crisis_line,
        "crisis_checked_on": crisis_checked_on,
        "created_at": now,
    }
    session.connection().execute(insert(_agencies), row)
    event(session, vault, chain="agency", at=now, actor="admin", action="agency_set_up")


def change_crisis(
    session: Session,
    vault: Vault,
    *,
    emergency_number: str,
    crisis_line: str,
    checked_on: date,
    now: datetime,
    actor: str,
) -> None:
    """Write the numbers to call in danger, and the day on which somebody called them to see (SAFE-8)."""
    values = {"emergency_number": emergency_number, "crisis_line": crisis_line, "crisis_checked_on": checked_on}
    session.connection().execute(update(_agencies).where(_agencies.c.id == AGENCY), values)
    detail = {"emergency": emergency_number, "crisis": crisis_line, "checked_on": checked_on.isoformat()}
    event(session, vault, chain=AGENCY, at=now, actor=actor, action="crisis_checked", detail=detail)


def add_staff(
    session: Session,
    vault: Vault,
    *,
    now: datetime,
    name: str,
    role: str,
    language: str,
    next_digest_at: datetime | None = None,
) -> str:
    """Write a new person of the agency and give back the id; without a first time they get no morning list."""
    id = new_id()
    sealed = vault.seal(name, table="staff", column="name", row=id)
    row = {"id": id, "role": role, "name": sealed, "language": language, "created_at": now}
    session.connection().execute(insert(_staff), {**row, "next_digest_at": next_digest_at})
    event(session, vault, chain=f"staff:{id}", at=now, actor="admin", action="staff_added")
    return id


def add_client(
    session: Session,
    vault: Vault,
    *,
    now: datetime,
    alias: str,
    clinician_id: str,
    language: str,
    actor: str,
    timezone: str | None = None,
) -> str:
    """Write a new client under initials and give back the id; without a `timezone` (IANA) the agency's counts."""
    id = new_id()
    sealed = vault.seal(alias, table="client", column="alias", row=id)
    row = {"id": id, "alias": sealed, "clinician_id": clinician_id, "language": language, "timezone": timezone}
    session.connection().execute(insert(_clients), {**row, "created_at": now})
    event(session, vault, chain=f"client:{id}", at=now, actor=actor, action="client_added")
    return id


def change_client(
    session: Session,
    vault: Vault,
    client_id: str,
    *,
    now: datetime,
    actor: str,
    action: str | None,
    changes: Mapping[str, Any],
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Change columns of a client; `action` None leaves no event (only for what is asked next, never for a choice)."""
    session.connection().execute(CHANGE_CLIENT, {"of": client_id, **changes})
    if action is not None:
        event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=action, detail=detail)


def note(
    session: Session, vault: Vault, client_id: str, *, now: datetime, actor: str, action: str, detail: Mapping[str, Any]
) -> None:
    """Record something about a client that changes nothing of them."""
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=action, detail=detail)


def change_staff(
    session: Session,
    vault: Vault,
    staff_id: str,
    *,
    now: datetime,
    actor: str,
    action: str | None,
    changes: Mapping[str, Any],
) -> None:
    """Change columns of a staff member; `action` None leaves no event."""
    session.connection().execute(CHANGE_STAFF, {"of": staff_id, **changes})
    if action is not None:
        event(session, vault, chain=f"staff:{staff_id}", at=now, actor=actor, action=action)


def move_digest(session: Session, staff_id: str, planned: datetime, following: datetime) -> bool:
    """Plan the next morning list of a person; False if somebody else has done so already."""
    moved = session.connection().execute(MOVE_DIGEST, {"row": staff_id, "planned": planned, "following": following})
    return moved.rowcount == 1


def chat_columns(vault: Vault, table: str, person_id: str, user_id: int) -> dict[str, bytes]:
    """The sealed chat of a person and its look-up key."""
    sealed = vault.seal(str(user_id), table=table, column="chat", row=person_id)
    return {"chat": sealed, "chat_key": vault.key_for(CHAT_KEY, str(user_id))}


def invite(
    session: Session,
    vault: Vault,
    *,
    now: datetime,
    audience: str,
    person_id: str,
    token: str,
    code: str | None,
    expires_at: datetime,
    actor: str,
) -> None:
    """Keep a one-time link; of the token and the spoken code only keyed hashes are stored."""
    id = new_id()
    row = {
        "id": id,
        "token_key": vault.key_for("invitation", token),
        "code_key": vault.key_for(f"code:{id}", code) if code else None,
        "audience": audience,
        "person_id": person_id,
        "expires_at": expires_at,
        "created_at": now,
    }
    session.connection().execute(insert(_invitations), row)
    event(session, vault, chain=f"{audience}:{person_id}", at=now, actor=actor, action="invited")


def use_invitation(session: Session, id: str, *, now: datetime, by: bytes) -> None:
    """Mark a link as used by one chat. Raises StaleVersion if somebody else was first."""
    if session.connection().execute(USE, {"of": id, "used_at": now, "used_by": by}).rowcount != 1:
        raise StaleVersion


def code_is_right(session: Session, vault: Vault, person_id: str, code: str) -> bool:
    """Whether this is the spoken code of the newest invitation of a client; counts the try."""
    newest = first(session, NEWEST_CODE, person_id=person_id)
    if newest is None or newest.code_key is None:
        return False
    session.connection().execute(COUNT_TRY, {"of": newest.id})
    return bool(vault.key_for(f"code:{newest.id}", code) == newest.code_key)


def save_requester(session: Session, vault: Vault, *, now: datetime, name: str, kind: str, actor: str) -> str:
    """Write somebody who asks, so that the next request needs no typing."""
    id = new_id()
    sealed = vault.seal(name, table="requester", column="name", row=id)
    session.connection().execute(insert(_requesters), {"id": id, "name": sealed, "kind": kind, "created_at": now})
    event(session, vault, chain=AGENCY, at=now, actor=actor, action="requester_added", detail={"requester": id})
    return id


def save_draft(session: Session, vault: Vault, staff_id: str, facts: Mapping[str, Any], *, now: datetime) -> None:
    """Write the half-written request of a clinician, over the one before."""
    sealed = vault.seal_json(dict(facts), table="draft", column="facts", row=staff_id)
    connection = session.connection()
    if connection.execute(REWRITE, {"of": staff_id, "facts": sealed}).rowcount == 0:
        row = {"id": new_id(), "staff_id": staff_id, "facts": sealed, "created_at": now}
        connection.execute(insert(_drafts), row)


def drop_draft(session: Session, staff_id: str) -> None:
    """Forget the half-written request of a clinician."""
    session.connection().execute(DROP, {"staff_id": staff_id})

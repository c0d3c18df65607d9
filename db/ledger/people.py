"""Writing about people: the agency, its staff, its clients, and the invitations that bring them in."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from db.errors import StaleVersion
from db.ids import AGENCY, CHAT_KEY, new_id
from db.ledger.record import event
from db.tables import Agency, Client, Draft, Invitation, Requester, Staff
from db.vault import Vault


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
    session.add(
        Agency(
            id=AGENCY,
            name=vault.seal(name, table="agency", column="name", row=AGENCY),
            timezone=timezone,
            language=language,
            quiet_from=quiet[0],
            quiet_to=quiet[1],
            emergency_number=emergency_number,
            crisis_line=crisis_line,
            crisis_checked_on=crisis_checked_on,
            created_at=now,
        )
    )
    event(session, vault, chain="agency", at=now, actor="admin", action="agency_set_up")


def add_staff(session: Session, vault: Vault, *, now: datetime, name: str, role: str, language: str) -> str:
    """Write a new person of the agency and give back the id."""
    id = new_id()
    sealed = vault.seal(name, table="staff", column="name", row=id)
    session.add(Staff(id=id, role=role, name=sealed, language=language, next_digest_at=now, created_at=now))
    session.flush()
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
    session.add(
        Client(id=id, alias=sealed, clinician_id=clinician_id, language=language, timezone=timezone, created_at=now)
    )
    session.flush()
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
    session.connection().execute(update(Client).where(col(Client.id) == client_id).values(**changes))
    if action is not None:
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
    session.connection().execute(update(Staff).where(col(Staff.id) == staff_id).values(**changes))
    if action is not None:
        event(session, vault, chain=f"staff:{staff_id}", at=now, actor=actor, action=action)


def move_digest(session: Session, staff_id: str, planned: datetime, following: datetime) -> bool:
    """Plan the next morning list of a person; False if somebody else has done so already."""
    same = update(Staff).where(col(Staff.id) == staff_id, col(Staff.next_digest_at) == planned)
    after = {"next_digest_at": following}
    return session.connection().execute(same.values(**after)).rowcount == 1


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
) -> None:
    """Keep a one-time link; of the token and the spoken code only keyed hashes are stored."""
    id = new_id()
    session.add(
        Invitation(
            id=id,
            token_key=vault.key_for("invitation", token),
            code_key=vault.key_for(f"code:{id}", code) if code else None,
            audience=audience,
            person_id=person_id,
            expires_at=expires_at,
            created_at=now,
        )
    )


def use_invitation(session: Session, id: str, *, now: datetime, by: bytes) -> None:
    """Mark a link as used by one chat. Raises StaleVersion if somebody else was first."""
    taken = update(Invitation).where(col(Invitation.id) == id, col(Invitation.used_at).is_(None))
    if session.connection().execute(taken.values(used_at=now, used_by=by)).rowcount != 1:
        raise StaleVersion


def code_is_right(session: Session, vault: Vault, person_id: str, code: str) -> bool:
    """Whether this is the spoken code of the newest invitation of a client; counts the try."""
    newest = select(Invitation).where(Invitation.person_id == person_id).order_by(col(Invitation.created_at).desc())
    row = session.exec(newest).first()
    if row is None or row.code_key is None:
        return False
    row.tries += 1
    session.add(row)
    session.flush()
    return vault.key_for(f"code:{row.id}", code) == row.code_key


def save_requester(session: Session, vault: Vault, *, now: datetime, name: str, kind: str) -> str:
    """Write somebody who asks, so that the next request needs no typing."""
    id = new_id()
    sealed = vault.seal(name, table="requester", column="name", row=id)
    session.add(Requester(id=id, name=sealed, kind=kind, created_at=now))
    session.flush()
    return id


def save_draft(session: Session, vault: Vault, staff_id: str, facts: Mapping[str, Any], *, now: datetime) -> None:
    """Write the half-written request of a clinician, over the one before."""
    sealed = vault.seal_json(dict(facts), table="draft", column="facts", row=staff_id)
    row = session.exec(select(Draft).where(Draft.staff_id == staff_id)).first()
    if row is None:
        row = Draft(id=new_id(), staff_id=staff_id, facts=sealed, created_at=now)
    row.facts = sealed
    session.add(row)
    session.flush()


def drop_draft(session: Session, staff_id: str) -> None:
    """Forget the half-written request of a clinician."""
    row = session.exec(select(Draft).where(Draft.staff_id == staff_id)).first()
    if row is not None:
        session.delete(row)
        session.flush()

"""What the agency does from the command line: set up, add staff, invite clients, save requesters."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from bot.actions.names import plain_name
from consent.cadence import next_digest
from consent.minimum import Kind
from db import lookups
from db.ids import new_spoken_code, new_token
from db.ledger import people
from db.shapes import ClientFacts, StaffMember
from db.vault import Vault

LINK_LIVES = timedelta(hours=72)
ROLES = ("clinician", "admin", "case_manager")
QUIET = (time(20), time(9))  #: Nobody is written to between eight in the evening and nine in the morning.
LONGEST_ALIAS = 12
MOST_CLIENTS = 100_000


class OfficeError(Exception):
    """Something the person at the command line can put right; each kind's own sentence says how."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class AlreadySetUp(OfficeError):
    """This database holds an agency already. Use another ASKFIRST_DATABASE_URL for a new one."""


class UnknownZone(OfficeError):
    """This time zone is unknown. Type one such as America/New_York."""


class NameMissing(OfficeError):
    """A name is missing."""


class UnknownRole(OfficeError):
    """A role is one of: clinician, admin, case_manager."""


class NameTaken(OfficeError):
    """There is a person of this name already. Add something that tells them apart."""


class NotInitials(OfficeError):
    """Give initials of at most 12 characters, such as M.R., not a name."""


class AliasTaken(OfficeError):
    """This clinician has a connected client of these initials. Add something that tells them apart, such as M.R.2."""


class UnknownClinician(OfficeError):
    """There is no such clinician. Type: askfirst staff list"""


class UnknownStaff(OfficeError):
    """Nobody of the agency has this name. Type: askfirst staff list"""


class UnknownKind(OfficeError):
    """This kind of requester is unknown. Type: askfirst requester add --help"""


@dataclass(frozen=True, slots=True)
class Invited:
    """A one-time link, and for a client the code to say in the room. Neither is stored."""

    person_id: str
    token: str
    code: str | None
    expires_at: datetime


def set_up(
    session: Session,
    vault: Vault,
    now: datetime,
    *,
    name: str,
    timezone: str,
    language: str,
    emergency: str,
    crisis: str,
    checked_on: date | None = None,
) -> None:
    """Write the agency. Raises OfficeError if there is one, or if the time zone is unknown."""
    if is_set_up(session, vault):
        raise AlreadySetUp
    zone = known_zone(timezone)
    name = plain_name(name)
    if not name:
        raise NameMissing
    people.save_agency(
        session,
        vault,
        now=now,
        name=name,
        timezone=timezone,
        language=language,
        quiet=QUIET,
        emergency_number=emergency,
        crisis_line=crisis,
        crisis_checked_on=checked_on or now.astimezone(zone).date(),
    )


def add_staff(session: Session, vault: Vault, now: datetime, *, name: str, role: str, language: str) -> Invited:
    """Add a person of the agency with a one-time link. Raises OfficeError for an unknown role or an empty name."""
    if role not in ROLES:
        raise UnknownRole
    name = plain_name(name)
    if not name:
        raise NameMissing
    if any(same_name(other, name) for other in lookups.staff_members(session, vault)):
        raise NameTaken
    agency = lookups.agency(session, vault)
    first = None if agency is None else next_digest(now, ZoneInfo(agency.timezone))
    id = people.add_staff(session, vault, now=now, name=name, role=role, language=language, next_digest_at=first)
    return _invite(session, vault, now, "staff", id, None)


def same_name(staff: StaffMember, name: str) -> bool:
    """Whether this is the person's name, however it is written."""
    return staff.name.casefold() == plain_name(name).casefold()


def is_set_up(session: Session, vault: Vault) -> bool:
    """Whether this database holds an agency."""
    return lookups.agency(session, vault) is not None


def known_zone(timezone: str) -> ZoneInfo:
    """The time zone of this IANA name. Raises UnknownZone."""
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise UnknownZone from unknown


def invite_client(
    session: Session,
    vault: Vault,
    now: datetime,
    *,
    alias: str,
    clinician: str,
    language: str,
    timezone: str | None = None,
) -> Invited:
    """Add a client under initials with a one-time link and a spoken code. Raises OfficeError with the remedy.

    `timezone` is the client's own (IANA), where it is not the agency's.
    """
    own = {} if timezone is None else {"timezone": known_zone(timezone).key}
    alias = plain_name(alias)
    if not alias or len(alias) > LONGEST_ALIAS:
        raise NotInitials
    found = [s for s in lookups.staff_members(session, vault) if same_name(s, clinician)]
    if not found:
        raise UnknownClinician
    id = _waiting_client(session, vault, found[0], alias)
    if id is None:
        id = people.add_client(
            session, vault, now=now, alias=alias, clinician_id=found[0].id, language=language, actor="admin", **own
        )
    else:
        changes = {"language": language, **own}
        people.change_client(session, vault, id, now=now, actor="admin", action="invited_again", changes=changes)
    return _invite(session, vault, now, "client", id, new_spoken_code())


def _waiting_client(session: Session, vault: Vault, clinician: StaffMember, alias: str) -> str | None:
    """A client of these initials who is not in, or out of reach, to be invited anew. Raises AliasTaken otherwise."""
    for client in lookups.clients_of(session, vault, clinician.id, limit=500):
        if client.alias.casefold() == alias.casefold():
            if client.channel == "ready":
                raise AliasTaken
            return client.id
    return None


def _invite(session: Session, vault: Vault, now: datetime, audience: str, person_id: str, code: str | None) -> Invited:
    token, expires_at = new_token(), now + LINK_LIVES
    people.invite(
        session,
        vault,
        now=now,
        audience=audience,
        person_id=person_id,
        token=token,
        code=code,
        expires_at=expires_at,
        actor="admin",
    )
    return Invited(person_id, token, code, expires_at)


def add_requester(session: Session, vault: Vault, now: datetime, *, name: str, kind: str) -> str:
    """Save somebody who asks; a known name stays one requester. Raises OfficeError for an unknown kind or no name."""
    if kind not in set(Kind):
        raise UnknownKind
    name = plain_name(name)
    if not name:
        raise NameMissing
    for known in lookups.requesters(session, vault, limit=1000):
        if known.name.casefold() == name.casefold():
            return known.id
    return people.save_requester(session, vault, now=now, name=name, kind=kind, actor="admin")


def client_list(session: Session, vault: Vault) -> list[tuple[ClientFacts, str]]:
    """Every client with the name of the clinician who works with them."""
    staff = lookups.staff_members(session, vault)
    return [(c, s.name) for s in staff for c in lookups.clients_of(session, vault, s.id, limit=MOST_CLIENTS)]


def staff_list(session: Session, vault: Vault) -> list[StaffMember]:
    """Everybody of the agency."""
    return lookups.staff_members(session, vault)

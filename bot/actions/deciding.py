"""Who decides beside or for a client, and from when to when: written down by the agency."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.actions.names import plain_name
from bot.actions.office import OfficeError, UnknownClinician, same_name
from consent.deciders import Authority, Deciders, Representative
from db import deciders as kept
from db import lookups
from db.ids import new_id
from db.ledger.deciders import save_deciders
from db.shapes import AgencyFacts, ClientFacts
from db.vault import Vault

MOST_CLIENTS = 5000


class UnknownClient(OfficeError):
    """This clinician has no such client. Give the initials as they were at the invitation."""


class UnknownRepresentative(OfficeError):
    """This client has no such representative. Type: askfirst client representative list"""


class NoProof(OfficeError):
    """Say which paper was seen, and where it is kept."""


class NotADay(OfficeError):
    """This day cannot be right. Type it as 2010-05-31."""


@dataclass(frozen=True, slots=True)
class Whose:
    """A client, by their initials and the clinician who works with them."""

    alias: str
    clinician: str


def set_born(session: Session, vault: Vault, now: datetime, whose: Whose, born: date) -> None:
    """Write down when a client was born, so that it is known who may decide (ST-MINOR, P2-14). Raises OfficeError."""
    client, agency = client_named(session, vault, whose), _agency(session, vault)
    if not date(1900, 1, 1) <= born <= now.date():
        raise NotADay
    known = replace(kept.of_client(session, vault, client.id), born=born)
    _save(session, vault, now, agency, client, known, kept.BORN)


def add(
    session: Session,
    vault: Vault,
    now: datetime,
    whose: Whose,
    *,
    name: str,
    authority: Authority,
    proof: str,
    ends_on: date | None = None,
    starts_on: date | None = None,
) -> str:
    """Write down somebody who may decide for a client, and by what right; gives back their id (HIPAA-C1-vi-b).

    Raises OfficeError.
    """
    client, agency = client_named(session, vault, whose), _agency(session, vault)
    if not proof.strip():
        raise NoProof
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise NotADay
    new = Representative(new_id(), plain_name(name), authority, proof.strip(), ends_on, starts_on=starts_on)
    known = kept.of_client(session, vault, client.id)
    known = replace(known, representatives=(*known.representatives, new))
    _save(session, vault, now, agency, client, known, kept.ADDED, {"id": new.id, "authority": authority})
    return new.id


def refuse(session: Session, vault: Vault, now: datetime, whose: Whose, *, id: str, reason: str) -> None:
    """Treat somebody as representative no more: at once, also for what they said before (HIPAA-PR-3).

    The reason is for the agency alone. Raises OfficeError.
    """
    client, agency = client_named(session, vault, whose), _agency(session, vault)
    known = kept.of_client(session, vault, client.id)
    if known.named(id) is None:
        raise UnknownRepresentative
    rest = tuple(replace(each, refused=True) if each.id == id else each for each in known.representatives)
    known, detail = replace(known, representatives=rest), {"id": id, "reason": reason}
    _save(session, vault, now, agency, client, known, kept.REFUSED, detail)


def listed(session: Session, vault: Vault, whose: Whose) -> list[dict[str, Any]]:
    """The representatives of a client. Raises OfficeError."""
    known = kept.of_client(session, vault, client_named(session, vault, whose).id)
    return list(kept.write(known)["representatives"])


def _save(
    session: Session,
    vault: Vault,
    now: datetime,
    agency: AgencyFacts,
    client: ClientFacts,
    known: Deciders,
    action: str,
    detail: dict[str, Any] | None = None,
) -> None:
    """The time to look again is the first of a month: the day itself would give a birthday away to who reads a copy.

    Where the birthday is over already, the clock looks at once.
    """
    at = of_age_at(known, agency.timezone)
    month = None if at is None else max(now, at.replace(day=1))
    save_deciders(
        session, vault, client.id, known, review_at=month, now=now, actor="admin", action=action, detail=detail
    )


def of_age_at(known: Deciders, timezone: str) -> datetime | None:
    """The instant from which the client decides alone, on the agency's clock; None where no birth date is known."""
    day = known.of_age_on
    return None if day is None else datetime.combine(day, time(), tzinfo=ZoneInfo(timezone))


def client_named(session: Session, vault: Vault, whose: Whose) -> ClientFacts:
    """The client of these initials who works with this clinician. Raises OfficeError."""
    staff = next((s for s in lookups.staff_members(session, vault) if same_name(s, whose.clinician)), None)
    if staff is None:
        raise UnknownClinician
    return _of_these(lookups.clients_of(session, vault, staff.id, limit=MOST_CLIENTS), whose.alias)


def _of_these(clients: Iterable[ClientFacts], alias: str) -> ClientFacts:
    found = next((each for each in clients if each.alias.casefold() == alias.strip().casefold()), None)
    if found is None:
        raise UnknownClient
    return found


def _agency(session: Session, vault: Vault) -> AgencyFacts:
    agency = lookups.agency(session, vault)
    if agency is None:
        raise UnknownClinician
    return agency

"""Who decides beside or for a client: written down by the agency, and looked at again when a minor comes of age."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.actions.cases import case_facts
from bot.actions.names import plain_name
from bot.actions.office import OfficeError, UnknownClinician, same_name
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.deciders import Authority, Deciders, Representative, came_of_age
from consent.states import STANDING
from db import deciders as kept
from db import lookups
from db.ids import new_id
from db.ledger.deciders import look_again, save_deciders
from db.ledger.requests import note
from db.shapes import AgencyFacts, ClientFacts, Page
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
    _save(session, vault, now, agency, client, known, "birth_date_noted")


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
) -> str:
    """Write down somebody who may decide for a client, and by what right; gives back their id (HIPAA-C1-vi-b).

    Raises OfficeError.
    """
    client, agency = client_named(session, vault, whose), _agency(session, vault)
    if not proof.strip():
        raise NoProof
    new = Representative(new_id(), plain_name(name), authority, proof.strip(), ends_on)
    known = kept.of_client(session, vault, client.id)
    known = replace(known, representatives=(*known.representatives, new))
    _save(session, vault, now, agency, client, known, "representative_added", {"id": new.id, "authority": authority})
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
    _save(session, vault, now, agency, client, known, "representative_refused", detail)


def listed(session: Session, vault: Vault, whose: Whose) -> list[dict[str, Any]]:
    """The representatives of a client. Raises OfficeError."""
    known = kept.of_client(session, vault, client_named(session, vault, whose).id)
    return list(kept.write(known)["representatives"])


def due(turn: Turn, limit: int) -> list[str]:
    """The clients who may have come of age."""
    return kept.due(turn.session, turn.now, limit=limit)


def review(turn: Turn, client_id: str) -> None:
    """A client is of age: whoever works with them hears which consents were given for them as a child (ST-MINOR)."""
    known, client = kept.of_client(turn.session, turn.vault, client_id), turn.client(client_id)
    at = _of_age_at(known, turn.agency)
    if at is not None and at > turn.now:
        look_again(turn.session, client_id, at)
        return
    look_again(turn.session, client_id, None)
    today = turn.now.astimezone(turn.zone).date()
    for page in lookups.pages_of_client(turn.session, turn.vault, client_id, STANDING):
        if client is not None and came_of_age(page.case.standing, known, today):
            _alert(turn, client, page)


def _alert(turn: Turn, client: ClientFacts, page: Page) -> None:
    request = page.case.request
    note(turn.session, turn.vault, request.id, now=turn.now, actor=turn.actor, action="came_of_age")
    staff = turn.staff(request.clinician_id)
    if staff is not None:
        keys = (Button(Press.CHECK), Button(Press.NEW), Button(Press.CLOSE))
        turn.tell(staff, show(Screen.ALERT_OF_AGE, case_facts(turn, page, client), *keys), case=page.case)


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
    """The time to look again is the first of a month: the day itself would give a birthday away to who reads a copy."""
    at = _of_age_at(known, agency)
    month = None if at is None or at <= now else at.replace(day=1)
    save_deciders(
        session, vault, client.id, known, review_at=month, now=now, actor="admin", action=action, detail=detail
    )


def _of_age_at(known: Deciders, agency: AgencyFacts) -> datetime | None:
    day = known.of_age_on
    return None if day is None else datetime.combine(day, time(), tzinfo=ZoneInfo(agency.timezone))


def client_named(session: Session, vault: Vault, whose: Whose) -> ClientFacts:
    """The client that is meant. Raises OfficeError."""
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

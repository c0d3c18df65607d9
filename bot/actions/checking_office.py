"""Requesters at the command line: saved together with how they were checked, checked later, or found to be others."""

from dataclasses import dataclass
from datetime import date

from bot.actions.checking import withdraw
from bot.actions.office import OfficeError, add_requester
from bot.actions.owning_up import page_named, person_named
from bot.actions.turn import Turn
from consent.checking import GOOD_FOR, OF_ONE_CASE, PAPERS, Check, HowChecked, Identity, identity
from consent.minimum import Kind
from db import lookups
from db.ledger.requesters import note_check
from db.requesters import checks_of
from db.shapes import SavedRequester

MOST_REQUESTERS = 100_000


class UnknownWay(OfficeError):
    """This way to check is unknown. Type: askfirst requester verify --help"""


class UnknownRequester(OfficeError):
    """There is no such requester. Type: askfirst requester list"""


class PaperMissing(OfficeError):
    """Say with --document which paper it was and where it is kept."""


class OnlyForOneRequest(OfficeError):
    """Such a paper gives the right to ask in one case only. Say with --request which request it is for."""


class NotTheirRequest(OfficeError):
    """That request came from somebody else."""


@dataclass(frozen=True, slots=True)
class Noted:
    """How somebody of the agency says they checked a requester; `code` names the one request it is for."""

    method: str
    by: str
    document: str = ""
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A saved requester, how well it is known who they are, and the last day on which that counts."""

    name: str
    kind: str
    identity: Identity
    until: date | None


def everybody(turn: Turn) -> list[Known]:
    """Every saved requester, newest first."""
    return [_known(turn, each) for each in lookups.requesters(turn.session, turn.vault, limit=MOST_REQUESTERS)]


def how_known(turn: Turn, name: str) -> Known:
    """The one of this name. Raises UnknownRequester."""
    return _known(turn, _named(turn, name))


def _known(turn: Turn, saved: SavedRequester) -> Known:
    checks = checks_of(turn.session, turn.vault, saved.id)
    found, check = identity(checks, Kind(saved.kind), (), since=turn.now, now=turn.now)
    until = None if check is None else (check.at + GOOD_FOR).astimezone(turn.zone).date()
    return Known(saved.name, saved.kind, found, until)


def add_checked(turn: Turn, *, name: str, kind: str, noted: Noted) -> str:
    """Save a requester together with how they were checked, and give the id. Raises OfficeError."""
    id = add_requester(turn.session, turn.vault, turn.now, name=name, kind=kind)
    _verify(turn, id, noted)
    return id


def verify(turn: Turn, name: str, noted: Noted) -> None:
    """Note how a saved requester was checked, by whom and when (HIPAA-V-1). Raises OfficeError."""
    _verify(turn, _named(turn, name).id, noted)


def not_them(turn: Turn, name: str, by: str) -> int:
    """It was not them: shut the gate for their open requests, and tell how many those are. Raises OfficeError."""
    return withdraw(turn, person_named(turn, by), _named(turn, name).id)


def _verify(turn: Turn, requester_id: str, noted: Noted) -> None:
    if noted.method not in set(HowChecked):
        raise UnknownWay
    way, document = HowChecked(noted.method), noted.document.strip()
    if way in PAPERS and not document:
        raise PaperMissing
    if way in OF_ONE_CASE and noted.code is None:
        raise OnlyForOneRequest
    staff = person_named(turn, noted.by)
    request = None if noted.code is None else page_named(turn, noted.code).case.request
    if request is not None and request.requester.id != requester_id:
        raise NotTheirRequest
    check = Check(turn.now, staff.id, way, document, request.id if request else None)
    note_check(turn.session, turn.vault, requester_id, check, now=turn.now, actor=f"staff:{staff.id}")


def _named(turn: Turn, name: str) -> SavedRequester:
    wanted = name.strip().casefold()
    known = lookups.requesters(turn.session, turn.vault, limit=MOST_REQUESTERS)
    found = next((each for each in known if each.name.casefold() == wanted), None)
    if found is None:
        raise UnknownRequester
    return found

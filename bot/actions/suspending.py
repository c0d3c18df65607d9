"""An official has the agency keep back that something went to them, until a day; then it is in view again."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.actions.counting import ground
from bot.actions.office import OfficeError
from bot.actions.owning_up import note, page_named, person_named
from bot.actions.turn import Turn
from bot.screens import Screen
from consent.suspending import Unfit, may_suspend, unfit
from db import lookups, suspensions, without_yes
from db.ledger import exceptions, messages
from db.ledger.suspensions import suspend as write
from db.shapes import Page, Sent, StaffMember

SUSPENDED = "exception_suspended"  #: The name under which it stands in the record of its request.


class NothingToSuspend(OfficeError):
    """Nothing of this request went to an oversight agency or the police, so the client's view stays whole."""


class NoOfficial(OfficeError):
    """Type who said so after --official, with their office."""


class NoStatement(OfficeError):
    """Type after --statement where the statement lies, or what was said."""


class EndsBefore(OfficeError):
    """Type a day after --until that is still to come: every suspension names its end."""


class OralTooLong(OfficeError):
    """What was only said holds 30 days at most. Ask for it in writing, or type an earlier day."""


class OralAgain(OfficeError):
    """It was put off by word of mouth before. Now only a written statement counts."""


_ERRORS: dict[Unfit, type[OfficeError]] = {
    Unfit.NO_OFFICIAL: NoOfficial,
    Unfit.NO_STATEMENT: NoStatement,
    Unfit.NO_TIME: EndsBefore,
    Unfit.ORAL_TOO_LONG: OralTooLong,
    Unfit.ORAL_AGAIN: OralAgain,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What an official said: who, where it lies or in which words, until when (aware), and whether it is on paper."""

    official: str
    where: str
    until: datetime
    oral: bool


def suspend(turn: Turn, code: str, by: str, said: Statement) -> int:
    """Keep what went to officials under this request from the client's view until then; gives how many lines.

    The client's own answer and what they said yes to stay in view. Raises OfficeError.
    """
    page, staff = page_named(turn, code), person_named(turn, by)
    client_id = page.case.request.client_id
    gone = [each for each in _gone(turn, page) if may_suspend(ground(each, page))]
    if not gone:
        raise NothingToSuspend
    before = suspensions.of_client(turn.session, turn.vault, client_id)
    ours = {each.id for each in gone}
    oral_before = any(each.facts["oral"] and each.disclosure_id in ours for each in before)
    wrong = unfit(said.official, said.where, said.until, turn.now, oral=said.oral, oral_before=oral_before)
    if wrong is not None:
        raise _ERRORS[wrong]
    for each in gone:
        _write(turn, page, staff, each, said)
    _put_off_telling(turn, page, said.until)
    return len(gone)


def _write(turn: Turn, page: Page, staff: StaffMember, sent: Sent, said: Statement) -> None:
    facts = {"official": said.official, "statement": said.where, "oral": said.oral, "by": staff.id}
    of = page.case.request.client_id
    write(turn.session, turn.vault, sent, client_id=of, facts=facts, until=said.until, now=turn.now)
    detail = {**facts, "disclosure": sent.id, "until": said.until.isoformat()}
    note(turn, page, staff, SUSPENDED, detail)


def _put_off_telling(turn: Turn, page: Page, until: datetime) -> None:
    """What the client has not been told yet is not told before that day; staff are reminded then (D-2)."""
    id = page.case.request.id
    messages.drop_waiting(turn.session, "suspended", request_id=id, kinds=(Screen.SHARED_WITHOUT,))
    for each in without_yes.of_request(turn.session, id):
        if each.waits_for_telling:
            later = max(until, each.tell_by or until)
            wake = min(at for at in (later, each.review_by, each.name_law_by) if at is not None)
            exceptions.move(turn.session, replace(each, tell_by=later, wake_at=wake))


def is_suspended(turn: Turn, page: Page) -> bool:
    """Whether the client is not to read now of something that left under this request."""
    away = suspensions.hidden(turn.session, page.case.request.client_id, turn.now)
    return any(each.id in away for each in _gone(turn, page))


def listed(turn: Turn, code: str) -> list[dict[str, Any]]:
    """Every statement about what left under this request, oldest first. Raises OfficeError."""
    page = page_named(turn, code, to_write=False)
    ours = {each.id for each in _gone(turn, page)}
    kept = suspensions.of_client(turn.session, turn.vault, page.case.request.client_id)
    return [
        {**each.facts, "until": each.until.isoformat(), "at": each.recorded_at.isoformat()}
        for each in kept
        if each.disclosure_id in ours
    ]


def _gone(turn: Turn, page: Page) -> list[Sent]:
    """All of it: for staff nothing is hidden."""
    return lookups.sent_for_request(turn.session, turn.vault, page.case.request.id)

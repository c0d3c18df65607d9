"""What the requester said once the answer went back: recorded beside it, so that nobody asks the same again for it."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.actions.cases import case_facts
from bot.actions.office import OfficeError, UnknownClinician, same_name
from bot.actions.owning_up import UnknownCase
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.received import RequesterReply
from consent.request import Case
from consent.states import PREPARED, State
from db import lookups
from db.events import newest_of
from db.ledger import requests
from db.shapes import Page, StaffMember
from db.vault import Vault

REPLIED = "requester_replied"


class NotAnswered(OfficeError):
    """The client has not answered yet, so there is nothing the requester could reply to."""


def is_answered(case: Case) -> bool:
    """Whether there is an answer that could have gone back to the requester."""
    return case.standing.state not in PREPARED | {State.ASKED}


def ask_reply(turn: Turn, staff: StaffMember, page: Page) -> None:
    """Ask what they said to the answer."""
    client = turn.client(page.case.request.client_id)
    keys = (*(Button(Press.REPLIED, reply) for reply in RequesterReply), Button(Press.BACK))
    turn.reply(staff, show(Screen.REQUESTER_SAID, case_facts(turn, page, client), *keys), case=page.case)


def take_reply(turn: Turn, page: Page, reply: str) -> None:
    """Record what they said; a second tap on the same says nothing new (DP-4)."""
    id = page.case.request.id
    if is_answered(page.case) and reply_of(turn.session, turn.vault, id) != reply:
        _note(turn.session, turn.vault, id, RequesterReply(reply), turn.now, turn.actor)


def record(session: Session, vault: Vault, now: datetime, code: str, reply: RequesterReply, by: str) -> None:
    """The same for the request of this code, by a person of the agency. Raises OfficeError."""
    page = lookups.page_by_code(session, vault, code.strip().upper())
    if page is None:
        raise UnknownCase
    staff = [each for each in lookups.staff_members(session, vault) if same_name(each, by)]
    if not staff:
        raise UnknownClinician
    if not is_answered(page.case):
        raise NotAnswered
    _note(session, vault, page.case.request.id, reply, now, f"staff:{staff[0].id}")


def reply_of(session: Session, vault: Vault, request_id: str) -> RequesterReply | None:
    """The newest thing they said to the answer of one request."""
    event = newest_of(session, vault, f"request:{request_id}", REPLIED)
    return None if event is None else RequesterReply(event.detail["reply"])


def replied_among(session: Session, vault: Vault, requester_id: str, history: Iterable[Case]) -> frozenset[str]:
    """Those of the requests of this asker to whose answer they have replied, by id (DP-4)."""
    own = (case.request.id for case in history if case.request.requester.id == requester_id)
    return frozenset(id for id in own if reply_of(session, vault, id) is not None)


def _note(session: Session, vault: Vault, id: str, reply: RequesterReply, now: datetime, actor: str) -> None:
    requests.note(session, vault, id, now=now, actor=actor, action=REPLIED, detail={"reply": reply})

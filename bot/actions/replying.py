"""What the requester said once the answer went back: recorded beside it, so that nobody asks the same again for it."""

from collections.abc import Iterable

from sqlmodel import Session

from bot.actions.cases import case_facts
from bot.actions.office import OfficeError, UnknownStaff, same_name
from bot.actions.owning_up import UnknownCase
from bot.actions.pages import apply, open_page
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.received import RequesterReply, ended_by
from consent.request import Case
from consent.states import PREPARED, State
from consent.steps import withdraw
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
    """Ask what they said to the answer; before there is one, they can only take the request back."""
    client = turn.client(page.case.request.client_id)
    keys = (*(Button(Press.REPLIED, reply) for reply in RequesterReply if _can_be_said(page.case, reply)),)
    facts = case_facts(turn, page, client)
    turn.reply(staff, show(Screen.REQUESTER_SAID, facts, *keys, Button(Press.BACK)), case=page.case)


def _can_be_said(case: Case, reply: RequesterReply) -> bool:
    return is_answered(case) or (reply is RequesterReply.WITHDRAWN and case.standing.state is State.ASKED)


def take_reply(turn: Turn, page: Page, reply: RequesterReply) -> Page:
    """Record what they said; a second tap on the same says nothing new (DP-4).

    Where they took it back, an open question is closed, and a yes on which nothing was sent ends: the client is told,
    and the gate shuts in this same transaction.
    """
    id = page.case.request.id
    if not _can_be_said(page.case, reply):
        return page
    if reply_of(turn.session, turn.vault, id) != reply:
        detail = {"reply": reply}
        requests.note(turn.session, turn.vault, id, now=turn.now, actor=turn.actor, action=REPLIED, detail=detail)
    if not ended_by(page.case, reply, used=bool(turn.sent(id))):
        return page
    by_them = {"by_requester": True}
    return apply(turn, page, withdraw(page.case, turn.now), detail=by_them, told=by_them)


def record(turn: Turn, code: str, reply: RequesterReply, by: str) -> None:
    """The same for the request of this code, by a person of the agency. Raises OfficeError."""
    found = lookups.page_by_code(turn.session, turn.vault, code.strip().upper())
    page = None if found is None else open_page(turn, found.case.request.id)
    if page is None:
        raise UnknownCase
    staff = [each for each in lookups.staff_members(turn.session, turn.vault) if same_name(each, by)]
    if not staff:
        raise UnknownStaff
    if not _can_be_said(page.case, reply):
        raise NotAnswered
    turn.actor = f"staff:{staff[0].id}"
    take_reply(turn, page, reply)


def reply_of(session: Session, vault: Vault, request_id: str) -> RequesterReply | None:
    """The newest thing they said to the answer of one request."""
    event = newest_of(session, vault, f"request:{request_id}", REPLIED)
    return None if event is None else RequesterReply(event.detail["reply"])


def replied_among(session: Session, vault: Vault, requester_id: str, history: Iterable[Case]) -> frozenset[str]:
    """Those of the requests of this asker to whose answer they have replied, by id (DP-4)."""
    own = (case.request.id for case in history if case.request.requester.id == requester_id)
    return frozenset(id for id in own if reply_of(session, vault, id) is not None)

"""A minor comes of age: what others said yes to for them ends, and they are asked themselves (ST-MINOR, HIPAA-PR-1)."""

from bot.actions.cases import case_facts
from bot.actions.deciding import of_age_at
from bot.actions.pages import apply, open_page
from bot.actions.reopening import ask_same
from bot.actions.replying import reply_of
from bot.actions.requesting import can_be_asked
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.deciders import came_of_age
from consent.received import RequesterReply
from consent.states import STANDING
from consent.steps import come_of_age
from db import deciders, lookups
from db.ledger.deciders import look_again
from db.shapes import ClientFacts, Page


def due(turn: Turn, limit: int) -> list[str]:
    """The clients who may have come of age."""
    return deciders.due(turn.session, turn.now, limit=limit)


def review(turn: Turn, client_id: str) -> None:
    """Once a client is of age: end each yes that was given for them as a child, and put the question to them.

    Each request is opened for writing and looked at again, so that two workers, or a second tick, do it once.
    """
    known, client = deciders.of_client(turn.session, turn.vault, client_id), turn.client(client_id)
    at = of_age_at(known, turn.agency.timezone)
    if at is not None and at > turn.now:
        look_again(turn.session, client_id, at)
        return
    rests = None if client is None else client.yes_paused_until
    if rests is not None and rests > turn.now:  # After words about danger nobody is asked; the gate holds meanwhile.
        look_again(turn.session, client_id, rests)
        return
    look_again(turn.session, client_id, None)
    today = turn.now.astimezone(turn.zone).date()
    for standing in lookups.pages_of_client(turn.session, turn.vault, client_id, STANDING):
        page = open_page(turn, standing.case.request.id)
        if client is not None and page is not None and came_of_age(page.case.standing, known, today):
            _begin_anew(turn, client, page)


def _begin_anew(turn: Turn, client: ClientFacts, page: Page) -> None:
    ended = apply(turn, page, come_of_age(page.case, turn.now, turn.zone))
    asked = _ask(turn, client, ended)
    staff = turn.staff(page.case.request.clinician_id)
    if staff is not None:
        facts = {**case_facts(turn, ended, client), "anew": None if asked is None else asked.case.request.code}
        keys = (Button(Press.NEW), Button(Press.CLOSE)) if asked is None else (Button(Press.CLOSE),)
        turn.tell(staff, show(Screen.ALERT_OF_AGE, facts, *keys), case=ended.case)


def _ask(turn: Turn, client: ClientFacts, ended: Page) -> Page | None:
    """The same question to the grown client; None where it would not reach them, or nobody needs it any more."""
    gone = reply_of(turn.session, turn.vault, ended.case.request.id) is RequesterReply.WITHDRAWN
    if gone or not can_be_asked(client):
        return None
    return ask_same(turn, client, ended, of_age=True)

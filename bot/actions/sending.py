"""A request is put to the client, if it may be asked and if it would reach them."""

from typing import Any

from bot.actions.cases import case_facts
from bot.actions.notices import told
from bot.actions.pages import apply, words_in
from bot.actions.policies import only_reviewed_words
from bot.actions.replying import replied_among
from bot.actions.rules import packs_of
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.asking import AskCode, Asked, may_ask
from consent.decision import Effect
from consent.request import Request
from consent.states import State
from consent.steps import send
from db import lookups
from db.shapes import ClientFacts, Page, StaffMember


def examine(turn: Turn, request: Request) -> Asked:
    """What stands in the way of asking this, given what the client was asked before."""
    history = [page.case for page in lookups.pages_of_client(turn.session, turn.vault, request.client_id)]
    answered = replied_among(turn.session, turn.vault, request.requester.id, history)
    client = turn.client(request.client_id)
    words_fit = client is None or client.language in turn.reviewed or not only_reviewed_words(turn)
    return may_ask(
        request, history, turn.now, zone=turn.zone, packs=packs_of(turn), replied=answered, words_fit=words_fit
    )


def examined_facts(turn: Turn, asked: Asked, client: ClientFacts | None) -> dict[str, Any]:
    """What was found, as plain facts for the preview."""
    return {
        "client_language": client.language if client else turn.agency.language,
        "blockers": [{"id": r.id, "code": r.code} for r in asked.blockers],
        "warnings": [{"id": r.id, "code": r.code} for r in asked.warnings],
        "witness": any(r.code is AskCode.IN_PERSON for r in asked.warnings),
    }


def cannot_ask(turn: Turn, staff: StaffMember, client: ClientFacts) -> None:
    """The client cannot be asked here any more: say why; the draft stays."""
    facts = {"alias": client.alias, "code": "", "standing": False}
    silent = client.channel == "ready"
    screen = Screen.ALERT_MESSAGES_STOPPED if silent else Screen.ALERT_UNREACHABLE
    turn.reply(staff, show(screen, facts, Button(Press.CLOSE)))


def put_to_client(turn: Turn, staff: StaffMember, client: ClientFacts, page: Page) -> None:
    """Ask the client: the knock goes out, outside their quiet hours."""
    quiet, client_zone = turn.quiet(client), turn.client_zone(client)
    second = staff.id if page.case.standing.state is State.IN_REVIEW else None
    decision = send(page.case, turn.now, zone=turn.zone, quiet=quiet, client_zone=client_zone, seconded_by=second)
    if decision.effect is not Effect.APPLIED:
        facts = {"code": page.case.request.code}
        turn.reply(staff, show(Screen.CLOSED, facts, Button(Press.NEW)), topic="draft")
        return
    after = apply(turn, page, decision, detail={**told(turn).versions, **words_in(turn, page)})
    facts = {**case_facts(turn, after, client)}
    keys = (Button(Press.STAFF_CASE, after.case.request.id), Button(Press.NEW))
    turn.reply(staff, show(Screen.SENT, facts, *keys), topic="draft")

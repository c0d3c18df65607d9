"""A client needs help to read or to understand: the agency is told what, and somebody calls (ETH-3, A11Y-5)."""

from bot.actions.cases import clinician_of, onward
from bot.actions.meaning import page_in_view
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.states import State
from consent.understanding import Need
from db.ledger import people, requests
from db.shapes import ClientFacts, Page

HELP_WANTED = "help_wanted"  #: The event, in the chain of the question or of the client.


def show_needs(turn: Turn, client: ClientFacts) -> None:
    """What would help? It is free, asks for no reason, and answers no question."""
    page = _waiting(turn, client)
    keys = (*(Button(Press.NEED, need) for need in Need), Button(Press.TALK), onward(page))
    case, topic = (page.case, None) if page else (None, "menu")
    turn.reply(client, show(Screen.NEEDS, turn.facts(), *keys), topic=topic, case=case)


def tell_need(turn: Turn, client: ClientFacts, need: Need) -> None:
    """Tell the clinician what is needed, and the client that they know; nothing else changes."""
    _note(turn, client, page_in_view(turn, client), need)
    page = _waiting(turn, client)
    facts = {**turn.facts(clinician=turn.clinician_name(client)), "need": need}
    keys = (onward(page), Button(Press.MENU)) if page else (Button(Press.MENU),)
    case, topic = (page.case, None) if page else (None, "menu")
    turn.reply(client, show(Screen.NEED_TOLD, facts, *keys), topic=topic, case=case)
    staff = clinician_of(turn, client)
    if staff is not None:
        code = page.case.request.code if page else None
        about = {"alias": client.alias, "code": code, "language": client.language, "need": need}
        turn.tell(staff, show(Screen.ALERT_NEED, about, Button(Press.WRITE, client.id), Button(Press.CLOSE)))


def _waiting(turn: Turn, client: ClientFacts) -> Page | None:
    """The open question that the client is looking at."""
    page = page_in_view(turn, client)
    return page if page is not None and page.case.standing.state is State.ASKED else None


def _note(turn: Turn, client: ClientFacts, page: Page | None, need: Need) -> None:
    detail = {"need": need}
    if page is not None:
        id = page.case.request.id
        requests.note(turn.session, turn.vault, id, now=turn.now, actor=turn.actor, action=HELP_WANTED, detail=detail)
    else:
        people.note(
            turn.session, turn.vault, client.id, now=turn.now, actor=turn.actor, action=HELP_WANTED, detail=detail
        )

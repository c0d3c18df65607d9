"""Papers in the chat or on paper: the client agrees once to sign here, and can go back to paper at any time."""

from bot.actions.cases import clinician_of
from bot.actions.pages import page_of
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.states import State
from db.ledger.notices import give
from db.notices import all_given_to, given_to
from db.shapes import ClientFacts

ESIGN = "esign"  #: The kind under which it is kept.
ESIGN_VERSION = "2026-11-22"  #: Of the words that the client agrees to; new words are asked anew.
CHAT, PAPER, VOID = "chat", "paper", "void"


def agreed(turn: Turn, client: ClientFacts) -> bool:
    """Whether this client agreed to get and sign papers in the chat, to the words of today (ESIG-2)."""
    known = given_to(turn.session, client.id, ESIGN)
    return known is not None and (known.method, known.version) == (CHAT, ESIGN_VERSION)


def agree(turn: Turn, client: ClientFacts) -> None:
    """Keep that the client agreed, and to which words (ESIG-2, E4)."""
    if not agreed(turn, client):
        _keep(turn, client, CHAT, "papers_in_chat_agreed")


def end(turn: Turn, client: ClientFacts) -> None:
    """Keep that the client wants paper from now on; what was signed before stays as it is (ESIG-2)."""
    known = given_to(turn.session, client.id, ESIGN)
    if known is None or known.method != PAPER:
        _keep(turn, client, PAPER, "papers_in_chat_ended")


def void(turn: Turn, client: ClientFacts) -> None:
    """What was agreed to or read in this chat was not by the client: they agree and read themselves (TG-11, P2-22)."""
    for each in all_given_to(turn.session, client.id):
        if each.method == CHAT:
            about = {"version": each.version, "method": VOID, "action": "given_void"}
            give(turn.session, turn.vault, client.id, each.kind, **about, now=turn.now, actor=turn.actor)


def want_paper(turn: Turn, client: ClientFacts) -> None:
    """Back to paper, at any time: from now on questions are asked in person, and a no is still one tap (ESIG-2)."""
    end(turn, client)
    turn.change_client(client.id, "setting_detail", {"detail": "in_person", "awaiting": None})
    page = page_of(turn, client, turn.screen.request_id if turn.screen else None)
    waits = page is not None and page.case.standing.state is State.ASKED
    keys = (Button(Press.SHARE_NOTHING),) if waits else (Button(Press.STOP_SHARING),)
    facts = turn.facts(clinician=turn.clinician_name(client))
    said = show(Screen.PAPER_CHOSEN, facts, *keys, Button(Press.TALK), Button(Press.MENU))
    turn.reply(client, said, case=page.case if page and waits else None, topic=None if waits else "menu")
    staff = clinician_of(turn, client)
    if staff is not None:
        turn.tell(staff, show(Screen.ALERT_PAPER, {"alias": client.alias}, Button(Press.CLOSE)))


def _keep(turn: Turn, client: ClientFacts, method: str, action: str) -> None:
    about = {"version": ESIGN_VERSION, "method": method, "action": action}
    give(turn.session, turn.vault, client.id, ESIGN, **about, now=turn.now, actor=turn.actor)

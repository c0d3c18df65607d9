"""The client stops: one item, one recipient, everything, or our messages."""

from typing import Any

from bot.actions.answering import answer, how, show_case
from bot.actions.arriving import change
from bot.actions.cases import case_facts, clinician_of, sent_facts
from bot.actions.pages import apply, open_page
from bot.actions.returning import back_from_silence
from bot.actions.telling import in_person
from bot.actions.turn import Turn, show, wants_silence
from bot.screens import Button, Press, Screen
from consent.decide import decide
from consent.decision import Effect
from consent.replies import Revoke
from consent.states import STANDING, State
from db import lookups
from db.ledger import messages
from db.shapes import ClientFacts, Page


def stop_request(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Stop everything of one request: the gate closes in this same transaction (REV-2)."""
    lift_stop_word(turn, client)
    answer(turn, client, page, Revoke(), page.case.standing.version)


def choose_item(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Show the items that still go out, one button each."""
    if in_person(client):
        show_case(turn, client, page)
        return
    granted = sorted(page.case.standing.granted)
    keys = (*(Button(Press.STOP_ITEM, str(i)) for i in granted), Button(Press.STOP), Button(Press.BACK))
    turn.reply(client, show(Screen.STOP_ITEMS, case_facts(turn, page, client), *keys), case=page.case)


def stop_item(turn: Turn, client: ClientFacts, page: Page, position: int) -> None:
    """Stop one item and keep the others (REV-9)."""
    seen = page.case.standing.version
    decision = decide(page.case, Revoke(frozenset({position})), seen=seen, now=turn.now, zone=turn.zone)
    if decision.effect is not Effect.APPLIED:
        show_case(turn, client, page)
        return
    what = {"stopped": [position]}
    after = apply(turn, page, decision, answered_here=True, detail={**how(turn), **what}, told=what)
    partly = after.case.standing.state is State.PARTLY_GRANTED
    show_case(turn, client, after, Screen.REVOKED_SOME if partly else Screen.REVOKED, stopped=[position])


def standing(turn: Turn, client: ClientFacts) -> list[Page]:
    """The consents of this client that stand now, by the clock of now."""
    found = lookups.standing_of_client(turn.session, turn.vault, client.id)
    opened = [open_page(turn, page.case.request.id) for page in found]
    return [page for page in opened if page is not None and page.case.standing.state in STANDING]


def stop_sharing(turn: Turn, client: ClientFacts) -> None:
    """Stop sharing, said in words: at once where one consent stands, else which one; till then all is held (REV-2)."""
    pages = standing(turn, client)
    if not pages:
        lift_stop_word(turn, client)
        turn.reply(client, show(Screen.NOTHING_TO_STOP, None, Button(Press.CHOICES), Button(Press.MENU)))
    elif len(pages) == 1:
        stop_request(turn, client, pages[0])
    else:
        facts = {"requests": [_line(client, page) for page in pages]}
        client = change(turn, client, "stop_word", stop_word_at=turn.now)
        each = (Button(Press.STOP, page.case.request.id) for page in pages)
        keys = (*each, Button(Press.STOP_ALL), Button(Press.STOP_NEITHER))
        turn.reply(client, show(Screen.STOP_WHICH, facts, *keys), topic="stop")


def _line(client: ClientFacts, page: Page) -> dict[str, Any]:
    request = page.case.request
    recipient = request.code if in_person(client) else request.recipient.name
    return {"id": request.id, "code": request.code, "recipient": recipient}


def stop_all(turn: Turn, client: ClientFacts) -> None:
    """Stop every consent of this client in one transaction."""
    lift_stop_word(turn, client)
    for page in standing(turn, client):
        decision = decide(page.case, Revoke(), seen=page.case.standing.version, now=turn.now, zone=turn.zone)
        apply(turn, page, decision, answered_here=True, detail=how(turn))
    facts = turn.facts(clinician=turn.clinician_name(client))
    if in_person(client):
        turn.reply(client, show(Screen.SAVED_IN_PERSON, facts, Button(Press.TALK), Button(Press.MENU)), topic="stop")
        return
    sent = sent_facts(turn.sent_about(client.id))
    keys = (Button(Press.WHO_GOT), Button(Press.CHOICES))
    turn.reply(client, show(Screen.STOPPED_ALL, {**facts, "sent": sent}, *keys), topic="stop")


def ask_what_stop_means(turn: Turn, client: ClientFacts) -> None:
    """A bare stop word: hold every release, pause messages, and ask once what was meant."""
    change(turn, client, "stop_word", stop_word_at=turn.now)
    presses = (Press.STOP_MESSAGES, Press.STOP_SHARING, Press.STOP_BOTH, Press.STOP_NEITHER)
    turn.reply(client, show(Screen.STOP_WORD, None, *(Button(p) for p in presses)), topic="stop")


def lift_stop_word(turn: Turn, client: ClientFacts) -> None:
    """The client said what the stop word meant: the hold ends, and what waited meanwhile comes."""
    if client.stop_word_at is None:
        return
    again = change(turn, client, "stop_word_explained", stop_word_at=None)
    if not wants_silence(again):
        back_from_silence(turn, again)


def stop_messages(turn: Turn, client: ClientFacts, *, lift: bool = True) -> None:
    """No more messages from us; answers to the client's own words still come."""
    ends = {"stop_word_at": None} if lift else {}
    messages.drop_waiting(turn.session, "no_messages", person_id=client.id, due_after=turn.now)
    client = change(turn, client, "messages_stopped", messages_stopped=True, **ends)
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(Screen.MESSAGES_STOPPED, facts, Button(Press.MESSAGES_ON)), topic="stop")
    staff = clinician_of(turn, client)
    if staff is not None:
        alert = show(Screen.ALERT_MESSAGES_STOPPED, {"alias": client.alias}, Button(Press.CLOSE))
        turn.tell(staff, alert)


def messages_on(turn: Turn, client: ClientFacts) -> None:
    """Messages come again, and the question that waited meanwhile is shown."""
    client = change(turn, client, "messages_on", messages_stopped=False, stop_word_at=None, hidden=False)
    turn.reply(client, show(Screen.MESSAGES_ON, None, Button(Press.MENU)), topic="stop")
    back_from_silence(turn, client, everything=True)

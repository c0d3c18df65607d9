"""The client stops sharing, one item, one recipient or everything, and may change their mind."""

from dataclasses import replace
from typing import Any

from bot.actions.answering import answer, moved_on, read_back, show_case
from bot.actions.cases import apply, case_facts, clinician_of, open_page, sent_facts
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.decide import decide
from consent.decision import Effect
from consent.replies import Revoke
from consent.request import Case, Standing
from consent.states import LIVE, STANDING, State
from consent.steps import explain, send
from db import lookups
from db.ids import new_id
from db.ledger import people, requests
from db.shapes import ClientFacts, Page


def stop_request(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Stop everything of one request: the gate closes in this same transaction (REV-2)."""
    lift_stop_word(turn, client)
    answer(turn, client, page, Revoke(), page.case.standing.version)


def choose_item(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Show the items that still go out, one button each."""
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
    after = apply(turn, page, decision, answered_here=True, detail={"stopped": [position]})
    partly = after.case.standing.state is State.PARTLY_GRANTED
    show_case(turn, client, after, Screen.REVOKED_SOME if partly else Screen.REVOKED, stopped=[position])


def standing(turn: Turn, client: ClientFacts) -> list[Page]:
    """The consents of this client that stand now, by the clock of now."""
    found = lookups.standing_of_client(turn.session, turn.vault, client.id)
    opened = [open_page(turn, page.case.request.id) for page in found]
    return [page for page in opened if page is not None and page.case.standing.state in STANDING]


def stop_sharing(turn: Turn, client: ClientFacts) -> None:
    """Stop sharing, said in words: at once where one consent stands, else which one."""
    pages = standing(turn, client)
    if not pages:
        lift_stop_word(turn, client)
        turn.reply(client, show(Screen.NOTHING_TO_STOP, None, Button(Press.CHOICES), Button(Press.MENU)))
    elif len(pages) == 1:
        stop_request(turn, client, pages[0])
    else:
        facts = {"requests": [_line(page) for page in pages]}
        keys = (*(Button(Press.STOP, page.case.request.id) for page in pages), Button(Press.STOP_ALL))
        turn.reply(client, show(Screen.STOP_WHICH, facts, *keys), topic="stop")


def _line(page: Page) -> dict[str, Any]:
    return {"id": page.case.request.id, "code": page.case.request.code, "recipient": page.case.request.recipient.name}


def stop_all(turn: Turn, client: ClientFacts) -> None:
    """Stop every consent of this client in one transaction."""
    lift_stop_word(turn, client)
    for page in standing(turn, client):
        decision = decide(page.case, Revoke(), seen=page.case.standing.version, now=turn.now, zone=turn.zone)
        apply(turn, page, decision, answered_here=True)
    sent = sent_facts(lookups.disclosures(turn.session, turn.vault, client_id=client.id))
    facts = {**turn.facts(clinician=turn.clinician_name(client)), "sent": sent}
    turn.reply(client, show(Screen.STOPPED_ALL, facts, Button(Press.WHO_GOT), Button(Press.CHOICES)), topic="stop")


def ask_what_stop_means(turn: Turn, client: ClientFacts) -> None:
    """A bare stop word: hold every release, pause messages, and ask once what was meant."""
    people.change_client(
        turn.session,
        turn.vault,
        client.id,
        now=turn.now,
        actor=turn.actor,
        action="stop_word",
        changes={"stop_word_at": turn.now},
    )
    presses = (Press.STOP_MESSAGES, Press.STOP_SHARING, Press.STOP_BOTH, Press.STOP_NEITHER)
    turn.reply(client, show(Screen.STOP_WORD, None, *(Button(p) for p in presses)), topic="stop")


def lift_stop_word(turn: Turn, client: ClientFacts) -> None:
    """The client said what the stop word meant: the hold ends."""
    if client.stop_word_at is not None:
        people.change_client(
            turn.session,
            turn.vault,
            client.id,
            now=turn.now,
            actor=turn.actor,
            action="stop_word_explained",
            changes={"stop_word_at": None},
        )


def stop_messages(turn: Turn, client: ClientFacts, *, lift: bool = True) -> None:
    """No more messages from us; answers to the client's own words still come."""
    if lift:
        lift_stop_word(turn, client)
    people.change_client(
        turn.session,
        turn.vault,
        client.id,
        now=turn.now,
        actor=turn.actor,
        action="messages_stopped",
        changes={"messages_stopped": True},
    )
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(Screen.MESSAGES_STOPPED, facts, Button(Press.MESSAGES_ON)), topic="stop")
    staff = clinician_of(turn, client)
    if staff is not None:
        alert = show(Screen.ALERT_MESSAGES_STOPPED, {"alias": client.alias}, Button(Press.CLOSE))
        turn.tell(staff, alert)


def messages_on(turn: Turn, client: ClientFacts) -> None:
    """Messages come again."""
    people.change_client(
        turn.session,
        turn.vault,
        client.id,
        now=turn.now,
        actor=turn.actor,
        action="messages_on",
        changes={"messages_stopped": False, "stop_word_at": None, "hidden": False},
    )
    turn.reply(client, show(Screen.MESSAGES_ON, None, Button(Press.MENU)), topic="stop")


def change_of_mind(turn: Turn, client: ClientFacts, page: Page, *, undo: bool) -> None:
    """Ask the same thing anew as a request of its own; the old answer stays in the record (REV-10)."""
    follow_up = _follow_up(turn, client, page) or _ask_again(turn, client, page)
    if follow_up is None:
        moved_on(turn, client, page)
        return
    was = turn.screen.facts.get("was") if undo and turn.screen is not None else None
    if was and follow_up.case.standing.explained_at is not None:
        read_back(turn, client, follow_up, list(was), None)
    else:
        show_case(turn, client, follow_up)


def _follow_up(turn: Turn, client: ClientFacts, page: Page) -> Page | None:
    for other in lookups.pages_of_client(turn.session, turn.vault, client.id, LIVE):
        if other.case.request.supersedes == page.case.request.id:
            return other
    return None


def _ask_again(turn: Turn, client: ClientFacts, page: Page) -> Page | None:
    """The same facts as a new request, or None once the consent's end is over."""
    old = page.case.request
    fresh = replace(old, id=new_id(), code=requests.free_code(turn.session), supersedes=old.id, answer_by=None)
    quiet, client_zone = turn.quiet(client), turn.client_zone(client)
    decision = send(Case(fresh, Standing()), turn.now, zone=turn.zone, quiet=quiet, client_zone=client_zone)
    if decision.effect is not Effect.APPLIED:
        return None
    case = requests.add_request(turn.session, turn.vault, fresh, now=turn.now, actor=turn.actor)
    asked = apply(turn, Page(case, None, turn.now), decision, answered_here=True)
    seen_before = page.case.standing.explained_at is not None
    return apply(turn, asked, explain(asked.case, turn.now)) if seen_before else asked

"""Whether a person can be reached: a state of the channel, never an answer (TG-20)."""

from bot.actions.arriving import alert, change
from bot.actions.cases import clinician_of
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.states import LIVE, STANDING, State
from db import lookups
from db.ledger import people
from db.shapes import ClientFacts


def lost(turn: Turn, client: ClientFacts) -> None:
    """Messages no longer arrive: reminders rest, releases are held, the clinician is told once with the next step."""
    if client.channel != "ready":
        return
    client = change(turn, client, "unreachable", channel="unreachable")
    staff = clinician_of(turn, client)
    if staff is None:
        return
    pages = lookups.pages_of_client(turn.session, turn.vault, client.id, LIVE)
    page = next((p for p in pages if p.case.standing.state is State.ASKED), pages[0] if pages else None)
    code = page.case.request.code if page else ""
    record = (Button(Press.RECORD_NO),) if page else ()
    facts = {"alias": client.alias, "code": code, "standing": any(p.case.standing.state in STANDING for p in pages)}
    keys = (*record, Button(Press.CLOSE))
    turn.tell(staff, show(Screen.ALERT_UNREACHABLE, facts, *keys), case=page.case if page else None)


def found(turn: Turn, client: ClientFacts, *, greet: bool) -> ClientFacts:
    """The client is back: messages and releases work again as before."""
    if client.channel != "unreachable":
        return client
    client = change(turn, client, "reachable", channel="ready")
    if greet:
        facts = turn.facts(clinician=turn.clinician_name(client))
        turn.reply(client, show(Screen.BACK_AGAIN, facts, Button(Press.CHOICES), Button(Press.MENU)), topic="menu")
    alert(turn, client, Screen.ALERT_REACHABLE)
    return client


def lost_staff(turn: Turn, staff_id: str) -> None:
    """A staff member's chat no longer takes messages; the admins' list shows it."""
    people.change_staff(
        turn.session,
        turn.vault,
        staff_id,
        now=turn.now,
        actor="clock",
        action="unreachable",
        changes={"channel": "unreachable"},
    )


def found_staff(turn: Turn, staff_id: str) -> None:
    """A staff member's chat takes messages again."""
    people.change_staff(
        turn.session,
        turn.vault,
        staff_id,
        now=turn.now,
        actor=turn.actor,
        action="reachable",
        changes={"channel": "ready"},
    )

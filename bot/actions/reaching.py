"""Whether a person can be reached: a state of the channel, never an answer (TG-20)."""

from dataclasses import replace
from datetime import timedelta

from bot.actions.arriving import alert, change
from bot.actions.cases import clinician_of
from bot.actions.returning import back_from_silence
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen, Show
from consent.states import LIVE, STANDING, State
from db import lookups, said
from db.errands import Errand
from db.ledger import messages, people
from db.shapes import ClientFacts, Spoken, StaffMember

#: What a failed message says about the chat, and the clinician hears in an alert of its own.
ABOUT_THE_CHAT = ("blocked", "deactivated", "not_started", "forbidden")
FILES = (Screen.PAPER_FILE, Screen.ACCOUNT_FILE, Screen.DATA_FILE, Screen.DATA_TEXT)
NOT_AGAIN = timedelta(minutes=10)  #: An admin hears of failures that often at the most.
ON_THE_WAY_IN = ("code", "settings")


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


def left_on_the_way_in(turn: Turn, client: ClientFacts) -> None:
    """Somebody blocked us before they were in: they stay where they are, and the clinician hears of it."""
    if client.channel in ON_THE_WAY_IN:
        alert(turn, client, Screen.ALERT_UNREACHABLE)


def found(turn: Turn, client: ClientFacts, *, greet: bool) -> ClientFacts:
    """The client is back: messages and releases work again as before."""
    if client.channel != "unreachable":
        return client
    client = change(turn, client, "reachable", channel="ready")
    if greet:
        facts = turn.facts(clinician=turn.clinician_name(client))
        turn.reply(client, show(Screen.BACK_AGAIN, facts, Button(Press.CHOICES), Button(Press.MENU)), topic="menu")
    alert(turn, client, Screen.ALERT_REACHABLE)
    back_from_silence(turn, client, everything=greet)
    return client


def lost_staff(turn: Turn, staff_id: str) -> None:
    """A staff member's chat no longer takes messages: what they were being told goes to the admins, once."""
    staff = turn.staff(staff_id)
    if staff is None or staff.channel != "ready":
        return
    lost = _with_channel(turn, staff, "unreachable", actor="clock")
    for unsaid in said.unsaid_to(turn.session, turn.vault, staff_id):
        if unsaid.kind.startswith("alert_"):
            _pass_on(turn, lost, unsaid)


def _pass_on(turn: Turn, staff: StaffMember, unsaid: Spoken) -> None:
    page = lookups.page(turn.session, turn.vault, unsaid.request_id) if unsaid.request_id else None
    keys = tuple(Button(Press(str(press)), arg) for press, arg in unsaid.buttons)
    turn.tell(
        staff, Show(Screen(unsaid.kind), unsaid.facts, keys), topic=unsaid.topic, case=page.case if page else None
    )


def found_staff(turn: Turn, staff: StaffMember) -> StaffMember:
    """A staff member's chat takes messages again, and what nobody else could read meanwhile."""
    messages.release_held(turn.session, staff.id, now=turn.now)
    return _with_channel(turn, staff, "ready", actor=turn.actor)


def moved(turn: Turn, audience: str, person_id: str, chat: int) -> None:
    """A person's chat has another number now."""
    if audience == "staff":
        columns = people.chat_columns(turn.vault, "staff", person_id, chat)
        turn.change_staff(person_id, "chat_moved", columns, actor="clock")
    else:
        columns = people.chat_columns(turn.vault, "client", person_id, chat)
        turn.change_client(person_id, "chat_moved", columns)


def undelivered(turn: Turn, errand: Errand, reason: str) -> None:
    """A notice was refused, or nobody knows whether it was shown: the admins are told what to look at."""
    if reason in ABOUT_THE_CHAT or errand.person_id is None or errand.kind == Screen.ALERT_NOT_DELIVERED:
        return
    client = turn.client(errand.person_id) if errand.kind in FILES else None
    if client is not None:
        _tell_of_failure(turn, client)
    page = lookups.page(turn.session, turn.vault, errand.request_id) if errand.request_id else None
    facts = {"code": page.case.request.code if page else None, "screen": errand.kind, "reason": reason}
    look = (Button(Press.STAFF_CASE, page.case.request.id),) if page else ()
    for admin in lookups.staff_members(turn.session, turn.vault, role="admin"):
        if admin.chat is None or not said.was_said_lately(
            turn.session, turn.vault, admin.chat, Screen.ALERT_NOT_DELIVERED, turn.now - NOT_AGAIN
        ):
            turn.tell(admin, show(Screen.ALERT_NOT_DELIVERED, facts, *look, Button(Press.CLOSE)))


def _tell_of_failure(turn: Turn, client: ClientFacts) -> None:
    """The file could not be made or handed over: what was written in the chat stays, and a person can help."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.tell(
        client, show(Screen.FILE_FAILED, facts, Button(Press.TALK), Button(Press.MENU)), topic="file", wanted=True
    )


def _with_channel(turn: Turn, staff: StaffMember, channel: str, *, actor: str) -> StaffMember:
    action = "reachable" if channel == "ready" else "unreachable"
    turn.change_staff(staff.id, action, {"channel": channel}, actor=actor)
    return replace(staff, channel=channel)

"""Words about danger reach a person: the clinician first, then the next contact, until somebody takes it on."""

from bot.actions.policies import danger_wait
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.alarms import contact_at, told_by
from db import dangers, lookups
from db.dangers import DangerFacts
from db.ledger.dangers import raise_alert, step_on, take_on
from db.shapes import ClientFacts, StaffMember


def sound(turn: Turn, client: ClientFacts) -> None:
    """Tell the clinician, without the words; if nobody takes it on in time, the next is told (SAFE-2, SAFE-5)."""
    open_one, due_at = dangers.open_of(turn.session, client.id), turn.now + danger_wait(turn)
    if open_one is None:
        id = raise_alert(turn.session, turn.vault, client_id=client.id, now=turn.now, due_at=due_at, actor=turn.actor)
        open_one = dangers.danger_alert(turn.session, id)
    elif open_one.due_at is None:  # Everybody had been told before, and nobody took it on: the round begins anew.
        _step(turn, open_one, 0, client.clinician_id)
    staff = turn.staff(client.clinician_id)
    if staff is not None and open_one is not None:
        _tell(turn, client, staff, open_one, again=False)


def contacts(turn: Turn, client: ClientFacts) -> tuple[str, ...]:
    """Who hears of danger, in order: the clinician, then the admins who can be reached."""
    admins = lookups.staff_members(turn.session, turn.vault, role="admin")
    return tuple(dict.fromkeys((client.clinician_id, *(each.id for each in admins if each.channel == "ready"))))


def due(turn: Turn, limit: int) -> list[str]:
    """The alerts that waited long enough for one person."""
    return dangers.due(turn.session, turn.now, limit=limit)


def tell_on(turn: Turn, alert_id: str) -> None:
    """Nobody took it on in time: the next contact is told, and that is written down (SAFE-5)."""
    alert = dangers.danger_alert(turn.session, alert_id)
    client = None if alert is None else turn.client(alert.client_id)
    if alert is None or client is None or alert.due_at is None or alert.due_at > turn.now:
        return
    next_one = contact_at(contacts(turn, client), alert.step + 1)
    staff = turn.staff(next_one) if next_one else None
    if _step(turn, alert, alert.step + 1, next_one) and staff is not None:
        _tell(turn, client, staff, alert, again=True)


def take(turn: Turn, staff: StaffMember, alert_id: str) -> None:
    """One tap takes it on: whoever else was told hears who it is, and nobody more is told."""
    alert = dangers.danger_alert(turn.session, alert_id)
    client = None if alert is None else turn.client(alert.client_id)
    if alert is None or client is None or staff.id not in contacts(turn, client):
        turn.reply(staff, show(Screen.STAFF_UNCLEAR, None, Button(Press.NEW), Button(Press.OPEN_LIST)))
        return
    is_first = take_on(turn.session, turn.vault, alert, staff_id=staff.id, now=turn.now, actor=turn.actor)
    taken = dangers.danger_alert(turn.session, alert_id) or alert
    facts, close = _taken_facts(turn, client, taken), Button(Press.CLOSE)
    resume = (Button(Press.RESUME, alert.id),) if _is_paused(turn, client) else ()
    turn.reply(staff, show(Screen.DANGER_TAKEN, facts, *resume, close))
    for id in told_by(contacts(turn, client), alert.step) if is_first else ():
        other = turn.staff(id)
        if other is not None and other.id != staff.id:
            turn.tell(other, show(Screen.DANGER_TAKEN, facts, close))


def let_decide(turn: Turn, staff: StaffMember, alert_id: str) -> None:
    """Somebody looked after the client: a yes counts again before the day is over (SAFE-3, SAFE-4)."""
    alert = dangers.danger_alert(turn.session, alert_id)
    client = None if alert is None else turn.client(alert.client_id)
    if alert is None or alert.taken_at is None or client is None or staff.id not in contacts(turn, client):
        turn.reply(staff, show(Screen.STAFF_UNCLEAR, None, Button(Press.NEW), Button(Press.OPEN_LIST)))
        return
    if _is_paused(turn, client) and dangers.open_of(turn.session, client.id) is None:
        turn.change_client(client.id, "yes_resumed", {"yes_paused_until": None})
    turn.reply(staff, show(Screen.DANGER_RESUMED, {"alias": client.alias}, Button(Press.CLOSE)))


def _is_paused(turn: Turn, client: ClientFacts) -> bool:
    return client.yes_paused_until is not None and turn.now < client.yes_paused_until


def _taken_facts(turn: Turn, client: ClientFacts, alert: DangerFacts) -> dict[str, str]:
    who = turn.staff(alert.taken_by) if alert.taken_by else None
    at = alert.taken_at or turn.now
    return {"alias": client.alias, "who": who.name if who else "", "at": at.isoformat()}


def _step(turn: Turn, alert: DangerFacts, step: int, told: str | None) -> bool:
    due_at = turn.now + danger_wait(turn) if told else None
    return step_on(turn.session, turn.vault, alert, step=step, due_at=due_at, now=turn.now, actor=turn.actor, told=told)


def _tell(turn: Turn, client: ClientFacts, staff: StaffMember, alert: DangerFacts, *, again: bool) -> None:
    facts = {"alias": client.alias, "at": (alert.raised_at if again else turn.now).isoformat(), "again": again}
    turn.tell(staff, show(Screen.ALERT_DANGER, facts, Button(Press.TAKE_ON, alert.id), Button(Press.WRITE, client.id)))

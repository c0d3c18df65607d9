"""What the clock brings: a gentle reminder, a lapse, an end. Each request is its own unit of work."""

from dataclasses import replace

from bot.actions.pages import open_page
from bot.actions.telling import announce
from bot.actions.turn import Turn
from consent.cadence import Due, after_reminder, reminder_due
from consent.notices import Notice
from consent.request import Standing
from consent.states import State
from db import lookups
from db.ledger import requests
from db.shapes import ClientFacts, Page


def due(turn: Turn, limit: int) -> list[str]:
    """The requests for which the clock has something to do."""
    return lookups.due_requests(turn.session, turn.now, limit=limit)


def pass_by(turn: Turn, request_id: str) -> None:
    """Do what is due for one request: opening it writes a lapse or an end; a reminder is judged anew."""
    page = open_page(turn, request_id)
    if page is None or page.case.standing.state is not State.ASKED:
        return
    at = page.case.standing.next_reminder_at
    client = lookups.client(turn.session, turn.vault, page.case.request.client_id)
    if at is None or at > turn.now or client is None:
        return
    _remind(turn, client, page)


def silenced(client: ClientFacts) -> bool:
    """Whether this client may not be nudged at all."""
    stopped = client.messages_stopped or client.hidden or client.stop_word_at is not None
    return stopped or client.channel != "ready"


def _remind(turn: Turn, client: ClientFacts, page: Page) -> None:
    quiet, zone = turn.quiet(client), turn.client_zone(client)
    in_crisis = client.yes_paused_until is not None and turn.now < client.yes_paused_until
    nudge = reminder_due(page.case, turn.now, silenced=silenced(client) or in_crisis, quiet=quiet, zone=zone)
    standing = page.case.standing
    match nudge.due:
        case Due.SEND:
            _write(turn, page, after_reminder(standing, turn.now, quiet, zone), "reminded")
            announce(turn, page, Notice.REMINDER, {})
        case Due.NOT_YET:
            _write(turn, page, replace(standing, next_reminder_at=nudge.look_at), "reminder_moved")
        case Due.NEVER:
            _write(turn, page, replace(standing, next_reminder_at=None), "reminders_ended")


def _write(turn: Turn, page: Page, after: Standing, action: str) -> None:
    requests.write_standing(turn.session, turn.vault, page.case, after, now=turn.now, actor="clock", action=action)

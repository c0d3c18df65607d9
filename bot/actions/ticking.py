"""What the clock brings to a client: a gentle reminder, a lapse, news of an end that is near, an end."""

from datetime import datetime

from bot.actions.pages import apply, open_page
from bot.actions.telling import announce
from bot.actions.turn import Turn, wants_silence
from consent.cadence import Due, Nudge, after_reminder, moved_to, reminder_due
from consent.notices import Notice
from consent.request import Standing
from consent.states import STANDING, State
from consent.steps import space_reminder, tell_of_the_end
from db import lookups
from db.ledger import requests
from db.shapes import ClientFacts, Page


def due(turn: Turn, limit: int) -> list[tuple[str, ...]]:
    """The requests for which the clock has something to do, those of one client together."""
    ids = lookups.due_requests(turn.session, turn.now, limit=limit)
    whose = lookups.clients_of_requests(turn.session, ids)
    groups: dict[str, tuple[str, ...]] = {}
    for id in ids:
        groups[whose[id]] = (*groups.get(whose[id], ()), id)
    return list(groups.values())


def pass_by(turn: Turn, request_ids: tuple[str, ...]) -> None:
    """Do what is due for the requests of one client; after one reminder the others wait their spacing (REM-2)."""
    for id in request_ids:
        page = open_page(turn, id)  # Opening it writes a lapse or an end.
        if page is None:
            continue
        if page.case.standing.state in STANDING:
            apply(turn, page, tell_of_the_end(page.case, turn.now))
        elif page.case.standing.state is State.ASKED:
            _maybe_remind(turn, page)


def _maybe_remind(turn: Turn, page: Page) -> None:
    at = page.case.standing.next_reminder_at
    client = lookups.client(turn.session, turn.vault, page.case.request.client_id)
    if at is not None and at <= turn.now and client is not None:
        _remind(turn, client, page)


def resting_until(turn: Turn, client: ClientFacts) -> datetime | None:
    """Until when at least this client is left in peace; None while nothing speaks for it.

    A hidden chat, a stop word whose meaning is open and a chat out of reach last until the client ends them.
    """
    return turn.now if wants_silence(client) or client.channel != "ready" else client.yes_paused_until


def _remind(turn: Turn, client: ClientFacts, page: Page) -> None:
    nudge = _nudge(turn, client, page)
    standing = page.case.standing
    match nudge.due:
        case Due.SEND:
            after = after_reminder(standing, turn.now, turn.quiet(client), turn.client_zone(client))
            _write(turn, page, after, "reminded")
            announce(turn, page, Notice.REMINDER, {})
            _space_others(turn, page)
        case Due.NOT_YET:
            _write(turn, page, moved_to(standing, nudge.look_at), "reminder_moved")
        case Due.NEVER:
            _write(turn, page, moved_to(standing, None), "reminders_ended")


def _nudge(turn: Turn, client: ClientFacts, page: Page) -> Nudge:
    return reminder_due(
        page.case,
        turn.now,
        silenced=client.messages_stopped or client.channel == "not_me",
        quiet=turn.quiet(client),
        zone=turn.client_zone(client),
        resting_until=resting_until(turn, client),
    )


def _space_others(turn: Turn, reminded: Page) -> None:
    """One reminder is enough for a while, however many questions are open."""
    request = reminded.case.request
    for page in lookups.pages_of_client(turn.session, turn.vault, request.client_id, frozenset({State.ASKED})):
        if page.case.request.id == request.id:
            continue
        opened = open_page(turn, page.case.request.id)
        if opened is not None:
            apply(turn, opened, space_reminder(opened.case, turn.now))


def _write(turn: Turn, page: Page, after: Standing, action: str) -> None:
    requests.write_standing(turn.session, turn.vault, page.case, after, now=turn.now, actor="clock", action=action)

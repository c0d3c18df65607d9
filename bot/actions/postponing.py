"""The client puts a question off: nothing is decided, and the next knock waits, or nobody knocks any more."""

from datetime import datetime, time, timedelta

from bot.actions.answering import moved_on, show_case
from bot.actions.pages import apply
from bot.actions.turn import Turn, wants_silence
from bot.screens import Screen
from consent.decide import decide
from consent.decision import Effect
from consent.quiet import WINDOWS, next_open_instant
from consent.replies import NoMoreReminders, Postpone
from db.shapes import ClientFacts, Page


def later(turn: Turn, client: ClientFacts, page: Page, *, tomorrow: bool) -> None:
    """Not now: nothing is decided, and the next knock waits (PL-12)."""
    until = _tomorrow(turn, client) if tomorrow else None
    decision = decide(page.case, Postpone(until), seen=page.case.standing.version, now=turn.now)
    if decision.effect is not Effect.APPLIED:
        moved_on(turn, client, page)
        return
    page = apply(turn, page, decision)
    promised = until if until is not None and _will_knock(client, page, until) else None
    show_case(turn, client, page, Screen.POSTPONED, until=promised.isoformat() if promised else None)


def _will_knock(client: ClientFacts, page: Page, at: datetime) -> bool:
    """Whether somebody will really be reminded then: no hour is promised at which nobody writes."""
    standing = page.case.standing
    lapses = standing.lapses_at is not None and standing.lapses_at <= at
    silent = client.messages_stopped or wants_silence(client)
    return standing.next_reminder_at == at and not (lapses or silent)


def _tomorrow(turn: Turn, client: ClientFacts) -> datetime:
    """Tomorrow at ten, or when the client's own window opens."""
    zone = turn.client_zone(client)
    opens = WINDOWS[client.window][0] if client.window in WINDOWS else time(10)
    day = turn.now.astimezone(zone).date() + timedelta(days=1)
    return next_open_instant(datetime.combine(day, opens, tzinfo=zone), turn.quiet(client), zone)


def no_more_reminders(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The question stays open, and nobody nudges."""
    decision = decide(page.case, NoMoreReminders(), seen=page.case.standing.version, now=turn.now)
    if decision.effect is not Effect.APPLIED:
        moved_on(turn, client, page)
        return
    page = apply(turn, page, decision)
    show_case(turn, client, page, Screen.REMINDERS_OFF)

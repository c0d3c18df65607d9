"""How everything stands, to look at: every request with what the gate would say, and the people. Writes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.actions.cases import item_facts
from bot.actions.releasing import gate_facts, holds_of
from bot.actions.rules import circumstances
from bot.actions.turn import Turn
from consent.release import what_may_go
from consent.states import State
from db import history, lookups, said
from db.history import Entry
from db.shapes import ClientFacts, Page, Spoken, StaffMember

KNOWN = frozenset(State) - {State.DRAFT}


@dataclass(frozen=True, slots=True)
class Standing:
    """One request: its code, the client's initials, and plain facts."""

    code: str
    alias: str
    state: str
    version: int
    granted: list[dict[str, str]]
    gate: dict[str, Any]
    next_reminder_at: datetime | None
    lapses_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The agency at one moment."""

    requests: list[Standing]
    outbox: list[Entry]
    staff: list[StaffMember]
    clients: list[ClientFacts]


def overview(turn: Turn, *, messages: int = 60) -> Overview:
    """Look at everything; for a demo and for small agencies, since it opens every request."""
    staff = lookups.staff_members(turn.session, turn.vault)
    clients = [c for person in staff for c in lookups.clients_of(turn.session, turn.vault, person.id)]
    requests = [
        _standing(turn, client, page)
        for client in clients
        for page in lookups.pages_of_client(turn.session, turn.vault, client.id, KNOWN)
    ]
    return Overview(requests, history.newest(turn.session, messages), staff, clients)


def in_view(turn: Turn, user_id: int) -> Spoken | None:
    """The newest message in a chat whose buttons still work."""
    return said.living_screen(turn.session, turn.vault, user_id)


def _standing(turn: Turn, client: ClientFacts, page: Page) -> Standing:
    request, standing = page.case.request, page.case.standing
    granted = [request.items[at] for at in sorted(standing.granted)]
    return Standing(
        code=request.code,
        alias=client.alias,
        state=standing.state,
        version=standing.version,
        granted=item_facts(granted),
        gate=gate_facts(what_may_go(page.case, turn.now, around=circumstances(turn, page, holds_of(client)))),
        next_reminder_at=standing.next_reminder_at,
        lapses_at=standing.lapses_at,
        expires_at=standing.expires_at,
    )

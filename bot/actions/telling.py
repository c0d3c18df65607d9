"""Telling people what has happened to a request: its client, and the person who works with the client."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.actions.cases import case_facts, client_buttons, staff_buttons
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen, Show
from consent.notices import AUDIENCE, Audience, Notice
from consent.states import State
from db import lookups
from db.shapes import ClientFacts, Page

#: Which screen words which notice.
SCREENS: dict[Notice, Screen] = {
    Notice.KNOCK: Screen.KNOCK,
    Notice.RECEIPT: Screen.RECEIPT,
    Notice.RECEIPT_NO: Screen.RECEIPT_NO,
    Notice.WRITTEN_DOWN: Screen.WRITTEN_DOWN,
    Notice.REVOKED: Screen.REVOKED,
    Notice.REVOKED_SOME: Screen.REVOKED_SOME,
    Notice.REMINDER: Screen.REMINDER,
    Notice.LAPSED: Screen.LAPSED,
    Notice.EXPIRED: Screen.EXPIRED,
    Notice.EXPIRING: Screen.EXPIRING,
    Notice.WITHDRAWN: Screen.WITHDRAWN,
    Notice.INVALIDATED: Screen.INVALIDATED,
    Notice.HELD_OVER: Screen.HELD_OVER,
    Notice.RELEASED: Screen.RELEASED,
    Notice.ANSWERED: Screen.ALERT_ANSWERED,
    Notice.STOPPED: Screen.ALERT_STOPPED,
    Notice.STOPPED_SOME: Screen.ALERT_STOPPED_SOME,
    Notice.ASKED_BACK: Screen.ALERT_QUESTION,
    Notice.CLOSED_UNANSWERED: Screen.ALERT_UNANSWERED,
    Notice.ENDED: Screen.ALERT_ENDED,
    Notice.ENDS_SOON: Screen.ALERT_EXPIRING,
}


#: What is pushed without a fact, whatever the phone.
PLAIN = frozenset({Screen.KNOCK, Screen.REMINDER, Screen.KNOCK_IN_PERSON, Screen.NEWS_IN_PERSON})
#: What only says that there is a question.
SIGNS = (Screen.KNOCK, Screen.KNOCK_IN_PERSON, Screen.REMINDER)


def announce(turn: Turn, page: Page, notice: Notice, told: Mapping[str, Any]) -> None:
    """Tell the client or the clinician what a notice says: the facts of the case, and those of this one event."""
    client = turn.client(page.case.request.client_id)
    if client is None or notice is Notice.ASKED_BACK:  # The question is told with its words, by who took it.
        return
    if notice in (Notice.KNOCK, Notice.REMINDER):
        push(turn, client, page, notice)
        return
    facts = {**case_facts(turn, page, client), "at": turn.now.isoformat(), **told}
    screen = SCREENS[notice]
    if AUDIENCE[notice] is Audience.CLIENT:
        said = show(screen, facts, *client_buttons(screen, page))
        said = without_facts(turn, client, page, pushed=True) if in_person(client) else said
        too_late = page.case.standing.expires_at if notice is Notice.EXPIRING else None
        bring(turn, client, said, page, not_after=too_late)
        return
    staff = turn.staff(page.case.request.clinician_id)
    if staff is not None:
        turn.tell(staff, show(screen, facts, *staff_buttons(screen, page)), case=page.case)


def push(turn: Turn, client: ClientFacts, page: Page, notice: Notice) -> None:
    """A knock or a reminder: read on lock screens, so it carries no fact of the request (TG-3)."""
    reminder = notice is Notice.REMINDER
    turn.tell(
        client,
        knock(turn, client, page, SCREENS[notice], pushed=True),
        case=page.case,
        promise="reminder" if reminder else "notice",
        silent=reminder,
        not_after=page.case.standing.lapses_at,
    )


def knock(turn: Turn, client: ClientFacts, page: Page, screen: Screen = Screen.KNOCK, *, pushed: bool = False) -> Show:
    """The first sign of a question, without a fact; in person only, it says whom to ask (TG-2)."""
    screen = Screen.KNOCK_IN_PERSON if in_person(client) else screen
    facts = {**_plain_facts(turn, client, pushed=pushed), "basis": page.case.request.legal_basis}
    return show(screen, facts, *client_buttons(screen, page))


def show_waiting(turn: Turn, client: ClientFacts) -> None:
    """Knock, in answer to the client, for each open question that this turn has not shown yet."""
    for page in lookups.pages_of_client(turn.session, turn.vault, client.id, frozenset({State.ASKED})):
        if page.case.request.id not in turn.shown:
            turn.reply(client, knock(turn, client, page), case=page.case)


def bring(
    turn: Turn,
    client: ClientFacts,
    said: Show,
    page: Page | None,
    *,
    topic: str | None = None,
    wanted: bool = False,
    not_after: datetime | None = None,
) -> bool:
    """Tell a client something with facts; on a shared phone a plain sign comes first, and the facts after a tap.

    False if they will not get it.
    """
    case = page.case if page else None
    if not client.shared_phone or said.screen in PLAIN:
        return turn.tell(client, said, case=case, topic=topic, wanted=wanted, not_after=not_after)
    keys = (Button(Press.OPEN),) if page else (Button(Press.MENU),)
    sign = show(Screen.KNOCK, _plain_facts(turn, client, pushed=True), *keys)
    held = turn.tell(client, said, case=case, topic=topic, wanted=wanted, held=True, not_after=not_after)
    return held and turn.tell(client, sign, case=case, topic=topic, wanted=wanted, not_after=not_after)


def in_person(client: ClientFacts) -> bool:
    """Whether this client wants no facts in the chat (TG-2)."""
    return client.detail == "in_person"


def without_facts(turn: Turn, client: ClientFacts, page: Page, *, pushed: bool = False) -> Show:
    """How a request stands, for a client who wants no facts in the chat: what is shared now, and whom to ask."""
    match page.case.standing.state:
        case State.ASKED:
            return knock(turn, client, page, pushed=pushed)
        case State.DENIED | State.REVOKED if not (pushed and client.shared_phone):
            screen = Screen.SAVED_IN_PERSON
        case _:
            screen = Screen.NEWS_IN_PERSON
    return show(screen, _plain_facts(turn, client, pushed=pushed), *client_buttons(screen, page))


def _plain_facts(turn: Turn, client: ClientFacts, *, pushed: bool) -> dict[str, Any]:
    shared = bool(client.shared_phone) and (pushed or not in_person(client))
    return {**turn.facts(clinician=turn.clinician_name(client)), "shared": shared}

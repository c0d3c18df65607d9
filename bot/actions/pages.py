"""Requests opened for writing: with what time alone has done, and with what a decision changes and tells."""

from collections.abc import Mapping
from typing import Any

from bot.actions.telling import SIGNS, announce
from bot.actions.turn import Turn
from bot.screens import Screen
from consent.decision import Decision, Effect
from consent.facts import standing_to_dict
from consent.notices import AUDIENCE, Audience, Notice
from consent.states import STANDING, State
from consent.steps import pass_time
from db import lookups, said
from db.ledger import messages, requests
from db.shapes import ClientFacts, Page

#: Told even where the question itself had not been heard of yet: others say what the client said.
NEVER_SILENT = frozenset({Notice.WRITTEN_DOWN})
NEWS_OF_AN_END = (Screen.EXPIRING, Screen.ALERT_EXPIRING)
#: The events with which a client says what is yes from now on.
ANSWERS = frozenset({State.GRANTED, State.PARTLY_GRANTED, State.DENIED, State.REVOKED, "revoked_some"})


def open_page(turn: Turn, request_id: str | None) -> Page | None:
    """Open a request for writing, with what the clock alone has changed already written."""
    if request_id is None:
        return None
    page = lookups.page(turn.session, turn.vault, request_id, to_write=True)
    return None if page is None else ripen(turn, page)


def page_of(turn: Turn, client: ClientFacts, request_id: str | None) -> Page | None:
    """Open one of this client's own requests; somebody else's does not exist for them."""
    page = open_page(turn, request_id)
    return page if page is not None and page.case.request.client_id == client.id else None


def ripen(turn: Turn, page: Page) -> Page:
    """Write what time alone has done: a lapse, an end. Where the client is looking, the answer to them tells it."""
    decision = pass_time(page.case, turn.now)
    if decision is None:
        return page
    looking = turn.actor == f"client:{page.case.request.client_id}"
    if looking:
        turn.ripened.append(page.case.request.id)
    return apply(turn, page, decision, actor="clock", answered_here=looking)


def apply(
    turn: Turn,
    page: Page,
    decision: Decision,
    *,
    actor: str | None = None,
    signature: str | None = None,
    detail: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
    answered_here: bool = False,
) -> Page:
    """Write a decision and tell those it names; `answered_here` leaves the client's own message to the caller.

    The record keeps each decision with how things stand after it (HIPAA-B6, GDPR-7-1).
    `detail` goes into the record too, `told` to those who are told.
    """
    if decision.effect is not Effect.APPLIED or decision.event is None:
        return page
    case = requests.write_standing(
        turn.session,
        turn.vault,
        page.case,
        decision.standing,
        now=turn.now,
        actor=actor or turn.actor,
        action=decision.event,
        detail={
            **_with_answer(turn, page, decision, _unnamed(detail or {}, signature)),
            "standing": standing_to_dict(decision.standing),
        },
        signature=signature,
    )
    after = Page(case, signature or page.signature, page.created_at)
    _take_back_news_of_an_end(turn, page, after)
    unheard = _never_heard_of(turn, page, after)
    silent = answered_here or unheard
    for notice in decision.notices:
        if notice in NEVER_SILENT or not (silent and AUDIENCE[notice] is Audience.CLIENT):
            announce(turn, after, notice, told or {})
    return after


def _take_back_news_of_an_end(turn: Turn, before: Page, after: Page) -> None:
    """Once a consent is closed, nobody is told any more that it will end."""
    if before.case.standing.state in STANDING and after.case.standing.state not in STANDING:
        id = after.case.request.id
        messages.drop_waiting(turn.session, "answered_meanwhile", request_id=id, kinds=NEWS_OF_AN_END)


def words_in(turn: Turn, page: Page) -> dict[str, Any]:
    """For the record: in which language it was, and whether people had reviewed those very words (LEP-2)."""
    client = turn.client(page.case.request.client_id)
    language = client.language if client else turn.agency.language
    return {"language": language, "words_reviewed": language in turn.reviewed}


def _unnamed(detail: Mapping[str, Any], signature: str | None) -> Mapping[str, Any]:
    """How it was said; a typed name is kept once, as the signature, for no event is ever erased (TG-13)."""
    return detail if signature is None else {name: value for name, value in detail.items() if name != "said"}


def _with_answer(turn: Turn, page: Page, decision: Decision, detail: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is yes from now on, beside how it was said: the standing forgets it once the consent has ended (E3)."""
    after = decision.standing
    if decision.event not in ANSWERS:  # Not by its time: a yes and its stop can fall into one instant.
        return detail
    ends_on = None if after.ends_on is None else after.ends_on.isoformat()
    return {**detail, **words_in(turn, page), "granted": sorted(after.granted), "ends_on": ends_on}


def _never_heard_of(turn: Turn, before: Page, after: Page) -> bool:
    """Once a question is closed, take back a knock that still waits for its hour: then the client knows of nothing."""
    closed = before.case.standing.state is State.ASKED and after.case.standing.state is not State.ASKED
    id = after.case.request.id
    if not closed or not messages.drop_waiting(turn.session, "answered_meanwhile", request_id=id, kinds=SIGNS):
        return False
    client = turn.client(after.case.request.client_id)
    chat = client.chat if client else None
    return chat is None or not said.was_shown(turn.session, turn.vault, chat, id, (*SIGNS, Screen.CARD))

"""The client changes their mind after a no or a stop: a new request with the same facts; the old answer stays."""

from dataclasses import replace
from typing import Any

from bot.actions.answering import moved_on, one_by_one, show_case
from bot.actions.cases import case_facts, clinician_of
from bot.actions.notices import told
from bot.actions.pages import apply, page_of
from bot.actions.replying import reply_of
from bot.actions.rules import to_be_said, wants_witness
from bot.actions.sending import examine
from bot.actions.telling import in_person
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.decision import Effect
from consent.received import RequesterReply
from consent.request import Case, Standing
from consent.states import LIVE, State
from consent.steps import explain, send
from db import lookups
from db.events import events_of
from db.ids import new_id
from db.ledger import requests
from db.requesters import checks_of
from db.shapes import ClientFacts, Page

#: Only what the client said, or left unsaid, can be thought over; what the agency took back cannot.
CAN_BE_REOPENED = frozenset({State.DENIED, State.REVOKED, State.LAPSED})
#: What staff confirmed with the first question; the facts are the same, so it holds for the next (E1).
CONFIRMED = ("refusal_confirmed_by", "basis_by")


def change_of_mind(turn: Turn, client: ClientFacts, page: Page, *, undo: bool) -> None:
    """Ask the same thing anew as a request of its own; the old answer stays in the record (REV-10)."""
    follow_up = _follow_up(turn, client, page)
    if follow_up is None and page.case.standing.state in CAN_BE_REOPENED:
        if reply_of(turn.session, turn.vault, page.case.request.id) is RequesterReply.WITHDRAWN:
            show_case(turn, client, page, Screen.WITHDRAWN, by_requester=True)  # Nobody asks for it any more.
            return
        follow_up = _ask_again(turn, client, page)
    if follow_up is None:
        moved_on(turn, client, page)
        return
    was = turn.screen.facts.get("was") if undo and turn.screen is not None else None
    open_still = follow_up.case.standing.state is State.ASKED and not in_person(client)
    unseen = follow_up.case.standing.explained_at is None or wants_witness(turn, follow_up.case.request)
    if was and open_still and not unseen:
        # What is private is asked again one by one, as at first: nothing of it comes back in bulk (EDPB-GRAN).
        one_by_one(turn, client, follow_up, list(was), [])
    else:
        show_case(turn, client, follow_up)


def _follow_up(turn: Turn, client: ClientFacts, page: Page) -> Page | None:
    for other in lookups.pages_of_client(turn.session, turn.vault, client.id, LIVE):
        if other.case.request.supersedes == page.case.request.id:
            return page_of(turn, client, other.case.request.id)
    return None


def _ask_again(turn: Turn, client: ClientFacts, page: Page) -> Page | None:
    """The same facts as a new request, or None once the consent's end is over."""
    asked = ask_same(turn, client, page, of_age=False)
    if asked is None:
        return None
    _tell_clinician(turn, client, asked, page.case.request.code)
    said = page.case.standing.said
    seen_before = page.case.standing.explained_at is not None and to_be_said(turn, asked.case.request) <= said
    return apply(turn, asked, explain(asked.case, turn.now, said)) if seen_before else asked


def ask_same(turn: Turn, client: ClientFacts, page: Page, *, of_age: bool) -> Page | None:
    """Put the same facts to the client as a new request, or None once the consent's end is over (REV-10).

    `of_age`: nobody asked for it, so it comes as a knock outside their quiet hours, and nothing stands in its way.
    """
    old, code = page.case.request, requests.free_code(turn.session)
    checks = checks_of(turn.session, turn.vault, old.requester.id)
    if checks and checks[-1].method is None:  # It was somebody else who asked: nobody is asked for them (HIPAA-V-1).
        return None
    fresh = replace(old, id=new_id(), code=code, supersedes=old.id, answer_by=None, of_age=of_age)
    quiet, client_zone = turn.quiet(client), turn.client_zone(client)
    second = page.case.standing.seconded_by  # The facts are the same, so the agency's own look still holds.
    decision = send(
        Case(fresh, Standing()), turn.now, zone=turn.zone, quiet=quiet, client_zone=client_zone, seconded_by=second
    )
    if decision.effect is not Effect.APPLIED or (of_age and not examine(turn, fresh).clear):
        return None
    kept = _confirmed(turn, page)
    case = requests.add_request(turn.session, turn.vault, fresh, now=turn.now, actor=turn.actor, detail=kept)
    return apply(turn, Page(case, None, turn.now), decision, answered_here=not of_age, detail=told(turn).versions)


def _confirmed(turn: Turn, page: Page) -> dict[str, Any]:
    """Who of the agency stood for the law and for what follows a no, when the same was first asked (TRUTH-3)."""
    drafted = events_of(turn.session, turn.vault, f"request:{page.case.request.id}")[0].detail
    return {name: drafted[name] for name in CONFIRMED if name in drafted}


def _tell_clinician(turn: Turn, client: ClientFacts, page: Page, old_code: str) -> None:
    """So that nobody is surprised by a question that nobody at the agency sent."""
    staff = clinician_of(turn, client)
    if staff is not None:
        facts = {**case_facts(turn, page, client), "old_code": old_code}
        turn.tell(staff, show(Screen.ALERT_REOPENED, facts, Button(Press.CLOSE)), case=page.case)

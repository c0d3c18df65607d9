"""Who is really asking: staff note how they checked it, or that it was not them, which shuts the gate at once."""

from bot.actions.cases import case_facts
from bot.actions.casework import show_case
from bot.actions.introducing import checked_facts
from bot.actions.releasing import check as ask_gate
from bot.actions.requesting import LONGEST_REASON
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.cadence import moved_to
from consent.checking import PAPERS, Check, HowChecked, ways_for
from consent.states import STANDING
from db import lookups
from db.ledger import requests
from db.ledger.requesters import note_check, note_not_them
from db.shapes import Page, StaffMember

MOST_OPEN = 100_000  #: No request of theirs may be forgotten.


def show_asker(turn: Turn, staff: StaffMember, page: Page) -> None:
    """How it was checked who asks, and the ways to check it."""
    facts = {**case_facts(turn, page, turn.client(page.case.request.client_id)), **checked_facts(turn, page)}
    ways = tuple(Button(Press.CHECKED_BY, way) for way in ways_for(page.case.request.kind))
    keys = (*ways, Button(Press.NOT_THEM), Button(Press.BACK))
    turn.reply(staff, show(Screen.WHO_ASKS, facts, *keys), case=page.case)


def take_way(turn: Turn, staff: StaffMember, page: Page, way: str) -> None:
    """Note how it was checked; of a paper, staff write first which one it was (HIPAA-V-2)."""
    if way not in ways_for(page.case.request.kind):
        show_asker(turn, staff, page)
    elif way in PAPERS:
        facts = {**case_facts(turn, page, turn.client(page.case.request.client_id)), "method": way}
        turn.reply(staff, show(Screen.WHICH_PAPER, facts, Button(Press.WHO_ASKS)), case=page.case)
    else:
        _note(turn, staff, page, HowChecked(way), "")


def take_paper(turn: Turn, staff: StaffMember, page: Page, typed: str) -> None:
    """Which paper it was, in the words of staff: what it is, of which day, where it is kept."""
    way = turn.screen.facts.get("method") if turn.screen else None
    if way in PAPERS and typed.strip():
        _note(turn, staff, page, HowChecked(str(way)), typed.strip()[:LONGEST_REASON])
    else:
        show_asker(turn, staff, page)


def _note(turn: Turn, staff: StaffMember, page: Page, way: HowChecked, document: str) -> None:
    request = page.case.request
    check = Check(turn.now, staff.id, way, document, request.id)
    note_check(turn.session, turn.vault, request.requester.id, check, now=turn.now, actor=turn.actor)
    (ask_gate if page.case.standing.state in STANDING else show_case)(turn, staff, page)


def not_them(turn: Turn, staff: StaffMember, page: Page) -> None:
    """It was not them: from now on nothing goes out for any open request of theirs (HIPAA-V-1)."""
    withdraw(turn, staff, page.case.request.requester.id)
    show_asker(turn, staff, page)


def withdraw(turn: Turn, staff: StaffMember, requester_id: str) -> int:
    """Let no check of this requester count any more, and alert who works on their open requests; tells how many."""
    pages = _open_of(turn, requester_id)
    ids = [page.case.request.id for page in pages]
    actor = f"staff:{staff.id}"
    note_not_them(turn.session, turn.vault, requester_id, ids, by=staff.id, now=turn.now, actor=actor)
    for page in pages:
        clinician = turn.staff(page.case.request.clinician_id)
        if clinician is not None and clinician.id != staff.id:
            facts = case_facts(turn, page, turn.client(page.case.request.client_id))
            keys = (Button(Press.WHO_ASKS), Button(Press.WITHDRAW), Button(Press.CLOSE))
            turn.tell(clinician, show(Screen.ALERT_NOT_THEM, facts, *keys), case=page.case)
        _remind_no_more(turn, page, actor)
    return len(pages)


def _remind_no_more(turn: Turn, page: Page, actor: str) -> None:
    """Nobody is nudged for somebody who was not who they said; the question stays open until staff take it back."""
    standing = page.case.standing
    if standing.next_reminder_at is not None:
        ledger, after = (turn.session, turn.vault), moved_to(standing, None)
        requests.write_standing(*ledger, page.case, after, now=turn.now, actor=actor, action="reminders_ended")


def _open_of(turn: Turn, requester_id: str) -> list[Page]:
    """Every open or standing request of theirs, whoever works on it."""
    staff = lookups.staff_members(turn.session, turn.vault)
    found = (lookups.pages_of_clinician(turn.session, turn.vault, each.id, limit=MOST_OPEN) for each in staff)
    return [page for pages in found for page in pages if page.case.request.requester.id == requester_id]

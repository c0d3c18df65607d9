"""In the chat of staff: a release went to the wrong place; which one, who got it instead, and that it is closed."""

from contextlib import suppress

from bot.actions.cases import case_facts
from bot.actions.casework import show_case
from bot.actions.incidents import Mistake, NothingOpen, NotToldYet, OnlyAdmins, close, releases, report
from bot.actions.names import plain_name
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from db.shapes import Page, StaffMember


def ask_which(turn: Turn, staff: StaffMember, page: Page) -> None:
    """Ask which release it was; where there is only one, ask at once who got it (HIPAA-BREACH)."""
    found = releases(turn, page)
    if not found:
        show_case(turn, staff, page)
        return
    if len(found) == 1:
        ask_who(turn, staff, page, found[0].id)
        return
    rows = [{"id": each.id, "at": each.sent_at.isoformat(), "items": each.facts["items"]} for each in found]
    facts = {**case_facts(turn, page, turn.client(page.case.request.client_id)), "releases": rows}
    keys = (*(Button(Press.WENT_WRONG, each.id) for each in found), Button(Press.BACK))
    turn.reply(staff, show(Screen.WRONG_WHICH, facts, *keys), case=page.case)


def ask_who(turn: Turn, staff: StaffMember, page: Page, release: str) -> None:
    """Ask who got it instead."""
    facts = {**case_facts(turn, page, turn.client(page.case.request.client_id)), "release": release}
    turn.reply(staff, show(Screen.WRONG_WHO, facts, Button(Press.BACK)), case=page.case)


def take_who(turn: Turn, staff: StaffMember, page: Page, typed: str) -> None:
    """Who got it was typed: from this moment nothing more goes out for this request."""
    release = str(turn.screen.facts.get("release")) if turn.screen else ""
    if release not in {each.id for each in releases(turn, page)}:
        show_case(turn, staff, page)  # It was noted meanwhile.
    elif not plain_name(typed):
        ask_who(turn, staff, page, release)
    else:
        told = report(turn, staff, page, Mistake(release, typed))
        facts = {**case_facts(turn, page, turn.client(page.case.request.client_id)), "told": told}
        keys = (Button(Press.STAFF_CASE, page.case.request.id), Button(Press.OPEN_LIST))
        turn.reply(staff, show(Screen.INCIDENT_NOTED, facts, *keys), case=page.case)


def close_it(turn: Turn, staff: StaffMember, page: Page) -> None:
    """An admin closes it; where the client does not know of it yet, the page of the request says so."""
    with suppress(OnlyAdmins, NothingOpen, NotToldYet):
        close(turn, staff, page)
    show_case(turn, staff, page)

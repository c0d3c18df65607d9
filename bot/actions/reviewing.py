"""The agency's own look at a request before the client is asked: four eyes, wherever there are four."""

from bot.actions.cases import case_facts
from bot.actions.pages import apply
from bot.actions.requesting import can_be_asked
from bot.actions.sending import cannot_ask, examine, examined_facts, put_to_client
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.received import needs_second_person
from consent.request import Request
from consent.states import State
from consent.steps import review, withdraw
from db import lookups
from db.shapes import ClientFacts, Page, StaffMember

KEYS = (Button(Press.APPROVE), Button(Press.SEND_BACK))


def reviewers(turn: Turn, author_id: str, *, two: bool = False) -> list[StaffMember]:
    """Who can look at a request of this author now; the author only where there is no other admin at all.

    Where it needs `two` people, the author never counts as the second (HIPAA-MN-2).
    """
    admins = lookups.staff_members(turn.session, turn.vault, role="admin")
    others = [admin for admin in admins if admin.id != author_id]
    return [admin for admin in (others if two else others or admins) if admin.channel == "ready"]


def reviewers_of(turn: Turn, request: Request) -> list[StaffMember]:
    """Who can look at this very request now."""
    two = any(needs_second_person(request.kind, item) for item in request.items)
    return reviewers(turn, request.clinician_id, two=two)


def may_review(turn: Turn, staff: StaffMember, page: Page) -> bool:
    """Whether this person may approve this request, or send it back."""
    waits = page.case.standing.state is State.IN_REVIEW
    return waits and staff.id in [each.id for each in reviewers_of(turn, page.case.request)]


def no_reviewer(turn: Turn, staff: StaffMember) -> None:
    """Nobody could look at it: say so, and keep the draft."""
    turn.reply(staff, show(Screen.NO_REVIEWER, None, Button(Press.REVIEW_FIRST), Button(Press.DROP)), topic="draft")


def to_review(turn: Turn, staff: StaffMember, client: ClientFacts, page: Page) -> None:
    """Give it to those who can look at it; the client hears nothing."""
    after = apply(turn, page, review(page.case, turn.now))
    facts = {**case_facts(turn, after, client), "by": staff.name}
    turn.reply(staff, show(Screen.SENT_TO_REVIEW, facts, Button(Press.NEW)), topic="draft")
    for admin in reviewers_of(turn, page.case.request):
        turn.tell(admin, show(Screen.REVIEW, facts, *KEYS), case=after.case)


def approve(turn: Turn, admin: StaffMember, page: Page) -> None:
    """The agency's lead agrees: now the client is asked, if that is still right and still reaches them."""
    client = lookups.client(turn.session, turn.vault, page.case.request.client_id)
    if client is None or not may_review(turn, admin, page):
        _closed(turn, admin, page)
        return
    asked = examine(turn, page.case.request)
    if not asked.clear:
        facts = {**case_facts(turn, page, client), **examined_facts(turn, asked, client)}
        turn.reply(admin, show(Screen.PREVIEW, facts, Button(Press.SEND_BACK)), case=page.case)
    elif not can_be_asked(client):
        cannot_ask(turn, admin, client)
    else:
        put_to_client(turn, admin, client, page)
        _tell_author(turn, admin, client, page, Screen.SENT)


def send_back(turn: Turn, admin: StaffMember, page: Page) -> None:
    """The agency's lead says not like this: the client was never asked."""
    client = lookups.client(turn.session, turn.vault, page.case.request.client_id)
    if client is None or not may_review(turn, admin, page):
        _closed(turn, admin, page)
        return
    after = apply(turn, page, withdraw(page.case, turn.now))
    turn.reply(admin, show(Screen.CLOSED, {"code": page.case.request.code}), case=after.case)
    _tell_author(turn, admin, client, after, Screen.ALERT_ENDED)


def _closed(turn: Turn, admin: StaffMember, page: Page) -> None:
    turn.reply(admin, show(Screen.CLOSED, {"code": page.case.request.code}, Button(Press.OPEN_LIST)))


def _tell_author(turn: Turn, admin: StaffMember, client: ClientFacts, page: Page, screen: Screen) -> None:
    author = lookups.staff_member(turn.session, turn.vault, page.case.request.clinician_id)
    if author is not None and author.id != admin.id:
        turn.tell(author, show(screen, case_facts(turn, page, client), Button(Press.CLOSE)), case=page.case)

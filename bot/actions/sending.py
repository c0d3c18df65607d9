"""A prepared request is previewed, looked at by the agency where it has to be, and put to the client."""

from datetime import date

from bot.actions.cases import apply, case_facts
from bot.actions.requesting import Draft, ask_next, awaiting, draft_of, keep
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.asking import AskCode, Asked, may_ask
from consent.categories import Category
from consent.decision import Effect
from consent.minimum import PROTOCOL, Kind
from consent.request import Case, Item, Party, Period, Request, Standing
from consent.states import State
from consent.steps import review, send, withdraw
from db import lookups
from db.ids import new_id
from db.ledger import people, requests
from db.shapes import ClientFacts, Page, StaffMember


def go_on(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """Keep the draft and ask what is missing, or show the preview."""
    keep(turn, staff, draft)
    if not ask_next(turn, staff, draft):
        preview(turn, staff, draft)


def request_of(turn: Turn, staff: StaffMember, draft: Draft, *, id: str = "draft", code: str = "AF-____") -> Request:
    """The facts of a complete draft."""
    kind = Kind(draft["kind"])
    period = Period(date.fromisoformat(draft["period"]["first"]), date.fromisoformat(draft["period"]["last"]))
    reasons = draft.get("reasons", {})
    items = tuple(Item(Category(code), period, reasons.get(code)) for code in draft["items"])
    party = Party(draft["requester"]["id"], draft["requester"]["name"])
    answer_by = draft["answer_by"]["on"]
    return Request(
        id=id,
        code=code,
        client_id=draft["client"]["id"],
        clinician_id=staff.id,
        kind=kind,
        requester=party,
        recipient=party,
        purpose=PROTOCOL[kind].purposes[0],
        legal_basis=PROTOCOL[kind].legal_basis,
        items=items,
        ends_on=date.fromisoformat(draft["ends"]["on"]),
        one_time=draft["ends"]["one_time"],
        answer_by=date.fromisoformat(answer_by) if answer_by else None,
        asked_for_all=bool(draft.get("asked_for_all")),
    )


def examine(turn: Turn, request: Request) -> Asked:
    """What stands in the way of asking this, given what the client was asked before."""
    history = [page.case for page in lookups.pages_of_client(turn.session, turn.vault, request.client_id)]
    return may_ask(request, history, turn.now, zone=turn.zone)


def preview(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """The client's own card, with what stands in the way; nothing has been sent."""
    request = request_of(turn, staff, draft)
    asked = examine(turn, request)
    client = lookups.client(turn.session, turn.vault, request.client_id)
    page = Page(Case(request, Standing()), None, turn.now)
    facts = {
        **case_facts(turn, page, client),
        "client_language": client.language if client else turn.agency.language,
        "blockers": [{"id": r.id, "code": r.code} for r in asked.blockers],
        "warnings": [{"id": r.id, "code": r.code} for r in asked.warnings],
    }
    look_first = any(r.code is AskCode.REVIEW_FIRST for r in asked.warnings)
    keys = [Button(Press.SEND)] if asked.clear and not look_first else []
    keys += [Button(Press.REVIEW_FIRST)] if asked.clear else []
    rest = (Button(Press.ITEMS), Button(Press.EDIT), Button(Press.DROP))
    turn.reply(staff, show(Screen.PREVIEW, facts, *keys, *rest), topic="draft")


def edit(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """Go back to the dates; client and requester stay."""
    for name in ("period", "answer_by", "ends"):
        draft.pop(name, None)
    go_on(turn, staff, draft)


def send_draft(turn: Turn, staff: StaffMember, *, review_first: bool) -> None:
    """Put the draft to the client, or to the agency first. The blockers are looked at once more."""
    draft = draft_of(turn, staff)
    if not draft or ask_next(turn, staff, draft):
        return
    probe = request_of(turn, staff, draft)
    asked = examine(turn, probe)
    look_first = any(r.code is AskCode.REVIEW_FIRST for r in asked.warnings)
    client = lookups.client(turn.session, turn.vault, probe.client_id)
    if not asked.clear or (look_first and not review_first) or client is None:
        preview(turn, staff, draft)
        return
    request = request_of(turn, staff, draft, id=new_id(), code=requests.free_code(turn.session))
    confirmed = {"refusal_confirmed_by": staff.id, "basis_by": staff.id, "warnings": [r.code for r in asked.warnings]}
    case = requests.add_request(turn.session, turn.vault, request, now=turn.now, actor=turn.actor, detail=confirmed)
    people.drop_draft(turn.session, staff.id)
    page = Page(case, None, turn.now)
    if review_first:
        _to_review(turn, staff, client, page)
    else:
        put_to_client(turn, staff, client, page)


def put_to_client(turn: Turn, staff: StaffMember, client: ClientFacts, page: Page) -> None:
    """Ask the client: the knock goes out, outside their quiet hours."""
    quiet, client_zone = turn.quiet(client), turn.client_zone(client)
    decision = send(page.case, turn.now, zone=turn.zone, quiet=quiet, client_zone=client_zone)
    if decision.effect is not Effect.APPLIED:
        facts = {"code": page.case.request.code}
        turn.reply(staff, show(Screen.CLOSED, facts, Button(Press.NEW)), topic="draft")
        return
    after = apply(turn, page, decision)
    facts = {**case_facts(turn, after, client)}
    keys = (Button(Press.STAFF_CASE, after.case.request.id), Button(Press.NEW))
    turn.reply(staff, show(Screen.SENT, facts, *keys), topic="draft")


def _to_review(turn: Turn, staff: StaffMember, client: ClientFacts, page: Page) -> None:
    after = apply(turn, page, review(page.case, turn.now))
    facts = {**case_facts(turn, after, client), "by": staff.name}
    for admin in lookups.staff_members(turn.session, turn.vault, role="admin"):
        keys = (Button(Press.APPROVE), Button(Press.SEND_BACK))
        turn.tell(admin, show(Screen.REVIEW, facts, *keys), case=after.case)
    turn.reply(staff, show(Screen.SENT_TO_REVIEW, facts, Button(Press.NEW)), topic="draft")


def approve(turn: Turn, admin: StaffMember, page: Page) -> None:
    """The agency's lead agrees: now the client is asked."""
    client = lookups.client(turn.session, turn.vault, page.case.request.client_id)
    if client is None or page.case.standing.state is not State.IN_REVIEW or admin.role != "admin":
        facts = {"code": page.case.request.code}
        turn.reply(admin, show(Screen.CLOSED, facts))
        return
    put_to_client(turn, admin, client, page)
    _tell_author(turn, admin, client, page, Screen.SENT)


def send_back(turn: Turn, admin: StaffMember, page: Page) -> None:
    """The agency's lead says not like this: the client was never asked."""
    client = lookups.client(turn.session, turn.vault, page.case.request.client_id)
    if client is None or page.case.standing.state is not State.IN_REVIEW or admin.role != "admin":
        turn.reply(admin, show(Screen.CLOSED, {"code": page.case.request.code}))
        return
    after = apply(turn, page, withdraw(page.case, turn.now))
    turn.reply(admin, show(Screen.CLOSED, {"code": page.case.request.code}), case=after.case)
    _tell_author(turn, admin, client, after, Screen.ALERT_ENDED)


def _tell_author(turn: Turn, admin: StaffMember, client: ClientFacts, page: Page, screen: Screen) -> None:
    author = lookups.staff_member(turn.session, turn.vault, page.case.request.clinician_id)
    if author is not None and author.id != admin.id:
        turn.tell(author, show(screen, case_facts(turn, page, client), Button(Press.CLOSE)), case=page.case)


def stop_waiting(turn: Turn, staff: StaffMember) -> None:
    """No typed answer is waited for any more."""
    awaiting(turn, staff, None)

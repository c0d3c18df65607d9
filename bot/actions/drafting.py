"""A complete draft is previewed, and sent: to the client, or to the agency's own look first."""

from datetime import date

from bot.actions.cases import case_facts
from bot.actions.introducing import carry, is_carried, leaving, rests_on, settle
from bot.actions.requesting import Draft, ask_next, can_be_asked, has_reached, keep
from bot.actions.reviewing import no_reviewer, reviewers_of, to_review
from bot.actions.rules import packs_of
from bot.actions.sending import cannot_ask, examine, examined_facts, put_to_client
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.asking import AskCode
from consent.categories import Category
from consent.minimum import PROTOCOL, Kind
from consent.packs.shelf import basis_for
from consent.request import Case, Held, HeldEvent, Item, Party, Period, Request, Standing
from db import lookups, places
from db.ids import new_id
from db.ledger import people, requests
from db.shapes import Page, StaffMember

PREVIEW = "preview"

#: What one tap on *Back* takes away, the newest last; the list of items has its own screen.
STEPS = ("client", "requester", "kind", "checked", "period", "answer_by", "ends", "held")


def go_on(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """Keep the draft and ask what is missing, or show the preview."""
    carry(turn, draft)
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
        legal_basis=basis_for(packs_of(turn), [item.category for item in items], kind),
        items=items,
        ends_on=date.fromisoformat(draft["ends"]["on"]),
        one_time=draft["ends"]["one_time"],
        answer_by=date.fromisoformat(answer_by) if answer_by else None,
        asked_for_all=bool(draft.get("asked_for_all")),
        held=_held(draft),
        received=tuple(c for c in Category if c in (draft.get("received") or draft["items"])),
        new_fact=draft.get("new_fact"),
        received_period=_received_period(draft),
        places=places.of_client(turn.session, turn.vault, draft["client"]["id"]),
    )


def _received_period(draft: Draft) -> Period | None:
    asked = draft.get("received_period")
    return Period(date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"])) if asked else None


def _held(draft: Draft) -> Held | None:
    """Before which event a stop would not count; to the end of the consent at the latest (P2-35)."""
    event = draft.get("held", {}).get("event")
    return Held(HeldEvent(event), date.fromisoformat(draft["ends"]["on"])) if event else None


def preview(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """The client's own card, with what stands in the way; nothing has been sent."""
    request = request_of(turn, staff, draft)
    asked = examine(turn, request)
    client = lookups.client(turn.session, turn.vault, request.client_id)
    page = Page(Case(request, Standing()), None, turn.now)
    facts = {**case_facts(turn, page, client), **examined_facts(turn, asked, client)}
    keys = [Button(Press.SEND)] if asked.clear and not asked.look_first else []
    keys += [Button(Press.REVIEW_FIRST)] if asked.clear else []
    keys += [Button(Press.NEW_FACT)] if AskCode.NEEDS_NEW_FACT in {r.code for r in asked.blockers} else []
    rest = (Button(Press.ITEMS), Button(Press.RECEIVED), Button(Press.EDIT), *leaving(PREVIEW))
    turn.reply(staff, show(Screen.PREVIEW, facts, *keys, *rest), topic="draft")


def edit(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """Go back to the dates; client and requester stay."""
    for name in ("period", "answer_by", "ends"):
        draft.pop(name, None)
    go_on(turn, staff, draft)


def step_back(turn: Turn, staff: StaffMember, draft: Draft, question: str) -> None:
    """Ask anew what comes before this question; a tap on a screen that is not in view any more takes nothing back."""
    if has_reached(draft, "held" if question == PREVIEW else question):
        _take_back(draft, STEPS if question == PREVIEW else STEPS[: STEPS.index(question)])
    go_on(turn, staff, draft)


def _take_back(draft: Draft, before: tuple[str, ...]) -> None:
    for step in reversed(before):
        taken = draft.pop(step, None)
        if taken is not None and not is_carried(step, taken):
            return


def send_draft(turn: Turn, staff: StaffMember, draft: Draft, *, review_first: bool) -> None:
    """Put the draft to the client, or to the agency first. The blockers are looked at once more."""
    if ask_next(turn, staff, draft):
        return
    probe = request_of(turn, staff, draft)
    asked = examine(turn, probe)
    client = lookups.client(turn.session, turn.vault, probe.client_id)
    if not asked.clear or (asked.look_first and not review_first) or client is None:
        preview(turn, staff, draft)
    elif not can_be_asked(client):
        cannot_ask(turn, staff, client)
    elif review_first and not reviewers_of(turn, probe):
        no_reviewer(turn, staff)
    else:
        page = _written(turn, staff, draft, [r.code for r in asked.warnings])
        (to_review if review_first else put_to_client)(turn, staff, client, page)


def _written(turn: Turn, staff: StaffMember, draft: Draft, warnings: list[str]) -> Page:
    request = request_of(turn, staff, draft, id=new_id(), code=requests.free_code(turn.session))
    confirmed = {
        "refusal_confirmed_by": staff.id,
        "basis_by": staff.id,
        "warnings": warnings,
        **rests_on(turn, request),
    }
    case = requests.add_request(turn.session, turn.vault, request, now=turn.now, actor=turn.actor, detail=confirmed)
    people.drop_draft(turn.session, staff.id)
    settle(turn, staff, request, draft)
    return Page(case, None, turn.now)

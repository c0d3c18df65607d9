"""A clinician prepares a request: each answer is kept, the next question follows from what is missing."""

import re
from datetime import date, timedelta
from typing import Any

from bot.actions import holding, introducing
from bot.actions.introducing import leaving
from bot.actions.names import plain_name
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.categories import Category
from consent.minimum import Kind, Need, preset, standing_of
from consent.received import to_fill_in
from db import lookups
from db.ledger import people
from db.shapes import ClientFacts, StaffMember

Draft = dict[str, Any]

PERIODS = ("last_3", "last_6", "last_12", "this_year")
ANSWER_BY: dict[str, int | None] = {"none": None, "week": 7, "two_weeks": 14, "month": 30}
ENDS = {"once": 91, "month": 30, "three_months": 91, "six_months": 182, "year": 365}

#: The parts of a draft, in the order in which they are asked for.
QUESTIONS = ("client", "requester", "kind", "checked", "period", "items", "answer_by", "ends", "held")
FAREST = timedelta(days=3653)  #: A typed date further away than ten years is a slip of the finger.
LONGEST_REASON = 500

_QUARTER, _HALF = 91, 182
_DAYS = {"last_3": _QUARTER, "last_6": _HALF, "last_12": 365}


def begin(turn: Turn, staff: StaffMember) -> None:
    """A new request: forget the half-written one and ask for the client."""
    people.drop_draft(turn.session, staff.id)
    keep(turn, staff, {})
    ask_next(turn, staff, {})


def draft_of(turn: Turn, staff: StaffMember) -> Draft | None:
    """The half-written request of this clinician."""
    return lookups.draft(turn.session, turn.vault, staff.id)


def keep(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """Keep the half-written request, and wait for no other typed answer."""
    people.save_draft(turn.session, turn.vault, staff.id, draft, now=turn.now)
    awaiting(turn, staff, None)


def awaiting(turn: Turn, staff: StaffMember, what: str | None) -> None:
    """What the next typed message of this person answers."""
    turn.change_staff(staff.id, None, {"awaiting": what})


def drop(turn: Turn, staff: StaffMember) -> None:
    """Throw the half-written request away."""
    people.drop_draft(turn.session, staff.id)
    awaiting(turn, staff, None)
    turn.reply(staff, show(Screen.DRAFT_DROPPED, None, Button(Press.NEW), Button(Press.OPEN_LIST)), topic="draft")


def ask_next(turn: Turn, staff: StaffMember, draft: Draft) -> bool:
    """Ask the next missing question; False if nothing is missing and the preview is due."""
    for missing, ask in (
        ("client", _ask_client),
        ("requester", _ask_requester),
        ("kind", _ask_kind),
        ("checked", introducing.ask_how),
        ("period", _ask_period),
        ("items", ask_items),
        ("answer_by", _ask_answer_by),
        ("ends", _ask_ends),
    ):
        if not draft.get(missing):
            ask(turn, staff, draft)
            return True
    if holding.asks_for_event(turn, draft):
        holding.ask_event(turn, staff, draft)
        return True
    return False


def has_reached(draft: Draft, question: str) -> bool:
    """Whether the draft has come as far as this question; an old button of another draft has not."""
    return all(draft.get(before) for before in QUESTIONS[: QUESTIONS.index(question)])


def can_be_asked(client: ClientFacts) -> bool:
    """Whether a question would reach this client: connected, and not silent by their own wish."""
    return client.channel == "ready" and not client.messages_stopped and client.stop_word_at is None


def _ask_client(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    found = [c for c in lookups.clients_of(turn.session, turn.vault, staff.id) if can_be_asked(c)]
    facts = {"clients": [{"id": c.id, "alias": c.alias} for c in found]}
    keys = tuple(Button(Press.PICK_CLIENT, c.id) for c in found)
    turn.reply(staff, show(Screen.NEW_CLIENT_PICK, facts, *keys, Button(Press.DROP)), topic="draft")


def _ask_requester(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    found = lookups.requesters(turn.session, turn.vault)
    facts = {"requesters": [{"id": r.id, "name": r.name} for r in found], "alias": draft["client"]["alias"]}
    keys = tuple(Button(Press.PICK_REQUESTER, r.id) for r in found)
    awaiting(turn, staff, "requester")
    turn.reply(staff, show(Screen.NEW_REQUESTER, facts, *keys, *leaving("requester")), topic="draft")


def _ask_kind(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    usual = draft["requester"].get("kind")
    kinds = sorted(Kind, key=lambda kind: kind != usual)
    keys = tuple(Button(Press.PICK_KIND, kind) for kind in kinds)
    facts = {"requester": draft["requester"]["name"]}
    turn.reply(staff, show(Screen.NEW_KIND, facts, *keys, *leaving("kind")), topic="draft")


def _ask_period(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    keys = tuple(Button(Press.PICK_PERIOD, code) for code in PERIODS)
    facts = {
        "alias": draft["client"]["alias"],
        "requester": draft["requester"]["name"],
        "kind": draft["kind"],
        "items": draft.get("items") or [],
    }
    awaiting(turn, staff, "period")
    turn.reply(staff, show(Screen.NEW_PERIOD, facts, *keys, *leaving("period")), topic="draft")


def ask_items(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """The list of items: what is in it, and what may be added; what is blocked for this kind is not offered."""
    kind, chosen = Kind(draft["kind"]), list(draft.get("items") or [])
    offered = [c for c in Category if standing_of(kind, c) is not Need.BLOCKED]
    addable = [c for c in offered if c not in chosen]
    facts = {"items": chosen, "addable": list(addable), "asked_for_all": bool(draft.get("asked_for_all"))}
    keys = tuple(Button(Press.ITEM, c) for c in (*chosen, *addable))
    done = (Button(Press.DONE),) if chosen else ()
    rest = (Button(Press.RECEIVED), Button(Press.DROP))
    turn.reply(staff, show(Screen.NEW_ITEMS, facts, *done, *keys, *rest), topic="draft")


def _ask_answer_by(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    keys = tuple(Button(Press.PICK_ANSWER_BY, code) for code in ANSWER_BY)
    awaiting(turn, staff, "answer_by")
    turn.reply(staff, show(Screen.NEW_ANSWER_BY, None, *keys, *leaving("answer_by")), topic="draft")


def _ask_ends(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    keys = tuple(Button(Press.PICK_ENDS, code) for code in ENDS)
    awaiting(turn, staff, "ends")
    turn.reply(staff, show(Screen.NEW_ENDS, None, *keys, *leaving("ends")), topic="draft")


def pick_client(turn: Turn, staff: StaffMember, draft: Draft, id: str) -> None:
    """Keep for whom this is; only one's own clients can be picked."""
    client = lookups.client(turn.session, turn.vault, id)
    if client is not None and client.clinician_id == staff.id and can_be_asked(client):
        draft["client"] = {"id": client.id, "alias": client.alias}


def pick_requester(turn: Turn, draft: Draft, id: str) -> None:
    """Keep a saved requester."""
    found = lookups.requester(turn.session, turn.vault, id)
    if found is not None:
        draft["requester"] = {"id": found.id, "name": found.name, "kind": found.kind}
        draft.pop("checked", None)


def pick_kind(turn: Turn, draft: Draft, code: str) -> None:
    """Keep what kind of asker this is: it pre-fills the minimum; a requester typed by hand is saved now."""
    kind = Kind(code)
    draft["kind"] = kind
    draft.pop("checked", None)  # Another kind of asker may owe another proof.
    draft.pop("held", None)
    draft["items"] = list(preset(kind))
    requester = draft["requester"]
    if not requester.get("id"):
        requester["id"] = people.save_requester(
            turn.session, turn.vault, now=turn.now, name=requester["name"], kind=kind, actor=turn.actor
        )
        requester["kind"] = kind


def pick_period(turn: Turn, draft: Draft, code: str) -> None:
    """Keep the days of care as first and last date, ISO."""
    today = turn.now.astimezone(turn.zone).date()
    first = date(today.year, 1, 1) if code == "this_year" else today - timedelta(days=_DAYS[code])
    draft["period"] = {"first": first.isoformat(), "last": today.isoformat()}


def pick_answer_by(turn: Turn, draft: Draft, code: str) -> None:
    """Keep the requester's date, or that they named none."""
    days = ANSWER_BY[code]
    today = turn.now.astimezone(turn.zone).date()
    draft["answer_by"] = {"on": (today + timedelta(days=days)).isoformat() if days else None}


def pick_ends(turn: Turn, draft: Draft, code: str) -> None:
    """Keep when the consent ends, and whether it serves one release only."""
    today = turn.now.astimezone(turn.zone).date()
    draft["ends"] = {"on": (today + timedelta(days=ENDS[code])).isoformat(), "one_time": code == "once"}


def toggle_item(turn: Turn, staff: StaffMember, draft: Draft, code: str) -> bool:
    """Add or remove an item; True if a written reason has been asked for and the list must wait."""
    category = Category(code)
    draft.pop("held", None)  # Whether a law may hold the yes depends on what it is about.
    items: list[str] = list(draft.get("items") or [])
    if category in items:
        items.remove(category)
        draft["items"] = items
        return False
    if standing_of(Kind(draft["kind"]), category) is Need.BLOCKED:
        return False
    if standing_of(Kind(draft["kind"]), category) is Need.DEFAULT:
        draft["items"] = [*items, category]
        return False
    draft["wants_reason"] = category  # In the sealed draft: the column of what is awaited lies open.
    keep(turn, staff, draft)
    awaiting(turn, staff, "reason")
    turn.reply(staff, show(Screen.NEW_REASON, {"category": category}, Button(Press.BACK)), topic="draft")
    return True


def add_reason(turn: Turn, staff: StaffMember, draft: Draft, reason: str) -> None:
    """Add the item beyond the minimum that waits, with its written reason (HIPAA-MN-2)."""
    code = draft.pop("wants_reason")
    draft.setdefault("reasons", {})[code] = reason[:LONGEST_REASON]
    draft["items"] = list(dict.fromkeys([*(draft.get("items") or []), Category(code)]))
    draft.pop("held", None)
    keep(turn, staff, draft)
    ask_items(turn, staff, draft)


def asked_for_all(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """They asked for everything: note it for the client, and say what it lacks to be asked (HIPAA-MN-3)."""
    draft["asked_for_all"] = True
    keep(turn, staff, draft)
    gaps = to_fill_in(
        facts=bool(draft.get("items")), recipient=bool(draft.get("requester")), end=bool(draft.get("ends"))
    )
    turn.reply(staff, show(Screen.NEW_ALL_RECORDS, {"gaps": list(gaps)}), topic="draft")
    if draft.get("kind"):
        ask_items(turn, staff, draft)
    else:
        ask_next(turn, staff, draft)


def type_requester(turn: Turn, draft: Draft, typed: str) -> None:
    """Keep the typed name of somebody who asks; a name that is known is the same requester, so a no still counts."""
    name = plain_name(typed)
    known = [r for r in lookups.requesters(turn.session, turn.vault, limit=1000) if _same(r.name, name)]
    if known:
        pick_requester(turn, draft, known[0].id)
    elif name:
        draft["requester"] = {"id": None, "name": name, "kind": None}
        draft.pop("checked", None)


def _same(one: str, two: str) -> bool:
    return one.casefold() == two.casefold()


DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _dates_in(text: str, today: date) -> list[date]:
    try:
        found = [date.fromisoformat(written) for written in DATE.findall(text)]
    except ValueError:
        return []
    return found if all(abs(each - today) <= FAREST for each in found) else []


def type_dates(turn: Turn, draft: Draft, what: str, text: str) -> bool:
    """Keep typed dates (such as 2027-01-01 2027-06-30) as the answer to a question; False if they do not fit."""
    dates = _dates_in(text, turn.now.astimezone(turn.zone).date())
    if what == "period" and len(dates) == 2:
        draft["period"] = {"first": dates[0].isoformat(), "last": dates[1].isoformat()}
    elif what == "answer_by" and len(dates) == 1:
        draft["answer_by"] = {"on": dates[0].isoformat()}
    elif what == "ends" and len(dates) == 1:
        draft["ends"] = {"on": dates[0].isoformat(), "one_time": False}
    else:
        return False
    return True

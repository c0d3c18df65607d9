"""How it was checked who asks: as facts for staff, and as the question while a request is prepared."""

from typing import Any

from bot.actions.rules import who_asks
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.checking import OFFICIALS, PAPERS, Check, HowChecked, Identity, identity, ways_for
from consent.minimum import Kind
from consent.request import Request
from db.ledger import people
from db.ledger.requesters import note_check
from db.requesters import checks_of
from db.shapes import Page, StaffMember

Draft = dict[str, Any]

NOT_YET = "not_yet"


def checked_facts(turn: Turn, page: Page) -> dict[str, Any]:
    """How well it is known who asks, as plain facts; the noted paper stays out of the chat (HIPAA-V-1)."""
    known, check = who_asks(turn.session, turn.vault, page, turn.now)
    by = None if check is None else turn.staff(check.by)
    made = check and {"method": check.method, "at": check.at.isoformat(), "by": by.name if by else None}
    return {"identity": known, "checked": made, "official": page.case.request.kind in OFFICIALS}


def carry(turn: Turn, draft: Draft) -> None:
    """Ask nothing about a saved requester who was checked lately; anybody else is a question (HIPAA-V-1)."""
    requester, kind = draft.get("requester") or {}, draft.get("kind")
    if draft.get("checked") or kind is None or not requester.get("id"):
        return
    checks = checks_of(turn.session, turn.vault, requester["id"])
    known, _ = identity(checks, Kind(kind), (), since=turn.now, now=turn.now)
    if known is Identity.CHECKED:
        draft["checked"] = {"way": None}


def is_carried(step: str, answer: Any) -> bool:
    """Whether nobody was asked this: who asks had been checked before."""
    return step == "checked" and "document" not in answer


def leaving(question: str) -> tuple[Button, Button]:
    """The ways out of a question of the draft: back to the one before it, or away with the draft."""
    return Button(Press.ONE_BACK, question), Button(Press.DROP)


def ask_how(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """How did you check that it is really them? "Not yet" is an answer too: the client may be asked meanwhile."""
    kind = Kind(draft["kind"])
    ways = tuple(Button(Press.HOW_CHECKED, way) for way in ways_for(kind))
    facts = {"requester": draft["requester"]["name"], "kind": kind}
    keys = (*ways, Button(Press.HOW_CHECKED, NOT_YET), *leaving("checked"))
    turn.reply(staff, show(Screen.NEW_CHECKED, facts, *keys), topic="draft")


def pick_way(turn: Turn, staff: StaffMember, draft: Draft, way: str) -> bool:
    """Keep how it was checked; True if it was a paper, and staff are asked which one (HIPAA-V-2)."""
    if way in PAPERS:
        draft["wants_paper"] = way  # In the sealed draft: the column of what is awaited lies open.
        people.save_draft(turn.session, turn.vault, staff.id, draft, now=turn.now)
        turn.change_staff(staff.id, None, {"awaiting": "paper"})
        turn.reply(staff, show(Screen.NEW_PAPER, {"method": way}, Button(Press.BACK)), topic="draft")
        return True
    if way == NOT_YET or way in ways_for(Kind(draft["kind"])):
        draft["checked"] = {"way": None if way == NOT_YET else way, "document": ""}
    return False


def type_paper(draft: Draft, typed: str, longest: int) -> None:
    """Keep which paper it was, in the words of staff."""
    way = draft.pop("wants_paper", "")
    if way in ways_for(Kind(draft["kind"])):
        draft["checked"] = {"way": way, "document": typed.strip()[:longest]}


def rests_on(turn: Turn, request: Request) -> dict[str, Any]:
    """On which earlier check a new request rests, for its record; nothing where none counts for it (E1)."""
    checks = checks_of(turn.session, turn.vault, request.requester.id)
    known, check = identity(checks, request.kind, (), since=turn.now, now=turn.now)
    if known is not Identity.CHECKED or check is None:
        return {}
    made = {"method": check.method, "document": check.document, "by": check.by, "made_at": check.at.isoformat()}
    return {"requester_known": made}


def settle(turn: Turn, staff: StaffMember, request: Request, draft: Draft) -> None:
    """Write how it was checked who asks, where that was said while the request was prepared (HIPAA-V-1, E1)."""
    checked = draft.get("checked") or {}
    if checked.get("way"):
        way, document = HowChecked(checked["way"]), str(checked.get("document") or "")
        check = Check(turn.now, staff.id, way, document, request.id)
        note_check(turn.session, turn.vault, request.requester.id, check, now=turn.now, actor=turn.actor)

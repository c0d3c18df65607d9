"""Telling a client what was shared without their yes: what, to whom, when and why, and nothing behind their back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.actions.cases import case_facts
from bot.actions.counting import flags
from bot.actions.office import OfficeError, UnknownStaff, same_name
from bot.actions.telling import bring, in_person, without_facts
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.exception_list import Needed, Way
from consent.telling_why import why
from db import lookups, said
from db.ledger import requests
from db.shapes import Page, StaffMember
from db.without_yes import Unasked

#: The names under which it stands in the record of its request.
RECORDED, REFUSED, TOLD, CONFIRMED = "exception", "exception_refused", "exception_told", "exception_confirmed"
PROPOSED = "exception_proposed"  #: It waits for a second person; nothing may go out yet.
REVIEWED, RELEASED = "exception_reviewed", "exception_may_be_told"
LAW_NAMED = "exception_law_named"


class UnknownCase(OfficeError):
    """There is no such request. Type the case code, such as AF-7K2Q."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One exception as the record tells it: the number of its event, when (UTC), and its facts."""

    seq: int
    at: datetime
    detail: Mapping[str, Any]


def write_to_client(turn: Turn, page: Page, what: Happened) -> None:
    """Write to the client in their chat, by their own rules of quiet, silence and shared phones (D-3, SAFE-6).

    Who wants no facts in the chat gets a sign, and is told by a person.
    """
    client = turn.client(page.case.request.client_id)
    if client is None:
        return
    if in_person(client):
        bring(turn, client, without_facts(turn, client, page, pushed=True), page)
        return
    facts = {
        **case_facts(turn, page, client),
        "recipient": what.detail["to"],
        "now_sent": what.detail["items"],
        "at": what.at.isoformat(),
        "why": why(Way(what.detail["way"]), mandated=_is_commanded(what)),
    }
    keys = (Button(Press.TALK), Button(Press.WHO_GOT), Button(Press.MENU))
    bring(turn, client, show(Screen.SHARED_WITHOUT, facts, *keys), page, topic=_topic(what.seq, page))


def _is_commanded(what: Happened) -> bool:
    return bool(str(what.detail["facts"].get(Needed.MANDATED, "")).strip())


def was_read_out(turn: Turn, page: Page, unasked: Unasked) -> datetime | None:
    """When the message about it reached the client's chat; None while it has not."""
    topic = _topic(unasked.seq, page)
    return said.sent_when(turn.session, page.case.request.id, Screen.SHARED_WITHOUT, topic)


def _topic(seq: int, page: Page) -> str:
    return f"exception:{page.case.request.id}:{seq}"


def disclose(turn: Turn, page: Page, what: Happened) -> None:
    """From now on the client reads of it among all that was shared (HIPAA-528-1, HIPAA-528-2)."""
    detail, purpose = what.detail, page.case.request.purpose
    facts = {
        "recipient": detail["to"],
        "purpose": purpose,
        "items": detail["items"],
        "basis": detail["way"],
        **flags(turn, Way(detail["way"]), purpose, detail["items"]),
    }
    by = str(detail["by"])
    requests.add_disclosure(turn.session, turn.vault, page.case, staff_id=by, facts=facts, now=what.at)


def note(turn: Turn, page: Page, staff: StaffMember | None, action: str, detail: Mapping[str, Any]) -> int:
    """Write it into the record of its request, by this person or by the clock; gives the number of the event."""
    id, actor = page.case.request.id, "clock" if staff is None else f"staff:{staff.id}"
    return requests.note(turn.session, turn.vault, id, now=turn.now, actor=actor, action=action, detail=detail)


def page_named(turn: Turn, code: str, *, to_write: bool = True) -> Page:
    """The request with this code, kept from other workers until this unit of work ends. Raises UnknownCase."""
    found = lookups.page_by_code(turn.session, turn.vault, code, to_write=to_write)
    if found is None:
        raise UnknownCase
    return found


def person_named(turn: Turn, name: str) -> StaffMember:
    """The person of the agency with this name. Raises UnknownStaff."""
    found = [each for each in lookups.staff_members(turn.session, turn.vault) if same_name(each, name)]
    if not found:
        raise UnknownStaff
    return found[0]

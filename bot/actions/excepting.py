"""Sharing without the client's yes: judged, recorded beside the untouched answer, and told to the client or held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.actions.cases import item_facts
from bot.actions.office import OfficeError, UnknownClinician, same_name
from consent.categories import Category
from consent.exception_list import EXCEPTIONS, Delay, Needed, Way
from consent.exceptions import Claim, Ruling, due_for_telling, judge, reconfirm
from consent.packs.rule import Pack
from consent.request import Item
from db import lookups, rules
from db.events import Event, events_of
from db.ledger import requests
from db.shapes import Page, StaffMember
from db.vault import Vault

RECORDED, REFUSED, TOLD, CONFIRMED = "exception", "exception_refused", "exception_told", "exception_confirmed"


class UnknownCase(OfficeError):
    """There is no such request. Type the case code, such as AF-7K2Q."""


class UnknownItem(OfficeError):
    """The request does not name such an item. Type: askfirst check CODE"""


class NothingHeld(OfficeError):
    """No exception of this request waits to be told."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What staff put forward: for one packet, one time (D-5). `facts` are the words for each fact of its row."""

    way: Way
    code: str
    items: tuple[str, ...]
    to: str
    facts: Mapping[Needed, str]
    by: str
    cosigned_by: str | None = None
    counsel_agreed: bool = False
    told: bool = False
    delay: Delay | None = None


def record(session: Session, vault: Vault, now: datetime, wanted: Wanted) -> dict[str, Any]:
    """Judge an exception and write it down, refused or not; the client's answer stays as it is (D-1, D-4, P2-51).

    Where the client is not told yet, they do not read of it either, until they are (D-2). Raises OfficeError.
    """
    page = _page(session, vault, wanted.code)
    items = tuple(item for item in page.case.request.items if item.category in wanted.items)
    if {item.category for item in items} != set(wanted.items):
        raise UnknownItem
    staff = _person(session, vault, wanted.by)
    second = None if wanted.cosigned_by is None else _person(session, vault, wanted.cosigned_by)
    ruling = judge(_claim(session, wanted, items, staff, second, now), now)
    detail = {**_told_plainly(wanted, items, staff, second), **ruling_facts(ruling)}
    _note(session, vault, page, now, staff, RECORDED if ruling.opens else REFUSED, detail)
    if ruling.opens and wanted.delay is None:
        _disclose(session, vault, page, detail, now)
    return {"code": page.case.request.code, **ruling_facts(ruling)}


def ruling_facts(ruling: Ruling) -> dict[str, Any]:
    """What follows from an exception, as plain facts."""
    moments = {"review_by": ruling.review_by, "name_law_by": ruling.name_law_by, "tell_by": ruling.tell_by}
    return {
        "opens": ruling.opens,
        "lacks": [str(fault.needed or fault.lack) for fault in ruling.faults],
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "countable": ruling.countable,
    }


def told(session: Session, vault: Vault, now: datetime, code: str, by: str) -> None:
    """The client was told of the exceptions of this request: from now on they read of them too. Raises OfficeError."""
    page, staff = _page(session, vault, code), _person(session, vault, by)
    held = _held(session, vault, page)
    if not held:
        raise NothingHeld
    for event in held:
        _note(session, vault, page, now, staff, TOLD, {"of": event.seq})
        if event.detail["delay"] is not None:
            _disclose(session, vault, page, event.detail, event.at)


def confirm(session: Session, vault: Vault, now: datetime, code: str, by: str) -> None:
    """Staff looked again, and the reason not to tell still holds: for at most another 30 days (D-2)."""
    page, staff = _page(session, vault, code), _person(session, vault, by)
    held = [each for each in _held(session, vault, page) if each.detail["delay"] is not None]
    if not held:
        raise NothingHeld
    for event in held:
        way = Way(event.detail["way"])
        due = reconfirm(EXCEPTIONS[way].tell, Delay(event.detail["delay"]), now)
        _note(session, vault, page, now, staff, CONFIRMED, {"of": event.seq, "tell_by": due and due.isoformat()})


def waiting(session: Session, vault: Vault, now: datetime, code: str) -> list[dict[str, Any]]:
    """The exceptions of this request that the client does not know of, and whether it is time (D-2, D-6)."""
    page = _page(session, vault, code)
    events = events_of(session, vault, f"request:{page.case.request.id}")
    rows = []
    for event in _held(session, vault, page):
        again = [
            each.detail["tell_by"] for each in events if each.action == CONFIRMED and each.detail["of"] == event.seq
        ]
        due = (again or [event.detail["tell_by"]])[-1]
        over = due_for_telling(None if due is None else datetime.fromisoformat(due), now)
        rows.append({"way": event.detail["way"], "at": event.at.isoformat(), "tell_by": due, "due": over})
    return rows


def _claim(
    session: Session,
    wanted: Wanted,
    items: tuple[Item, ...],
    staff: StaffMember,
    second: StaffMember | None,
    now: datetime,
) -> Claim:
    guarded = any(item.category in {Category.SUD, Category.SUDNOTES} for item in items)
    return Claim(
        way=wanted.way,
        facts=frozenset(needed for needed, words in wanted.facts.items() if words.strip()),
        items=len(items),
        decided_by=staff.id,
        cosigned_by=second.id if second else None,
        counsel_agreed=wanted.counsel_agreed,
        reason=wanted.facts.get(Needed.REASON, ""),
        part2_records=guarded or Pack.PART2_PROGRAM in rules.packs(session),
        told_at=now if wanted.told else None,
        delay=wanted.delay,
    )


def _told_plainly(
    wanted: Wanted, items: tuple[Item, ...], staff: StaffMember, second: StaffMember | None
) -> dict[str, Any]:
    return {
        "way": wanted.way,
        "law": EXCEPTIONS[wanted.way].cite,
        "facts": dict(wanted.facts),
        "items": item_facts(items),
        "to": wanted.to,
        "by": staff.id,
        "cosigned_by": second.id if second else None,
        "counsel_agreed": wanted.counsel_agreed,
        "told": wanted.told,
        "delay": wanted.delay,
    }


def _held(session: Session, vault: Vault, page: Page) -> list[Event]:
    events = events_of(session, vault, f"request:{page.case.request.id}")
    known = {each.detail["of"] for each in events if each.action == TOLD}
    return [each for each in events if each.action == RECORDED and not each.detail["told"] and each.seq not in known]


def _disclose(session: Session, vault: Vault, page: Page, detail: Mapping[str, Any], at: datetime) -> None:
    facts = {
        "recipient": detail["to"],
        "purpose": page.case.request.purpose,
        "items": detail["items"],
        "basis": detail["way"],
        "countable": detail["countable"],
    }
    requests.add_disclosure(session, vault, page.case, staff_id=str(detail["by"]), facts=facts, now=at)


def _note(
    session: Session,
    vault: Vault,
    page: Page,
    now: datetime,
    staff: StaffMember,
    action: str,
    detail: Mapping[str, Any],
) -> None:
    id = page.case.request.id
    requests.note(session, vault, id, now=now, actor=f"staff:{staff.id}", action=action, detail=detail)


def _page(session: Session, vault: Vault, code: str) -> Page:
    found = lookups.page_by_code(session, vault, code)
    if found is None:
        raise UnknownCase
    return found


def _person(session: Session, vault: Vault, name: str) -> StaffMember:
    found = [each for each in lookups.staff_members(session, vault) if same_name(each, name)]
    if not found:
        raise UnknownClinician
    return found[0]

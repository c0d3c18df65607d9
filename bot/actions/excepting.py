"""Sharing without the client's yes: judged, recorded beside the untouched answer, and told to the client or held."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.actions.cases import item_facts
from bot.actions.office import OfficeError
from bot.actions.owning_up import (
    RECORDED,
    REFUSED,
    Happened,
    disclose,
    note,
    page_named,
    person_named,
    write_to_client,
)
from bot.actions.policies import payers_need_a_yes
from bot.actions.rules import is_limited
from bot.actions.turn import Turn
from consent.categories import Category
from consent.exception_list import EXCEPTIONS, Delay, Needed, Way
from consent.exceptions import Claim, Ruling, judge
from consent.minimum import PAYERS
from consent.packs.rule import Pack
from consent.request import Item, LegalBasis
from consent.telling_why import is_told_at_once, may_read
from db import rules
from db.ledger import exceptions
from db.shapes import Page, StaffMember
from db.without_yes import Unasked


class UnknownItem(OfficeError):
    """The request does not name such an item. Type: askfirst check CODE"""


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


def record(turn: Turn, wanted: Wanted) -> dict[str, Any]:
    """Judge an exception and write it down, refused or not; the client's answer stays as it is (D-1, D-4, P2-51).

    The client is told at once, unless a reason stands against it; then they do not read of it either (D-2).
    Raises OfficeError.
    """
    page = page_named(turn, wanted.code)
    items = tuple(item for item in page.case.request.items if item.category in wanted.items)
    if {item.category for item in items} != set(wanted.items):
        raise UnknownItem
    staff = person_named(turn, wanted.by)
    second = None if wanted.cosigned_by is None else person_named(turn, wanted.cosigned_by)
    ruling = judge(_claim(turn, page, wanted, items, staff, second), turn.now)
    detail = {**_told_plainly(wanted, items, staff, second), **ruling_facts(ruling)}
    seq = note(turn, page, staff, RECORDED if ruling.opens else REFUSED, detail)
    if ruling.opens:
        _follow_up(turn, page, wanted, ruling, Happened(seq, turn.now, detail))
    return {"code": page.case.request.code, **ruling_facts(ruling)}


def _follow_up(turn: Turn, page: Page, wanted: Wanted, ruling: Ruling, what: Happened) -> None:
    wake = min((at for at in (ruling.tell_by, ruling.review_by, ruling.name_law_by) if at is not None), default=None)
    told_at = turn.now if wanted.told else None
    dues = (ruling.tell_by, told_at, ruling.review_by, wake, ruling.name_law_by)
    exceptions.remember(turn.session, Unasked(page.case.request.id, what.seq, turn.now, *dues))
    if may_read(wanted.way, wanted.delay):
        disclose(turn, page, what)
    if is_told_at_once(wanted.way, wanted.delay) and not wanted.told:
        write_to_client(turn, page, what)


def ruling_facts(ruling: Ruling) -> dict[str, Any]:
    """What follows from an exception, as plain facts."""
    moments = {"review_by": ruling.review_by, "name_law_by": ruling.name_law_by, "tell_by": ruling.tell_by}
    return {
        "opens": ruling.opens,
        "lacks": [str(fault.needed or fault.lack) for fault in ruling.faults],
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "countable": ruling.countable,
    }


def _claim(
    turn: Turn, page: Page, wanted: Wanted, items: tuple[Item, ...], staff: StaffMember, second: StaffMember | None
) -> Claim:
    guarded = any(item.category in {Category.SUD, Category.SUDNOTES} for item in items)
    return Claim(
        way=wanted.way,
        facts=frozenset(needed for needed, words in wanted.facts.items() if words.strip()),
        items=len(items),
        kinds=frozenset(item.category for item in items),
        decided_by=staff.id,
        cosigned_by=second.id if second else None,
        counsel_agreed=wanted.counsel_agreed,
        reason=wanted.facts.get(Needed.REASON, ""),
        part2_records=guarded or Pack.PART2_PROGRAM in rules.packs(turn.session),
        private_notes=any(item.category is Category.PSYNOTES for item in items),
        restricted=is_limited(turn, page, items),
        promised=wanted.way is Way.WORKERS_COMP and _was_promised(page),
        told_at=turn.now if wanted.told else None,
        delay=wanted.delay,
        payer_needs_yes=page.case.request.kind in PAYERS and payers_need_a_yes(turn.session),
    )


def _was_promised(page: Page) -> bool:
    """Whether the question said that we would talk with the client before a sending without a yes (TRUTH-1)."""
    basis = page.case.request.legal_basis
    return basis is LegalBasis.PERMITTED_NO_CONSENT and page.case.standing.asked_at is not None


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

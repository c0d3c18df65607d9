"""Sharing without the client's yes: judged, recorded beside the untouched answer, and told to the client or held."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.actions.cases import case_facts, item_facts
from bot.actions.office import OfficeError
from bot.actions.owning_up import (
    PROPOSED,
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
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.categories import Category
from consent.exception_list import EXCEPTIONS, Delay, Needed, Way
from consent.exceptions import LOOK_AFTER, Claim, Ruling, goes_out_after_two, judge
from consent.minimum import PAYERS
from consent.packs.rule import Pack
from consent.request import Item, LegalBasis
from consent.telling_why import is_told_at_once, may_read
from db import rules
from db.events import Event, events_of
from db.ledger import exceptions
from db.shapes import Page, StaffMember
from db.without_yes import Unasked


class UnknownItem(OfficeError):
    """The request does not name such an item. Type: askfirst check CODE"""


class CannotAgree(OfficeError):
    """The second person has to be an admin, or the one who works with this client: others do not see the request."""


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

    Where two have to agree before it goes out, the second is asked in their own chat, and it waits for them.
    The client is told at once, unless a reason stands against it; then they do not read of it either (D-2).
    Raises OfficeError.
    """
    page = page_named(turn, wanted.code)
    items = tuple(item for item in page.case.request.items if item.category in wanted.items)
    if {item.category for item in items} != set(wanted.items):
        raise UnknownItem
    staff = person_named(turn, wanted.by)
    second = None if wanted.cosigned_by is None else person_named(turn, wanted.cosigned_by)
    claim = _claim(turn, page, wanted, items, staff, second)
    ruling = judge(claim, turn.now)
    if second is not None and ruling.opens and goes_out_after_two(claim):
        return _propose(turn, page, wanted, items, staff, second)
    detail = {**_told_plainly(wanted, items, staff, second), **ruling_facts(ruling)}
    seq = note(turn, page, staff, RECORDED if ruling.opens else REFUSED, detail)
    if ruling.opens:
        _follow_up(turn, page, wanted, ruling, Happened(seq, turn.now, detail))
    return {"code": page.case.request.code, **ruling_facts(ruling)}


def _propose(
    turn: Turn, page: Page, wanted: Wanted, items: tuple[Item, ...], staff: StaffMember, second: StaffMember
) -> dict[str, Any]:
    """Ask the second person in their own chat: a name typed by the first is no agreement (D, 2P)."""
    if not _sees(second, page):
        raise CannotAgree
    ruling = judge(_claim(turn, page, wanted, items, staff, None), turn.now)
    plain = _told_plainly(wanted, items, staff, None)
    seq = note(turn, page, staff, PROPOSED, {**plain, "asked": second.id})
    ask_to_agree(turn, page, staff, second, Happened(seq, turn.now, plain))
    return {"code": page.case.request.code, **ruling_facts(ruling), "asked": second.name}


def ask_to_agree(turn: Turn, page: Page, staff: StaffMember, second: StaffMember, what: Happened) -> None:
    """The question to the second person, with a button; it has no hold over what may not wait."""
    keys = (Button(Press.COSIGN, str(what.seq)), Button(Press.CLOSE))
    turn.tell(second, show(Screen.ALERT_COSIGN, agreed_facts(turn, page, staff, what.detail), *keys), case=page.case)


def agreed_facts(turn: Turn, page: Page, staff: StaffMember, detail: Mapping[str, Any]) -> dict[str, Any]:
    """A sharing without a yes as staff read it: who would do it, by which way, what, and to whom."""
    client = turn.client(page.case.request.client_id)
    told = {"who": staff.name, "way": detail["way"], "law": detail["law"], "now_sent": detail["items"]}
    return {**case_facts(turn, page, client), **told, "recipient": detail["to"]}


def _sees(staff: StaffMember, page: Page) -> bool:
    """Whether this person may open the request at all."""
    return staff.role == "admin" or staff.id == page.case.request.clinician_id


def agree(turn: Turn, second: StaffMember, page: Page, seq: int) -> bool:
    """The second person agrees in their own chat: it is judged anew, and recorded as it stands then (D, 2P).

    False where nothing waits for them: it was agreed to before, is older than a day, or is their own.
    """
    what = _proposed(turn, page, seq)
    staff = turn.staff(str(what.detail["by"])) if what else None
    if what is None or staff is None or staff.id == second.id:
        return False
    wanted = _wanted_again(what.detail, staff, page)
    items = tuple(item for item in page.case.request.items if item.category in wanted.items)
    ruling = judge(_claim(turn, page, wanted, items, staff, second), turn.now)
    detail = {**_told_plainly(wanted, items, staff, second), **ruling_facts(ruling), "proposed": seq}
    written = note(turn, page, second, RECORDED if ruling.opens else REFUSED, detail)
    if ruling.opens:
        _follow_up(turn, page, wanted, ruling, Happened(written, turn.now, detail))
    told = show(
        Screen.COSIGNED, {**agreed_facts(turn, page, staff, detail), "opens": ruling.opens}, Button(Press.CLOSE)
    )
    turn.reply(second, told, case=page.case)
    turn.tell(staff, told, case=page.case)
    return True


def _proposed(turn: Turn, page: Page, seq: int) -> Event | None:
    """What waits for a second person under this number of the record."""
    events = events_of(turn.session, turn.vault, f"request:{page.case.request.id}")
    done = {each.detail.get("proposed") for each in events if each.action in (RECORDED, REFUSED)}
    found = (each for each in events if each.seq == seq and each.action == PROPOSED)
    return next((each for each in found if seq not in done and turn.now < each.at + LOOK_AFTER), None)


def _wanted_again(detail: Mapping[str, Any], staff: StaffMember, page: Page) -> Wanted:
    return Wanted(
        way=Way(detail["way"]),
        code=page.case.request.code,
        items=tuple(each["category"] for each in detail["items"]),
        to=str(detail["to"]),
        facts={Needed(name): str(words) for name, words in detail["facts"].items()},
        by=staff.name,
        counsel_agreed=bool(detail["counsel_agreed"]),
        told=bool(detail["told"]),
        delay=None if detail["delay"] is None else Delay(detail["delay"]),
    )


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

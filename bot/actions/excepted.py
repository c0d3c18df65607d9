"""What follows after something was shared without a yes: it is told, looked at by a second person, and never lost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.actions.cases import case_facts
from bot.actions.office import OfficeError
from bot.actions.owning_up import (
    CONFIRMED,
    LAW_NAMED,
    RELEASED,
    REVIEWED,
    TOLD,
    Happened,
    disclose,
    note,
    page_named,
    person_named,
    was_read_out,
    write_to_client,
)
from bot.actions.suspending import is_suspended
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.exception_list import EXCEPTIONS, Delay, Way
from consent.exceptions import LOOK_AFTER, due_for_telling, reconfirm
from consent.telling_why import may_read
from db import lookups, without_yes
from db.events import events_of
from db.ledger import exceptions
from db.shapes import Page, StaffMember
from db.without_yes import Unasked

ASK_AGAIN = timedelta(days=7)  #: Staff who did nothing hear of it again then.


class NothingHeld(OfficeError):
    """No exception of this request waits to be told."""


class SeveralWait(OfficeError):
    """Several of this request wait to be told, each for its own reason. Say which with --way, such as EX-COURT."""


class NothingToReview(OfficeError):
    """No exception of this request waits for a second person."""


class NoLawMissing(OfficeError):
    """No exception of this request waits for its law to be named."""


class NoLaw(OfficeError):
    """Type after --law which law let the agency share it."""


class StillSuspended(OfficeError):
    """An official had it suspended, so the client is not told yet. Type: askfirst exception suspensions CODE"""


class SamePerson(OfficeError):
    """Whoever decided it cannot be the second person. Ask somebody else to look at it."""


def told(turn: Turn, code: str, by: str, way: Way | None = None) -> None:
    """A person told the client: from now on they read of it too. Raises OfficeError."""
    page, staff = page_named(turn, code), person_named(turn, by)
    for unasked, what in _of_way(_untold(turn, page), way):
        _lay_open(turn, page, what)
        note(turn, page, staff, TOLD, {"of": unasked.seq, "how": "in_person"})
        _move(turn, replace(unasked, told_at=turn.now))


def tell(turn: Turn, code: str, by: str, way: Way | None = None) -> None:
    """The reason not to tell is over, or nobody has told yet: write to the client now. Raises OfficeError."""
    page, staff = page_named(turn, code), person_named(turn, by)
    untold = _of_way(_untold(turn, page), way)
    if is_suspended(turn, page):
        raise StillSuspended
    for unasked, what in untold:
        _lay_open(turn, page, what)
        note(turn, page, staff, RELEASED, {"of": unasked.seq})
        write_to_client(turn, page, what)
        _move(turn, replace(unasked, tell_by=turn.now + LOOK_AFTER))


def confirm(turn: Turn, code: str, by: str, way: Way | None = None) -> None:
    """Staff looked again, and the reason not to tell still holds: for at most another 30 days (D-2)."""
    page, staff = page_named(turn, code), person_named(turn, by)
    held = [each for each in _untold(turn, page) if _delay(turn, page, each[1]) is not None]
    if not held:
        raise NothingHeld
    for unasked, what in _of_way(held, way):
        due = reconfirm(EXCEPTIONS[Way(what.detail["way"])].tell, _delay(turn, page, what), turn.now)
        note(turn, page, staff, CONFIRMED, {"of": unasked.seq, "tell_by": due and due.isoformat()})
        _move(turn, replace(unasked, tell_by=due))


def cosign(turn: Turn, code: str, by: str) -> None:
    """A second person looked at what one person had to do at once; it held nothing up (D, none-block).

    Raises OfficeError.
    """
    page, staff = page_named(turn, code), person_named(turn, by)
    found = [each for each in _of(turn, page) if each[0].review_by is not None]
    if not found:
        raise NothingToReview
    if any(what.detail["by"] == staff.id for _, what in found):
        raise SamePerson
    for unasked, _ in found:
        note(turn, page, staff, REVIEWED, {"of": unasked.seq})
        _move(turn, replace(unasked, review_by=None))


def name_law(turn: Turn, code: str, by: str, law: str) -> None:
    """Name the law that let the agency share it, where nobody could at once (D-1). Raises OfficeError."""
    page, staff = page_named(turn, code), person_named(turn, by)
    if not law.strip():
        raise NoLaw
    found = [each for each, _ in _of(turn, page) if each.name_law_by is not None]
    if not found:
        raise NoLawMissing
    for unasked in found:
        note(turn, page, staff, LAW_NAMED, {"of": unasked.seq, "law": law.strip()})
        _move(turn, replace(unasked, name_law_by=None))


def waiting(turn: Turn, code: str | None = None) -> list[dict[str, Any]]:
    """What the client has yet to hear of and what a second person has yet to see, everywhere or for one request."""
    if code is not None:
        page = page_named(turn, code, to_write=False)
        return [_line(turn, page, each) for each in _open_ones(turn, page)]
    return [_line(turn, _page(turn, each), each) for each in without_yes.still_open(turn.session)]


def of_month(turn: Turn, first: date) -> list[dict[str, Any]]:
    """The list that the agency looks at each month: every exception of the month of this day (D-6)."""
    start = first.replace(day=1)
    after = (start + timedelta(days=32)).replace(day=1)
    begins, ends = (datetime.combine(day, time(), tzinfo=turn.zone) for day in (start, after))
    return [_line(turn, _page(turn, each), each) for each in without_yes.recorded_between(turn.session, begins, ends)]


def due(turn: Turn, limit: int) -> list[tuple[str, int]]:
    """Those that the clock has to look at now."""
    return without_yes.due(turn.session, turn.now, limit=limit)


def look_at(turn: Turn, request_id: str, seq: int) -> None:
    """Note that the client's chat has shown it; else remind staff of what is due, again and again (D-2)."""
    unasked = without_yes.one(turn.session, request_id, seq)
    if unasked is None or unasked.wake_at is None or unasked.wake_at > turn.now:
        return  # Another worker was first.
    page = _page(turn, unasked)
    read_at = was_read_out(turn, page, unasked) if unasked.waits_for_telling else None
    if read_at is not None:
        note(turn, page, None, TOLD, {"of": seq, "how": "chat", "at": read_at.isoformat()})
        unasked = replace(unasked, told_at=read_at)
    to_tell = unasked.waits_for_telling and due_for_telling(unasked.tell_by, turn.now)
    to_review = due_for_telling(unasked.review_by, turn.now)
    to_name = due_for_telling(unasked.name_law_by, turn.now)
    if to_tell or to_review or to_name:
        _remind(turn, page, {"to_tell": to_tell, "to_review": to_review, "to_name": to_name})
        exceptions.move(turn.session, replace(unasked, wake_at=_next_look(turn, unasked)))
    else:
        _move(turn, unasked)


def _next_look(turn: Turn, unasked: Unasked) -> datetime:
    """After a week, or when something more falls due before that."""
    dues = (unasked.tell_by if unasked.waits_for_telling else None, unasked.review_by, unasked.name_law_by)
    return min((turn.now + ASK_AGAIN, *(at for at in dues if at is not None and at > turn.now)))


def _remind(turn: Turn, page: Page, left: Mapping[str, bool]) -> None:
    client = turn.client(page.case.request.client_id)
    facts = {**case_facts(turn, page, client), **left}
    for each in _to_remind(turn, page):
        turn.tell(each, show(Screen.ALERT_WITHOUT_YES, facts, Button(Press.CLOSE)), case=page.case)


def _to_remind(turn: Turn, page: Page) -> list[StaffMember]:
    """The clinician and the admins, each once: admins stand in for who is out of reach, and hear of it anyway."""
    clinician = turn.staff(page.case.request.clinician_id)
    admins = lookups.staff_members(turn.session, turn.vault, role="admin")
    people = {each.id: each for each in (clinician, *admins) if each is not None}
    return [each for each in people.values() if each.channel == "ready"] or list(people.values())[:1]


def _move(turn: Turn, unasked: Unasked) -> None:
    """Write how it stands, and wake up for whatever is due first.

    Of what is overdue staff have heard already: it waits for its next reminder and causes none at once.
    """
    dues = (unasked.tell_by if unasked.waits_for_telling else None, unasked.review_by, unasked.name_law_by)
    planned = unasked.wake_at if unasked.wake_at is not None and unasked.wake_at > turn.now else None
    wakes = (at if at > turn.now else planned or at for at in dues if at is not None)
    exceptions.move(turn.session, replace(unasked, wake_at=min(wakes, default=None)))


def _lay_open(turn: Turn, page: Page, what: Happened) -> None:
    """Let the client read of it, unless they could already."""
    if not may_read(Way(what.detail["way"]), what.detail["delay"]) and not _is_laid_open(turn, page, what):
        disclose(turn, page, what)


def _is_laid_open(turn: Turn, page: Page, what: Happened) -> bool:
    """Whether somebody has ended the reason not to tell."""
    events = events_of(turn.session, turn.vault, f"request:{page.case.request.id}")
    return any(each.action == RELEASED and each.detail["of"] == what.seq for each in events)


def _delay(turn: Turn, page: Page, what: Happened) -> Delay | None:
    """The reason not to tell that still stands."""
    given = what.detail["delay"]
    return None if given is None or _is_laid_open(turn, page, what) else Delay(given)


def _of(turn: Turn, page: Page, *, to_write: bool = True) -> list[tuple[Unasked, Happened]]:
    """The exceptions of one request, each with its event; two commands at once act one after the other."""
    id = page.case.request.id
    events = {each.seq: each for each in events_of(turn.session, turn.vault, f"request:{id}")}
    known = without_yes.of_request(turn.session, id, to_write=to_write)
    return [(each, Happened(each.seq, events[each.seq].at, events[each.seq].detail)) for each in known]


def _untold(turn: Turn, page: Page) -> list[tuple[Unasked, Happened]]:
    """Those that the client has not heard of. Raises NothingHeld."""
    found = [each for each in _of(turn, page) if each[0].waits_for_telling]
    if not found:
        raise NothingHeld
    return found


def _of_way(found: list[tuple[Unasked, Happened]], way: Way | None) -> list[tuple[Unasked, Happened]]:
    """Those that are meant: the end of one reason says nothing about another. Raises SeveralWait, NothingHeld."""
    ways = {what.detail["way"] for _, what in found}
    if way is None and len(ways) > 1:
        raise SeveralWait
    meant = [each for each in found if way is None or each[1].detail["way"] == way]
    if not meant:
        raise NothingHeld
    return meant


def _open_ones(turn: Turn, page: Page) -> list[Unasked]:
    return [each for each in without_yes.of_request(turn.session, page.case.request.id) if each.is_open]


def _page(turn: Turn, unasked: Unasked) -> Page:
    found = lookups.page(turn.session, turn.vault, unasked.request_id)
    if found is None:  # The database keeps a request while anything points to it.
        raise LookupError
    return found


def _named_law(turn: Turn, page: Page, seq: int) -> str:
    """The law that was named afterwards; nothing while there is none."""
    events = events_of(turn.session, turn.vault, f"request:{page.case.request.id}")
    return next(
        (str(each.detail["law"]) for each in events if each.action == LAW_NAMED and each.detail["of"] == seq), ""
    )


def _line(turn: Turn, page: Page, unasked: Unasked) -> dict[str, Any]:
    what = next(what for each, what in _of(turn, page, to_write=False) if each.seq == unasked.seq)
    waits = unasked.waits_for_telling
    return {
        "code": page.case.request.code,
        "way": what.detail["way"],
        "law": what.detail["law"] or _named_law(turn, page, unasked.seq),
        "at": what.at.isoformat(),
        "told_at": _written(unasked.told_at),
        "tell_by": _written(unasked.tell_by) if waits else None,
        "due": waits and due_for_telling(unasked.tell_by, turn.now),
        "review_by": _written(unasked.review_by),
        "review_due": due_for_telling(unasked.review_by, turn.now),
        "name_law_by": _written(unasked.name_law_by),
        "name_law_due": due_for_telling(unasked.name_law_by, turn.now),
    }


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()

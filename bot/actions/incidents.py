"""A release went to the wrong place: recorded, told to admins and client at once, and shut until an admin closes it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.actions.cases import case_facts
from bot.actions.names import plain_name
from bot.actions.office import NameMissing, OfficeError
from bot.actions.owning_up import note
from bot.actions.telling import bring, in_person, without_facts
from bot.actions.turn import Turn, hears, show
from bot.screens import Button, Press, Screen
from db import incidents as kept
from db import lookups, said, suspensions
from db.events import Event, events_of
from db.incidents import CLOSED, MAY_BE_TOLD, TOLD, WENT_WRONG, Incident
from db.ledger import incidents
from db.shapes import ClientFacts, Page, Sent, StaffMember


class NoSuchRelease(OfficeError):
    """No such release of this request is known, or its mistake was noted before."""


class NothingOpen(OfficeError):
    """Nothing of this request is known to have gone to the wrong place, or it is closed already."""


class NotToldYet(OfficeError):
    """The client has not been told yet. Tell them first: askfirst incident tell CODE"""


class StillSuspended(OfficeError):
    """An official had it suspended, so the client is not told yet. Type: askfirst exception suspensions CODE"""


class OnlyAdmins(OfficeError):
    """Only an admin of the agency closes an incident."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What staff say of it: which release, who got it instead, and a note for the agency alone.

    `delay` is the statement of an official that the client must not be told yet (45 CFR 164.412).
    """

    release: str
    to: str
    note: str = ""
    delay: str | None = None


def releases(turn: Turn, page: Page) -> list[Sent]:
    """The releases of a request of which no mistake is known, oldest first."""
    sent = [each for each in turn.sent(page.case.request.id) if not each.facts.get("mistake")]
    events = _events(turn, page) if sent else []
    known = {event.detail["release"] for event in events if event.action == WENT_WRONG}
    return [each for each in sent if each.id not in known]


def report(turn: Turn, staff: StaffMember, page: Page, mistake: Mistake) -> str:
    """Write it down, alert the admins, and tell the client unless an official has forbidden it (HIPAA-BREACH).

    Gives back whether the client hears of it: yes, later, no. Raises OfficeError.
    """
    sent = next((each for each in releases(turn, page) if each.id == mistake.release), None)
    to = plain_name(mistake.to)
    if sent is None:
        raise NoSuchRelease
    if not to:
        raise NameMissing
    delay = (mistake.delay or "").strip() or None
    detail = {"release": sent.id, "to": to, "note": mistake.note.strip(), "delay": delay, "by": staff.id}
    incident = Incident(page.case.request.id, note(turn, page, staff, WENT_WRONG, detail), turn.now)
    incidents.remember(turn.session, incident)
    told = "no" if delay else _tell(turn, staff, page, incident, detail, how="chat")
    _alert(turn, staff, page)
    return told


def tell(turn: Turn, staff: StaffMember, page: Page, how: str = "chat") -> None:
    """The reason not to tell is over, or a person has told the client: now they read of it. Raises OfficeError."""
    untold = [each for each in _open(turn, page) if each.told_at is None]
    if not untold:
        raise NothingOpen
    details = {event.seq: event.detail for event in _events(turn, page)}
    away = suspensions.hidden(turn.session, page.case.request.client_id, turn.now)
    if any(details[each.seq]["release"] in away for each in untold):
        raise StillSuspended
    for each in untold:
        if details[each.seq]["delay"]:
            note(turn, page, staff, MAY_BE_TOLD, {"of": each.seq})
        _tell(turn, staff, page, each, details[each.seq], how=how)


def close(turn: Turn, staff: StaffMember, page: Page, words: str = "") -> None:
    """An admin has looked into it: the gate looks at the rest again (HIPAA-BREACH). Raises OfficeError."""
    found = _open(turn, page)
    if staff.role != "admin":
        raise OnlyAdmins
    if not found:
        raise NothingOpen
    if any(each.told_at is None for each in found):
        raise NotToldYet
    noted = {event.detail["of"] for event in _events(turn, page) if event.action == TOLD}
    for each in found:
        if each.seq not in noted and each.told_at is not None:
            note(turn, page, None, TOLD, {"of": each.seq, "how": "chat", "at": each.told_at.isoformat()})
        note(turn, page, staff, CLOSED, {"of": each.seq, "note": words.strip(), "by": staff.id})
        incidents.move(turn.session, replace(each, closed_at=turn.now))


def incident_facts(turn: Turn, page: Page) -> dict[str, Any]:
    """Whether something of this request went to the wrong place and is not closed, and whether the client knows."""
    found = _open(turn, page)
    return {"incident": bool(found), "incident_told": bool(found) and all(each.told_at for each in found)}


def waiting(turn: Turn) -> list[dict[str, Any]]:
    """Every incident that is not closed, as plain facts."""
    rows = []
    for each in (_as_read(turn, one) for one in kept.still_open(turn.session)):
        page = lookups.page(turn.session, turn.vault, each.request_id)
        code = page.case.request.code if page else ""
        told = each.told_at and each.told_at.isoformat()
        rows.append({"code": code, "at": each.recorded_at.isoformat(), "told_at": told})
    return rows


def _tell(
    turn: Turn, staff: StaffMember, page: Page, incident: Incident, detail: Mapping[str, Any], *, how: str
) -> str:
    """From now on the client reads of it among all that was sent; in the chat they are told of it too (HIPAA-528-3).

    Who wants no messages, or no facts in them, is told by a person; who hid the chat reads of it once they are back.
    Until then they do not count as told.
    """
    request, client = page.case.request, turn.client(page.case.request.client_id)
    sent = next(each for each in turn.sent(request.id) if each.id == detail["release"])
    is_new = not any(each.facts.get("of") == sent.id for each in turn.sent(request.id))
    if is_new:
        facts = {**sent.facts, "recipient": detail["to"], "mistake": True, "of": sent.id}
        turn.disclose(page.case, turn.staff(sent.staff_id) or staff, facts, at=sent.sent_at)
    heard = _hears(client) if how == "chat" else "yes"
    if heard == "yes":
        note(turn, page, staff, TOLD, {"of": incident.seq, "how": how})
        incidents.move(turn.session, replace(incident, told_at=turn.now))
    if client is not None and how == "chat" and (heard == "yes" or is_new):
        what = {"to": detail["to"], "now_sent": sent.facts["items"], "at": sent.sent_at.isoformat()}
        _write(turn, client, page, incident.seq, what)
    return heard


def _hears(client: ClientFacts | None) -> str:
    return "no" if client is not None and in_person(client) else hears(client)


def _write(turn: Turn, client: ClientFacts, page: Page, seq: int, facts: Mapping[str, Any]) -> None:
    keys = (Button(Press.TALK), Button(Press.WHO_GOT), Button(Press.MENU))
    wrong = show(Screen.WENT_WRONG, {**case_facts(turn, page, client), **facts}, *keys)
    wrong = without_facts(turn, client, page, pushed=True) if in_person(client) else wrong
    bring(turn, client, wrong, page, topic=_topic(page.case.request.id, seq))


def _topic(request_id: str, seq: int) -> str:
    return f"incident:{request_id}:{seq}"


def _alert(turn: Turn, staff: StaffMember, page: Page) -> None:
    """Every admin, and who works with the client, hear of it at once."""
    client, clinician = turn.client(page.case.request.client_id), turn.staff(page.case.request.clinician_id)
    admins = lookups.staff_members(turn.session, turn.vault, role="admin")
    people = {each.id: each for each in (*admins, *((clinician,) if clinician else ()))}
    facts = {**case_facts(turn, page, client), "by": staff.name, **incident_facts(turn, page)}
    for each in people.values():
        if each.id != staff.id or each.role == "admin":
            keys = (Button(Press.INCIDENT),) if each.role == "admin" else ()
            alert = show(Screen.ALERT_INCIDENT, facts, *keys, Button(Press.CLOSE))
            turn.tell(each, alert, case=page.case)


def _open(turn: Turn, page: Page) -> list[Incident]:
    known = kept.of_request(turn.session, page.case.request.id)
    return [_as_read(turn, each) for each in known if each.is_open(turn.now)]


def _as_read(turn: Turn, incident: Incident) -> Incident:
    """The same, told at the latest when the message about it was shown in the client's chat."""
    if incident.told_at is not None:
        return incident
    topic = _topic(incident.request_id, incident.seq)
    shown = said.sent_when(turn.session, incident.request_id, Screen.WENT_WRONG, topic)
    return replace(incident, told_at=shown)


def _events(turn: Turn, page: Page) -> list[Event]:
    return events_of(turn.session, turn.vault, f"request:{page.case.request.id}")

"""The list of a workday morning: what waits for one person of the agency; it counts no yes and no no (DP-8)."""

from datetime import datetime, timedelta
from typing import Any

from bot.actions import publishing
from bot.actions.reviewing import reviewers
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.cadence import TOLD_BEFORE_THE_END, digest_until, next_digest
from consent.deadlines import DUE_SOON
from db import lookups, morning, wishes
from db.ledger import people
from db.morning import MOST, Waiting
from db.shapes import StaffMember

MOST_ANSWERS = 4  #: Buttons to answer a question, one for each client.
_LISTS = ("questions", "reviews", "waiting", "ending", "wishes")
_FLAGS = ("draft", "missing", "stale")
_A_MOMENT = timedelta(seconds=1)


def due(turn: Turn, limit: int) -> list[tuple[str, datetime]]:
    """Whose list is due, and for when it was planned."""
    return morning.due_digests(turn.session, turn.now, limit=limit)


def send(turn: Turn, staff_id: str, planned: datetime) -> bool:
    """Plan the next list and say this one, if it is a workday morning and there is something in it; True if said.

    However many were missed, at most one is said; one that comes too late in the day is not said at all.
    """
    following = next_digest(turn.now, turn.zone)
    if not people.move_digest(turn.session, staff_id, planned, following):
        return False  # Another worker was first.
    staff = lookups.staff_member(turn.session, turn.vault, staff_id)
    until = digest_until(turn.now, turn.zone)
    if staff is None or until is None or staff.channel != "ready":
        return False
    facts = _facts(turn, staff)
    if not any(facts[key] for key in (*_LISTS, *_FLAGS)):
        return False
    said = show(Screen.DIGEST, facts, *_answers(facts["questions"]), *_rights(facts["wishes"]), Button(Press.OPEN_LIST))
    return turn.tell(staff, said, topic="digest", promise="reminder", not_after=until)


def _facts(turn: Turn, staff: StaffMember) -> dict[str, Any]:
    session, vault = turn.session, turn.vault
    soon = turn.now + TOLD_BEFORE_THE_END
    questions = morning.questions(session, vault, staff.id)
    ours = {question.code for question in questions}  # There the client waits for us, not we for them.
    waiting = [each for each in morning.unanswered(session, vault, staff.id) if each.code not in ours]
    return {
        "questions": [_line(turn, each) for each in questions],
        "reviews": _reviews(turn, staff),
        "waiting": [_line(turn, each) for each in waiting],
        "ending": [_line(turn, each) for each in morning.ending(session, vault, staff.id, soon)],
        "wishes": _wishes(turn, staff),
        "draft": lookups.draft(session, vault, staff.id) is not None,
        **_agency(turn, staff),
    }


def _agency(turn: Turn, staff: StaffMember) -> dict[str, Any]:
    """For admins: which notices are missing, and whether the crisis numbers have to be checked (SAFE-8)."""
    if staff.role != "admin":
        return {"missing": [], "stale": False}
    told = turn.session, turn.vault, turn.now
    return {"missing": publishing.missing(*told), "stale": publishing.crisis_is_stale(*told)}


def _wishes(turn: Turn, staff: StaffMember) -> list[dict[str, str]]:
    """What clients asked for by right and must be answered soon; an admin sees those of everybody (HIPAA-528-4)."""
    whose = lookups.staff_members(turn.session, turn.vault) if staff.role == "admin" else [staff]
    waiting = [each for one in whose for each in wishes.waiting_for(turn.session, turn.vault, one.id)]
    soon = sorted((each for each in waiting if each.due_at <= turn.now + DUE_SOON), key=lambda each: each.due_at)
    found = ((each, turn.client(each.client_id)) for each in soon[:MOST])
    return [
        {"id": each.id, "alias": client.alias, "right": each.right, "due": each.due_at.isoformat()}
        for each, client in found
        if client is not None
    ]


def _reviews(turn: Turn, staff: StaffMember) -> list[dict[str, str | None]]:
    if staff.role != "admin":
        return []
    found = morning.in_review(turn.session, turn.vault)
    return [_line(turn, line) for author, line in found if staff.id in [one.id for one in reviewers(turn, author)]]


def _line(turn: Turn, each: Waiting) -> dict[str, str | None]:
    line = {"id": each.id, "code": each.code, "alias": each.alias}
    if each.ends_at is None:
        return line
    return {**line, "ends": (each.ends_at - _A_MOMENT).astimezone(turn.zone).date().isoformat()}


def _rights(wished: list[dict[str, str]]) -> tuple[Button, ...]:
    """One button for the wish that is due first; /rights shows them all."""
    return tuple(Button(Press.WISH, each["id"]) for each in wished[:1])


def _answers(questions: list[dict[str, str | None]]) -> tuple[Button, ...]:
    """One button for the oldest question of each client."""
    oldest: dict[str | None, str | None] = {}
    for question in questions:
        oldest.setdefault(question["alias"], question["id"])
    return tuple(Button(Press.ANSWER, id) for id in list(oldest.values())[:MOST_ANSWERS])

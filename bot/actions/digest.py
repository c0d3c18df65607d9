"""The list of a workday morning: what waits for one person of the agency; it counts no yes and no no (DP-8)."""

from datetime import datetime, timedelta
from typing import Any

from bot.actions.reviewing import reviewers
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.cadence import TOLD_BEFORE_THE_END, digest_until, next_digest
from db import lookups, morning
from db.ledger import people
from db.morning import Waiting
from db.shapes import StaffMember

MOST_ANSWERS = 4  #: Buttons to answer a question, one for each client.
_LISTS = ("questions", "reviews", "waiting", "ending")
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
    if not facts["draft"] and not any(facts[key] for key in _LISTS):
        return False
    said = show(Screen.DIGEST, facts, *_answers(facts["questions"]), Button(Press.OPEN_LIST))
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
        "draft": lookups.draft(session, vault, staff.id) is not None,
    }


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


def _answers(questions: list[dict[str, str | None]]) -> tuple[Button, ...]:
    """One button for the oldest question of each client."""
    oldest: dict[str | None, str | None] = {}
    for question in questions:
        oldest.setdefault(question["alias"], question["id"])
    return tuple(Button(Press.ANSWER, id) for id in list(oldest.values())[:MOST_ANSWERS])

"""Which law counts what left: judged once, stored with the disclosure, and read back for every paper."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.actions.turn import Turn
from consent.categories import Category
from consent.counting import Ground, counted, ground_of
from consent.packs.rule import Pack
from consent.purposes import Purpose
from db import rules
from db.shapes import Page, Sent

FLAGS = ("countable_hipaa", "countable_part2")


def flags(turn: Turn, ground: Ground, purpose: Purpose, items: Iterable[Mapping[str, Any]]) -> dict[str, bool]:
    """The flags as they are stored with what leaves now, under the packs of today (HIPAA-528-2, P2-25)."""
    program = Pack.PART2_PROGRAM in rules.packs(turn.session)
    found = counted(ground, purpose, (Category(each["category"]) for each in items), program=program)
    return dict(zip(FLAGS, (found.hipaa, found.part2), strict=True))


def ground(sent: Sent, page: Page) -> Ground:
    """Why it left: an exception says so itself, all else went out on the basis of its request."""
    return ground_of(str(sent.facts.get("basis") or page.case.request.legal_basis))


def kept_flags(turn: Turn, sent: Sent, page: Page) -> dict[str, bool]:
    """The flags that were stored when it left; what left before there were any is judged now, by the same rule."""
    if sent.facts.get("mistake"):
        return {"countable_hipaa": True, "countable_part2": False}  # No law allowed it (HIPAA-BREACH).
    if all(flag in sent.facts for flag in FLAGS):
        return {flag: bool(sent.facts[flag]) for flag in FLAGS}
    return flags(turn, ground(sent, page), Purpose(sent.facts["purpose"]), sent.facts["items"])

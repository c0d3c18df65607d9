"""While a request for probation is prepared: can the yes be taken back at any time, or does a law hold it?"""

from typing import Any

from bot.actions.introducing import leaving
from bot.actions.rules import packs_of
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.categories import Category
from consent.held import may_be_held
from consent.minimum import Kind
from consent.request import HeldEvent
from db.shapes import StaffMember

Draft = dict[str, Any]

AT_ANY_TIME = "at_any_time"


def asks_for_event(turn: Turn, draft: Draft) -> bool:
    """Whether the laws of the agency let such a yes be held at all, and nobody has said yet whether it is (P2-35)."""
    items = [Category(code) for code in draft.get("items") or ()]
    return not draft.get("held") and may_be_held(Kind(draft["kind"]), items, packs_of(turn))


def ask_event(turn: Turn, staff: StaffMember, draft: Draft) -> None:
    """Ask until which event the law holds the yes; that it can be taken back at any time comes first (P2-35, REV-8)."""
    ends = {"ends": draft["ends"]["on"]}
    events = tuple(Button(Press.PICK_HELD, event) for event in HeldEvent)
    keys = (Button(Press.PICK_HELD, AT_ANY_TIME), *events, *leaving("held"))
    turn.reply(staff, show(Screen.NEW_HELD, ends, *keys), topic="draft")


def pick_event(draft: Draft, code: str) -> None:
    """Keep the event, or that the yes can be taken back at any time."""
    if code == AT_ANY_TIME or code in set(HeldEvent):
        draft["held"] = {"event": None if code == AT_ANY_TIME else code}

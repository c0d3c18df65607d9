"""What came in is kept as it came in: what they asked for, whether it was everything, and what is new by now."""

from datetime import date, timedelta

from bot.actions.requesting import DATE, LONGEST_REASON, Draft, awaiting, keep
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.categories import Category
from db.shapes import StaffMember

RECEIVED_PERIOD = "received_period"  #: As what the next typed message is awaited.
OLDEST = timedelta(days=36525)  #: A requester may ask for a whole life; what lies further away is a slip.


def note_received(turn: Turn, staff: StaffMember, draft: Draft, code: str | None, *, everything: bool = False) -> None:
    """Show what they asked for, after adding or removing one kind of information or "everything" (HIPAA-MN-1).

    Any kind can be noted, also what this kind of asker may never get: it is kept and struck out, not asked.
    """
    asked = set(draft.get("received") or draft.get("items") or [])
    if code in set(Category):
        asked ^= {code}
    if everything:
        draft["asked_for_all"] = not draft.get("asked_for_all")
    draft["received"] = [category for category in Category if category in asked]
    keep(turn, staff, draft)
    facts = {name: draft.get(name) or [] for name in ("items", "received")}
    facts |= {"received_period": draft.get("received_period")}
    keys = tuple(Button(Press.RECEIVED_ITEM, category) for category in Category)
    show_it = show(
        Screen.NEW_RECEIVED,
        {**facts, "asked_for_all": bool(draft.get("asked_for_all"))},
        Button(Press.RECEIVED_DONE),
        Button(Press.RECEIVED_ALL),
        *keys,
    )
    turn.reply(staff, show_it, topic="draft")
    awaiting(turn, staff, RECEIVED_PERIOD)


def add_period(turn: Turn, draft: Draft, typed: str) -> bool:
    """Keep for which time they asked, from two typed days; False if these are not two days in their order."""
    try:
        days = [date.fromisoformat(written) for written in DATE.findall(typed)]
    except ValueError:
        return False
    today = turn.now.astimezone(turn.zone).date()
    if len(days) != 2 or days[0] > days[1] or any(abs(day - today) > OLDEST for day in days):
        return False
    draft["received_period"] = {"first": days[0].isoformat(), "last": days[1].isoformat()}
    return True


def ask_new_fact(turn: Turn, staff: StaffMember) -> None:
    """Ask what is new since they were answered about the same (DP-4)."""
    awaiting(turn, staff, "new_fact")
    turn.reply(staff, show(Screen.NEW_FACT, None, Button(Press.BACK)), topic="draft")


def add_new_fact(draft: Draft, words: str) -> None:
    """Keep what is new, in the words of staff (DP-4)."""
    draft["new_fact"] = words.strip()[:LONGEST_REASON]

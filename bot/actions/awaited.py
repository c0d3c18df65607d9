"""The stated event of a consent in a criminal case has come: a stop, given before or after it, counts from now on."""

from bot.actions.office import OfficeError
from bot.actions.owning_up import page_named, person_named
from bot.actions.pages import apply, open_page
from bot.actions.turn import Turn
from consent.decision import Effect
from consent.steps import event_came


class NothingAwaited(OfficeError):
    """No event is awaited for this request: a stop of it counts at once, or the event was noted before."""


def came(turn: Turn, code: str, by: str) -> str:
    """Note that the event has come, and give the code of the request (P2-35, REV-8). Raises OfficeError."""
    staff = person_named(turn, by)
    page = open_page(turn, page_named(turn, code).case.request.id)
    decision = None if page is None else event_came(page.case, turn.now)
    if page is None or decision is None or decision.effect is not Effect.APPLIED:
        raise NothingAwaited
    return apply(turn, page, decision, actor=f"staff:{staff.id}").case.request.code

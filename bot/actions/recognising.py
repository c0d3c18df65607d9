"""Who is this, and what are they looking at?"""

from bot.actions.turn import Turn
from bot.heard import Heard, Sort
from bot.screens import Screen
from db import lookups
from db.ids import CHAT_KEY
from db.shapes import ClientFacts, StaffMember

#: Messages that tell something for good: what follows comes below them, not in their place.
KEPT = frozenset({Screen.RELEASED, Screen.QUESTION_ANSWER, Screen.FROM_CLINICIAN, Screen.PAPER})


def recognise(turn: Turn, heard: Heard) -> ClientFacts | StaffMember | None:
    """Find the person behind a Telegram account, and the message they act on; a stranger's button finds nothing."""
    staff = lookups.staff_by_chat(turn.session, turn.vault, heard.user_id)
    person = staff or lookups.client_by_chat(turn.session, turn.vault, heard.user_id)
    if person is None:
        return None
    turn.actor = f"{'staff' if staff else 'client'}:{person.id}"
    if heard.sort is Sort.TAP:
        _find_tapped(turn, heard)
    else:
        turn.screen = lookups.living_screen(turn.session, turn.vault, heard.user_id)
    return person


def _find_tapped(turn: Turn, heard: Heard) -> None:
    spoken = lookups.spoken(turn.session, turn.vault, heard.ref) if heard.ref else None
    if spoken is None or spoken.chat_key != turn.vault.key_for(CHAT_KEY, str(heard.user_id)):
        return
    turn.screen = spoken
    if spoken.kind in KEPT:
        return
    if spoken.live:
        turn.replaces = spoken.ref
        return
    # A second tap on a card that was just redrawn: redraw that card, do not stack another one below it.
    living = lookups.living_screen(turn.session, turn.vault, heard.user_id)
    if living is not None and living.request_id is not None and living.request_id == spoken.request_id:
        turn.replaces = living.ref

"""Who is this, and what are they looking at?"""

from datetime import timedelta

from bot.actions.turn import Turn, show
from bot.heard import Heard, Sort
from bot.screens import Screen
from db import lookups, said
from db.ids import CHAT_KEY
from db.shapes import ClientFacts, StaffMember

#: Messages that tell something for good: what follows comes below them, not in their place.
KEPT = frozenset(
    {
        Screen.RELEASED,
        Screen.SHARED_WITHOUT,
        Screen.QUESTION_ANSWER,
        Screen.FROM_CLINICIAN,
        Screen.PAPER,
        Screen.PAPER_FILE,
        Screen.ACCOUNT_FILE,
    }
)

NOT_AGAIN = timedelta(hours=1)


def refuse_group(turn: Turn, heard: Heard) -> None:
    """Say once that we talk with one person at a time; the mouth leaves the group with it (TG-9)."""
    since = turn.now - NOT_AGAIN
    if not said.was_said_lately(turn.session, turn.vault, heard.chat_id, Screen.GROUP, since):
        turn.to_guest(show(Screen.GROUP))


def recognise(turn: Turn, heard: Heard) -> ClientFacts | StaffMember | None:
    """Find the person behind a Telegram account, and the message they act on; a stranger's button finds nothing."""
    staff = lookups.staff_by_chat(turn.session, turn.vault, heard.user_id)
    person = staff or lookups.client_by_chat(turn.session, turn.vault, heard.user_id)
    if person is None:
        return None
    turn.meet(person)
    if heard.sort is Sort.TAP:
        _find_tapped(turn, heard)
    else:
        turn.screen, turn.newest = said.in_view(turn.session, turn.vault, heard.user_id, at=heard.at)
    return person


def _find_tapped(turn: Turn, heard: Heard) -> None:
    tapped = said.spoken(turn.session, turn.vault, heard.ref) if heard.ref else None
    if tapped is None or tapped.chat_key != turn.vault.key_for(CHAT_KEY, str(heard.user_id)):
        return
    turn.screen = tapped
    turn.newest = said.newest_of(turn.session, turn.vault, tapped)
    if turn.newest.kind in KEPT:
        return
    if turn.newest.live or turn.newest.ref != tapped.ref:
        turn.replaces = turn.newest.ref
        return
    # A second tap on a card that was just redrawn: redraw that card, do not stack another one below it.
    living = said.living_screen(turn.session, turn.vault, heard.user_id)
    if living is not None and living.request_id is not None and living.request_id == tapped.request_id:
        turn.replaces = living.ref

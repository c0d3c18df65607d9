"""A client comes back from silence: what was held back for them is said now, and the open question is at hand."""

from bot.actions.answering import show_case
from bot.actions.pages import apply, page_of
from bot.actions.telling import SIGNS, show_waiting
from bot.actions.turn import Turn, wants_silence
from consent.states import State
from consent.steps import space_reminder
from db import lookups
from db.ledger import messages
from db.shapes import ClientFacts


def back_from_silence(turn: Turn, client: ClientFacts, *, everything: bool = False) -> None:
    """Let go what waited. A knock that waited is put behind the answer; `everything`: so is each open question."""
    later = turn.now + messages.HELD
    knocks = messages.drop_waiting(turn.session, "shown_anew", person_id=client.id, kinds=SIGNS, due_after=later)
    messages.release_held(turn.session, client.id, now=turn.now)
    for page in lookups.pages_of_client(turn.session, turn.vault, client.id, frozenset({State.ASKED})):
        opened = page_of(turn, client, page.case.request.id)
        if opened is not None:
            apply(turn, opened, space_reminder(opened.case, turn.now))
    turn.knock_last = turn.knock_last or everything or bool(knocks)


def end_turn(turn: Turn, client: ClientFacts) -> None:
    """What belongs below the answer: questions that time closed while the client looked, and those that wait."""
    for id in dict.fromkeys(turn.ripened):
        page = None if id in turn.shown else page_of(turn, client, id)
        if page is not None:
            show_case(turn, client, page)
    again = turn.client(client.id) if turn.knock_last else None
    if again is not None and not again.messages_stopped and not wants_silence(again):
        show_waiting(turn, again)

"""The typed name that signs an authorization: nothing else that is typed ever signs (ESIG-1, ESIG-7)."""

from bot.actions.answering import ask_for_name, moved_on
from bot.actions.arriving import forget_awaiting
from bot.actions.meaning import show_anew
from bot.actions.names import fits_initials, plain_name, reads_as_signature
from bot.actions.pages import page_of
from bot.actions.telling import in_person
from bot.actions.turn import Turn
from bot.actions.understanding import chosen_in, finish
from bot.screens import Screen
from db import said
from db.shapes import ClientFacts, Page, Spoken

SIGNING = (Screen.SIGN, Screen.SIGN_AGAIN)


def take_name(turn: Turn, client: ClientFacts, request_id: str, typed: str, *, is_name: bool) -> None:
    """Sign with what was typed after the prompt, if it is a name; another message in between changes nothing.

    A name that the client's initials do not fit signs when it is typed a second time.
    """
    page, prompt = page_of(turn, client, request_id), _prompt(turn, client, request_id)
    if page is None or prompt is None or in_person(client):
        _no_longer(turn, forget_awaiting(turn, client), page)
        return
    name = plain_name(typed)
    chosen = chosen_in(prompt)
    at = turn.heard.at if turn.heard else None
    is_name = is_name and (at is None or said.was_seen(prompt, at))  # A name signs what was read, never what was not.
    sure = fits_initials(client.alias, name) or name == prompt.facts.get("typed")
    if is_name and reads_as_signature(typed) and sure:
        finish(turn, forget_awaiting(turn, client), page, chosen, name)
    else:
        ask_for_name(turn, client, page, chosen, again=name)


def _prompt(turn: Turn, client: ClientFacts, request_id: str) -> Spoken | None:
    if client.chat is None or turn.screen is None:
        return None
    card = said.living_card(turn.session, turn.vault, turn.screen.chat_key, request_id)
    return card if card is not None and card.kind in SIGNING else None


def _no_longer(turn: Turn, client: ClientFacts, page: Page | None) -> None:
    """The prompt is gone, with the question or behind a newer message about it: show how it stands."""
    moved_on(turn, client, None)
    if page is not None:
        show_anew(turn, client, page)

"""What a client did, brought to the action that answers it."""

from bot.actions import always, arriving, pausing, reaching, returning
from bot.actions.turn import Turn, wants_silence
from bot.handlers.client_arriving import reply_arriving
from bot.handlers.client_paused import reply_paused
from bot.handlers.client_presses import press
from bot.handlers.client_words import command, typed
from bot.handlers.pressing import Listen, pressed, said_in
from bot.heard import Heard, Sort, Word
from bot.screens import Screen
from db.shapes import ClientFacts

NOT_AN_ANSWER = {
    Sort.EDITED: Screen.EDIT_NOT_COUNTED,
    Sort.FORWARDED: Screen.FORWARD_NOT_COUNTED,
    Sort.OTHER: Screen.ONLY_WORDS,
}


def reply(turn: Turn, heard: Heard, client: ClientFacts, listen: Listen) -> None:
    """Answer one act of a client."""
    if heard.sort is Sort.BLOCKED:
        reaching.lost(turn, client)
        reaching.left_on_the_way_in(turn, client)
        return
    if pausing.is_paused(turn, client):
        reply_paused(turn, heard, client, listen)
        return
    client = _present(turn, client, greet=heard.sort is Sort.UNBLOCKED)
    if heard.sort is not Sort.UNBLOCKED:
        _answer(turn, heard, client, listen)
    elif client.channel != "ready":
        arriving.resume(turn, client)
    returning.end_turn(turn, client)


def _present(turn: Turn, client: ClientFacts, *, greet: bool) -> ClientFacts:
    """Whoever does something is here: reachable, not hidden, and may read what waited for a private moment."""
    client = reaching.found(turn, client, greet=greet)
    if client.hidden:
        client = arriving.change(turn, client, "back", hidden=False)
        returning.back_from_silence(turn, client, everything=True)
    elif client.shared_phone and not wants_silence(client):
        returning.back_from_silence(turn, client)
    return client


def _answer(turn: Turn, heard: Heard, client: ClientFacts, listen: Listen) -> None:
    if client.channel != "ready":
        reply_arriving(turn, heard, client, listen)
        return
    if heard.sort in (Sort.TAP, Sort.COMMAND):
        client = arriving.forget_awaiting(turn, client)
    if heard.sort is Sort.TAP:
        press(turn, client, pressed(turn, heard.index))
    elif heard.sort is Sort.TEXT:
        typed(turn, client, heard.text, listen)
    elif listen(said_in(heard), None, client.language) is Word.DANGER:
        always.danger(turn, client)
    elif heard.sort is Sort.COMMAND:
        command(turn, client, heard)
    else:
        always.unclear(turn, client, NOT_AN_ANSWER[heard.sort])

"""What a client did, brought to the action that answers it."""

from bot.actions import always, arriving, reaching
from bot.actions.turn import Turn
from bot.handlers.client_arriving import reply_arriving
from bot.handlers.client_presses import press
from bot.handlers.client_words import command, typed
from bot.handlers.pressing import Listen, pressed
from bot.heard import Heard, Sort
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
        return
    if heard.sort is Sort.UNBLOCKED:
        reaching.found(turn, client, greet=True)
        return
    client = reaching.found(turn, client, greet=False)
    if client.hidden:
        client = arriving.change(turn, client, "back", hidden=False)
    if client.channel != "ready":
        reply_arriving(turn, heard, client, listen)
    elif heard.sort in NOT_AN_ANSWER:
        always.unclear(turn, client, NOT_AN_ANSWER[heard.sort])
    elif heard.sort is Sort.TAP:
        press(turn, client, pressed(turn, heard.index))
    elif heard.sort is Sort.COMMAND:
        command(turn, client, heard)
    else:
        typed(turn, client, heard.text, listen)

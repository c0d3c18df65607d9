"""When nobody listened: each client with an open question is told once, calmly, that a tap may have been lost."""

import json
from datetime import UTC, datetime, timedelta

from bot.actions.turn import Turn, show, wants_silence
from bot.screens import Button, Press, Screen
from consent.states import State
from db import asked, lookups, notes

LISTENING, AWAY = "listening", "away"
A_TAP_LIVES = timedelta(seconds=150)  #: At Telegram, while nobody takes it.
A_TEXT_LIVES = timedelta(hours=24)
PAGE = 200


def heard(turn: Turn, *, all_along: bool) -> bool:
    """Note that Telegram is heard now; true while there are people who have to be told of an absence.

    `all_along`: this process has heard it without a gap since it last noted so, whatever the clocks say.
    """
    before = notes.read(turn.session, LISTENING)
    notes.write(turn.session, LISTENING, "", turn.now)
    since = None if before is None or all_along else before[1]
    if since is not None and turn.now - since > A_TAP_LIVES:
        _was_away(turn, since)
        return True
    return notes.read(turn.session, AWAY) is not None


def _was_away(turn: Turn, since: datetime) -> None:
    """Begin to tell people. An absence that they are still being told of is now part of this one."""
    unfinished = notes.read(turn.session, AWAY)
    if unfinished is not None:
        since = min(since, datetime.fromisoformat(json.loads(unfinished[0])["since"]))
    away = {"since": since.astimezone(UTC).isoformat(), "until": turn.now.isoformat()}
    notes.write(turn.session, AWAY, json.dumps({**away, "after": ""}), turn.now)
    if turn.now - since > A_TEXT_LIVES:
        for person in lookups.staff_members(turn.session, turn.vault):
            turn.tell(person, show(Screen.ALERT_REPLIES_MISSING, away))


def tell_page(turn: Turn, *, limit: int = PAGE) -> bool:
    """Tell the next clients, and note how far we came in the same transaction; false when everybody was told."""
    found = notes.read(turn.session, AWAY)
    if found is None:
        return False
    away = json.loads(found[0])
    ids = asked.clients(turn.session, after=away["after"], limit=limit)
    if not ids:
        notes.remove(turn.session, AWAY)
        return False
    for id in ids:
        _tell(turn, id, {"since": away["since"], "until": away["until"]})
    notes.write(turn.session, AWAY, json.dumps({**away, "after": ids[-1]}), turn.now)
    return True


def _tell(turn: Turn, client_id: str, facts: dict[str, str]) -> None:
    client = lookups.client(turn.session, turn.vault, client_id)
    if client is None or client.channel != "ready" or wants_silence(client):
        return
    pages = lookups.pages_of_client(turn.session, turn.vault, client.id, frozenset({State.ASKED}))
    if pages:
        # A topic of its own: the buttons of the question itself stay where they are.
        note = show(Screen.AWAY, facts, Button(Press.OPEN))
        turn.tell(client, note, topic=AWAY, case=pages[0].case, not_after=turn.now + A_TEXT_LIVES)

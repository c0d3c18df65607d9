"""Clearing the chat, and the pause word: one word of the client's own, and nothing of ours is there to be read."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.actions.arriving import change, show_menu
from bot.actions.deciding import Whose, client_named
from bot.actions.office import OfficeError
from bot.actions.pause_word import can_be_one, folded
from bot.actions.returning import back_from_silence
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from db import pauses, said
from db.ledger import messages
from db.ledger.pauses import forget_word, save_word, set_paused
from db.shapes import ClientFacts
from db.vault import Vault

REMOVABLE = timedelta(hours=47)  #: Telegram lets a bot take away its own messages for 48 hours; some is for the way.
LOOK_BACK = timedelta(days=30)  #: What is older is worded over instead, as far back as this.
MOST = 100


class NoPauseWord(OfficeError):
    """This client has no pause word, so there is no pause to end."""


def prompt_word(turn: Turn, client: ClientFacts) -> None:
    """Ask for the word; nothing is hidden yet."""
    change(turn, client, None, awaiting="word:")
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(Screen.PAUSE_WORD_PROMPT, facts, Button(Press.MENU)), topic="menu")


def take_word(turn: Turn, client: ClientFacts, text: str) -> None:
    """Keep the word that the client typed, or say what can be one. It is never said back (SAFE-7)."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    if not can_be_one(text):
        change(turn, client, None, awaiting="word:")
        turn.reply(client, show(Screen.PAUSE_WORD_UNFIT, facts, Button(Press.MENU)), topic="menu")
        return
    save_word(turn.session, turn.vault, client.id, folded(text), now=turn.now, actor=turn.actor)
    turn.reply(client, show(Screen.PAUSE_WORD_KEPT, facts, Button(Press.MENU)), topic="menu")


def is_word(turn: Turn, client: ClientFacts, text: str) -> bool:
    """Whether this is the client's pause word."""
    kept = pauses.pause_word(turn.session, turn.vault, client.id)
    return kept is not None and folded(text) == kept


def is_paused(turn: Turn, client: ClientFacts) -> bool:
    """Whether the client made the chat harmless; a paused chat is always a hidden one."""
    return client.hidden and pauses.paused_at(turn.session, client.id) is not None


def pause(turn: Turn, client: ClientFacts) -> None:
    """Stop everything and leave nothing to read: no push comes until the word is written again (SAFE-7, TG-12)."""
    set_paused(turn.session, turn.vault, client.id, paused=True, now=turn.now, actor=turn.actor)
    _take_away(turn, change(turn, client, "hidden", hidden=True, awaiting=None), Screen.PAUSED)


def here(turn: Turn, client: ClientFacts) -> ClientFacts:
    """A client who does something can be reached again; what was held back stays so until the pause is over."""
    return change(turn, client, "reachable", channel="ready") if client.channel == "unreachable" else client


def stay_paused(turn: Turn, client: ClientFacts) -> None:
    """Whatever was done, the same harmless screen."""
    turn.reply(client, show(Screen.PAUSED))


def come_back(turn: Turn, client: ClientFacts) -> None:
    """The word once more: the menu, and what waited."""
    set_paused(turn.session, turn.vault, client.id, paused=False, now=turn.now, actor=turn.actor)
    client = change(turn, client, "back", hidden=False)
    show_menu(turn, client)
    back_from_silence(turn, client, everything=True)


def lift(session: Session, vault: Vault, now: datetime, whose: Whose) -> None:
    """The client forgot the word and said so in person: the pause ends, and so does the word. Raises OfficeError."""
    client = client_named(session, vault, whose)
    if pauses.pause_word(session, vault, client.id) is None:
        raise NoPauseWord
    forget_word(session, vault, client.id, now=now, actor="admin")


def clear(turn: Turn, client: ClientFacts) -> None:
    """Take away what we wrote in this chat, as far as Telegram lets us; the record stays (TG-7, TG-8)."""
    _take_away(turn, client, Screen.CLEARED, Button(Press.CHOICES), Button(Press.MENU))


def _take_away(turn: Turn, client: ClientFacts, screen: Screen, *keys: Button) -> None:
    """Say one thing, and let the mouth take everything else of ours away, or word it over where it is too old."""
    if client.chat is None:
        return
    since = turn.now - LOOK_BACK
    here = said.on_the_phone(turn.session, turn.vault, client.chat, since=since, most=MOST)
    messages.silence_chat(turn.session, turn.vault, client.chat)
    facts = {"removes": _young(here, turn.now), "blanks": _old(here, turn.now)}
    turn.reply(client, show(screen, facts, *keys), topic="menu")


def _young(here: list[tuple[int, datetime]], now: datetime) -> list[int]:
    return [id for id, at in here if at > now - REMOVABLE]


def _old(here: list[tuple[int, datetime]], now: datetime) -> list[int]:
    return [id for id, at in here if at <= now - REMOVABLE]

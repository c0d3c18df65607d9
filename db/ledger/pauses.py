"""Writing the pause word of a client, and the pauses; the record keeps that they were, never the word."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session

from db.ledger.record import event
from db.prepared import change
from db.read_statements import table
from db.tables_safety import PauseWord
from db.vault import Vault

_word = table(PauseWord)
_OF = _word.c.client_id == bindparam("of", type_=_word.c.client_id.type)
ADD = _word.insert().inline()
CHANGE = _word.update().where(_OF)
FORGET = _word.delete().where(_OF)


def save_word(session: Session, vault: Vault, client_id: str, word: str, *, now: datetime, actor: str) -> None:
    """Keep the word, in place of an older one (SAFE-7)."""
    values = {"word": vault.seal(word, table="pause_word", column="word", row=client_id), "paused_at": None}
    if not change(session, CHANGE, {"of": client_id, **values}):
        change(session, ADD, {"client_id": client_id, **values})
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action="pause_word_chosen")


def set_paused(session: Session, vault: Vault, client_id: str, *, paused: bool, now: datetime, actor: str) -> None:
    """Begin a pause, or end it."""
    change(session, CHANGE, {"of": client_id, "paused_at": now if paused else None})
    action = "paused" if paused else "pause_ended"
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action=action)


def forget_word(session: Session, vault: Vault, client_id: str, *, now: datetime, actor: str) -> None:
    """Forget the word, and with it the pause."""
    if session.connection().execute(FORGET, {"of": client_id}).rowcount:
        event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action="pause_word_forgotten")

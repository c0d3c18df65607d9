"""Reading the pause word of a client, and since when the chat is harmless."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from db.read_statements import first, given, table
from db.tables_safety import PauseWord
from db.vault import Vault

_row = table(PauseWord).c
ONE = select(_row.word, _row.paused_at).where(given(_row.client_id))


def pause_word(session: Session, vault: Vault, client_id: str) -> str | None:
    """The word as it is compared; None where none was chosen. Raises Tampered."""
    row = first(session, ONE, client_id=client_id)
    return None if row is None else vault.open(row.word, table="pause_word", column="word", row=client_id)


def paused_at(session: Session, client_id: str) -> datetime | None:
    """Since when the chat is harmless, aware and in UTC; None while it is not."""
    row = first(session, ONE, client_id=client_id)
    return None if row is None else row.paused_at

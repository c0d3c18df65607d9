"""What was said in a chat: the message a person acts on, what became of it, and what lies beside it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from db import read_statements as ask
from db.ids import CHAT_KEY
from db.read_statements import every, first
from db.shapes import Spoken
from db.vault import Vault

LONGEST_CHAIN = 32  #: Quick taps on one message, before any of the answers has been shown.


def _spoken(vault: Vault, row: Row[Any]) -> Spoken:
    return Spoken(
        ref=row.ref,
        kind=row.kind,
        facts=vault.open_json(row.facts, table="outbox", column="facts", row=row.ref),
        buttons=vault.open_json(row.buttons, table="outbox", column="buttons", row=row.ref),
        topic=row.topic,
        request_id=row.request_id,
        request_version=row.request_version,
        live=row.live,
        state=row.state,
        chat_key=row.chat_key,
    )


def spoken(session: Session, vault: Vault, ref: str) -> Spoken | None:
    """The message that carries this reference on its buttons."""
    row = first(session, ask.SPOKEN, ref=ref)
    return None if row is None else _spoken(vault, row)


def shown_text(session: Session, vault: Vault, ref: str) -> str | None:
    """The exact text of a message as it was shown, kept as evidence; None if it was never sent."""
    row = first(session, ask.SHOWN_TEXT, ref=ref)
    return None if row is None or row.text is None else vault.open(row.text, table="outbox", column="text", row=ref)


def living_screen(session: Session, vault: Vault, user_id: int, *, at: datetime | None = None) -> Spoken | None:
    """The message a person has in view: the newest in the chat whose buttons work.

    `at` is when the person wrote (Telegram's clock): a message about something else that came only later is not meant.
    """
    key = vault.key_for(CHAT_KEY, str(user_id))
    row = first(session, ask.LIVING, chat_key=key)
    if row is None:
        return None
    newest = _spoken(vault, row)
    if at is None or row.sent_at is None or row.sent_at <= at:
        return newest
    before = first(session, ask.NEWEST_AT, chat_key=key, at=at)
    if before is None or before.request_id is None or before.request_id == row.request_id:
        return newest
    return living_card(session, vault, key, before.request_id) or newest


def living_card(session: Session, vault: Vault, chat_key: bytes, request_id: str) -> Spoken | None:
    """The newest message about one request in a chat whose buttons still work."""
    row = first(session, ask.LIVING_CARD, chat_key=chat_key, request_id=request_id)
    return None if row is None else _spoken(vault, row)


def newest_of(session: Session, vault: Vault, tapped: Spoken) -> Spoken:
    """What has taken the place of a message about a request, also if the phone does not show it yet."""
    newest = tapped
    here = {"request_id": tapped.request_id, "chat_key": tapped.chat_key}
    for _ in range(LONGEST_CHAIN if tapped.request_id is not None else 0):
        row = first(session, ask.IN_PLACE_OF, replaces=newest.ref, **here)
        if row is None:
            break
        newest = _spoken(vault, row)
    return newest


def lies_above_another(session: Session, screen: Spoken, *, at: datetime | None = None) -> bool:
    """Whether a message about another request, with buttons that work, stood below this one in the chat `at` a time."""
    lies = first(session, ask.PLACE, ref=screen.ref)
    if lies is None or lies.message_id is None:
        return True
    here = {"chat_key": screen.chat_key, "own_request": screen.request_id or "", "place": lies.message_id}
    below = first(session, ask.BELOW, **here) if at is None else first(session, ask.BELOW_AT, at=at, **here)
    return below is not None


def was_shown(session: Session, vault: Vault, user_id: int, request_id: str, kinds: Collection[str]) -> bool:
    """Whether a message of one of these kinds about this request was shown in this chat."""
    here = {"request_id": request_id, "chat_key": vault.key_for(CHAT_KEY, str(user_id))}
    return first(session, ask.WAS_SHOWN, kinds=list(kinds), **here) is not None


def was_said_lately(session: Session, vault: Vault, chat_id: int, kind: str, since: datetime) -> bool:
    """Whether this was said in a chat since then."""
    chat_key = vault.key_for(CHAT_KEY, str(chat_id))
    return first(session, ask.WAS_SAID, chat_key=chat_key, kind=kind, since=since) is not None


def unsaid_to(session: Session, vault: Vault, person_id: str) -> list[Spoken]:
    """What waits to be said to a person, or is being said, oldest first."""
    return [_spoken(vault, row) for row in every(session, ask.UNSAID_TO, person_id=person_id)]

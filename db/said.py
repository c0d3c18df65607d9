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
        sent_at=row.sent_at,
    )


def spoken(session: Session, vault: Vault, ref: str) -> Spoken | None:
    """The message that carries this reference on its buttons."""
    row = first(session, ask.SPOKEN, ref=ref)
    return None if row is None else _spoken(vault, row)


def shown_text(session: Session, vault: Vault, ref: str) -> str | None:
    """The exact text of a message as it was shown, kept as evidence; None if it was never sent."""
    row = first(session, ask.SHOWN_TEXT, ref=ref)
    return None if row is None or row.text is None else vault.open(row.text, table="outbox", column="text", row=ref)


def living_screen(session: Session, vault: Vault, user_id: int) -> Spoken | None:
    """The newest message in a chat whose buttons work, also while it is on its way."""
    row = first(session, ask.LIVING, chat_key=vault.key_for(CHAT_KEY, str(user_id)))
    return None if row is None else _spoken(vault, row)


def in_view(
    session: Session, vault: Vault, user_id: int, *, at: datetime | None
) -> tuple[Spoken | None, Spoken | None]:
    """The message that somebody who wrote `at` a time (Telegram's clock) acts on, and what has come in its place.

    Only what had been sent by then can be meant: nobody says yes to a screen that they have not seen (DP-5).
    """
    newest = living_screen(session, vault, user_id)
    if newest is None or at is None or was_seen(newest, at):
        return newest, newest
    rows = every(session, ask.SEEN_AT, chat_key=newest.chat_key, at=at, most=LONGEST_CHAIN)
    seen = next((each for each in (_spoken(vault, row) for row in rows) if each.buttons), None)
    about_the_same = seen is not None and seen.request_id == newest.request_id
    return seen, newest if about_the_same else seen


def was_seen(message: Spoken, at: datetime) -> bool:
    """Whether a message had been sent when somebody wrote `at` a time."""
    return message.sent_at is not None and message.sent_at <= at


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


def sent_when(session: Session, request_id: str, kind: str, topic: str) -> datetime | None:
    """When a message of this kind and topic about this request reached its chat; None while it has not."""
    row = first(session, ask.SENT_WHEN, request_id=request_id, kind=kind, topic=topic)
    return None if row is None else row.sent_at


def was_said_lately(session: Session, vault: Vault, chat_id: int, kind: str, since: datetime) -> bool:
    """Whether this was said in a chat since then."""
    chat_key = vault.key_for(CHAT_KEY, str(chat_id))
    return first(session, ask.WAS_SAID, chat_key=chat_key, kind=kind, since=since) is not None


def on_the_phone(
    session: Session, vault: Vault, chat_id: int, *, since: datetime, most: int
) -> list[tuple[int, datetime]]:
    """Our newest messages in a chat, at most so many, written `since` then: their numbers, and when they first came."""
    chat_key = vault.key_for(CHAT_KEY, str(chat_id))
    rows = every(session, ask.ON_THE_PHONE, chat_key=chat_key, since=since, most=most)
    return [(int(row.message_id), row.first_at) for row in rows if row.first_at is not None]


def unsaid_to(session: Session, vault: Vault, person_id: str) -> list[Spoken]:
    """What waits to be said to a person, or is being said, oldest first."""
    return [_spoken(vault, row) for row in every(session, ask.UNSAID_TO, person_id=person_id)]

"""What was said in a chat: the message a person acts on, what became of it, and what lies beside it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select, text

from db.ids import CHAT_KEY
from db.shapes import Spoken
from db.tables import Outbox
from db.vault import Vault

OPEN = text("outbox.state IN ('queued', 'sending')")  #: Worded as the partial index words it.
NEVER_SAID = ("dropped", "failed")
LONGEST_CHAIN = 32  #: Quick taps on one message, before any of the answers has been shown.
LATELY = 1000  #: The newest messages of the whole agency, looked through without an index.


def _spoken(vault: Vault, row: Outbox) -> Spoken:
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
    row = session.exec(select(Outbox).where(Outbox.ref == ref)).first()
    return None if row is None else _spoken(vault, row)


def shown_text(session: Session, vault: Vault, ref: str) -> str | None:
    """The exact text of a message as it was shown, kept as evidence; None if it was never sent."""
    row = session.exec(select(Outbox).where(Outbox.ref == ref)).first()
    if row is None or row.text is None:
        return None
    return vault.open(row.text, table="outbox", column="text", row=row.ref)


def living_screen(session: Session, vault: Vault, user_id: int, *, at: datetime | None = None) -> Spoken | None:
    """The message a person has in view: the newest in the chat whose buttons work.

    `at` is when the person wrote (Telegram's clock): a message about something else that came only later is not meant.
    """
    key = vault.key_for(CHAT_KEY, str(user_id))
    row = session.exec(_live(key).limit(1)).first()
    if row is None:
        return None
    newest = _spoken(vault, row)
    if at is None or row.sent_at is None or row.sent_at <= at:
        return newest
    before = _newest_at(session, key, at)
    if before is None or before.request_id is None or before.request_id == row.request_id:
        return newest
    return living_card(session, vault, key, before.request_id) or newest


def _newest_at(session: Session, chat_key: bytes, at: datetime) -> Outbox | None:
    there = select(Outbox).where(_lately(), Outbox.chat_key == chat_key, col(Outbox.sent_at) <= at)
    return session.exec(there.order_by(col(Outbox.id).desc()).limit(1)).first()


def _lately() -> Any:
    return col(Outbox.id) > select(func.coalesce(func.max(Outbox.id), 0) - LATELY).scalar_subquery()


def living_card(session: Session, vault: Vault, chat_key: bytes, request_id: str) -> Spoken | None:
    """The newest message about one request in a chat whose buttons still work."""
    row = session.exec(_live(chat_key).where(Outbox.request_id == request_id).limit(1)).first()
    return None if row is None else _spoken(vault, row)


def _live(chat_key: bytes) -> Any:
    return select(Outbox).where(Outbox.chat_key == chat_key, col(Outbox.live)).order_by(col(Outbox.id).desc())


def newest_of(session: Session, vault: Vault, tapped: Spoken) -> Spoken:
    """What has taken the place of a message about a request, also if the phone does not show it yet."""
    newest = tapped
    for _ in range(LONGEST_CHAIN):
        found = select(Outbox).where(
            Outbox.request_id == tapped.request_id,
            Outbox.replaces == newest.ref,
            Outbox.chat_key == tapped.chat_key,
            col(Outbox.state).not_in(NEVER_SAID),
        )
        row = session.exec(found.order_by(col(Outbox.id).desc())).first()
        if tapped.request_id is None or row is None:
            break
        newest = _spoken(vault, row)
    return newest


def lies_above_another(session: Session, screen: Spoken, *, at: datetime | None = None) -> bool:
    """Whether a message about another request, with buttons that work, stood below this one in the chat `at` a time."""
    place = session.exec(select(Outbox.message_id).where(Outbox.ref == screen.ref)).first()
    if place is None:
        return True
    below = select(func.count()).where(
        Outbox.chat_key == screen.chat_key,
        col(Outbox.live),
        col(Outbox.request_id).is_not(None),
        Outbox.request_id != screen.request_id,
        or_(col(Outbox.message_id).is_(None), col(Outbox.message_id) > place),
    )
    if at is not None:
        below = below.where(or_(col(Outbox.sent_at).is_(None), col(Outbox.sent_at) <= at))
    return session.exec(below).one() > 0


def was_shown(session: Session, vault: Vault, user_id: int, request_id: str, kinds: Collection[str]) -> bool:
    """Whether a message of one of these kinds about this request was shown in this chat."""
    found = select(Outbox.id).where(
        Outbox.request_id == request_id,
        Outbox.chat_key == vault.key_for(CHAT_KEY, str(user_id)),
        col(Outbox.kind).in_(kinds),
        col(Outbox.state).not_in(NEVER_SAID),
    )
    return session.exec(found.limit(1)).first() is not None


def was_said_lately(session: Session, vault: Vault, chat_id: int, kind: str, since: datetime) -> bool:
    """Whether this was said in a chat since then; of all messages only the newest are looked through."""
    found = select(Outbox.id).where(
        _lately(),
        Outbox.chat_key == vault.key_for(CHAT_KEY, str(chat_id)),
        Outbox.kind == kind,
        col(Outbox.created_at) >= since,
    )
    return session.exec(found.limit(1)).first() is not None


def unsaid_to(session: Session, vault: Vault, person_id: str) -> list[Spoken]:
    """What waits to be said to a person, or is being said, oldest first."""
    found = select(Outbox).where(OPEN, Outbox.person_id == person_id).order_by(col(Outbox.id))
    return [_spoken(vault, row) for row in session.exec(found)]

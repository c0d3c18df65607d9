"""Forgetting a person: what no law keeps is overwritten; the chains of the record stay as they were written."""

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, bindparam, delete, or_, select, update
from sqlmodel import Session

from consent.wishes import Right
from db.columns import Instant
from db.deciders import NOBODY_ELSE, write
from db.ids import CHAT_KEY
from db.ledger.pauses import FORGET as FORGET_WORD
from db.ledger.record import event
from db.read_statements import given, table
from db.tables import Client, Draft, Inbox, Invitation, Lane, Outbox, Question, RequestRow
from db.tables_deciders import DecidersRow
from db.tables_places import ClientPlace
from db.tables_wishes import Wish
from db.vault import Vault

NOBODY = "—"
_clients, _inbox, _outbox, _questions, _invitations, _requests, _deciders, _wishes, _lanes, _drafts = (
    table(each) for each in (Client, Inbox, Outbox, Question, Invitation, RequestRow, DecidersRow, Wish, Lane, Draft)
)
_places = table(ClientPlace)
CHAT_OF = select(_clients.c.chat_key).where(given(_clients.c.id))
SCRUB = (
    update(_inbox)
    .where(_inbox.c.chat_key == bindparam("whose", type_=LargeBinary()), _inbox.c.state == "done")
    .values(raw=b"")
)
UNLINK = update(_inbox).where(_inbox.c.chat_key == bindparam("whose", type_=LargeBinary()), _inbox.c.raw == b"")
_THEIRS = or_(
    _outbox.c.chat_key == bindparam("chat_key", type_=LargeBinary()), _outbox.c.person_id == bindparam("person")
)
SAID = select(_outbox.c.id, _outbox.c.ref, _outbox.c.chat_key, _outbox.c.state).where(
    _outbox.c.audience != "staff", _THEIRS
)
_OF_STAFF = (_outbox.c.id, _outbox.c.ref, _outbox.c.state, _outbox.c.facts, _outbox.c.buttons, _outbox.c.request_id)
TO_STAFF = select(*_OF_STAFF).where(
    _outbox.c.audience == "staff", _outbox.c.created_at >= bindparam("since", type_=Instant())
)
ASKED = select(_questions.c.id).where(given(_questions.c.client_id))
REQUESTS = select(_requests.c.id, _requests.c.code, _requests.c.signature).where(given(_requests.c.client_id))
WISHES = select(_wishes.c.id, _wishes.c.kind, _wishes.c.reason).where(given(_wishes.c.client_id))
DRAFTS = select(_drafts.c.id, _drafts.c.staff_id, _drafts.c.facts)


def forget_updates(session: Session, client_id: str) -> None:
    """Overwrite every update that came from this client and was worked: no law keeps those."""
    chat = session.connection().execute(CHAT_OF, {"id": client_id}).scalar_one_or_none()
    if chat is not None:
        session.connection().execute(SCRUB, {"whose": chat})


def forget_client(session: Session, vault: Vault, client_id: str, *, now: datetime, actor: str) -> None:
    """Unlink the chat, and overwrite the initials, typed names, questions, deciders, and messages as they were shown.

    Only where the law keeps nothing any more: a signature is part of what it keeps (HIPAA-530j, HIPAA-C1-vi). What has
    not been said by now is not said any more. The rows stay, and so does the record: under a number that leads to
    nobody.
    """
    connection = session.connection()
    row = connection.execute(select(_clients).where(given(_clients.c.id)), {"id": client_id}).one()
    known = _ways_to(session, vault, client_id, row.alias)
    _forget_said(session, vault, client_id, row.chat_key)
    _forget_told(session, vault, known, row.created_at)
    _forget_written(session, vault, client_id)
    unbound = update(_invitations).where(_invitations.c.person_id == client_id)
    connection.execute(unbound, {"used_by": None})
    connection.execute(FORGET_WORD, {"of": client_id})
    if row.chat_key is not None:
        connection.execute(UNLINK, {"whose": row.chat_key, "chat_key": None})
    gone = {
        "alias": vault.seal(NOBODY, table="client", column="alias", row=client_id),
        "chat": None,
        "chat_key": None,
        "awaiting": None,
        "channel": "erased",
    }
    connection.execute(update(_clients).where(_clients.c.id == client_id), gone)
    connection.execute(delete(_places).where(_places.c.client_id == client_id))
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action="erased")


def _ways_to(session: Session, vault: Vault, client_id: str, alias: bytes) -> set[str]:
    """The words by which a message to staff can be about this client: initials, number, and the codes of requests."""
    requests = session.connection().execute(REQUESTS, {"client_id": client_id}).all()
    initials = vault.open(alias, table="client", column="alias", row=client_id)
    return {client_id, initials, *(each.id for each in requests), *(each.code for each in requests)}


def _forget_said(session: Session, vault: Vault, client_id: str, chat_key: bytes | None) -> None:
    """Overwrite every message to this client, and the pace of their chat."""
    connection = session.connection()
    for row in connection.execute(SAID, {"chat_key": chat_key, "person": client_id}).all():
        nowhere = {
            "chat": vault.seal("0", table="outbox", column="chat", row=row.ref),
            "chat_key": vault.key_for(CHAT_KEY, f"erased:{client_id}"),
        }
        connection.execute(
            update(_outbox).where(_outbox.c.id == row.id), {**nowhere, **_blank(vault, row.ref, row.state)}
        )
        connection.execute(delete(_lanes).where(_lanes.c.chat_key == row.chat_key))


def _forget_told(session: Session, vault: Vault, known: set[str], since: datetime) -> None:
    """Overwrite every message to staff that names this client, by whatever it names them."""
    connection = session.connection()
    for row in connection.execute(TO_STAFF, {"since": since}).all():
        facts = vault.open_json(row.facts, table="outbox", column="facts", row=row.ref)
        buttons = vault.open_json(row.buttons, table="outbox", column="buttons", row=row.ref)
        if row.request_id in known or _names(facts, known) or _names(buttons, known):
            connection.execute(update(_outbox).where(_outbox.c.id == row.id), _blank(vault, row.ref, row.state))
    for draft in connection.execute(DRAFTS).all():
        if _names(vault.open_json(draft.facts, table="draft", column="facts", row=draft.staff_id), known):
            connection.execute(delete(_drafts).where(_drafts.c.id == draft.id))


def _names(value: Any, known: set[str]) -> bool:
    """Whether any of these words stands somewhere in facts."""
    match value:
        case dict():
            return any(_names(each, known) for each in value.values())
        case list():
            return any(_names(each, known) for each in value)
        case _:
            return value in known if isinstance(value, str) else False


def _forget_written(session: Session, vault: Vault, client_id: str) -> None:
    """Overwrite questions and answers, typed names, wishes in the client's words, and who decides for them."""
    connection, of = session.connection(), {"client_id": client_id}
    for row in connection.execute(ASKED, of).all():
        blank = vault.seal("", table="question", column="text", row=row.id)
        connection.execute(update(_questions).where(_questions.c.id == row.id), {"text": blank, "answer": None})
    for row in connection.execute(REQUESTS, of).all():
        if row.signature is not None:  # That it was signed is still told; by which name is not.
            name = vault.seal(NOBODY, table="request", column="signature", row=row.id)
            connection.execute(update(_requests).where(_requests.c.id == row.id), {"signature": name})
    for row in connection.execute(WISHES, of).all():
        wordless: dict[str, Any] = {"reason": None}
        if row.kind == Right.REACH:
            wordless["facts"] = vault.seal_json({}, table="wish", column="facts", row=row.id)
        connection.execute(update(_wishes).where(_wishes.c.id == row.id), wordless)
    nobody = vault.seal_json(write(NOBODY_ELSE), table="deciders", column="facts", row=client_id)
    unknown = update(_deciders).where(_deciders.c.client_id == client_id)
    connection.execute(unknown, {"facts": nobody, "review_at": None})


def _blank(vault: Vault, ref: str, state: str) -> dict[str, object]:
    """What is left of a message; one that still waited will not be said."""
    unsaid = {"state": "dropped", "reason": "erased"} if state in ("queued", "sending") else {}
    return {
        "facts": vault.seal_json({}, table="outbox", column="facts", row=ref),
        "buttons": vault.seal_json([], table="outbox", column="buttons", row=ref),
        "text": None,
        "live": False,
        **unsaid,
    }

"""Forgetting a person: what no law keeps is overwritten; the chains of the record stay as they were written."""

from datetime import datetime

from sqlalchemy import LargeBinary, bindparam, delete, select, update
from sqlmodel import Session

from db.deciders import NOBODY_ELSE, write
from db.ids import CHAT_KEY
from db.ledger.pauses import FORGET as FORGET_WORD
from db.ledger.record import event
from db.read_statements import given, table
from db.tables import Client, Inbox, Invitation, Outbox, Question
from db.tables_deciders import DecidersRow
from db.tables_places import ClientPlace
from db.vault import Vault

NOBODY = "—"
_clients, _inbox, _outbox, _questions, _invitations = (
    table(each) for each in (Client, Inbox, Outbox, Question, Invitation)
)
_deciders = table(DecidersRow)
_places = table(ClientPlace)
CHAT_OF = select(_clients.c.chat_key).where(given(_clients.c.id))
SCRUB = (
    update(_inbox)
    .where(_inbox.c.chat_key == bindparam("whose", type_=LargeBinary()), _inbox.c.state == "done")
    .values(raw=b"")
)
SAID = select(_outbox.c.id, _outbox.c.ref).where(
    given(_outbox.c.chat_key), _outbox.c.state.not_in(("queued", "sending"))
)
ASKED = select(_questions.c.id).where(given(_questions.c.client_id))


def forget_updates(session: Session, client_id: str) -> None:
    """Overwrite every update that came from this client and was worked: no law keeps those."""
    chat = session.connection().execute(CHAT_OF, {"id": client_id}).scalar_one_or_none()
    if chat is not None:
        session.connection().execute(SCRUB, {"whose": chat})


def forget_client(session: Session, vault: Vault, client_id: str, *, now: datetime, actor: str) -> None:
    """Unlink the chat; overwrite the initials, who decides, the questions and every message as it was shown.

    What is on its way is still said. The rows stay, and so does the record: under a number that leads to nobody.
    """
    connection = session.connection()
    chat = connection.execute(CHAT_OF, {"id": client_id}).scalar_one_or_none()
    if chat is not None:
        for row in connection.execute(SAID, {"chat_key": chat}).all():
            connection.execute(update(_outbox).where(_outbox.c.id == row.id), _blank(vault, row.ref, client_id))
    for row in connection.execute(ASKED, {"client_id": client_id}).all():
        blank = vault.seal("", table="question", column="text", row=row.id)
        connection.execute(update(_questions).where(_questions.c.id == row.id), {"text": blank, "answer": None})
    nobody = vault.seal_json(write(NOBODY_ELSE), table="deciders", column="facts", row=client_id)
    connection.execute(
        update(_deciders).where(_deciders.c.client_id == client_id), {"facts": nobody, "review_at": None}
    )
    unbound = update(_invitations).where(_invitations.c.person_id == client_id)
    connection.execute(unbound, {"used_by": None})
    connection.execute(FORGET_WORD, {"of": client_id})
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


def _blank(vault: Vault, ref: str, client_id: str) -> dict[str, object]:
    return {
        "chat": vault.seal("0", table="outbox", column="chat", row=ref),
        "chat_key": vault.key_for(CHAT_KEY, f"erased:{client_id}"),
        "facts": vault.seal_json({}, table="outbox", column="facts", row=ref),
        "buttons": vault.seal_json([], table="outbox", column="buttons", row=ref),
        "text": None,
        "live": False,
    }

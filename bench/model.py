"""The model: one client who was asked by the real actions, of whom a multitude of copies is made."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from bench.agency import Pen
from bot.screens import Screen
from db import inbox
from db.ledger import messages
from db.tables import Client, Outbox, RequestRow
from db.vault import Vault

CHAT = 7_700_000_001
STAFF_CHAT = 7_800_000_001
ALIAS = "M.R."
WORDS = "Riverside Center has a question for you. Nothing has been shared. You decide. It can wait."


@dataclass(frozen=True, slots=True)
class Model:
    """Where the model stands: every name that differs from copy to copy."""

    staff: str
    client: str
    request: str
    code: str
    knock: str  #: The message that asked, on the phone.
    held: str  #: A message that waits for something.
    asked_at: datetime


def write_model(session: Session, vault: Vault, now: datetime) -> Model:
    """Ask one client of a new clinician: the question has reached the phone, another message is held back."""
    pen = Pen(vault, now)
    staff = pen.add_clinician(session, 0)
    pen.ask_all(session, [staff], [(0, CHAT)])
    pen.connect(session, staff, STAFF_CHAT)
    client = session.exec(select(Client).where(Client.clinician_id == staff.id)).one().id
    request = session.exec(select(RequestRow).where(RequestRow.client_id == client)).one()
    knock = session.exec(select(Outbox).where(Outbox.request_id == request.id)).one().ref
    _say(session, vault, knock, now)
    _begin(session, vault, now)
    return Model(staff.id, client, request.id, request.code, knock, _hold_back(session, vault, client, now), now)


def _say(session: Session, vault: Vault, ref: str, now: datetime) -> None:
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    sent = {"state": "sent", "attempts": 1, "live": True, "sent_at": now, "message_id": 2}
    sent |= {"text": vault.seal(WORDS, table="outbox", column="text", row=ref), "digest": digest}
    words = {"language": "en", "catalogue": digest[:12]}
    session.connection().execute(update(Outbox).where(col(Outbox.ref) == ref).values(**sent, **words))


def _hold_back(session: Session, vault: Vault, client: str, now: datetime) -> str:
    later = now + messages.UNTIL_ASKED_FOR
    said = messages.Message("client", client, CHAT, Screen.TALK, {}, not_before=later)
    return messages.enqueue(session, vault, said, now=now)


def _begin(session: Session, vault: Vault, now: datetime) -> None:
    person = {"id": CHAT, "is_bot": False, "first_name": "M."}
    chat = {"id": CHAT, "type": "private"}
    said = {"message_id": 1, "date": int(now.timestamp()), "chat": chat, "from": person, "text": "/start"}
    for kept in inbox.keep(session, vault, [{"update_id": 1, "message": said}], now):
        inbox.close(session, kept.id, now)

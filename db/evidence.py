"""The evidence of one request, read for papers: its chain of events, what the client was shown, and who that was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from consent.receipts import Happening, Shown
from db.tables import Audit, Client, Invitation, Outbox
from db.vault import Vault

CODE_CONFIRMED = "code_confirmed"


def happenings(session: Session, vault: Vault, request_id: str) -> tuple[Happening, ...]:
    """Every event of a request, in order, with its opened detail. Raises Tampered."""
    chain = f"request:{request_id}"
    rows = session.exec(select(Audit).where(Audit.chain == chain).order_by(col(Audit.seq)))
    return tuple(_happening(vault, row) for row in rows)


def _happening(vault: Vault, row: Audit) -> Happening:
    detail: Mapping[str, Any] = {}
    if row.detail is not None:
        detail = vault.open_json(row.detail, table="audit", column="detail", row=f"{row.chain}:{row.seq}")
    return Happening(row.seq, row.at, row.actor, row.action, row.state, row.version, detail, row.hash.hex())


def shown_to(session: Session, vault: Vault, request_id: str, client_id: str) -> tuple[Shown, ...]:
    """Every message about a request that the client saw, in order, word for word. Raises Tampered."""
    said = select(Outbox).where(Outbox.request_id == request_id, Outbox.person_id == client_id)
    said = said.where(Outbox.audience == "client", col(Outbox.text).is_not(None))
    return tuple(_shown(vault, row) for row in session.exec(said.order_by(col(Outbox.id))))


def _shown(vault: Vault, row: Outbox) -> Shown:
    return Shown(
        ref=row.ref,
        kind=row.kind,
        version=row.request_version,
        at=row.sent_at or row.created_at,
        language=row.language or "",
        catalogue=row.catalogue or "",
        digest=row.digest or "",
        text=vault.open(row.text or b"", table="outbox", column="text", row=row.ref),
        message_id=row.message_id,
    )


def bound(session: Session, client_id: str) -> tuple[datetime | None, datetime | None, str]:
    """How the chat was tied to the client: when the link was used, when the spoken code was right, and the account."""
    links = select(Invitation.used_at).where(Invitation.person_id == client_id, col(Invitation.used_at).is_not(None))
    used = session.exec(links.order_by(col(Invitation.used_at).desc())).first()
    codes = select(Audit.at).where(Audit.chain == f"client:{client_id}", Audit.action == CODE_CONFIRMED)
    code = session.exec(codes.order_by(col(Audit.seq).desc())).first()
    key = session.exec(select(Client.chat_key).where(Client.id == client_id)).first()
    return used, code, "" if key is None else key.hex()

"""Writing how a requester was checked, or that it was not them; each is an event of the requester's own chain."""

from datetime import datetime

from sqlmodel import Session

from consent.checking import Check
from db.ledger.record import event
from db.requesters import CHECKED, NOT_THEM, chain_of
from db.vault import Vault


def note_check(session: Session, vault: Vault, requester_id: str, check: Check, *, now: datetime, actor: str) -> None:
    """Write one check; for a request also into the record of that request (HIPAA-V-1, E1)."""
    detail = {
        "method": check.method,
        "document": check.document,
        "by": check.by,
        "made_at": check.at.isoformat(),
        "request": check.request_id,
    }
    chains = (chain_of(requester_id), *((f"request:{check.request_id}",) if check.request_id else ()))
    for chain in chains:
        event(session, vault, chain=chain, at=now, actor=actor, action=CHECKED, detail=detail)


def note_not_them(
    session: Session, vault: Vault, requester_id: str, request_ids: list[str], *, by: str, now: datetime, actor: str
) -> None:
    """Write that it was not them, for the requester and for these requests of theirs; earlier checks count no more."""
    for chain in (chain_of(requester_id), *(f"request:{id}" for id in request_ids)):
        event(session, vault, chain=chain, at=now, actor=actor, action=NOT_THEM, detail={"by": by})

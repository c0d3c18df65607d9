"""One event of the record, sealed and chained."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db import audit
from db.vault import Vault


def event(
    session: Session,
    vault: Vault,
    *,
    chain: str,
    at: datetime,
    actor: str,
    action: str,
    state: str | None = None,
    version: int | None = None,
    row_digest: bytes | None = None,
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Append one event to a chain and give back its number; `detail` is sealed to its place in the chain."""

    def sealed(seq: int) -> bytes:
        return vault.seal_json(dict(detail or {}), table="audit", column="detail", row=f"{chain}:{seq}")

    return audit.append(
        session,
        chain=chain,
        at=at,
        actor=actor,
        action=action,
        state=state,
        version=version,
        row_digest=row_digest,
        detail=None if detail is None else sealed,
    )

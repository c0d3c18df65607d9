"""Keeping each accounting of disclosures as it was given, with its event in the client's chain."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.ids import new_id
from db.ledger.record import event
from db.prepared import change
from db.read_statements import table
from db.tables_rights import AccountGiven
from db.vault import Vault

ADD = table(AccountGiven).insert().inline()


def digest_of(lines: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256 of the lines of an accounting, as canonical JSON, in hexadecimal."""
    written = json.dumps(list(lines), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def keep_account(
    session: Session,
    vault: Vault,
    *,
    client_id: str,
    wish_id: str,
    staff_id: str,
    title: str,
    lines: Sequence[Mapping[str, Any]],
    free: bool,
    now: datetime,
    actor: str,
) -> str:
    """Keep what the client is given: the lines, who handled it and by what title, and the digest (HIPAA-528-6, E12)."""
    id, digest = new_id(), digest_of(lines)
    facts = {"lines": list(lines), "title": title, "free": free}
    row = {
        "id": id,
        "client_id": client_id,
        "wish_id": wish_id,
        "staff_id": staff_id,
        "facts": vault.seal_json(facts, table="account_given", column="facts", row=id),
        "digest": digest,
        "given_at": now,
    }
    change(session, ADD, row)
    detail = {"account": id, "wish": wish_id, "staff": staff_id, "title": title, "free": free, "digest": digest}
    event(session, vault, chain=f"client:{client_id}", at=now, actor=actor, action="account_given", detail=detail)
    return id

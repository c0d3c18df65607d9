"""Reading the accountings of disclosures that clients were given, word for word (HIPAA-528-6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from db.read_statements import every, first, given, table
from db.tables_rights import AccountGiven
from db.vault import Vault

_rows = table(AccountGiven)
_ALL = select(*_rows.c)
OF_CLIENT = _ALL.where(given(_rows.c.client_id)).order_by(_rows.c.given_at, _rows.c.id)
ONE = _ALL.where(given(_rows.c.id))


@dataclass(frozen=True, slots=True)
class Account:
    """One accounting: its lines and who handled it (`facts`), and the SHA-256 of the lines; `given_at` is in UTC."""

    id: str
    client_id: str
    staff_id: str
    facts: Mapping[str, Any]
    digest: str
    given_at: datetime


def accounts_of(session: Session, vault: Vault, client_id: str) -> list[Account]:
    """Those that this client was given, oldest first. Raises Tampered."""
    return [_account(vault, row) for row in every(session, OF_CLIENT, client_id=client_id)]


def account(session: Session, vault: Vault, id: str) -> Account | None:
    """One of them. Raises Tampered."""
    row = first(session, ONE, id=id)
    return None if row is None else _account(vault, row)


def _account(vault: Vault, row: Row[Any]) -> Account:
    facts = vault.open_json(row.facts, table="account_given", column="facts", row=row.id)
    return Account(row.id, row.client_id, row.staff_id, facts, row.digest, row.given_at)

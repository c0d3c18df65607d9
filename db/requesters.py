"""Reading how requesters were checked: from the record alone, so that it tells of any day gone by."""

from datetime import datetime

from sqlmodel import Session

from consent.checking import Check, HowChecked
from db.events import Event, events_of
from db.vault import Vault

CHECKED, NOT_THEM = "requester_checked", "requester_not_them"  #: The names of the events.


def chain_of(requester_id: str) -> str:
    """The chain that tells of one requester."""
    return f"requester:{requester_id}"


def checks_of(session: Session, vault: Vault, requester_id: str, *, at: datetime | None = None) -> list[Check]:
    """Everything that was noted about who a requester is, oldest first; `at` (UTC) leaves out what came later.

    Raises Tampered.
    """
    known = events_of(session, vault, chain_of(requester_id))
    return [_check(each) for each in known if each.action in (CHECKED, NOT_THEM) and (at is None or each.at <= at)]


def _check(event: Event) -> Check:
    detail = event.detail
    if event.action == NOT_THEM:
        return Check(event.at, str(detail["by"]), None)
    made = datetime.fromisoformat(detail["made_at"])
    return Check(made, str(detail["by"]), HowChecked(detail["method"]), str(detail["document"]), detail["request"])

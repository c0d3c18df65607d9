"""Writing what the agency sets for itself, with the event that says who did it."""

from datetime import datetime

from sqlmodel import Session

from consent.policies import Policy
from db.ids import AGENCY
from db.ledger.record import event
from db.policies import PREFIX
from db.tables import Fact
from db.vault import Vault


def set_policy(session: Session, vault: Vault, policy: Policy, value: str, *, now: datetime, actor: str) -> None:
    """From now on this holds; the record keeps since when."""
    session.merge(Fact(key=PREFIX + policy, value=value, at=now))
    session.flush()
    event(session, vault, chain=AGENCY, at=now, actor=actor, action="policy_set", detail={policy.value: value})

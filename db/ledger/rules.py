"""Writing what the agency has switched on, laws and added questions, with the event that says who did it."""

from datetime import datetime

from sqlmodel import Session

from consent.minimum import Kind
from consent.packs.rule import Pack
from consent.understanding import Extra
from db.ids import AGENCY
from db.ledger.record import event
from db.rules import PACKS, SWITCHED, write
from db.tables import Fact
from db.vault import Vault


def switch_packs(session: Session, vault: Vault, chosen: frozenset[Pack], *, now: datetime, actor: str) -> None:
    """From now on these packs are on and no others; the record keeps since when (ST-0)."""
    session.merge(Fact(key=PACKS, value=write(chosen), at=now))
    session.flush()
    event(session, vault, chain=AGENCY, at=now, actor=actor, action=SWITCHED, detail={PACKS: write(chosen)})


def switch_extra(
    session: Session, vault: Vault, what: Extra, kinds: frozenset[Kind], *, now: datetime, actor: str
) -> None:
    """From now on this question is added for these kinds of requests and no others; the record keeps since when."""
    value = ",".join(sorted(kinds))
    session.merge(Fact(key=what, value=value, at=now))
    session.flush()
    event(session, vault, chain=AGENCY, at=now, actor=actor, action=f"{what}_switched", detail={"kinds": value})

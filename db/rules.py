"""What the agency has switched on: its laws, now and at any time before, and the questions it adds."""

from datetime import datetime

from sqlmodel import Session

from consent.minimum import Kind
from consent.packs.rule import DEFAULT_PACKS, Pack
from consent.understanding import Extra
from db.events import events_of
from db.ids import AGENCY
from db.tables import Fact
from db.vault import Vault

PACKS = "packs"  #: The key of the fact that holds them.
SWITCHED = "packs_switched"  #: The name of the event in the agency's chain.


def packs(session: Session) -> frozenset[Pack]:
    """The packs that are on. Raises ValueError for one this version does not know, so that nothing goes out."""
    fact = session.get(Fact, PACKS)
    return DEFAULT_PACKS if fact is None else read(fact.value)


def packs_at(session: Session, vault: Vault, at: datetime) -> frozenset[Pack]:
    """The packs that were on at this instant, from the record."""
    switched = [each for each in events_of(session, vault, AGENCY) if each.action == SWITCHED and each.at <= at]
    return read(str(switched[-1].detail[PACKS])) if switched else DEFAULT_PACKS


def read(written: str) -> frozenset[Pack]:
    """Packs from their codes with commas between. Raises ValueError for an unknown one."""
    return frozenset(Pack(code) for code in written.split(",") if code)


def write(chosen: frozenset[Pack]) -> str:
    """The codes with commas between, in a steady order."""
    return ",".join(sorted(chosen))


def kinds_asked(session: Session, what: Extra) -> frozenset[Kind]:
    """The kinds of requests for which an added question is on; a kind this version does not know adds nothing."""
    fact = session.get(Fact, what)
    return frozenset() if fact is None else frozenset(set(Kind) & set(fact.value.split(",")))

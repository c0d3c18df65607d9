"""What the agency has set for itself, and what holds where it has set nothing."""

from sqlmodel import Session

from consent.policies import USUAL, Policy, fits
from db.tables import Fact

PREFIX = "policy:"  #: Before the name of a policy, in the key of the fact that holds it.


def value_of(session: Session, policy: Policy) -> str:
    """What holds now. A stored value that does not fit counts as not set: no slip switches a safeguard off."""
    fact = session.get(Fact, PREFIX + policy)
    return fact.value if fact is not None and fits(policy, fact.value) else USUAL[policy]

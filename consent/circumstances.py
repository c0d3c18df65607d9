"""What the gate is told beside the case: the agency's packs, holds, restrictions, and how the yes was signed."""

from dataclasses import dataclass
from enum import StrEnum

from consent.categories import Category
from consent.minimum import Kind
from consent.packs.rule import Attachment, Pack, Signer
from consent.request import Item, Period


class Hold(StrEnum):
    """What shuts the gate without changing the decision."""

    NOT_BOUND = "not_bound"  #: The chat is no longer known to be the client's (TG-11).
    UNREACHABLE = "unreachable"
    STOP_WORD = "stop_word"
    UNDER_REVIEW = "under_review"
    LEGAL_HOLD = "legal_hold"
    NO_AUTHORITY = "no_authority"  #: Who said yes for the client has no known right to (HIPAA-PR-3).
    DISAGREE = "disagree"  #: Those who decide do not say the same.
    OF_AGE_NOW = "of_age_now"  #: The yes was given for a minor who decides alone by now.
    INCIDENT = "incident"  #: Something of it went to the wrong place, and that is not closed (HIPAA-BREACH).


@dataclass(frozen=True, slots=True)
class Restriction:
    """What the client had the agency promise: never these facts to these askers (HIPAA-522-1, P2-26).

    None means every category, every day of care, or every kind of asker.
    """

    id: str
    categories: frozenset[Category] | None = None
    period: Period | None = None
    kinds: frozenset[Kind] | None = None

    def hits(self, kind: Kind, item: Item) -> bool:
        """Whether some of this item is promised not to go to this kind of asker."""
        return (
            (self.kinds is None or kind in self.kinds)
            and (self.categories is None or item.category in self.categories)
            and (self.period is None or self.period.overlaps(item.period))
        )


def self_paid(period: Period) -> Restriction:
    """Visits that the client paid for in full: never shown to a health plan (HIPAA-522-1)."""
    return Restriction("HIPAA-522-1", period=period, kinds=frozenset({Kind.PAYER_PAYMENT, Kind.PAYER_REVIEW}))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything around a case that the gate has to know. Whoever asks on behalf of the agency gives its packs."""

    packs: frozenset[Pack] = frozenset()
    holds: frozenset[Hold] = frozenset()
    restrictions: tuple[Restriction, ...] = ()
    verified: bool = True  #: Who the requester is, and by what right they ask, has been checked (HIPAA-V-1).
    proved: bool = True  #: An official has shown a paper that says so (HIPAA-V-2).
    signed: bool = False
    witnessed: bool = False
    signers: frozenset[Signer] = frozenset({Signer.CLIENT})
    authority_proved: bool = False  #: The paper that lets somebody sign for the client has been seen.
    age: int | None = None  #: Of the client at the yes, in full years; None for a grown-up.
    child_age: int | None = (
        None  #: The age at which children say yes alone, where the agency's country set one (GDPR-8).
    )
    attached: frozenset[Attachment] | None = None  #: What lies beside the packet; None while nothing is packed yet.


NOTHING_SPECIAL = Circumstances()

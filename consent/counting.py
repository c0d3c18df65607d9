"""Which law has what left the agency counted in an accounting of disclosures: decided once, when it leaves."""

from collections.abc import Iterable
from dataclasses import dataclass

from consent.basis import LegalBasis
from consent.categories import Category
from consent.exception_list import EXCEPTIONS, Way
from consent.purposes import Purpose

#: Treatment, payment and operations: not part of an accounting (45 CFR 164.528(a)(1)(i), 42 CFR 2.25).
CARE_AND_PAYMENT = frozenset(
    {
        Purpose.PAYMENT,
        Purpose.CLAIM,
        Purpose.REVIEW_OF_CARE,
        Purpose.PAYMENT_DECISION,
        Purpose.PLAN_OPERATIONS,
        Purpose.TREATMENT,
        Purpose.COORDINATION,
    }
)
#: Sharing with those involved in the care (45 CFR 164.510(b)) is not counted either.
FAMILY = frozenset({Purpose.FAMILY_SUPPORT, Purpose.FAMILY_REQUEST})
#: What 42 CFR Part 2 guards wherever it stands. In a program that is all about such care it guards everything.
SUBSTANCES = frozenset({Category.SUD, Category.SUDNOTES})
#: What left by authorization, or to the client or where the client sent it, is not counted. A policy consent is no
#: authorization (SCOPE-2), so what it lets out is counted unless the purpose is not.
NOT_COUNTED = frozenset({LegalBasis.AUTHORIZATION_REQUIRED, LegalBasis.CLIENT_ACCESS})

Ground = LegalBasis | Way  #: Why it left: a yes on a legal basis, or an exception without a yes.


@dataclass(frozen=True, slots=True)
class Counted:
    """Which law wants one disclosure in an accounting."""

    hipaa: bool  #: 45 CFR 164.528
    part2: bool  #: 42 CFR 2.25


def counted(ground: Ground, purpose: Purpose, categories: Iterable[Category], *, program: bool = False) -> Counted:
    """Who counts what left on this ground (HIPAA-528-2, P2-25). `program`: every record here is one under Part 2.

    An exception is counted as its row of the list says. Part 2 counts what left with consent, and not for care or pay:
    nothing leaves AskFirst through an electronic health record.
    """
    if isinstance(ground, Way):
        return Counted(hipaa=EXCEPTIONS[ground].countable, part2=False)
    guarded = program or not SUBSTANCES.isdisjoint(categories)
    return Counted(
        hipaa=ground not in NOT_COUNTED and purpose not in CARE_AND_PAYMENT | FAMILY,
        part2=guarded and purpose not in CARE_AND_PAYMENT,
    )


def ground_of(code: str) -> Ground:
    """The ground from its code. Raises ValueError for one that nobody knows."""
    return Way(code) if code in set(Way) else LegalBasis(code)

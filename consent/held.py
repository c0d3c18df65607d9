"""Where a yes may hold until an event: only in a criminal case, and only for records under 42 CFR Part 2."""

from collections.abc import Collection

from consent.categories import Category
from consent.counting import SUBSTANCES
from consent.minimum import Kind
from consent.packs.rule import Pack


def may_be_held(kind: Kind, categories: Collection[Category], packs: Collection[Pack]) -> bool:
    """Whether a law lets a yes to all of this be held until an event (P2-35); any other can be taken back at any time.

    One item that the law does not guard is enough for a no: HIPAA lets every authorization be taken back (HIPAA-B5).
    """
    if kind is not Kind.PROBATION or not categories:
        return False
    return Pack.PART2_PROGRAM in packs or (Pack.PART2 in packs and SUBSTANCES.issuperset(categories))

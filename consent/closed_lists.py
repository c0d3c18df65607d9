"""The ways whose law names one by one what may go: the only kinds of information that fit them."""

from collections.abc import Iterable

from consent.categories import Category
from consent.exception_list import Way

_WHO_AND_WHEN = frozenset({Category.CONTACT, Category.ATTEND})
#: To find a person: name, address, birth date, and the dates of treatment (45 CFR 164.512(f)(2)(i)). A crime at the
#: agency: who, where, when, and what was said about harm, which alone can be evidence of it (45 CFR 164.512(f)(5)).
CLOSED = {Way.LOCATE: _WHO_AND_WHEN, Way.CRIME_PREMISES: _WHO_AND_WHEN | {Category.RISK}}
#: Of somebody in alcohol or drug care: the circumstances, name, address, whereabouts, and that they are a patient
#: (42 CFR 2.12(c)(5)).
CLOSED_PART2 = {Way.CRIME_PREMISES: _WHO_AND_WHEN}


def is_listed(way: Way, kinds: Iterable[Category], *, part2: bool) -> bool:
    """Whether the law of this way names every one of these kinds; most ways have no such list (D-1)."""
    known = CLOSED_PART2.get(way, CLOSED.get(way)) if part2 else CLOSED.get(way)
    return known is None or frozenset(kinds) <= known

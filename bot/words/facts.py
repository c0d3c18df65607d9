"""The facts of a screen, read with their types; a fact that is missing is an error, never a gap in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

#: The facts that may stand in a sentence just as they are.
NAMES = (
    "agency",
    "clinician",
    "emergency",
    "crisis",
    "alias",
    "code",
    "old_code",
    "recipient",
    "requester",
    "name",
    "by",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of information and, where it is known, the days of care it is about."""

    category: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Typed access to what an outbox row or an action gave. Raises KeyError with the name of a missing fact."""

    given: Mapping[str, Any]

    def names(self) -> dict[str, str]:
        """All given facts that are plain names."""
        return {key: str(self.given[key]) for key in NAMES if self.given.get(key) is not None}

    def text(self, key: str) -> str:
        """A fact that is words or a code."""
        return str(self.given[key])

    def text_or_none(self, key: str) -> str | None:
        """A fact that is words or a code, if it is known."""
        value = self.given.get(key)
        return None if value is None else str(value)

    def flag(self, key: str) -> bool:
        """Whether a fact is so; what is not given is not so."""
        return bool(self.given.get(key))

    def day(self, key: str) -> date:
        """A calendar day."""
        return _day(self.given[key])

    def day_or_none(self, key: str) -> date | None:
        """A calendar day, if there is one."""
        value = self.given.get(key)
        return None if value is None else _day(value)

    def instant(self, key: str) -> datetime:
        """A point in time, aware."""
        return _instant(self.given[key])

    def instant_or_none(self, key: str) -> datetime | None:
        """A point in time, aware, if there is one."""
        value = self.given.get(key)
        return None if value is None else _instant(value)

    def parts(self, key: str = "items") -> tuple[Part, ...]:
        """Items: each a category, or a category with its first and last day."""
        return tuple(_part(value) for value in self.given[key])

    def each(self, key: str) -> tuple["Facts", ...]:
        """The rows of a list."""
        return tuple(Facts(row) for row in self.given[key])

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of codes."""
        return tuple(str(code) for code in self.given[key])

    def positions(self, key: str) -> frozenset[int]:
        """Positions of items, counted from 0."""
        return frozenset(int(position) for position in self.given[key])

    def chosen(self, key: str) -> tuple[Part, ...]:
        """The items at the positions under `key`."""
        at = self.positions(key)
        return tuple(part for position, part in enumerate(self.parts()) if position in at)

    def left(self, key: str) -> tuple[Part, ...]:
        """The items at all other positions than those under `key`."""
        at = self.positions(key)
        return tuple(part for position, part in enumerate(self.parts()) if position not in at)


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def _instant(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def _part(value: Any) -> Part:
    if not isinstance(value, Mapping):
        return Part(str(value))
    first, last = value.get("first"), value.get("last")
    return Part(str(value["category"]), first and _day(first), last and _day(last))

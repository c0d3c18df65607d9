"""Who hears next of words about danger that nobody has taken on yet."""

from collections.abc import Sequence

MOST_ROUNDS = 3  #: How often everybody on the list is told before it is left to the record and to people.


def contact_at(contacts: Sequence[str], step: int) -> str | None:
    """Who is told at this step, counted from 0, round by round; None once everybody was told often enough (SAFE-5)."""
    return contacts[step % len(contacts)] if 0 <= step < MOST_ROUNDS * len(contacts) else None


def told_by(contacts: Sequence[str], step: int) -> tuple[str, ...]:
    """Everybody who has been told once the step was taken, in order."""
    return tuple(contacts[: step + 1])

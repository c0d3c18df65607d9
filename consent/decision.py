"""What every move gives back: its effect, the new standing, the event to record, and who is told."""

from dataclasses import dataclass
from enum import StrEnum

from consent.notices import Notice
from consent.request import Case, Standing


class Effect(StrEnum):
    """What a reply or a move did."""

    APPLIED = "applied"  #: The standing changed; the notices follow.
    ALREADY = "already"  #: What the reply wants is so already; say so, change nothing.
    MOVED_ON = "moved_on"  #: The reply belongs to an older question; show how things stand.
    REFUSED = "refused"  #: The reply lacks something; `reason` names the requirement.


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows: the new standing, the event for the record, and who is told what."""

    effect: Effect
    standing: Standing
    event: str | None = None
    notices: tuple[Notice, ...] = ()
    reason: str | None = None


def unchanged(case: Case, effect: Effect, reason: str | None = None) -> Decision:
    """A decision that leaves everything as it stands."""
    return Decision(effect, case.standing, reason=reason)

"""What a person can answer: the nouns of the conversation."""

from dataclasses import dataclass
from datetime import date, datetime

from consent.teaching import TeachBack


@dataclass(frozen=True, slots=True)
class Grant:
    """Yes to every item, at the read-back; `signed_name` where the legal basis needs a signature (ESIG-1)."""

    signed_name: str | None = None
    ends_on: date | None = None  #: A shorter end chosen by the client; never a longer one.
    teach_back: TeachBack | None = None  #: What became of the check before it; none stands in the way (PL-8).


@dataclass(frozen=True, slots=True)
class GrantSome:
    """Yes to the items at these positions, no to every other one (EDPB-GRAN)."""

    items: frozenset[int]
    signed_name: str | None = None
    ends_on: date | None = None
    teach_back: TeachBack | None = None


@dataclass(frozen=True, slots=True)
class Deny:
    """Share nothing. Works at once in any live state, and no reason is asked."""


@dataclass(frozen=True, slots=True)
class Revoke:
    """Stop sharing: the whole request, or only the items at these positions (REV-9)."""

    items: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the clinician. It pauses the reminders and is never an answer."""


@dataclass(frozen=True, slots=True)
class Postpone:
    """Not now. `until` is the instant (UTC) the client chose for the next knock, or None for the usual pace."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoMoreReminders:
    """The question stays open, and nobody nudges (REM-1)."""


Reply = Grant | GrantSome | Deny | Revoke | Ask | Postpone | NoMoreReminders

"""The facts of one request, and how it stands."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from consent.basis import SIGNED, LegalBasis
from consent.categories import Category
from consent.minimum import Kind, Purpose
from consent.places import NOWHERE, Places
from consent.statements import Statement
from consent.states import State
from consent.teaching import TeachBack
from consent.word import Helper, Word

__all__ = [
    "Case",
    "Category",
    "Held",
    "HeldEvent",
    "Item",
    "Kind",
    "LegalBasis",
    "Party",
    "Period",
    "Places",
    "Purpose",
    "Request",
    "Standing",
    "State",
    "given_at",
]


@dataclass(frozen=True, slots=True)
class Period:
    """The days of care the records are about, both ends included (HIPAA-C1-i)."""

    first: date
    last: date

    def covers(self, other: "Period") -> bool:
        """Whether every day of `other` lies inside this period."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: "Period") -> bool:
        """Whether some day lies in both periods."""
        return max(self.first, other.first) <= min(self.last, other.last)


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of information about one period of care."""

    category: Category
    period: Period
    reason: str | None = None  #: Written by staff when the item goes beyond the minimum (HIPAA-MN-2).


@dataclass(frozen=True, slots=True)
class Party:
    """A person or organisation that asks or would receive (HIPAA-C1-iii)."""

    id: str
    name: str


class HeldEvent(StrEnum):
    """The event before which a consent in a criminal case cannot be taken back (P2-35)."""

    CASE_ENDS = "case_ends"
    SUPERVISION_ENDS = "supervision_ends"
    TREATMENT_ENDS = "treatment_ends"


@dataclass(frozen=True, slots=True)
class Held:
    """A stop of this consent counts only from the stated event on, and at the latest after the day `until` (P2-35)."""

    event: HeldEvent
    until: date


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, in a question of its own and for one purpose (HIPAA-B3-ii, GDPR-7-2).

    These facts never change after sending: other facts are another request (TRUTH-2).
    """

    id: str
    code: str  #: What people say aloud: AF-7K2Q.
    client_id: str
    clinician_id: str
    kind: Kind
    requester: Party
    recipient: Party
    purpose: Purpose
    legal_basis: LegalBasis
    items: tuple[Item, ...]
    ends_on: date  #: Last day of the consent, in the agency's time zone (HIPAA-C1-v).
    one_time: bool = False
    answer_by: date | None = None  #: The requester's date: a fact, never a threat (REM-3).
    asked_for_all: bool = False  #: They asked for everything; we would send only the items.
    supersedes: str | None = None  #: The request this one follows on (REV-10).
    held: Held | None = None  #: Said before the yes; None for every consent outside a criminal case (REV-8).
    received: tuple[Category, ...] = ()  #: What they asked for by name, as it came in, needed or not (HIPAA-MN-1).
    new_fact: str | None = None  #: What is new since they were answered about the same; written by staff (DP-4).
    received_period: Period | None = None  #: For which time they asked, as it came in, needed or not (HIPAA-MN-1).
    of_age: bool = False  #: Asked anew because the client is of age now, and others had said yes for them (ST-MINOR).
    places: Places = NOWHERE  #: As they were when it was written down (SCOPE-4).

    @property
    def every_item(self) -> frozenset[int]:
        """The positions of all items."""
        return frozenset(range(len(self.items)))

    @property
    def needs_signature(self) -> bool:
        """Whether a yes has to be signed with a typed name (SCOPE-2, ESIG-1, HIPAA-524-2)."""
        return self.legal_basis in SIGNED


@dataclass(frozen=True, slots=True)
class Standing:
    """How the request stands. All instants are aware and in UTC."""

    state: State = State.DRAFT
    version: int = 0
    granted: frozenset[int] = field(default_factory=frozenset)
    ends_on: date | None = None  #: The end in force: the request's, or a shorter one the client chose.
    asked_at: datetime | None = None
    explained_at: datetime | None = None  #: When "what happens" was first shown (DP-5).
    decided_at: datetime | None = None  #: When the client last said something that counts.
    given_at: datetime | None = None  #: When the yes was given; stopping a part of it makes it no younger.
    refused: frozenset[int] = field(default_factory=frozenset)  #: What was kept back, also once all has ended (DP-4).
    expires_at: datetime | None = None  #: The instant after which nothing may go out.
    lapses_at: datetime | None = None
    next_reminder_at: datetime | None = None
    promised_at: datetime | None = None  #: The hour the client chose for the next reminder, where they chose one.
    expiring_at: datetime | None = None  #: When client and clinician are told that the consent soon ends; once.
    reminders_sent: int = 0
    reminders_stopped: bool = False
    open_questions: int = 0
    said: frozenset[Statement] = field(default_factory=frozenset)  #: What the client was told before the answer.
    stop_counts_at: datetime | None = None  #: From when a stop counts that the law holds up until an event (P2-35).
    words: tuple[Word, ...] = ()  #: What staff wrote down that was said outside the chat, oldest first.
    seconded_by: str | None = None  #: The second person of the agency who agreed before the client was asked.
    teach_back: TeachBack | None = None  #: Whether the words were clear; None where that was not asked (PL-8).
    helped_by: Helper | None = None  #: Who helped to read it, as the client said after the yes (ESIG-9, LEP-3).


def given_at(standing: Standing) -> datetime | None:
    """When the yes was given that stands (UTC); what was written before this was kept knows the last answer alone."""
    return standing.given_at or standing.decided_at


@dataclass(frozen=True, slots=True)
class Case:
    """One request together with how it stands: what the judge is given."""

    request: Request
    standing: Standing

"""The whole of one consent decision, as papers and exports are made from it: facts only, no words, no files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from consent.categories import Category
from consent.checking import HowChecked
from consent.circumstances import Hold
from consent.counting import SUBSTANCES, Ground
from consent.deciders import Representative
from consent.packs.federal import AUTHORIZED
from consent.packs.rule import Pack
from consent.places import Places
from consent.purposes import Purpose
from consent.received import surplus
from consent.request import Case, Item
from consent.states import STANDING
from consent.testimony import NOBODY, NOTHING, Published, Said, Testimony

CALIFORNIA = "US-CA"
PROMPT, SECOND_PROMPT = "sign", "sign_again"  #: The screens that ask for the typed name.


@dataclass(frozen=True, slots=True)
class Discloser:
    """The agency, and the state or country it works in (SCOPE-4)."""

    name: str
    timezone: str
    jurisdiction: str = "US"


@dataclass(frozen=True, slots=True)
class Subject:
    """The client whose information it is; `alias` are the initials the agency uses."""

    id: str
    alias: str
    language: str
    link_used_at: datetime | None = None  #: How the chat was bound to the person: the one-time link, and
    code_confirmed_at: datetime | None = None  #: the code that was said in the room (HIPAA-V-3, ESIG-4).
    bound_to: str = ""  #: Keyed hash of the Telegram account, in hexadecimal.


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the request's chain."""

    seq: int
    at: datetime
    actor: str
    action: str
    state: str | None
    version: int | None
    detail: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as the client saw it: the exact text, its SHA-256, its language and its catalogue (ESIG-3)."""

    ref: str
    kind: str
    version: int | None
    at: datetime
    language: str
    catalogue: str
    digest: str
    text: str
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Something that left: one line of the accounting, with which law counts it (HIPAA-528-1, HIPAA-528-2, P2-25)."""

    id: str
    code: str
    at: datetime
    by: str
    recipient: str
    purpose: Purpose
    basis: Ground
    items: tuple[Item, ...]
    countable_hipaa: bool = False
    countable_part2: bool = False
    mistake: bool = False  #: It went to the wrong place, which no law allowed (HIPAA-BREACH).


@dataclass(frozen=True, slots=True)
class Verified:
    """How it was checked who asks: the way, the paper that was seen, the name of who checked, and when (E1, UTC)."""

    method: HowChecked
    document: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """When the client took back a yes, and for what; `whole`: nothing was left of it."""

    event: Happening
    items: tuple[Item, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """Everything that is kept about one decision, gathered at `made_at` (UTC)."""

    agency: Discloser
    client: Subject
    clinician: str
    case: Case
    created_at: datetime
    made_at: datetime
    covered: frozenset[int]  #: The items that a live yes covers now, as the judge sees it.
    signature: str | None
    history: tuple[Happening, ...]
    shown: tuple[Shown, ...]
    disclosures: tuple[Disclosed, ...]
    verified: Verified | None = None
    people: Testimony = NOBODY
    packs: frozenset[Pack] = frozenset()  #: The laws that are on for the agency at `made_at`.
    published: Published = NOTHING
    holds: frozenset[Hold] = frozenset()  #: What shuts the gate beside the decision, at `made_at`.
    renews: bool = False  #: The request that this one follows on was once answered with a yes.

    @property
    def in_force(self) -> bool:
        """Whether a yes stands now for anything at all; nothing else may ever look active."""
        return bool(self.covered)

    @property
    def decisions(self) -> tuple[Happening, ...]:
        """What the client decided, oldest first."""
        return tuple(each for each in self.history if "granted" in each.detail)

    @property
    def yes(self) -> Happening | None:
        """The first yes, whatever came of it later."""
        return next((each for each in self.decisions if each.state in STANDING), None)

    @property
    def said(self) -> Said | None:
        """How the first yes came, where it came outside the chat."""
        yes = self.yes
        here = (each for each in self.people.said if yes and each.word.answers and each.word.granted)
        return next(here, None)

    @property
    def representative(self) -> Representative | None:
        """Who said the first yes for the client, and by what right; None where it was the client (HIPAA-C1-vi-b)."""
        return None if self.said is None else self.said.giver

    @property
    def guarded(self) -> bool:
        """Whether what was agreed to shows care for alcohol or drug use (P2-12-d, P2-31-a3)."""
        return Pack.PART2_PROGRAM in self.packs or any(item.category in SUBSTANCES for item in self.agreed)

    @property
    def large_type(self) -> bool:
        """Whether a law wants the signed paper in letters of at least 14 points (ST-CA-5611)."""
        signed = self.case.request.legal_basis in AUTHORIZED
        return signed and (Pack.CA in self.packs or CALIFORNIA in self.jurisdictions)

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """The states or countries whose laws may count: the agency's first, then the client's own (SCOPE-4)."""
        return Places(self.agency.jurisdiction, self.case.request.places.client).all

    @property
    def surplus(self) -> tuple[Category, ...]:
        """What was asked for by name and struck out before the client was asked (HIPAA-MN-1)."""
        return surplus(self.case.request)

    @property
    def stops(self) -> tuple["Stop", ...]:
        """Each time the client took back all or a part of the yes, oldest first (REV-9)."""
        answers = self.decisions
        pairs = ((now, frozenset(before.detail["granted"])) for before, now in pairwise(answers))
        taken = ((now, before - frozenset(now.detail["granted"])) for now, before in pairs)
        return tuple(Stop(now, self.items_at(gone), not now.detail["granted"]) for now, gone in taken if gone)

    @property
    def left(self) -> tuple[Item, ...]:
        """What the newest answer still says yes to; whether it still counts, `in_force` tells."""
        return self.items_at(self.decisions[-1].detail["granted"]) if self.decisions else ()

    @property
    def agreed(self) -> tuple[Item, ...]:
        """The items of the first yes, in the order of the request."""
        return () if self.yes is None else self.items_at(self.yes.detail["granted"])

    @property
    def refused(self) -> tuple[Item, ...]:
        """The items that were asked for and not agreed to, once there is an answer."""
        return tuple(item for item in self.case.request.items if self.decisions and item not in self.agreed)

    @property
    def words_agreed_to(self) -> Shown | None:
        """The message that was on the screen at the first answer; not the second prompt for a name (ESIG-3)."""
        answer = self.decisions[0] if self.decisions else None
        seen = None if answer is None else self.seen(answer.detail.get("screen"))
        if answer is None or seen is None or seen.kind != SECOND_PROMPT:
            return seen
        before = [each for each in self.shown if each.at <= answer.at and each.kind == PROMPT]
        return before[-1] if before else seen

    def items_at(self, positions: Any) -> tuple[Item, ...]:
        """The items of the request at these positions."""
        chosen = frozenset(positions)
        return tuple(item for at, item in enumerate(self.case.request.items) if at in chosen)

    def seen(self, ref: str | None) -> Shown | None:
        """The message with this reference, if the client saw it."""
        return next((each for each in self.shown if each.ref == ref), None)

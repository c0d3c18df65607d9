"""Without the client's yes: the few legal ways, what each has to show, who agrees to it, and when the client hears."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from consent.categories import Category
from consent.closed_lists import is_listed
from consent.exception_list import (
    BOUND_BY_LIMITS,
    EXCEPTIONS,
    NOTES_IF_COMMANDED,
    NOTES_TOO,
    Cosign,
    Delay,
    Needed,
    Part2,
    Tell,
    Way,
)

RECONFIRM = timedelta(days=30)  #: A reason not to tell yet is looked at again at the latest then (D-2).
LOOK_AFTER = timedelta(days=1)  #: A second person looks at what one person had to do at once (D, none-block).
NAME_LAW_WITHIN = timedelta(days=3)  #: For the break-the-glass way, which names its law afterwards.
SHORTEST_REASON = 40  #: Characters, for the break-the-glass way.


class Lack(StrEnum):
    """What still stands in the way of an exception."""

    FACT = "fact"  #: A fact that its law asks for.
    SECOND_PERSON = "second_person"
    COUNSEL = "counsel"
    SAME_PERSON = "same_person"  #: Nobody is their own second person.
    PART2 = "part2"  #: Records of alcohol and drug care have no such way (P2-NOEX).
    PRIVATE_NOTES = "private_notes"  #: Psychotherapy notes have no such way (HIPAA-A2-i).
    RESTRICTED = "restricted"  #: The client had it kept from them, and this way does not end that (HIPAA-522-1).
    REASON_TOO_SHORT = "reason_too_short"
    TELL_FIRST = "tell_first"
    NO_DELAY_ALLOWED = "no_delay_allowed"
    NO_ITEMS = "no_items"
    ONLY_BY_YES = "only_by_yes"  #: The agency gives plans nothing without the client's yes (ETH-5).
    NOT_LISTED = "not_listed"  #: The law names one by one what may go this way, and not this.


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is lacking; `needed` names the fact where one is."""

    lack: Lack
    needed: Needed | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An exception as staff put it forward: for one packet and one time (D-5)."""

    way: Way
    facts: frozenset[Needed]  #: Which of the facts are written down.
    items: int  #: How many named items would go out; the minimum, never all (D-1).
    decided_by: str
    cosigned_by: str | None = None
    counsel_agreed: bool = False
    reason: str = ""
    part2_records: bool = False
    kinds: frozenset[Category] = frozenset()  #: What the items are about.
    private_notes: bool = False  #: Psychotherapy notes are among the items.
    restricted: bool = False  #: A limit that binds the agency is on one of the items, for whoever asks here.
    promised: bool = False  #: When asked, the client was told that we would talk with them before this way.
    told_at: datetime | None = None
    delay: Delay | None = None
    payer_needs_yes: bool = False  #: It would go to a health plan, of an agency that asks the client for those too.


@dataclass(frozen=True, slots=True)
class Ruling:
    """What follows: whether it may go out now, what is lacking, and what has to be done afterwards and by when."""

    opens: bool
    faults: tuple[Fault, ...]
    review_by: datetime | None = None  #: A second person looks at it by then.
    name_law_by: datetime | None = None
    tell: Tell = Tell.SHOULD
    tell_by: datetime | None = None  #: The client is told by then, or the reason is confirmed again (D-2).
    countable: bool = True  #: Stands in the accounting of disclosures (HIPAA-528-2).


def judge(claim: Claim, now: datetime) -> Ruling:
    """Whether this exception opens the gate, once and for this packet (D-1 to D-5, P2-51, P2-CHILD, ETH-6).

    A mandated report and an emergency are never held up by a second person: that look comes afterwards.
    """
    known = EXCEPTIONS[claim.way]
    faults = (*_lacking_facts(claim), *_lacking_people(claim), *_lacking_words(claim), *_guarded(claim))
    waits = _cosign(claim) is Cosign.AFTERWARDS and claim.cosigned_by is None
    return Ruling(
        opens=not faults,
        faults=faults,
        review_by=now + LOOK_AFTER if waits else None,
        name_law_by=now + NAME_LAW_WITHIN if _is_lawless(claim) else None,
        tell=known.tell,
        tell_by=None if claim.told_at is not None else tell_by(known.tell, claim.delay, now),
        countable=known.countable,
    )


def _is_lawless(claim: Claim) -> bool:
    """Whether no law is named yet: the break-the-glass way has none of its own (D-1)."""
    return claim.way is Way.BREAK_GLASS and Needed.LAW not in claim.facts


def tell_by(tell: Tell, delay: Delay | None, now: datetime) -> datetime | None:
    """When the client has to have been told, or the reason not to has to be confirmed again; None for never (D-2)."""
    if delay is not None:
        return now + RECONFIRM
    return None if tell in {Tell.NOT_REQUIRED, Tell.FORBIDDEN} else now + LOOK_AFTER


def reconfirm(tell: Tell, delay: Delay | None, now: datetime) -> datetime | None:
    """Staff looked again: the reason still holds for at most another 30 days, or without one the client is told now."""
    return now if delay is None and tell is not Tell.FORBIDDEN else tell_by(tell, delay, now)


def due_for_telling(due: datetime | None, now: datetime) -> bool:
    """Whether somebody has to tell the client, or look at the reason again (D-2)."""
    return due is not None and due <= now


def _lacking_facts(claim: Claim) -> tuple[Fault, ...]:
    known = EXCEPTIONS[claim.way]
    needed = known.needs | (known.part2_needs if claim.part2_records else frozenset())
    missing = tuple(Fault(Lack.FACT, each) for each in sorted(needed - claim.facts))
    return missing if claim.items > 0 else (*missing, Fault(Lack.NO_ITEMS))


def _cosign(claim: Claim) -> Cosign:
    """A report that the law commands waits for nobody (D, none-block)."""
    usual = EXCEPTIONS[claim.way].cosign
    if usual is not Cosign.UNLESS_MANDATED:
        return usual
    return Cosign.AFTERWARDS if Needed.MANDATED in claim.facts else Cosign.BEFORE


def goes_out_after_two(claim: Claim) -> bool:
    """Whether nothing may go out before a second person has agreed; never so for what may not wait (D, 2P)."""
    return _cosign(claim) in {Cosign.BEFORE, Cosign.BEFORE_WITH_COUNSEL}


def _lacking_people(claim: Claim) -> tuple[Fault, ...]:
    cosign = _cosign(claim)
    faults = []
    if claim.cosigned_by is not None and claim.cosigned_by == claim.decided_by:
        faults.append(Fault(Lack.SAME_PERSON))
    if cosign in {Cosign.BEFORE, Cosign.BEFORE_WITH_COUNSEL} and claim.cosigned_by is None:
        faults.append(Fault(Lack.SECOND_PERSON))
    if cosign is Cosign.BEFORE_WITH_COUNSEL and not claim.counsel_agreed:
        faults.append(Fault(Lack.COUNSEL))
    return tuple(faults)


def _guarded(claim: Claim) -> tuple[Fault, ...]:
    """What this way does not open, whoever agrees (P2-NOEX, HIPAA-A2-i, HIPAA-522-1, P2-26, ETH-5)."""
    faults = []
    if claim.part2_records and EXCEPTIONS[claim.way].part2 is Part2.NEVER:
        faults.append(Fault(Lack.PART2))
    commanded = claim.way in NOTES_IF_COMMANDED and Needed.MANDATED in claim.facts
    if claim.private_notes and claim.way not in NOTES_TOO and not commanded:
        faults.append(Fault(Lack.PRIVATE_NOTES))
    if claim.restricted and claim.way in BOUND_BY_LIMITS:
        faults.append(Fault(Lack.RESTRICTED))
    if claim.payer_needs_yes and claim.way is Way.TREATMENT_PAYMENT:
        faults.append(Fault(Lack.ONLY_BY_YES))
    if not is_listed(claim.way, claim.kinds, part2=claim.part2_records):
        faults.append(Fault(Lack.NOT_LISTED))
    return tuple(faults)


def _lacking_words(claim: Claim) -> tuple[Fault, ...]:
    known = EXCEPTIONS[claim.way]
    faults = []
    if claim.way is Way.BREAK_GLASS and len(claim.reason.strip()) < SHORTEST_REASON:
        faults.append(Fault(Lack.REASON_TOO_SHORT))
    first = known.tell is Tell.FIRST or (claim.promised and claim.delay is None)
    if first and claim.told_at is None:
        faults.append(Fault(Lack.TELL_FIRST))
    if claim.delay is not None and claim.delay not in known.delays:
        faults.append(Fault(Lack.NO_DELAY_ALLOWED))
    return tuple(faults)

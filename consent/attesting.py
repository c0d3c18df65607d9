"""Answers given on paper, by phone or in person: staff write them down, a second person vouches, the client objects."""

from dataclasses import replace
from datetime import date, datetime, tzinfo

from consent.decide import decide
from consent.deciders import by_representative
from consent.decision import Decision, Effect, unchanged
from consent.involved import fits
from consent.notices import Notice
from consent.replies import Deny, Grant, GrantSome, Reply
from consent.request import Case
from consent.statements import Statement
from consent.states import LIVE, STANDING
from consent.word import CLIENT, Method, Word

ATTESTED, WORD_KEPT = "attested", "word_kept"


def write_down(
    case: Case,
    word: Word,
    *,
    now: datetime,
    zone: tzinfo,
    said: frozenset[Statement],
    signed_name: str | None = None,
    yes_paused: bool = False,
    witness_wanted: bool = False,
    careful: bool = False,
) -> Decision:
    """Record what somebody said outside the chat, at `now` (UTC); `said` is what staff told them before (DP-5).

    A no of the client counts at once (REV-4). A yes waits at the gate until a second person vouches for it (ESIG-4).
    An answer that the client gave in the chat is never turned into a yes. The word of somebody who decides beside the
    client stands beside the client's answer, and never in its place. `zone` is the agency's. Where they gave the answer
    themselves, their no ends it as the client's would (REV-4, HIPAA-PR-1). `witness_wanted`: a law wants one to the
    signature (ESIG-10). `careful`: others may see the client's phone or chat (SAFE-6).
    """
    if not _happened(case, word.said_on, now, zone):
        return unchanged(case, Effect.REFUSED, "TRUTH-2")
    if word.granted and case.request.needs_signature and word.method is not Method.PAPER:
        return unchanged(case, Effect.REFUSED, "ESIG-1")
    if word.granted and witness_wanted and (word.method is Method.PHONE or not (word.witness or "").strip()):
        return unchanged(case, Effect.REFUSED, "ESIG-10")
    if not fits(case.request, word, careful=careful):
        return unchanged(case, Effect.REFUSED, "HIPAA-510-1")
    if _stands_beside(case, word):
        return _beside(case, word)
    told = _told(case, said, now) if word.granted else case
    decision = decide(
        told, _reply(case, word, signed_name), seen=case.standing.version, now=now, zone=zone, yes_paused=yes_paused
    )
    if decision.effect is not Effect.APPLIED:
        return replace(decision, standing=case.standing)
    kept = replace(decision.standing, words=(*case.standing.words, replace(word, answers=True)))
    notices = tuple(Notice.WRITTEN_DOWN if each is Notice.RECEIPT else each for each in decision.notices)
    return replace(decision, standing=kept, notices=notices)


def vouch(case: Case, staff: str, now: datetime) -> Decision:
    """A second person of the agency vouches for every yes written down by somebody else (ESIG-4).

    Refused where the only ones that wait were written down by the same person.
    """
    standing = case.standing
    waiting = [each for each in standing.words if not each.counts]
    if standing.state not in STANDING or not waiting:
        return unchanged(case, Effect.ALREADY if standing.words else Effect.MOVED_ON)
    if all(each.by == staff for each in waiting):
        return unchanged(case, Effect.REFUSED, "ESIG-4")
    words = tuple(each if each.counts or each.by == staff else _vouched(each, staff, now) for each in standing.words)
    return Decision(Effect.APPLIED, replace(standing, words=words), ATTESTED)


def dispute(case: Case, *, now: datetime, zone: tzinfo) -> Decision:
    """The client says that what was written down is wrong: it ends at once, and no law holds up this stop.

    What was never said cannot be held until an event (HIPAA-B2-v, P2-35).
    """
    if not any(each.granted and each.giver == CLIENT for each in case.standing.words):
        return unchanged(case, Effect.MOVED_ON)
    decision = decide(case, Deny(), seen=case.standing.version, now=now, zone=zone)
    if decision.effect is not Effect.APPLIED:
        return decision
    return replace(decision, standing=replace(decision.standing, stop_counts_at=None))


def _happened(case: Case, said_on: date, now: datetime, zone: tzinfo) -> bool:
    """Whether it can have been said on this day: not before the question, and not tomorrow."""
    asked = case.standing.asked_at
    return asked is not None and asked.astimezone(zone).date() <= said_on <= now.astimezone(zone).date()


def _stands_beside(case: Case, word: Word) -> bool:
    """Whether it is said beside the client's answer: all but a first yes, and the end of a yes of one's own."""
    if word.giver == CLIENT:
        return False
    answer = by_representative(case.standing)
    own_no = not word.granted and answer is not None and answer.giver == word.giver
    return not own_no and (not word.granted or case.standing.state in STANDING)


def _beside(case: Case, word: Word) -> Decision:
    standing = case.standing
    if standing.state not in LIVE:
        return unchanged(case, Effect.MOVED_ON)
    if any(_same(word, kept) for kept in standing.words[-1:]):
        return unchanged(case, Effect.ALREADY)
    return Decision(Effect.APPLIED, replace(standing, words=(*standing.words, word)), WORD_KEPT)


def _same(word: Word, kept: Word) -> bool:
    """Whether it is the word that was kept just now, such as at a second tap."""
    return word == replace(kept, at=word.at, answers=word.answers, second=word.second, second_at=word.second_at)


def _told(case: Case, said: frozenset[Statement], now: datetime) -> Case:
    standing = case.standing
    told = replace(standing, explained_at=standing.explained_at or now, said=standing.said | said)
    return Case(case.request, told)


def _reply(case: Case, word: Word, signed_name: str | None) -> Reply:
    if not word.granted:
        return Deny()
    whole = word.granted == case.request.every_item
    return Grant(signed_name) if whole else GrantSome(word.granted, signed_name)


def _vouched(word: Word, staff: str, now: datetime) -> Word:
    return replace(word, second=staff, second_at=now)

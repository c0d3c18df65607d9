"""The judge's one door for answers: a case, a reply, the version seen and the time give a decision."""

from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import assert_never

from consent.cadence import SPACING, end_of_day, expiring_instant
from consent.decision import Decision, Effect, unchanged
from consent.notices import Notice
from consent.replies import Ask, Deny, Grant, GrantSome, NoMoreReminders, Postpone, Reply, Revoke
from consent.request import Case, Standing
from consent.states import ENDED, MOVES, STANDING, Move, State, after

__all__ = ["Decision", "Effect", "decide"]


def decide(
    case: Case,
    reply: Reply,
    *,
    seen: int,
    now: datetime,
    yes_paused: bool = False,
    in_person: bool = False,
    zone: tzinfo = UTC,
) -> Decision:
    """Judge one reply of the client, given to the version `seen`, at `now` (aware, UTC).

    A stop is taken at any time and as easily as the yes was given (HIPAA-B5, GDPR-7-3-b, REV-1).
    A yes counts only for the version that was shown; a no counts for any (the protective reply always takes effect).
    `yes_paused` refuses a yes for a while after danger words (SAFE-3), `in_person` one that the law wants signed before
    a witness (ESIG-10). `zone` is the agency's: a shorter end that the client chose runs to the end of that day there.
    """
    match reply:
        case Grant() | GrantSome():
            barred = "SAFE-3" if yes_paused else "ESIG-10" if in_person else None
            return _yes(case, reply, seen=seen, now=now, barred=barred, zone=zone)
        case Deny():
            return _no(case, now, zone)
        case Revoke():
            return _no(case, now, zone) if reply.items is None else _stop_some(case, reply.items, now, zone)
        case Ask() | Postpone() | NoMoreReminders():
            return _wait(case, reply, now)
        case _:
            assert_never(reply)


def _silent(standing: Standing) -> Standing:
    """An answer ends the waiting: no reminder, no lapse and no news of an end may follow it (REM-6)."""
    return replace(standing, next_reminder_at=None, lapses_at=None, expiring_at=None)


def _decided(standing: Standing, state: State, granted: frozenset[int], now: datetime) -> Standing:
    return replace(standing, state=state, version=standing.version + 1, granted=granted, decided_at=now)


def _yes(
    case: Case, reply: Grant | GrantSome, *, seen: int, now: datetime, barred: str | None, zone: tzinfo
) -> Decision:
    standing = case.standing
    chosen = case.request.every_item
    if isinstance(reply, GrantSome):
        chosen = reply.items
        if not chosen:
            return _no(case, now, zone)
    if standing.state is not State.ASKED or seen != standing.version:
        same = standing.state in STANDING and standing.granted == chosen
        return unchanged(case, Effect.ALREADY if same else Effect.MOVED_ON)
    agreed = _shortened(case, reply.ends_on, zone)
    refusal = barred or _lacking_question(case, now) or _lacking_answer(case, reply, chosen)
    if refusal or agreed.expires_at is None or agreed.expires_at <= now:
        return unchanged(case, Effect.REFUSED, refusal or "HIPAA-C1-v")
    agreed = replace(agreed, teach_back=reply.teach_back)
    return _granted(Case(case.request, agreed), chosen, now, zone)


def _granted(agreed: Case, chosen: frozenset[int], now: datetime, zone: tzinfo) -> Decision:
    whole = chosen == agreed.request.every_item
    state = MOVES[State.ASKED, Move.GRANT if whole else Move.GRANT_SOME]
    soon = expiring_instant(agreed.request, agreed.standing, now, zone)
    quiet = replace(_silent(agreed.standing), open_questions=0, expiring_at=soon)
    kept_back = agreed.request.every_item - chosen
    given = replace(_decided(quiet, state, chosen, now), given_at=now, refused=kept_back)
    return Decision(Effect.APPLIED, given, event=str(state), notices=(Notice.RECEIPT, Notice.ANSWERED))


def _shortened(case: Case, ends_on: date | None, zone: tzinfo) -> Standing:
    """The standing with the end the client chose; an end can come nearer and never move away (HIPAA-C1-v)."""
    standing = case.standing
    if ends_on is None or ends_on > case.request.ends_on or standing.expires_at is None:
        return replace(standing, ends_on=standing.ends_on or case.request.ends_on)
    return replace(standing, ends_on=ends_on, expires_at=min(standing.expires_at, end_of_day(ends_on, zone)))


def _lacking_question(case: Case, now: datetime) -> str | None:
    """The requirement that the question itself does not meet (any more), or None."""
    if case.standing.lapses_at is not None and case.standing.lapses_at <= now:
        return "REM-4"
    if case.standing.explained_at is None:
        return "DP-5"
    return None


def _lacking_answer(case: Case, reply: Grant | GrantSome, chosen: frozenset[int]) -> str | None:
    """The requirement that this yes does not meet, or None."""
    if not chosen or not chosen <= case.request.every_item:
        return "HIPAA-C1-i"
    if reply.ends_on is not None and reply.ends_on > case.request.ends_on:
        return "HIPAA-C1-v"
    if case.request.needs_signature and not (reply.signed_name or "").strip():
        return "ESIG-1"
    return None


def _no(case: Case, now: datetime, zone: tzinfo) -> Decision:
    state = after(case.standing.state, Move.DENY)
    if state is None:
        return unchanged(case, Effect.ALREADY if case.standing.state in ENDED else Effect.MOVED_ON)
    shut = replace(_decided(_silent(case.standing), state, frozenset(), now), open_questions=0)
    shut = replace(shut, refused=case.request.every_item)
    if state is State.REVOKED:
        shut = replace(shut, stop_counts_at=_held_until(case, now, zone))
    told = (Notice.RECEIPT_NO, Notice.ANSWERED) if state is State.DENIED else (Notice.REVOKED, Notice.STOPPED)
    return Decision(Effect.APPLIED, shut, event=str(state), notices=told)


def _held_until(case: Case, now: datetime, zone: tzinfo) -> datetime | None:
    """When a stop given at `now` counts, where the law holds it up; it is recorded at once either way (P2-35)."""
    held = case.request.held
    if held is None or case.standing.stop_counts_at is not None:
        return case.standing.stop_counts_at
    at = end_of_day(held.until, zone)
    return at if at > now else None


def _stop_some(case: Case, items: frozenset[int], now: datetime, zone: tzinfo) -> Decision:
    standing = case.standing
    left = standing.granted - items
    state = after(standing.state, Move.REVOKE_SOME)
    if state is None or left == standing.granted:
        return unchanged(case, Effect.ALREADY if standing.state in ENDED | STANDING else Effect.MOVED_ON)
    if not left:
        return _no(case, now, zone)
    kept = replace(_decided(standing, state, left, now), refused=case.request.every_item - left)
    return Decision(Effect.APPLIED, kept, "revoked_some", (Notice.REVOKED_SOME, Notice.STOPPED_SOME))


def _wait(case: Case, reply: Ask | Postpone | NoMoreReminders, now: datetime) -> Decision:
    """A question, a postponement or a quiet wish: recorded, never an answer. The version stays, so the card too."""
    standing = case.standing
    match reply:
        case Ask():
            if after(standing.state, Move.ASK) is None:
                return unchanged(case, Effect.MOVED_ON)
            asked = replace(standing, open_questions=standing.open_questions + 1)
            return Decision(Effect.APPLIED, asked, "question_asked", (Notice.ASKED_BACK,))
        case Postpone(until=until):
            if after(standing.state, Move.POSTPONE) is None:
                return unchanged(case, Effect.MOVED_ON)
            return Decision(Effect.APPLIED, _later(standing, until, now), "postponed")
        case NoMoreReminders():
            if after(standing.state, Move.NO_MORE_REMINDERS) is None:
                return unchanged(case, Effect.MOVED_ON)
            if standing.reminders_stopped:
                return unchanged(case, Effect.ALREADY)
            quiet = replace(standing, reminders_stopped=True, next_reminder_at=None)
            return Decision(Effect.APPLIED, quiet, "reminders_stopped")


def _later(standing: Standing, until: datetime | None, now: datetime) -> Standing:
    """Move the next reminder to the client's own time; never bring back one that was used up or refused."""
    if standing.next_reminder_at is None:
        return standing
    usual = max(standing.next_reminder_at, now + SPACING)
    if until is None:
        return replace(standing, next_reminder_at=usual)
    return replace(standing, next_reminder_at=max(until, now), promised_at=max(until, now))

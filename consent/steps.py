"""The moves that are not the client's: what staff do to a request, and what the clock does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from enum import StrEnum

from consent.cadence import (
    after_news_of_the_end,
    end_of_day,
    ends_soon,
    first_reminder,
    lapse_instant,
    spaced,
)
from consent.decision import Decision, Effect, unchanged
from consent.notices import Notice
from consent.quiet import QuietHours
from consent.release import what_is_covered
from consent.request import Case, Item, Standing
from consent.statements import ALWAYS_SAID, Statement
from consent.states import STANDING, Move, State, after

Step = Callable[[Case, datetime], Decision]  #: A move that needs the case and the time, and nothing else.


class Event(StrEnum):
    """The names under which these moves go into the record; a change of state is recorded by the state's own name."""

    OPENED = "opened"
    EXPLAINED = "explained"
    QUESTION_ANSWERED = "question_answered"
    RELEASED = "released"
    END_TOLD = "end_told"
    REMINDER_MOVED = "reminder_moved"
    HELD_EVENT_CAME = "held_event_came"
    CAME_OF_AGE = "came_of_age"


def send(
    case: Case,
    now: datetime,
    *,
    zone: tzinfo,
    quiet: QuietHours,
    client_zone: tzinfo,
    seconded_by: str | None = None,
) -> Decision:
    """Put the question to the client: `zone` is the agency's, `quiet` and `client_zone` are the client's.

    `seconded_by` is the person of the agency who looked at it first and agreed (HIPAA-MN-2).

    The caller has checked `may_ask`. Refused where the consent's end or the answer date is over (HIPAA-C1-v, REM-4).
    """
    expires_at = end_of_day(case.request.ends_on, zone)
    lapses_at = min(lapse_instant(now, case.request.answer_by, zone), expires_at)
    if expires_at <= now:
        return _refused_or_stale(case, Move.SEND, "HIPAA-C1-v")
    if lapses_at <= now:
        return _refused_or_stale(case, Move.SEND, "REM-4")
    asked = replace(
        case.standing,
        ends_on=case.request.ends_on,
        asked_at=now,
        expires_at=expires_at,
        lapses_at=lapses_at,
        next_reminder_at=first_reminder(now, quiet, client_zone),
        seconded_by=seconded_by,
    )
    return _moved(case, Move.SEND, asked, (Notice.KNOCK,))


def review(case: Case, now: datetime) -> Decision:
    """Give the draft to the agency for its own look first."""
    return _moved(case, Move.REVIEW, case.standing, ())


def withdraw(case: Case, now: datetime) -> Decision:
    """Take the request back; the client hears of it only if they were asked."""
    told = () if case.standing.asked_at is None else (Notice.WITHDRAWN,)
    return _moved(case, Move.WITHDRAW, _closed(case.standing), told)


def invalidate(case: Case, now: datetime) -> Decision:
    """A fact turned out wrong: whatever was answered counts for nothing (TRUTH-2, HIPAA-B2-v)."""
    return _moved(case, Move.INVALIDATE, _closed(case.standing), (Notice.INVALIDATED, Notice.ENDED))


def pass_time(case: Case, now: datetime) -> Decision | None:
    """What the clock alone changes by `now`: an unanswered question lapses, a consent expires; None if nothing is due.

    Silence is never a yes (GDPR-4-11, REM-4, HIPAA-C1-v).
    """
    standing = case.standing
    if standing.state is State.ASKED and _over(now, standing.lapses_at, standing.expires_at):
        return _moved(case, Move.LAPSE, _closed(standing), (Notice.LAPSED, Notice.CLOSED_UNANSWERED))
    if standing.state in STANDING and _over(now, standing.expires_at):
        return _moved(case, Move.EXPIRE, _closed(standing), (Notice.EXPIRED, Notice.ENDED))
    return None


def tell_of_the_end(case: Case, now: datetime) -> Decision:
    """Tell both, once, that a consent soon ends by itself; it is news and no new question (REM-5)."""
    if not ends_soon(case.standing, now):
        return unchanged(case, Effect.ALREADY)
    told = (Notice.EXPIRING, Notice.ENDS_SOON)
    return Decision(Effect.APPLIED, after_news_of_the_end(case.standing), Event.END_TOLD, told)


def space_reminder(case: Case, now: datetime) -> Decision:
    """The client was in touch, or written to about something else: the next reminder waits its full spacing.

    An hour that the client chose themselves, and that is still to come, is kept.
    """
    promised = case.standing.promised_at
    if promised is not None and promised == case.standing.next_reminder_at and promised > now:
        return unchanged(case, Effect.ALREADY)
    moved = spaced(case.standing, now)
    if case.standing.state is not State.ASKED or moved == case.standing:
        return unchanged(case, Effect.ALREADY)
    return Decision(Effect.APPLIED, moved, Event.REMINDER_MOVED)


def open_card(case: Case, now: datetime) -> Decision:
    """The client looks at the question: recorded, and the next reminder waits at least the usual spacing."""
    if case.standing.state is not State.ASKED:
        return unchanged(case, Effect.ALREADY)
    return Decision(Effect.APPLIED, spaced(case.standing, now), Event.OPENED)


def explain(case: Case, now: datetime, said: frozenset[Statement] = ALWAYS_SAID) -> Decision:
    """The client is shown what happens on a yes and on a no, and what else was said; the first time counts (DP-5).

    It is shown anew where something more has to be said by now, such as under a law that came on since.
    """
    standing = case.standing
    if standing.state is not State.ASKED or (standing.explained_at is not None and said <= standing.said):
        return unchanged(case, Effect.ALREADY)
    told = replace(standing, explained_at=standing.explained_at or now, said=standing.said | said)
    return Decision(Effect.APPLIED, told, Event.EXPLAINED)


def answer_question(case: Case, now: datetime | None = None) -> Decision:
    """The clinician answered one question of the client; with `now`, no reminder follows on its heels."""
    standing = case.standing
    if not standing.open_questions:
        return unchanged(case, Effect.ALREADY)
    answered = replace(standing, open_questions=standing.open_questions - 1)
    settled = answered if now is None else spaced(answered, now)
    return Decision(Effect.APPLIED, settled, Event.QUESTION_ANSWERED)


def event_came(case: Case, now: datetime) -> Decision:
    """The stated event of a held consent has come, so a stop counts from now on, given before or after it (P2-35)."""
    standing = case.standing
    counted = standing.stop_counts_at is not None and standing.stop_counts_at <= now
    if case.request.held is None or counted or standing.state not in STANDING | {State.REVOKED}:
        return unchanged(case, Effect.ALREADY)
    return Decision(Effect.APPLIED, replace(standing, stop_counts_at=now), Event.HELD_EVENT_CAME, (Notice.HELD_OVER,))


def come_of_age(case: Case, now: datetime, zone: tzinfo) -> Decision:
    """End a yes that was given for a minor who decides alone from now on; nobody is told here (ST-MINOR, HIPAA-PR-1).

    What was agreed to, and until when it counted, stays readable. `zone` is the agency's.
    """
    ended = replace(_closed(case.standing), ends_on=now.astimezone(zone).date(), expires_at=now)
    decision = _moved(case, Move.EXPIRE, ended, ())
    return decision if decision.effect is not Effect.APPLIED else replace(decision, event=Event.CAME_OF_AGE)


def use(case: Case, items: tuple[Item, ...], now: datetime) -> Decision:
    """Record that these items went out; a one-time consent is then used up.

    Refused where the consent does not cover them: such a thing is a breach, and has its own record.
    """
    if not items or len(what_is_covered(case, items, now)) != len(items):
        return unchanged(case, Effect.REFUSED, "HIPAA-C1-i")
    if not case.request.one_time:
        return Decision(Effect.APPLIED, case.standing, Event.RELEASED, (Notice.RELEASED,))
    spent = _moved(case, Move.USE_UP, _closed(case.standing), (Notice.RELEASED, Notice.ENDED))
    return replace(spent, event=Event.RELEASED)


def _moved(case: Case, move: Move, standing: Standing, told: tuple[Notice, ...]) -> Decision:
    """Apply a move of the table, which raises the version by one, or say that it came too late."""
    state = after(case.standing.state, move)
    if state is None:
        return _refused_or_stale(case, move, None)
    moved = replace(standing, state=state, version=standing.version + 1)
    return Decision(Effect.APPLIED, moved, str(state), told)


_LEADS_TO = {
    Move.SEND: State.ASKED,
    Move.REVIEW: State.IN_REVIEW,
    Move.WITHDRAW: State.WITHDRAWN,
    Move.INVALIDATE: State.INVALIDATED,
}


def _refused_or_stale(case: Case, move: Move, reason: str | None) -> Decision:
    if reason is not None and after(case.standing.state, move) is not None:
        return unchanged(case, Effect.REFUSED, reason)
    there = _LEADS_TO.get(move) is case.standing.state
    return unchanged(case, Effect.ALREADY if there else Effect.MOVED_ON)


def _closed(standing: Standing) -> Standing:
    """Nothing may go out, nobody is nudged, and no clock runs any more (REM-6)."""
    return replace(standing, granted=frozenset(), next_reminder_at=None, lapses_at=None, expiring_at=None)


def _over(now: datetime, *ends: datetime | None) -> bool:
    return any(end is not None and end <= now for end in ends)

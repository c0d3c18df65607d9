"""Small made-up requests in every state, for the tests of the judge."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from consent.categories import Category
from consent.minimum import Kind, Purpose
from consent.quiet import QuietHours
from consent.replies import Ask, Deny, Grant, GrantSome, NoMoreReminders, Postpone, Reply, Revoke
from consent.request import Case, Item, LegalBasis, Party, Period, Request, Standing
from consent.statements import ALWAYS_SAID
from consent.states import LIVE, PREPARED, STANDING, State

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # a Monday
HALF_YEAR = Period(date(2026, 1, 1), date(2026, 6, 30))
QUIET = QuietHours(time(21), time(9))

DX = Item(Category.DX, HALF_YEAR)
VISITS = Item(Category.ATTEND, HALF_YEAR)
PLAN = Party("plan-1", "Green Valley Health Plan")

REQUEST = Request(
    id="request-1",
    code="AF-7K2Q",
    client_id="client-1",
    clinician_id="staff-1",
    kind=Kind.PAYER_PAYMENT,
    requester=PLAN,
    recipient=PLAN,
    purpose=Purpose.PAYMENT,
    legal_basis=LegalBasis.POLICY_CONSENT,
    items=(DX, VISITS),
    ends_on=date(2027, 6, 30),
    answer_by=date(2026, 12, 20),
)

VERSION = 3
SECOND = "staff-2"  #: Another person of the agency, who looked at it first.

#: One reply of every sort, as a client would give it to the question with two items.
REPLIES: dict[str, Reply] = {
    "grant": Grant(),
    "grant_some": GrantSome(frozenset({0})),
    "grant_none": GrantSome(frozenset()),
    "deny": Deny(),
    "revoke": Revoke(),
    "revoke_one": Revoke(frozenset({0})),
    "ask": Ask(),
    "postpone": Postpone(),
    "no_more_reminders": NoMoreReminders(),
}


def request(**changes: Any) -> Request:
    """The request of a health plan for a diagnosis and visit dates, with changes."""
    return replace(REQUEST, **changes)


def case_in(state: State, of: Request = REQUEST, **changes: Any) -> Case:
    """A request that got to this state the usual way: asked two days ago, explained, all or the first item granted."""
    standing = Standing(state=state)
    if state not in PREPARED:
        asked_at = NOW - timedelta(days=2)
        standing = replace(
            standing,
            version=VERSION,
            ends_on=of.ends_on,
            asked_at=asked_at,
            explained_at=asked_at + timedelta(minutes=1),
            expires_at=datetime(2027, 7, 1, tzinfo=UTC),
            said=ALWAYS_SAID,
            seconded_by=SECOND,
        )
    if state is State.ASKED:
        lapses_at = datetime(2026, 12, 21, tzinfo=UTC)
        standing = replace(standing, lapses_at=lapses_at, next_reminder_at=NOW + timedelta(hours=1))
    if state in STANDING:
        granted = frozenset({0}) if state is State.PARTLY_GRANTED else of.every_item
        standing = replace(standing, granted=granted, decided_at=NOW - timedelta(days=1))
    if state not in PREPARED | LIVE:
        standing = replace(standing, decided_at=NOW - timedelta(days=1))
    return Case(of, replace(standing, **changes))


def is_quiet(at: time, quiet: QuietHours) -> bool:
    """Whether a time of day is a quiet one, in other words than the code's."""
    since_start, until_end = quiet.start <= at, at < quiet.end
    return (since_start and until_end) if quiet.start <= quiet.end else (since_start or until_end)

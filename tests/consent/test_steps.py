"""What staff and the clock do to a request, in every state."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from consent import steps
from consent.cadence import SPACING
from consent.categories import Category
from consent.decision import Decision, Effect
from consent.notices import Notice
from consent.request import Case, Item, Period
from consent.states import STANDING, State
from tests.consent.cases import DX, NOW, QUIET, VERSION, VISITS, case_in, request

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


def send(case: Case, now: datetime = NOW) -> Decision:
    return steps.send(case, now, zone=NEW_YORK, quiet=QUIET, client_zone=BERLIN)


def use(case: Case, now: datetime = NOW) -> Decision:
    return steps.use(case, (DX,), now)


MOVES: dict[str, Callable[[Case, datetime], Decision]] = {
    "send": send,
    "review": steps.review,
    "withdraw": steps.withdraw,
    "invalidate": steps.invalidate,
    "open_card": steps.open_card,
    "explain": steps.explain,
    "answer_question": steps.answer_question,
    "use": use,
}

# The new state (a star: the version goes up by one), or why nothing changes.
TABLE = """
                send      review      withdraw    invalidate    open_card  explain  answer_question  use
draft           asked*    in_review*  withdrawn*  moved_on      already    already  already          refused
in_review       asked*    already     withdrawn*  moved_on      already    already  already          refused
asked           already   moved_on    withdrawn*  invalidated*  asked      asked    already          refused
granted         moved_on  moved_on    withdrawn*  invalidated*  already    already  already          granted
partly_granted  moved_on  moved_on    withdrawn*  invalidated*  already    already  already          partly_granted
denied          moved_on  moved_on    moved_on    moved_on      already    already  already          refused
lapsed          moved_on  moved_on    moved_on    moved_on      already    already  already          refused
withdrawn       moved_on  moved_on    already     moved_on      already    already  already          refused
revoked         moved_on  moved_on    moved_on    moved_on      already    already  already          refused
expired         moved_on  moved_on    moved_on    moved_on      already    already  already          refused
used_up         moved_on  moved_on    moved_on    moved_on      already    already  already          refused
invalidated     moved_on  moved_on    moved_on    already       already    already  already          refused
"""


def cells() -> list[tuple[State, str, str]]:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    return [(State(row[0]), move, cell) for row in rows for move, cell in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("state", "move", "expected"), cells())
def test_each_move_does_what_the_table_says(state: State, move: str, expected: str) -> None:
    case = case_in(state, explained_at=None) if move == "explain" else case_in(state)

    decision = MOVES[move](case, NOW)

    if expected in {"already", "moved_on", "refused"}:
        assert (decision.effect, decision.standing, decision.notices) == (Effect(expected), case.standing, ())
    else:
        assert (decision.effect, decision.standing.state) == (Effect.APPLIED, State(expected.rstrip("*")))
        assert decision.standing.version == case.standing.version + expected.endswith("*")
        assert decision.event is not None


def test_the_table_names_every_pair_once() -> None:
    assert len({(state, move) for state, move, _ in cells()}) == len(State) * len(MOVES)


def test_sending_sets_every_date_the_question_lives_by() -> None:
    decision = send(case_in(State.DRAFT))
    standing = decision.standing

    assert decision.notices == (Notice.KNOCK,)
    assert (standing.asked_at, standing.ends_on) == (NOW, date(2027, 6, 30))
    assert standing.expires_at == datetime(2027, 7, 1, 4, tzinfo=UTC)  # midnight at the agency
    assert standing.lapses_at == datetime(2026, 12, 21, 5, tzinfo=UTC)
    assert standing.next_reminder_at == NOW + SPACING


def test_the_first_reminder_keeps_the_clients_night_and_not_the_agencys() -> None:
    in_berlin_it_is_22 = datetime(2026, 11, 23, 21, tzinfo=UTC)

    assert send(case_in(State.DRAFT), in_berlin_it_is_22).standing.next_reminder_at == datetime(
        2026, 11, 26, 8, tzinfo=UTC
    )


def test_a_question_lapses_with_the_consent_it_asks_for_at_the_latest() -> None:
    standing = send(case_in(State.DRAFT, request(answer_by=None, ends_on=date(2026, 11, 25)))).standing

    assert standing.lapses_at == standing.expires_at == datetime(2026, 11, 26, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("why", "changes"),
    [("HIPAA-C1-v", {"ends_on": date(2026, 11, 22)}), ("REM-4", {"answer_by": date(2026, 11, 22)})],
)
def test_a_question_whose_time_is_over_is_not_sent(why: str, changes: dict[str, date]) -> None:
    case = case_in(State.DRAFT, request(**changes))

    assert send(case) == Decision(Effect.REFUSED, case.standing, reason=why)


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_a_client_who_was_never_asked_is_not_told_of_a_withdrawal(state: State) -> None:
    assert steps.withdraw(case_in(state), NOW).notices == ()


@pytest.mark.parametrize("state", [State.ASKED, State.GRANTED, State.PARTLY_GRANTED])
def test_a_client_who_was_asked_is_told_of_a_withdrawal(state: State) -> None:
    assert steps.withdraw(case_in(state), NOW).notices == (Notice.WITHDRAWN,)


def test_a_wrong_fact_ends_the_consent_and_everyone_is_told() -> None:
    """TRUTH-2, HIPAA-B2-v."""
    decision = steps.invalidate(case_in(State.GRANTED), NOW)

    assert (decision.standing.granted, decision.event) == (frozenset(), "invalidated")
    assert decision.notices == (Notice.INVALIDATED, Notice.ENDED)


def test_an_unanswered_question_lapses_at_its_hour_and_not_before() -> None:
    lapses_at = NOW + timedelta(hours=1)
    case = case_in(State.ASKED, lapses_at=lapses_at)

    decision = steps.pass_time(case, lapses_at)

    assert steps.pass_time(case, lapses_at - timedelta(seconds=1)) is None
    assert decision is not None
    assert (decision.standing.state, decision.standing.version) == (State.LAPSED, VERSION + 1)
    assert decision.notices == (Notice.LAPSED, Notice.CLOSED_UNANSWERED)
    assert decision.standing.next_reminder_at is None


@pytest.mark.parametrize("state", sorted(STANDING))
def test_a_consent_expires_at_its_hour_and_not_before(state: State) -> None:
    case = case_in(state, expires_at=NOW)

    decision = steps.pass_time(case, NOW)

    assert steps.pass_time(case, NOW - timedelta(seconds=1)) is None
    assert decision is not None
    assert (decision.standing.state, decision.standing.granted) == (State.EXPIRED, frozenset())
    assert decision.notices == (Notice.EXPIRED, Notice.ENDED)


def test_a_question_about_a_consent_that_is_over_lapses_too() -> None:
    decision = steps.pass_time(case_in(State.ASKED, expires_at=NOW), NOW)

    assert decision is not None
    assert decision.standing.state is State.LAPSED


@pytest.mark.parametrize("state", [state for state in State if state not in STANDING | {State.ASKED}])
def test_time_changes_nothing_that_is_not_live(state: State) -> None:
    past = NOW - timedelta(days=1)

    assert steps.pass_time(case_in(state, lapses_at=past, expires_at=past), NOW) is None


def test_opening_the_card_pushes_the_next_reminder_back() -> None:
    decision = steps.open_card(case_in(State.ASKED, next_reminder_at=NOW + timedelta(hours=1)), NOW)

    assert (decision.event, decision.standing.next_reminder_at) == ("opened", NOW + SPACING)


def test_opening_the_card_never_makes_a_reminder() -> None:
    assert steps.open_card(case_in(State.ASKED, next_reminder_at=None), NOW).standing.next_reminder_at is None


def test_the_first_time_something_was_explained_is_the_one_that_counts() -> None:
    once = steps.explain(case_in(State.ASKED, explained_at=None), NOW)
    twice = steps.explain(Case(request(), once.standing), NOW + timedelta(hours=1))

    assert (once.event, once.standing.explained_at) == ("explained", NOW)
    assert (twice.effect, twice.standing.explained_at) == (Effect.ALREADY, NOW)


def test_an_answered_question_is_counted_off_and_gives_time_to_think() -> None:
    case = case_in(State.ASKED, open_questions=2, next_reminder_at=NOW)

    assert steps.answer_question(case).standing.open_questions == 1
    assert steps.answer_question(case).standing.next_reminder_at == NOW
    assert steps.answer_question(case, NOW).standing.next_reminder_at == NOW + SPACING


def test_a_release_is_told_to_the_client() -> None:
    decision = use(case_in(State.GRANTED))

    assert (decision.event, decision.notices) == ("released", (Notice.RELEASED,))


def test_a_one_time_consent_is_used_up_by_its_release() -> None:
    decision = use(case_in(State.GRANTED, request(one_time=True)))

    assert (decision.event, decision.notices) == ("released", (Notice.RELEASED, Notice.ENDED))
    assert (decision.standing.state, decision.standing.version) == (State.USED_UP, VERSION + 1)
    assert decision.standing.granted == frozenset()


@pytest.mark.parametrize(
    "items",
    [
        (),
        (VISITS,),
        (DX, VISITS),
        (Item(Category.NOTES, DX.period),),
        (Item(Category.DX, Period(date(2025, 1, 1), date(2026, 6, 30))),),
    ],
    ids=["nothing", "refused", "one granted, one refused", "never asked", "another time"],
)
def test_what_the_consent_does_not_cover_is_no_release_of_it(items: tuple[Item, ...]) -> None:
    assert steps.use(case_in(State.PARTLY_GRANTED), items, NOW).effect is Effect.REFUSED


def test_after_its_end_a_consent_covers_no_release_even_if_no_job_has_run() -> None:
    assert use(case_in(State.GRANTED, expires_at=NOW)).effect is Effect.REFUSED

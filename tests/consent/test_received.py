"""They asked for more than is needed: what is struck out, what two have to agree to, and what is not asked again."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from consent.asking import Asked, may_ask
from consent.categories import LEVEL, Category
from consent.minimum import PROTOCOL, Kind, Need, standing_of
from consent.received import RequesterReply, ended_by, longer_time, needs_second_person, same_thing, surplus, trimmed
from consent.release import what_may_go
from consent.request import Case, Item, Party, Period, Request
from consent.states import STANDING, State
from consent.steps import send
from tests.consent.cases import DX, HALF_YEAR, NOW, QUIET, SECOND, VISITS, case_in, request

SPRING, AUTUMN = Period(date(2026, 3, 1), date(2026, 5, 31)), Period(date(2026, 9, 1), date(2026, 10, 31))
EVERY_ADDITION = [
    (kind, category)
    for kind in Kind
    for category in Category
    if kind is not Kind.OTHER and standing_of(kind, category) is Need.ON_REASON
]


def added(kind: Kind, category: Category) -> Request:
    """A request of this kind for one item that was added with a reason."""
    protocol = PROTOCOL[kind]
    item = Item(category, HALF_YEAR, "The form asks for it.")
    return request(kind=kind, purpose=protocol.purposes[0], legal_basis=protocol.legal_basis, items=(item,))


def look(asked: Request, *history: Case, replied: frozenset[str] = frozenset()) -> Asked:
    return may_ask(asked, history, NOW, replied=replied)


def test_what_they_asked_for_and_would_not_get_is_struck_out_in_list_order() -> None:
    """HIPAA-MN-1: the request as it came in stands beside the minimum."""
    wide = request(items=(DX, VISITS), received=(Category.NOTES, Category.DX, Category.GOALS))

    assert surplus(wide) == (Category.GOALS, Category.NOTES)
    assert trimmed(wide)


@pytest.mark.parametrize("received", [(), (Category.DX,), (Category.ATTEND, Category.DX)])
def test_where_they_asked_for_no_more_nothing_is_struck_out(received: tuple[Category, ...]) -> None:
    asked = request(items=(DX, VISITS), received=received)

    assert surplus(asked) == ()
    assert not trimmed(asked)
    assert trimmed(replace(asked, asked_for_all=True))


BLOCKED = [
    (kind, category)
    for kind in Kind
    for category in Category
    if kind is not Kind.OTHER and standing_of(kind, category) is Need.BLOCKED
]


@pytest.mark.parametrize(("kind", "category"), BLOCKED)
def test_that_they_call_it_their_minimum_widens_nothing(kind: Kind, category: Category) -> None:
    """HIPAA-MN-5: nobody's word is relied on, be it a court's or another clinic's; our own minimum counts."""
    wide = replace(added(kind, category), received=tuple(Category), asked_for_all=True)
    insisted = tuple(replace(item, reason="They say that this is the minimum they need.") for item in wide.items)
    asked = replace(wide, items=insisted)

    assert "blocked_category" in {str(each.code) for each in look(asked).blockers}
    assert what_may_go(case_in(State.GRANTED, asked), NOW).allowed == ()


def test_what_is_struck_out_never_goes_out() -> None:
    """HIPAA-MN-1: the gate knows only what the client was asked for."""
    wide = request(items=(DX,), received=(Category.DX, Category.NOTES))

    assert what_may_go(case_in(State.GRANTED, wide), NOW).allowed == (DX,)


@pytest.mark.parametrize(("kind", "category"), EVERY_ADDITION)
def test_an_addition_needs_a_second_person_exactly_from_level_four(kind: Kind, category: Category) -> None:
    """HIPAA-MN-2: a written reason for each addition, and two people for the most private ones."""
    asked = added(kind, category)
    private = LEVEL[category] >= 4

    assert needs_second_person(kind, asked.items[0]) is private
    assert look(asked).second_person is private
    assert look(asked).look_first or not private


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.OTHER])
def test_what_is_in_the_minimum_needs_no_second_person(kind: Kind) -> None:
    usual = [Item(category, HALF_YEAR) for category in PROTOCOL[kind].default]

    assert not any(needs_second_person(kind, item) for item in usual)


@pytest.mark.parametrize(("seconded_by", "opens"), [(None, False), ("staff-1", False), (SECOND, True)])
def test_the_gate_wants_a_second_person_who_is_not_the_writer(seconded_by: str | None, opens: bool) -> None:
    """HIPAA-MN-2 at the gate: a yes to a private addition counts only if two people of the agency agreed to ask."""
    case = case_in(State.GRANTED, added(Kind.PROVIDER, Category.RISK), seconded_by=seconded_by)
    answer = what_may_go(case, NOW)

    assert bool(answer.allowed) is opens
    assert ("without_second" in [reason.code for reason in answer.reasons]) is not opens


def test_who_looked_first_is_kept_with_how_the_request_stands() -> None:
    waits = case_in(State.IN_REVIEW)
    agreed = send(waits, NOW, zone=UTC, quiet=QUIET, client_zone=UTC, seconded_by=SECOND)

    assert agreed.standing.seconded_by == SECOND


PAST = request(id="request-0", items=(DX,), received=(Category.DX, Category.NOTES))
REPLIED = frozenset({"request-0"})


@pytest.mark.parametrize(
    ("wanted", "same"),
    [
        (DX, True),
        (Item(Category.DX, SPRING), True),
        (Item(Category.DX, AUTUMN), False),
        (Item(Category.NOTES, AUTUMN), True),
        (VISITS, False),
    ],
    ids=["the same", "a part of it", "other days", "what was struck out", "something else"],
)
def test_what_counts_as_the_same_thing(wanted: Item, same: bool) -> None:
    assert same_thing(request(items=(wanted,)), PAST) is same


def blocked(asked: Request, replied: frozenset[str] = REPLIED) -> bool:
    codes = [reason.code for reason in look(asked, case_in(State.EXPIRED, PAST), replied=replied).blockers]
    return "needs_new_fact" in codes


def test_once_they_replied_the_client_is_not_asked_the_same_again_without_a_new_fact() -> None:
    """DP-4."""
    again = request(items=(DX,))

    assert blocked(again)
    assert blocked(replace(again, new_fact="  "))
    assert not blocked(replace(again, new_fact="The plan changed its form."))


def test_only_a_reply_about_the_same_by_the_same_asker_asks_for_a_new_fact() -> None:
    again = request(items=(DX,))

    assert not blocked(again, replied=frozenset())
    assert not blocked(request(items=(VISITS,)))
    assert not blocked(replace(again, requester=Party("school-1", "A school")))


def test_a_client_who_opens_the_question_again_needs_no_new_fact() -> None:
    assert not blocked(request(items=(DX,), supersedes="request-0"))


def test_a_new_fact_does_not_shorten_the_rest_after_a_no() -> None:
    """DP-4: a reason of the requester's is no reason to press."""
    refused = case_in(State.DENIED, PAST, decided_at=NOW - timedelta(days=1))
    again = request(items=(DX,), new_fact="The plan changed its form.")

    assert [r.code for r in look(again, refused, replied=REPLIED).blockers] == ["refused_recently"]


DECADE = Period(date(2016, 7, 1), date(2026, 6, 30))
A_MONTH = Period(date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("asked", "longer"),
    [(None, None), (DECADE, DECADE), (A_MONTH, None), (HALF_YEAR, None), (replace(HALF_YEAR, last=NOW.date()), True)],
    ids=["not noted", "ten years", "less than ours", "the same", "longer at one end"],
)
def test_a_longer_time_is_told_apart_from_ours(asked: Period | None, longer: Period | bool | None) -> None:
    """HIPAA-MN-1."""
    wanted = request(received_period=asked)

    assert longer_time(wanted) == (asked if longer else None)
    assert trimmed(wanted) is bool(longer)


@pytest.mark.parametrize(("days", "same"), [(Period(date(2018, 1, 1), date(2018, 12, 31)), True), (SPRING, True)])
def test_the_years_that_were_struck_out_were_asked_for_too(days: Period, same: bool) -> None:
    """DP-4: the same again under another date is the same again."""
    past = request(items=(DX,), received_period=DECADE)

    assert same_thing(request(items=(Item(Category.DX, days),)), past) is same
    assert not same_thing(request(items=(Item(Category.DX, AUTUMN),)), past)
    assert not same_thing(request(items=(replace(VISITS, period=days),)), past)


@pytest.mark.parametrize("reply", list(RequesterReply))
@pytest.mark.parametrize("used", [True, False], ids=["used", "unused"])
@pytest.mark.parametrize("state", list(State))
def test_only_what_was_taken_back_and_not_used_ends(state: State, used: bool, reply: RequesterReply) -> None:
    ends = state is State.ASKED or (state in STANDING and not used)

    assert ended_by(case_in(state), reply, used=used) is (ends and reply is RequesterReply.WITHDRAWN)

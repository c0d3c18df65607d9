"""A request goes into the memory and comes back the same."""

import json
from datetime import UTC, date, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.categories import Category
from consent.facts import request_from_dict, request_to_dict, standing_from_dict, standing_to_dict
from consent.request import Held, HeldEvent, Item, Party, Period, Request, Standing
from consent.statements import ALWAYS_SAID
from consent.states import State
from consent.teaching import TeachBack
from consent.word import Helper
from tests.consent.cases import REQUEST, SECOND, case_in, request

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))])
COUNTS = st.integers(0, 10**6)
REQUESTS = st.builds(
    Request,
    requester=st.builds(Party),
    items=st.lists(st.builds(Item, period=st.builds(Period))).map(tuple),
    ends_on=st.dates(),
    answer_by=st.none() | st.dates(),
)
INSTANTS = st.none() | st.datetimes(timezones=ZONES)
STANDINGS = st.builds(
    Standing,
    version=COUNTS,
    granted=st.frozensets(COUNTS),
    ends_on=st.none() | st.dates(),
    asked_at=INSTANTS,
    explained_at=INSTANTS,
    decided_at=INSTANTS,
    given_at=INSTANTS,
    refused=st.frozensets(COUNTS),
    expires_at=INSTANTS,
    lapses_at=INSTANTS,
    next_reminder_at=INSTANTS,
    promised_at=INSTANTS,
    expiring_at=INSTANTS,
    reminders_sent=COUNTS,
    open_questions=COUNTS,
    teach_back=st.none() | st.sampled_from(TeachBack),
    helped_by=st.none() | st.sampled_from(Helper),
)
NEWER = {"promised_at", "expiring_at"}  #: Facts that older records lack.
SECRET = "kept to ourselves"


@given(REQUESTS)
def test_any_request_comes_back_the_same(request: Request) -> None:
    assert request_from_dict(json.loads(json.dumps(request_to_dict(request)))) == request


@given(STANDINGS)
def test_any_standing_comes_back_the_same(standing: Standing) -> None:
    back = standing_from_dict(json.loads(json.dumps(standing_to_dict(standing))))

    assert back == standing
    assert type(back.state) is State


def test_a_standing_kept_before_ends_were_announced_can_still_be_read() -> None:
    plain = standing_to_dict(case_in(State.GRANTED).standing)
    older = {name: value for name, value in plain.items() if name not in NEWER}

    assert standing_from_dict(older) == case_in(State.GRANTED).standing


def test_dates_are_written_so_that_people_can_read_them() -> None:
    plain = request_to_dict(REQUEST)

    assert (plain["ends_on"], plain["kind"]) == ("2027-06-30", "payer_payment")
    assert plain["items"][0] == {"category": "dx", "first": "2026-01-01", "last": "2026-06-30", "reason": None}


@pytest.mark.parametrize("field", ["kind", "purpose", "legal_basis", "ends_on", "items", "requester", "one_time"])
def test_a_request_with_a_fact_nobody_knows_is_not_read(field: str) -> None:
    refuses(lambda plain: request_from_dict(plain), request_to_dict(REQUEST) | {field: SECRET})


@pytest.mark.parametrize("field", ["state", "version", "granted", "ends_on", "expires_at", "reminders_stopped"])
def test_a_standing_with_a_fact_nobody_knows_is_not_read(field: str) -> None:
    standing = standing_to_dict(case_in(State.GRANTED).standing)

    refuses(lambda plain: standing_from_dict(plain), standing | {field: SECRET})


@pytest.mark.parametrize(
    "item",
    [
        SECRET,
        {},
        {"category": SECRET, "first": "2026-01-01", "last": "2026-01-02", "reason": None},
        {"category": "dx", "first": SECRET, "last": "2026-01-02", "reason": None},
        {"category": "dx", "first": "2026-01-01", "last": "2026-01-02", "reason": 7},
    ],
)
def test_an_item_that_is_not_understood_is_not_read(item: Any) -> None:
    refuses(lambda plain: request_from_dict(plain), request_to_dict(REQUEST) | {"items": [item]})


#: Facts that older records lack; without them they are read as what they meant then.
LATER = {"held", "said", "stop_counts_at", "words", "received", "new_fact", "seconded_by", "given_at", "refused"}
LATER |= {"teach_back", "helped_by", "of_age", "received_period", "places"}


def test_a_record_from_before_statements_were_counted_says_what_was_always_said() -> None:
    told = standing_to_dict(case_in(State.ASKED).standing)
    untold = standing_to_dict(Standing())
    for plain in (told, untold):
        del plain["said"]
        del plain["stop_counts_at"]

    assert standing_from_dict(told).said == ALWAYS_SAID
    assert standing_from_dict(untold) == Standing()


def test_a_held_consent_is_read_again_as_it_was_written() -> None:
    held = request(held=Held(HeldEvent.SUPERVISION_ENDS, date(2027, 3, 1)))
    older = request_to_dict(REQUEST)
    del older["held"]

    assert request_from_dict(request_to_dict(held)) == held
    assert request_from_dict(older) == REQUEST


def test_what_came_in_and_who_agreed_are_read_again_and_older_records_lack_them() -> None:
    wide = request(received=(Category.NOTES, Category.DX), new_fact="The plan changed its form.")
    seconded = case_in(State.GRANTED).standing
    older, before = request_to_dict(REQUEST), standing_to_dict(seconded)
    del older["received"], older["new_fact"], before["seconded_by"]

    assert request_from_dict(json.loads(json.dumps(request_to_dict(wide)))) == wide
    assert request_from_dict(older) == REQUEST
    assert standing_from_dict(standing_to_dict(seconded)).seconded_by == SECOND
    assert standing_from_dict(before).seconded_by is None


@pytest.mark.parametrize("received", ["dx", ["gossip"], [7], None])
def test_something_received_that_is_no_kind_of_information_is_not_read(received: Any) -> None:
    refuses(lambda plain: request_from_dict(plain), request_to_dict(REQUEST) | {"received": received})


@pytest.mark.parametrize("held", [{}, {"event": "soon", "until": "2027-03-01"}, {"event": "case_ends"}, "case_ends"])
def test_a_hold_that_is_not_understood_is_not_read(held: Any) -> None:
    refuses(lambda plain: request_from_dict(plain), request_to_dict(REQUEST) | {"held": held})


@pytest.mark.parametrize("field", sorted(request_to_dict(REQUEST).keys() - LATER))
def test_a_request_with_a_missing_fact_is_not_read(field: str) -> None:
    plain = request_to_dict(REQUEST)
    del plain[field]

    refuses(lambda facts: request_from_dict(facts), plain)


@pytest.mark.parametrize("field", sorted(standing_to_dict(Standing()).keys() - NEWER - LATER))
def test_a_standing_with_a_missing_fact_is_not_read(field: str) -> None:
    plain = standing_to_dict(Standing())
    del plain[field]

    refuses(lambda facts: standing_from_dict(facts), plain)


@pytest.mark.parametrize(
    "changes",
    [
        {"version": True},
        {"version": -1},
        {"reminders_sent": 1.5},
        {"granted": ["0"]},
        {"expires_at": "2026-11-23T15:00:00"},
        {"reminders_stopped": 0},
        {"said": ["something else"]},
        {"stop_counts_at": "soon"},
        {"teach_back": "right"},
        {"helped_by": "a cousin"},
    ],
)
def test_a_number_a_time_or_a_flag_of_the_wrong_sort_is_not_read(changes: dict[str, Any]) -> None:
    refuses(lambda plain: standing_from_dict(plain), standing_to_dict(Standing()) | changes)


def refuses(read: Any, plain: dict[str, Any]) -> None:
    """The facts are refused, and the message keeps them to itself."""
    with pytest.raises(ValueError) as refusal:
        read(plain)
    assert SECRET not in str(refusal.value)
    assert refusal.value.__cause__ is None

"""What was allowed on a day gone by: told from the record, event by event."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from consent.circumstances import Circumstances
from consent.gate_codes import Verdict
from consent.history import Recorded, stood_at, was_allowed
from consent.packs.rule import Pack
from consent.request import LegalBasis, Standing
from consent.states import State
from tests.consent.cases import NOW, REQUEST, case_in, request

MINUTE = timedelta(minutes=1)


def standing_in(state: State) -> Standing:
    return case_in(state).standing


RECORD = [
    Recorded(1, NOW, Standing()),
    Recorded(2, NOW + MINUTE, standing_in(State.ASKED)),
    Recorded(3, NOW + 2 * MINUTE, standing_in(State.PARTLY_GRANTED)),
    Recorded(4, NOW + 3 * MINUTE, standing_in(State.REVOKED)),
]


@pytest.mark.parametrize(
    ("at", "verdict", "first"),
    [
        (NOW - MINUTE, Verdict.BLOCK, "not_asked"),
        (NOW, Verdict.BLOCK, "not_asked"),
        (NOW + MINUTE, Verdict.BLOCK, "unanswered"),
        (NOW + 2 * MINUTE - timedelta(microseconds=1), Verdict.BLOCK, "unanswered"),
        (NOW + 2 * MINUTE, Verdict.ALLOW_REDACTED, "not_granted"),
        (NOW + 3 * MINUTE, Verdict.BLOCK, "revoked"),
        (NOW + 9 * MINUTE, Verdict.BLOCK, "revoked"),
    ],
)
def test_the_gate_answers_for_any_instant_as_it_would_have_then(at: datetime, verdict: Verdict, first: str) -> None:
    """GDPR-7-1, REV-5: what was allowed between a yes and a stop stays true afterwards."""
    answer = was_allowed(REQUEST, RECORD, at)

    assert (answer.verdict, str(answer.reasons[0].code)) == (verdict, first)


def test_two_events_of_one_instant_count_in_the_order_of_the_record() -> None:
    yes, stop = Recorded(5, NOW, standing_in(State.GRANTED)), Recorded(6, NOW, standing_in(State.REVOKED))

    assert stood_at([yes, stop], NOW).state is State.REVOKED
    assert stood_at([stop, yes], NOW).state is State.REVOKED


def test_a_consent_that_ran_out_was_allowed_before_and_not_after() -> None:
    """HIPAA-B2-i."""
    end = NOW + timedelta(days=1)
    record = [Recorded(1, NOW, replace(standing_in(State.GRANTED), expires_at=end))]

    assert was_allowed(REQUEST, record, end - MINUTE).verdict is Verdict.ALLOW
    assert was_allowed(REQUEST, record, end).verdict is Verdict.BLOCK


def test_an_old_day_is_judged_under_the_laws_that_were_on_then() -> None:
    asked = request(legal_basis=LegalBasis.AUTHORIZATION_REQUIRED)
    record = [Recorded(1, NOW, standing_in(State.GRANTED))]

    unsigned = Circumstances(packs=frozenset({Pack.HIPAA}))

    assert was_allowed(asked, record, NOW, unsigned).allowed == ()
    assert was_allowed(asked, record, NOW, replace(unsigned, signed=True)).verdict is Verdict.ALLOW

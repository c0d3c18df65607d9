"""Who is really asking: which check counts, what officials owe, and what shuts the gate."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.checking import GOOD_FOR, OFFICIALS, PAPERS, Check, HowChecked, Identity, around_of, identity, ways_for
from consent.circumstances import NOTHING_SPECIAL
from consent.gate_codes import NextStep, Verdict
from consent.minimum import Kind
from consent.release import what_may_go
from consent.states import State
from tests.consent.cases import NOW, case_in

DAY = timedelta(days=1)
MINE = "request-1"
CALL, BADGE, PAPER = HowChecked.CALLED_BACK, HowChecked.BADGE, HowChecked.LEGAL_PROCESS


def checked(method: HowChecked | None = CALL, ago: float = 1, of: str | None = None) -> Check:
    """A check some days ago; without a method it was found out that it was not them."""
    return Check(NOW - ago * DAY, "staff-1", method, "a paper", of)


def known(*checks: Check, kind: Kind = Kind.SCHOOL, written: float = 10) -> str:
    """How well it is known who asks, in a request that was written some days ago."""
    return identity(checks, kind, [MINE], since=NOW - written * DAY, now=NOW)[0]


@pytest.mark.parametrize(
    ("checks", "stands"),
    [
        ([], "unchecked"),
        ([checked()], "checked"),
        ([checked(ago=30)], "checked"),
        ([checked(of=MINE)], "checked"),
        ([checked(of="another")], "checked"),
        ([checked(ago=365)], "checked"),
        ([checked(ago=365.1)], "unchecked"),
        ([checked(ago=366, of=MINE)], "unchecked"),
        ([checked(ago=2), checked(None)], "unchecked"),
        ([checked(None, ago=2), checked()], "unchecked"),
        ([checked(None, ago=2), checked(of=MINE)], "checked"),
        ([checked(None, ago=20), checked()], "checked"),
        ([checked(of=MINE), checked(None, ago=0)], "unchecked"),
        ([checked(PAPER, of=MINE)], "checked"),
        ([checked(PAPER, of="another")], "unchecked"),
        ([checked(PAPER)], "unchecked"),
    ],
)
def test_a_check_counts_for_a_year_until_it_was_not_them(checks: list[Check], stands: str) -> None:
    """HIPAA-V-1: what was noted for another request is carried over, but not past a day on which it was not them."""
    assert known(*checks) == stands


@pytest.mark.parametrize("kind", sorted(OFFICIALS))
@pytest.mark.parametrize("way", list(HowChecked))
def test_an_official_has_to_show_a_paper(kind: Kind, way: HowChecked) -> None:
    """HIPAA-V-2."""
    assert known(checked(way, of=MINE), kind=kind) == ("checked" if way in PAPERS else "unproved")


def test_a_paper_of_an_official_stays_good_when_somebody_calls_them_later() -> None:
    """HIPAA-V-2."""
    both = (checked(BADGE, ago=5), checked(CALL, ago=1))

    assert identity(both, Kind.POLICE, [MINE], since=NOW, now=NOW) == (Identity.CHECKED, both[0])


@pytest.mark.parametrize("kind", list(Kind))
def test_every_way_that_is_offered_is_enough(kind: Kind) -> None:
    """HIPAA-V-2: nobody taps a way to check that then does not count."""
    assert ways_for(kind)
    assert {known(checked(way, of=MINE), kind=kind) for way in ways_for(kind)} == {"checked"}
    assert (CALL in ways_for(kind)) is (kind not in OFFICIALS)


checks = st.lists(
    st.builds(
        checked,
        st.sampled_from([*HowChecked, None]),
        st.floats(0, 800),
        st.sampled_from([None, MINE, "another"]),
    ),
    max_size=6,
)


@given(checks, st.sampled_from(list(Kind)), st.floats(0, 800))
def test_nobody_counts_as_checked_after_it_was_not_them_unless_they_are_checked_again(
    noted: list[Check], kind: Kind, written: float
) -> None:
    """HIPAA-V-1."""
    noted = sorted(noted, key=lambda each: each.at)
    _, rests_on = identity([*noted, checked(None, ago=0)], kind, [MINE], since=NOW - written * DAY, now=NOW)

    assert rests_on is None


@given(checks, st.sampled_from(list(Kind)), st.floats(0, 800))
def test_what_it_rests_on_is_a_check_that_was_noted_within_a_year(
    noted: list[Check], kind: Kind, written: float
) -> None:
    """HIPAA-V-1, HIPAA-V-2."""
    found, rests_on = identity(noted, kind, [MINE], since=NOW - written * DAY, now=NOW)

    assert (rests_on is None) is (found is Identity.UNCHECKED)
    assert rests_on is None or (rests_on in noted and NOW - rests_on.at <= GOOD_FOR and rests_on.method is not None)
    assert found is not Identity.CHECKED or kind not in OFFICIALS or (rests_on and rests_on.method in PAPERS)


@pytest.mark.parametrize(
    ("stands", "verdict", "found"),
    [
        (Identity.CHECKED, Verdict.ALLOW, []),
        (Identity.UNPROVED, Verdict.BLOCK, [("HIPAA-V-2", "official_unproved", NextStep.SEE_A_PAPER)]),
        (Identity.UNCHECKED, Verdict.BLOCK, [("HIPAA-V-1", "requester_unverified", NextStep.VERIFY_REQUESTER)]),
    ],
)
def test_the_gate_opens_only_for_who_was_checked(
    stands: Identity, verdict: Verdict, found: list[tuple[str, str, NextStep]]
) -> None:
    """HIPAA-V-1, HIPAA-V-2: G2."""
    answer = what_may_go(case_in(State.GRANTED), NOW, around=around_of(NOTHING_SPECIAL, stands))

    assert answer.verdict is verdict
    assert [(each.id, str(each.code), each.step) for each in answer.reasons] == found
    assert bool(answer.allowed) is (verdict is Verdict.ALLOW)

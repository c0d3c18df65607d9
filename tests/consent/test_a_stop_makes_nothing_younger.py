"""Stopping a part of a yes changes neither when the yes was given, nor how old the client was, nor what was refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from consent.asking import may_ask
from consent.categories import Category
from consent.decide import decide
from consent.deciders import Deciders, with_deciders
from consent.facts import standing_from_dict, standing_to_dict
from consent.packs.rule import Pack
from consent.replies import GrantSome, Revoke
from consent.request import Case, Item
from consent.states import State
from consent.steps import Step, invalidate, use, withdraw
from tests.consent.cases import DX, HALF_YEAR, NOW, VERSION, VISITS, case_in, request
from tests.consent.lawful import ask, found, given_yes, under

MEDS = Item(Category.MEDS, HALF_YEAR)


def without_the_first(case: Case, at: datetime) -> Case:
    stopped = decide(case, Revoke(frozenset({0})), seen=VERSION, now=at)
    return Case(case.request, stopped.standing)


def partly(one_time: bool = False) -> Case:
    """The client said yes to the diagnosis and no to the visits."""
    asked = case_in(State.ASKED, request(one_time=one_time))
    given = decide(asked, GrantSome(frozenset({0})), seen=VERSION, now=NOW)
    return Case(asked.request, given.standing)


def test_a_yes_that_runs_too_long_stays_too_long_after_a_part_of_it_was_stopped() -> None:
    """ST-CA-5611, REV-9."""
    far = NOW + timedelta(days=700)
    case = given_yes(MEDS, DX, expires_at=far, ends_on=far.date(), given_at=NOW)
    later = NOW + timedelta(days=500)

    after = without_the_first(case, later)

    assert ("ST-CA-5611", "runs_too_long") in found(ask(case, under(Pack.CA)))
    assert ("ST-CA-5611", "runs_too_long") in found(ask(after, under(Pack.CA)))


def test_a_minor_who_stops_a_part_once_of_age_has_not_said_yes_as_a_grown_up() -> None:
    """HIPAA-PR-1, REV-9."""
    case, known = given_yes(MEDS, DX, given_at=NOW), Deciders(born=date(2008, 12, 1))
    later = NOW + timedelta(days=30)

    after = without_the_first(case, later)

    around = with_deciders(under(Pack.HIPAA), after, known, later.date())
    assert around.age == 17
    assert ask(after, around).allowed == ()


def test_the_age_at_the_yes_is_told_by_the_agencys_calendar() -> None:
    """HIPAA-PR-1: in the evening before a birthday it is the birthday already in UTC."""
    eve = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    case, known = given_yes(DX, decided_at=eve), Deciders(born=date(2008, 11, 24))
    days = (date(2026, 11, 24), date(2026, 12, 24))
    zone = ZoneInfo("America/New_York")

    assert [with_deciders(under(), case, known, day, zone=zone).age for day in days] == [17, 17]


@pytest.mark.parametrize("ending", [withdraw, lambda case, now: use(case, (DX,), now)])
def test_what_a_partly_yes_left_out_rests_also_once_the_yes_has_ended(ending: Step) -> None:
    """DP-4: taking a consent back, or using it up, wipes no refusal away."""
    past = partly(one_time=True)
    ended = Case(past.request, ending(past, NOW).standing)
    again = replace(past.request, id="request-2", items=(VISITS,))

    assert "refused_recently" in [reason.code for reason in may_ask(again, [ended], NOW).blockers]
    assert may_ask(replace(again, items=(DX,)), [ended], NOW).clear


def test_a_no_to_wrong_facts_does_not_keep_the_right_ones_from_being_asked() -> None:
    """TRUTH-2."""
    past = partly()
    ended = Case(past.request, invalidate(past, NOW).standing)

    assert may_ask(replace(past.request, id="request-2", items=(VISITS,)), [ended], NOW).clear


def test_a_standing_kept_before_this_was_noted_can_still_be_read() -> None:
    plain = standing_to_dict(case_in(State.GRANTED).standing)
    older = {name: value for name, value in plain.items() if name not in {"given_at", "refused"}}

    assert standing_from_dict(older) == case_in(State.GRANTED).standing
    assert standing_from_dict(standing_to_dict(partly().standing)) == partly().standing

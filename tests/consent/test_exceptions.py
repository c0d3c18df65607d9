"""Without a yes: what each way has to show, who agrees, and when the client hears of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from consent.categories import Category
from consent.exception_list import EXCEPTIONS, Cosign, Delay, Needed, Part2, Tell, Way
from consent.exceptions import (
    LOOK_AFTER,
    NAME_LAW_WITHIN,
    RECONFIRM,
    Claim,
    Lack,
    due_for_telling,
    judge,
    reconfirm,
)
from tests.consent.cases import NOW

ENOUGH = "The client ran into the street and was hit; the team on the bridge asked."

# way: who agrees, when the client hears, records of alcohol and drug care, in the accounting
TABLE = """
EX-CHILD         afterwards           should        allowed    counts
EX-ADULT         unless_mandated      must          never      counts
EX-THREAT-OTHER  afterwards           should        never      counts
EX-THREAT-SELF   afterwards           should        with_more  counts
EX-EMERG         afterwards           should        allowed    -
EX-COURT         before_with_counsel  should        with_more  counts
EX-SUBP-ASSUR    before_with_counsel  first         never      counts
EX-LE-PROCESS    before_with_counsel  should        with_more  counts
EX-LE-LOCATE     before               should        never      counts
EX-LE-VICTIM     before               must          never      counts
EX-CRIME-PREM    afterwards           should        allowed    counts
EX-OVERSIGHT     before               not_required  never      counts
EX-PUBHEALTH     unless_mandated      should        never      counts
EX-REQ-LAW       before_with_counsel  should        never      counts
EX-COMP          before               should        never      counts
EX-CORONER       before               not_required  never      counts
EX-CUSTODY       before               should        never      -
EX-BENEFIT       before               should        never      counts
EX-NATSEC        before_with_counsel  forbidden     never      -
EX-RESEARCH      before               not_required  never      counts
EX-TPO           before               first         never      -
EX-FAMILY        afterwards           must          never      -
EX-DEFENSE       before_with_counsel  should        never      -
EX-BTG           afterwards           should        never      counts
"""
ROWS = {row.split()[0]: row.split()[1:] for row in TABLE.strip().splitlines()}


def complete(way: Way, **changes: Any) -> Claim:
    """A claim with every fact, every person and every word that its row asks for."""
    row = EXCEPTIONS[way]
    claim = Claim(
        way=way,
        facts=row.needs | row.part2_needs,
        items=2,
        decided_by="staff-1",
        cosigned_by="staff-2",
        counsel_agreed=True,
        reason=ENOUGH,
        told_at=NOW if row.tell is Tell.FIRST else None,
    )
    return replace(claim, **changes)


def lacking(claim: Claim) -> set[str]:
    return {str(fault.needed or fault.lack) for fault in judge(claim, NOW).faults}


@pytest.mark.parametrize("way", Way)
def test_every_way_is_as_the_table_says(way: Way) -> None:
    """HIPAA-528-2, P2-NOEX, P2-CHILD."""
    row = EXCEPTIONS[way]

    assert ROWS[way] == [str(row.cosign), str(row.tell), str(row.part2), "counts" if row.countable else "-"]
    assert bool(row.cite) is (way is not Way.BREAK_GLASS)


@pytest.mark.parametrize("way", Way)
def test_a_complete_claim_opens_the_gate(way: Way) -> None:
    ruling = judge(complete(way), NOW)

    assert (ruling.opens, ruling.faults, ruling.countable) == (True, (), EXCEPTIONS[way].countable)


@pytest.mark.parametrize(
    ("way", "needed"), [(way, needed) for way, row in EXCEPTIONS.items() for needed in sorted(row.needs)]
)
def test_a_fact_that_is_not_written_down_keeps_the_gate_shut(way: Way, needed: Needed) -> None:
    """D-1."""
    claim = complete(way)

    assert lacking(replace(claim, facts=claim.facts - {needed})) == {str(needed)}


@pytest.mark.parametrize("way", Way)
def test_an_exception_is_for_named_items_and_never_for_everything(way: Way) -> None:
    """D-1, D-5."""
    assert lacking(complete(way, items=0)) == {"no_items"}


@pytest.mark.parametrize("way", Way)
def test_one_person_may_act_at_once_only_where_waiting_would_do_harm(way: Way) -> None:
    """D: none-block, 2P and 2P+counsel."""
    alone = judge(complete(way, cosigned_by=None, counsel_agreed=False), NOW)
    found = {fault.lack for fault in alone.faults}

    match EXCEPTIONS[way].cosign:
        case Cosign.AFTERWARDS:
            assert (alone.opens, alone.review_by) == (True, NOW + LOOK_AFTER)
        case Cosign.BEFORE | Cosign.UNLESS_MANDATED:
            assert found == {Lack.SECOND_PERSON}
        case Cosign.BEFORE_WITH_COUNSEL:
            assert found == {Lack.SECOND_PERSON, Lack.COUNSEL}


@pytest.mark.parametrize("way", [Way.CHILD, Way.ADULT, Way.PUBLIC_HEALTH])
def test_nobody_can_hold_up_a_report_that_the_law_commands(way: Way) -> None:
    claim = complete(way, cosigned_by=None, counsel_agreed=False)

    ruling = judge(replace(claim, facts=claim.facts | {Needed.MANDATED}), NOW)

    assert (ruling.opens, ruling.review_by) == (True, NOW + LOOK_AFTER)


@pytest.mark.parametrize("way", [Way.EMERGENCY, Way.THREAT_SELF, Way.THREAT_OTHER])
def test_nobody_can_hold_up_an_emergency(way: Way) -> None:
    """P2-51: the facts are written down at once, the second look comes afterwards."""
    assert judge(complete(way, cosigned_by=None), NOW).opens


@pytest.mark.parametrize("way", Way)
def test_nobody_is_their_own_second_person(way: Way) -> None:
    assert "same_person" in lacking(complete(way, cosigned_by="staff-1"))


@pytest.mark.parametrize("way", Way)
def test_records_of_alcohol_and_drug_care_go_only_where_their_own_law_has_a_way(way: Way) -> None:
    """P2-NOEX, P2-51, P2-61, P2-CHILD."""
    row = EXCEPTIONS[way]

    assert judge(complete(way, part2_records=True), NOW).opens is (row.part2 is not Part2.NEVER)
    if row.part2 is Part2.WITH_MORE:
        assert lacking(complete(way, part2_records=True, facts=row.needs)) == {
            str(each) for each in row.part2_needs - row.needs
        }


def test_a_medical_emergency_writes_down_who_got_it_who_gave_it_when_and_why() -> None:
    """P2-51."""
    assert EXCEPTIONS[Way.EMERGENCY].needs == {
        Needed.RECEIVER,
        Needed.AFFILIATION,
        Needed.DISCLOSER,
        Needed.MOMENT,
        Needed.NATURE,
    }


def test_a_court_order_for_part_2_records_needs_a_subpoena_findings_and_notice() -> None:
    """P2-61."""
    assert EXCEPTIONS[Way.COURT_ORDER].part2_needs == {Needed.SUBPOENA, Needed.FINDINGS, Needed.NOTICE_GIVEN}


@pytest.mark.parametrize("way", [Way.SUBPOENA_ASSURED, Way.TREATMENT_PAYMENT])
def test_where_the_client_must_hear_first_nothing_goes_out_before(way: Way) -> None:
    """ETH-1, ETH-6."""
    assert lacking(complete(way, told_at=None)) == {"tell_first"}


@pytest.mark.parametrize("way", Way)
def test_who_was_not_told_is_told_within_a_day_unless_a_reason_holds(way: Way) -> None:
    """D-2, ETH-1."""
    row = EXCEPTIONS[way]
    due = judge(complete(way), NOW).tell_by

    silent = row.tell in {Tell.FIRST, Tell.NOT_REQUIRED, Tell.FORBIDDEN}
    assert due == (None if silent else NOW + LOOK_AFTER)
    assert judge(complete(way, told_at=NOW), NOW).tell_by is None


@pytest.mark.parametrize(("way", "delay"), [(way, delay) for way in Way for delay in Delay])
def test_only_the_reasons_of_its_own_law_keep_the_client_waiting(way: Way, delay: Delay) -> None:
    """D-1, D-2: and at most for 30 days, then the reason is looked at again (HIPAA-528-5)."""
    ruling = judge(complete(way, delay=delay, told_at=None), NOW)

    if delay in EXCEPTIONS[way].delays:
        assert (ruling.opens, ruling.tell_by) == (True, NOW + RECONFIRM)
    else:
        assert Lack.NO_DELAY_ALLOWED in {fault.lack for fault in ruling.faults}


def test_a_reason_that_still_holds_holds_for_another_30_days_and_one_that_ended_for_none() -> None:
    """D-2, HIPAA-528-5."""
    later = NOW + RECONFIRM

    assert due_for_telling(later, later)
    assert not due_for_telling(later, later - timedelta(seconds=1))
    assert not due_for_telling(None, later)
    assert reconfirm(Tell.MUST, Delay.RISK_SERIOUS_HARM, later) == later + RECONFIRM
    assert reconfirm(Tell.MUST, None, later) == later
    assert reconfirm(Tell.FORBIDDEN, None, later) is None


@pytest.mark.parametrize(("reason", "opens"), [("", False), ("x" * 39, False), (" " * 60, False), ("x" * 40, True)])
def test_breaking_the_glass_takes_a_reason_in_words_and_names_its_law_within_three_days(
    reason: str, opens: bool
) -> None:
    ruling = judge(complete(Way.BREAK_GLASS, reason=reason), NOW)

    assert (ruling.opens, ruling.name_law_by) == (opens, NOW + NAME_LAW_WITHIN)
    assert judge(complete(Way.CHILD), NOW).name_law_by is None


def test_psychotherapy_notes_go_only_where_their_own_rule_has_a_way() -> None:
    """HIPAA-A2-i."""
    open_to_them = {way for way in Way if judge(complete(way, private_notes=True), NOW).opens}

    assert open_to_them == {
        Way.CHILD,
        Way.THREAT_OTHER,
        Way.THREAT_SELF,
        Way.COURT_ORDER,
        Way.OVERSIGHT,
        Way.REQUIRED_BY_LAW,
        Way.CORONER,
        Way.DEFENSE,
    }
    assert lacking(complete(Way.TREATMENT_PAYMENT, private_notes=True)) == {"private_notes"}


@pytest.mark.parametrize("way", [Way.ADULT, Way.PUBLIC_HEALTH])
def test_a_report_that_the_law_commands_may_hold_them_too(way: Way) -> None:
    """HIPAA-A2-i: required by law."""
    claim = complete(way, private_notes=True)

    assert not judge(claim, NOW).opens
    assert judge(replace(claim, facts=claim.facts | {Needed.MANDATED}), NOW).opens


@pytest.mark.parametrize("way", Way)
def test_what_the_client_had_kept_back_is_kept_back_from_payment_and_family_too(way: Way) -> None:
    """HIPAA-522-1, P2-26: a limit yields to laws and to emergencies, never to a bill."""
    assert judge(complete(way, restricted=True), NOW).opens is (way not in {Way.TREATMENT_PAYMENT, Way.FAMILY})


def test_who_was_promised_a_talk_before_it_has_that_talk_unless_they_cannot_be_reached() -> None:
    """TRUTH-1: "We would talk with you before that." stands on the question."""
    claim = complete(Way.WORKERS_COMP, promised=True, told_at=None)

    assert lacking(claim) == {"tell_first"}
    assert lacking(replace(claim, told_at=NOW)) == set()
    assert lacking(replace(claim, delay=Delay.CANNOT_REACH)) == set()


def test_a_plan_that_wants_payment_gets_nothing_past_the_client_where_the_agency_asks_for_plans_too() -> None:
    """ETH-5."""
    claim = complete(Way.TREATMENT_PAYMENT, payer_needs_yes=True)

    assert lacking(claim) == {"only_by_yes"}
    assert judge(replace(claim, payer_needs_yes=False), NOW).opens
    assert judge(complete(Way.EMERGENCY, payer_needs_yes=True), NOW).opens


WHO_AND_WHEN = {Category.CONTACT, Category.ATTEND}


@pytest.mark.parametrize(
    ("way", "part2", "listed"),
    [
        (Way.LOCATE, False, WHO_AND_WHEN),
        (Way.CRIME_PREMISES, False, WHO_AND_WHEN | {Category.RISK}),
        (Way.CRIME_PREMISES, True, WHO_AND_WHEN),
        (Way.COURT_ORDER, False, set(Category)),
    ],
)
def test_where_a_law_names_what_may_go_nothing_else_goes(way: Way, part2: bool, listed: set[Category]) -> None:
    """D-1: to find a person, and a crime at the agency (45 CFR 164.512(f)(2) and (5), 42 CFR 2.12(c)(5))."""
    for kind in Category:
        claim = complete(way, kinds=frozenset({Category.CONTACT, kind}), part2_records=part2)

        assert ("not_listed" in lacking(claim)) is (kind not in listed), kind

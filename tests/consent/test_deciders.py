"""Who decides beside or for a client: parents, guardians, people with a paper, and clients who come of age."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from consent.attesting import vouch, write_down
from consent.categories import Category
from consent.circumstances import Circumstances
from consent.deciders import Authority, Deciders, Representative, came_of_age, with_deciders
from consent.gate_codes import GateCode, Verdict
from consent.packs.rule import Pack, Signer
from consent.release import Answer
from consent.request import Case, Item
from consent.states import STANDING, State
from consent.steps import come_of_age
from consent.word import Method, Proof, Word
from tests.consent.cases import DX, HALF_YEAR, NOW, case_in
from tests.consent.lawful import EVERYTHING_SAID, SUD, ask, given_yes, under

TODAY = NOW.date()
OWN = Item(Category.MINORCARE, HALF_YEAR, "the new doctor asks")
MOTHER = Representative("mother", "J. R.", Authority.PARENT, "birth certificate, in the file")
FIFTEEN = Deciders(date(2011, 5, 1), (MOTHER,))


def said_by(giver: str, *granted: int, **more: Any) -> Word:
    usual = {"method": Method.PAPER, "proof": Proof.DOCUMENT, "said_on": TODAY, "by": "ana", "at": NOW}
    return Word(**{**usual, "giver": giver, "granted": frozenset(granted), **more})


def answered(case: Case, word: Word) -> Case:
    decision = write_down(case, word, now=NOW, zone=UTC, said=EVERYTHING_SAID, signed_name="J R")
    vouched = Case(case.request, decision.standing)
    return Case(case.request, vouch(vouched, "ben", NOW).standing)


def by_mother(*items: Item) -> Case:
    open_question = case_in(State.ASKED, given_yes(*items).request)
    return answered(open_question, said_by("mother", *range(len(items))))


def gate(case: Case, deciders: Deciders, *packs: Pack, today: date = TODAY, **more: Any) -> Answer:
    return ask(case, with_deciders(under(*(packs or (Pack.HIPAA,)), **more), case, deciders, today))


def codes(answer: Answer) -> set[str]:
    return {str(each.code) for each in answer.reasons}


def test_a_parent_decides_for_a_child_by_what_was_written_down() -> None:
    """HIPAA-PR-1, HIPAA-C1-vi-b."""
    assert gate(by_mother(DX), FIFTEEN).verdict is Verdict.ALLOW
    assert "other_signer" in codes(gate(given_yes(DX), FIFTEEN))


def test_what_a_child_agreed_to_alone_is_not_the_parents_to_give_or_to_stop() -> None:
    """HIPAA-PR-2."""
    own = answered(given_yes(OWN), said_by("mother"))

    assert "other_signer" in codes(gate(by_mother(OWN), FIFTEEN))
    assert gate(own, FIFTEEN).verdict is Verdict.ALLOW


def test_alcohol_and_drug_care_of_a_child_takes_both() -> None:
    """P2-14."""
    both = answered(given_yes(SUD), said_by("mother", 0))

    assert "other_signer" in codes(gate(given_yes(SUD), FIFTEEN, Pack.HIPAA, Pack.PART2))
    assert "other_signer" in codes(gate(by_mother(SUD), FIFTEEN, Pack.HIPAA, Pack.PART2))
    assert gate(both, FIFTEEN, Pack.HIPAA, Pack.PART2).verdict is Verdict.ALLOW


@pytest.mark.parametrize("category", [Category.HIV, Category.STI, Category.REPRO])
def test_where_no_rule_of_the_state_is_known_people_decide(category: Category) -> None:
    """ST-MINOR, SCOPE-5."""
    answer = gate(by_mother(Item(category, HALF_YEAR, "asked")), FIFTEEN)

    assert (answer.verdict, GateCode.LAW_CONSULT in codes(answer)) == (Verdict.CONSULT, True)
    assert GateCode.LAW_CONSULT not in codes(gate(given_yes(Item(category, HALF_YEAR, "asked")), Deciders()))


@pytest.mark.parametrize(("client", "mother", "held"), [((0, 1), (0,), True), ((0,), (0, 1), False), ((1,), (), True)])
def test_those_who_disagree_hold_the_release(client: tuple[int, ...], mother: tuple[int, ...], held: bool) -> None:
    """HIPAA-PR-1."""
    attend = Item(Category.ATTEND, HALF_YEAR)
    case = given_yes(DX, attend)
    case = Case(case.request, replace(case.standing, granted=frozenset(client)))

    answer = gate(answered(case, said_by("mother", *mother)), FIFTEEN)

    assert (GateCode.DECIDERS_DISAGREE in codes(answer)) is held
    assert not (held and answer.allowed)


def test_who_takes_a_word_back_is_heard() -> None:
    case = by_mother(DX)
    no = write_down(case, said_by("mother"), now=NOW, zone=UTC, said=EVERYTHING_SAID)

    assert no.standing.state is State.REVOKED
    assert gate(Case(case.request, no.standing), FIFTEEN).verdict is Verdict.BLOCK


def test_a_refused_representative_counts_no_more_at_once() -> None:
    """HIPAA-PR-3."""
    refused = Deciders(FIFTEEN.born, (replace(MOTHER, refused=True),))

    answer = gate(by_mother(DX), refused)

    assert (answer.verdict, answer.allowed, GateCode.NO_AUTHORITY in codes(answer)) == (Verdict.CONSULT, (), True)
    assert codes(gate(answered(given_yes(OWN), said_by("mother", 0)), refused)) == set()


@pytest.mark.parametrize(
    "deciders",
    [
        Deciders(FIFTEEN.born),
        Deciders(FIFTEEN.born, (replace(MOTHER, ends_on=TODAY - timedelta(days=1)),)),
        Deciders(None, (MOTHER,)),
    ],
    ids=["unknown person", "right had ended", "age unknown"],
)
def test_a_yes_without_a_known_right_to_it_lets_nothing_out(deciders: Deciders) -> None:
    answer = gate(by_mother(DX), deciders)

    assert (answer.allowed, GateCode.NO_AUTHORITY in codes(answer)) == ((), True)


def test_a_right_that_ends_later_counts_for_its_time() -> None:
    until_today = Deciders(FIFTEEN.born, (replace(MOTHER, ends_on=TODAY),))

    assert gate(by_mother(DX), until_today).verdict is Verdict.ALLOW


def test_a_paper_that_was_not_seen_proves_nothing() -> None:
    """HIPAA-C1-vi-b."""
    unproved = Deciders(FIFTEEN.born, (replace(MOTHER, proof=" "),))

    assert "missing_element" in codes(gate(by_mother(DX), unproved))


@pytest.mark.parametrize(("born", "of_age"), [(date(2008, 11, 23), True), (date(2008, 11, 24), False)])
def test_on_the_birthday_a_yes_given_for_a_child_is_held(born: date, of_age: bool) -> None:
    """ST-MINOR: whatever jobs have run."""
    case = by_mother(DX)
    word = replace(case.standing.words[0], said_on=TODAY - timedelta(days=30))
    case = Case(case.request, replace(case.standing, words=(word,)))
    deciders = Deciders(born, (MOTHER,))

    assert came_of_age(case.standing, deciders, TODAY) is of_age
    assert (GateCode.OF_AGE_NOW in codes(gate(case, deciders))) is of_age
    assert not came_of_age(given_yes(DX).standing, deciders, TODAY)


@pytest.mark.parametrize(("hour", "of_age"), [(3, False), (6, True)], ids=["still the eve there", "the birthday"])
def test_a_yes_on_the_eve_of_the_birthday_is_a_childs_by_the_agencys_clock(hour: int, of_age: bool) -> None:
    """ST-MINOR: ten in the evening in New York is the next day in UTC."""
    case = given_yes(DX)
    decided_at = datetime(2026, 11, 23, hour, tzinfo=UTC)
    case = Case(case.request, replace(case.standing, decided_at=decided_at))
    new_york, born = ZoneInfo("America/New_York"), date(2008, 11, 23)

    around = with_deciders(under(Pack.HIPAA), case, Deciders(born, (MOTHER,)), TODAY, zone=new_york)

    assert (around.age is None) is of_age
    assert ("other_signer" in codes(ask(case, around))) is not of_age


def test_a_power_of_attorney_does_not_end_with_a_birthday() -> None:
    case = by_mother(DX)
    word = replace(case.standing.words[0], said_on=TODAY - timedelta(days=30))
    case = Case(case.request, replace(case.standing, words=(word,)))
    agent = replace(MOTHER, authority=Authority.POWER_OF_ATTORNEY)

    assert not came_of_age(case.standing, Deciders(date(2008, 11, 1), (agent,)), TODAY)


GROWN = date(2029, 5, 1)  #: The eighteenth birthday of FIFTEEN.
AGENT = Representative("agent", "L. M.", Authority.POWER_OF_ATTORNEY, "paper", date(2030, 1, 31))


@pytest.mark.parametrize(
    ("day", "acting"),
    [
        (date(2026, 1, 1), ["mother", "agent"]),
        (GROWN - timedelta(days=1), ["mother", "agent"]),
        (GROWN, ["agent"]),
        (date(2030, 1, 31), ["agent"]),
        (date(2030, 2, 1), []),
    ],
)
def test_a_parents_right_ends_when_the_client_is_of_age_and_any_other_with_its_paper(
    day: date, acting: list[str]
) -> None:
    """HIPAA-PR-1, ST-MINOR."""
    deciders = Deciders(FIFTEEN.born, (MOTHER, AGENT))

    assert [each.id for each in deciders.acting_on(day)] == acting


@pytest.mark.parametrize(("starts_on", "counts"), [(TODAY, True), (TODAY + timedelta(days=1), False)])
def test_a_right_counts_from_its_first_day(starts_on: date, counts: bool) -> None:
    later = Deciders(FIFTEEN.born, (replace(MOTHER, starts_on=starts_on),))

    assert bool(gate(by_mother(DX), later).allowed) is counts


def test_what_a_parent_says_on_the_birthday_is_nobodys_yes() -> None:
    """HIPAA-PR-1."""
    answer = gate(by_mother(DX), Deciders(date(2008, 11, 23), (MOTHER,)))

    assert (answer.allowed, GateCode.NO_AUTHORITY in codes(answer)) == ((), True)


def test_a_parents_no_holds_nothing_once_the_client_is_of_age() -> None:
    """HIPAA-PR-1: a court's choice still does."""
    father = replace(MOTHER, id="other", authority=Authority.COURT_ORDER)
    born = date(2008, 11, 24)
    before = Deciders(born, (MOTHER, father))

    assert GateCode.DECIDERS_DISAGREE in codes(gate(given_yes_with(DX, "mother"), before))
    assert GateCode.DECIDERS_DISAGREE not in codes(
        gate(given_yes_with(DX, "mother"), before, today=TODAY + timedelta(days=1))
    )
    assert GateCode.DECIDERS_DISAGREE in codes(
        gate(given_yes_with(DX, "other"), before, today=TODAY + timedelta(days=1))
    )


def given_yes_with(item: Item, objector: str) -> Case:
    """A yes of the client with the no of somebody else beside it."""
    return answered(given_yes(item), said_by(objector))


@pytest.mark.parametrize("state", list(State))
def test_coming_of_age_ends_what_stands_and_nothing_else(state: State) -> None:
    """ST-MINOR: and nobody is told here, since the new question says it."""
    case = case_in(state)
    decision = come_of_age(case, NOW, UTC)

    if state not in STANDING:
        assert decision.standing == case.standing
        return
    after = decision.standing
    assert (after.state, after.granted, after.version) == (State.EXPIRED, frozenset(), case.standing.version + 1)
    assert (after.ends_on, after.expires_at, after.expiring_at) == (TODAY, NOW, None)
    assert (decision.event, decision.notices) == ("came_of_age", ())


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2011, 5, 1), date(2026, 4, 30), 14),
        (date(2011, 5, 1), date(2026, 5, 1), 15),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), None),
        (None, TODAY, None),
    ],
)
def test_an_age_is_counted_in_full_years_until_eighteen(born: date | None, day: date, age: int | None) -> None:
    assert Deciders(born).age_on(day) == age


def test_where_nobody_else_decides_nothing_changes() -> None:
    around = Circumstances(packs=frozenset({Pack.HIPAA}), signed=True)

    found = with_deciders(around, given_yes(DX), Deciders(), TODAY)

    assert found == around
    assert found.signers == {Signer.CLIENT}

"""The 27 kinds of information and what guards each of them."""

import pytest

from consent.categories import (
    INFORMATION,
    LAW_LABEL,
    LEVEL,
    Category,
    Law,
    asked_one_by_one,
    mixes_what_stands_alone,
    stands_alone,
)

LEVELS = {
    1: "contact cover",
    2: "attend service phys home worksch",
    3: "dx meds goals progress summary tests family",
    4: "notes risk sud hiv sti repro genetic abuse legal immig minorcare",
    5: "psynotes sudnotes",
}


def test_there_are_27_kinds_and_each_is_described() -> None:
    assert len(Category) == len(INFORMATION) == 27


@pytest.mark.parametrize(("level", "names"), LEVELS.items())
def test_each_kind_has_the_level_of_the_list(level: int, names: str) -> None:
    assert {category for category in Category if LEVEL[category] == level} == {Category(name) for name in names.split()}


def test_only_private_notes_need_a_request_of_their_own() -> None:
    assert {category for category in Category if stands_alone(category)} == {Category.PSYNOTES, Category.SUDNOTES}


def test_what_is_specially_protected_gets_its_own_question() -> None:
    assert asked_one_by_one(Category.HIV)
    assert asked_one_by_one(Category.PSYNOTES)
    assert not asked_one_by_one(Category.DX)


@pytest.mark.parametrize(
    ("names", "mixed"),
    [
        ("psynotes", False),
        ("psynotes psynotes", False),
        ("psynotes dx", True),
        ("psynotes sudnotes", True),
        ("dx attend hiv", False),
        ("", False),
    ],
)
def test_private_notes_are_never_mixed_with_another_kind(names: str, mixed: bool) -> None:
    assert mixes_what_stands_alone(Category(name) for name in names.split()) is mixed


def test_where_a_secret_place_or_program_raises_the_level_it_is_known() -> None:
    raised = {category: known.level_at_risk for category, known in INFORMATION.items() if known.level_at_risk}

    assert raised == {Category.CONTACT: 4, Category.ATTEND: 4}


def test_confidentiality_is_one_of_the_three_labels_and_never_loosened_by_risk() -> None:
    order = "NRV"
    for known in INFORMATION.values():
        assert known.confidentiality in order
        at_risk = known.confidentiality_at_risk or known.confidentiality
        assert order.index(at_risk) >= order.index(known.confidentiality)


def test_the_more_private_half_is_labelled_restricted() -> None:
    assert all(INFORMATION[category].confidentiality in "RV" for category in Category if LEVEL[category] >= 3)


def test_every_law_guards_something_and_every_label_belongs_to_a_law() -> None:
    assert {law for known in INFORMATION.values() for law in known.laws} == set(Law)
    assert set(LAW_LABEL) <= set(Law)


def test_substance_use_records_carry_their_law() -> None:
    assert Law.PART2 in INFORMATION[Category.SUD].laws
    assert LAW_LABEL[Law.PART2] == "42CFRPart2"

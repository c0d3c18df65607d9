"""The table of requirements is read from the code and the tests, and nothing in it is only claimed."""

from pathlib import Path

import pytest

from bot.requirements import UNNAMED, Listed, Requirement, listed, requirements

ROWS = requirements()


TESTS = """
IDS = ["SCOPE-2"]

def test_a():
    'SCOPE-2.'

def test_b():
    assert IDS

def test_c():
    pass
"""


def planted(folder: Path, **files: str) -> dict[str, Requirement]:
    """Read the table of a small house with these files."""
    for path, text in files.items():
        place = folder / path.replace("__", "/")
        place = place.with_suffix(".py")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return {row.id: row for row in requirements(folder)}


def test_a_requirement_that_nothing_names_is_not_built(tmp_path: Path) -> None:
    row = planted(tmp_path)["SCOPE-2"]

    assert (row.built, row.why, row.tests) == (False, UNNAMED, ())


def test_where_it_is_shown_done_and_tested_is_read_from_the_files(tmp_path: Path) -> None:
    row = planted(
        tmp_path,
        consent__gate='"""A room."""\nX = 1  #: SCOPE-2\n',
        bot__words__say="# TRANSLATORS: SCOPE-2\n",
        tests__test_it=TESTS,
    )["SCOPE-2"]

    assert row == Requirement(
        "SCOPE-2",
        "M",
        row.summary,
        True,
        "",
        ("bot/words/say.py:1",),
        ("consent/gate.py:2",),
        ("tests/test_it.py::test_a", "tests/test_it.py::test_b"),
    )


def test_a_longer_id_is_no_shorter_one(tmp_path: Path) -> None:
    rows = planted(tmp_path, consent__gate="# P2-31-a10 and HIPAA-C1-vi-a\n")

    assert {id for id, row in rows.items() if row.done} == {"HIPAA-C1-vi-a", "P2-31-a10"}


def test_what_is_known_to_be_partly_built_is_not_called_built(tmp_path: Path) -> None:
    row = planted(tmp_path, consent__gate="# TG-2\n")["TG-2"]

    assert (row.built, bool(row.why), row.done) == (False, True, ("consent/gate.py:1",))


def test_the_list_has_every_id_once_with_a_level_and_a_line() -> None:
    ids = [each.id for each in listed()]

    assert len(ids) == len(set(ids)) >= 230
    assert [each for each in listed() if each.level not in {"M", "P", "S"} or not each.summary] == []


def test_what_a_law_wants_and_is_built_is_held_by_a_test_that_names_it() -> None:
    assert [row.id for row in ROWS if row.level == "M" and row.built and not row.tests] == []


def test_what_a_law_wants_and_is_not_built_says_why() -> None:
    assert [row.id for row in ROWS if row.level == "M" and not row.built and row.why == UNNAMED] == []


@pytest.mark.parametrize("each", [each for each in listed() if each.missing], ids=lambda each: str(each.id))
def test_a_gap_is_told_in_a_sentence(each: Listed) -> None:
    assert len(each.missing) >= 10


def test_much_of_it_is_built() -> None:
    """Falls where ids are lost from the code by accident."""
    assert sum(row.built for row in ROWS) >= 120

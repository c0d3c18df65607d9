"""What is written about the house is true: the table of rooms, the list of commands, the record of changes."""

import re

import pytest

from tests.house.looking import HOUSE, ROOMS, files

KEPT_APART = {".ci"}


def table_of_rooms(text: str) -> set[str]:
    """Read the first column of the table that opens with `| room |`; nothing when there is no such table."""
    rooms: set[str] = set()
    in_table = False
    for line in text.splitlines():
        cells = [cell.strip(" `/") for cell in line.strip().strip("|").split("|")]
        if cells[0].lower() == "room":
            in_table = True
        elif not line.strip().startswith("|"):
            in_table = False
        elif in_table and not set(cells[0]) <= set("-: "):
            rooms.add(cells[0])
    return rooms


def rooms_that_exist() -> set[str]:
    """List the top-level folders, and the folders of code inside the three rooms."""
    found = {path.relative_to(HOUSE) for path in files(HOUSE)}
    top = {path.parts[0] for path in found if len(path.parts) > 1} - KEPT_APART
    inner = {"/".join(path.parts[:2]) for path in found if path.parts[0] in ROOMS and len(path.parts) > 2}
    return top | {folder for folder in inner if any((HOUSE / folder).glob("*.py"))}


def commands(text: str) -> set[str]:
    """Find the make commands a text tells people to type."""
    return set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))


def targets() -> set[str]:
    """List what the Makefile can make."""
    return set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_a_room_that_is_missing_from_a_table_is_seen() -> None:
    table = (
        "| room | what |\n|---|---|\n| `consent/` | the judge |\n| bot/words | the words |\n\n| other |\n|---|\n| x |\n"
    )

    assert table_of_rooms(table) == {"consent", "bot/words"}


def test_the_table_of_rooms_lists_what_exists() -> None:
    listed = table_of_rooms((HOUSE / "README.md").read_text("utf-8"))

    assert {"consent", "db", "bot", "locales", "tests"} <= rooms_that_exist()
    assert listed == rooms_that_exist()


@pytest.mark.parametrize("name", ["help", "setup", "demo", "run", "test", "check", "bench", "words", "lock"])
def test_the_makefile_has_every_command(name: str) -> None:
    assert name in targets()


def test_every_make_command_in_the_papers_can_be_typed() -> None:
    papers = [HOUSE / "README.md", *(path for path in files(HOUSE / "docs") if path.suffix == ".md")]
    told = {name for paper in papers for name in commands(paper.read_text("utf-8"))}

    assert {"demo", "test"} <= told
    assert told - targets() == set()


def test_changes_are_written_down() -> None:
    assert len((HOUSE / "docs" / "changes.md").read_text("utf-8").splitlines()) >= 3

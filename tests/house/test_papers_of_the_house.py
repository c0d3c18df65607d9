"""What is written about the house is true: the table of rooms, the list of commands, the record of changes."""

import re

import pytest

from tests.house.looking import HOUSE, ROOMS, files

KEPT_APART = {".ci"}


def table_of_rooms(text: str) -> dict[str, str]:
    """Read the table that opens with `| room |`: each room with the rest of its row; nothing without such a table."""
    rooms: dict[str, str] = {}
    in_table = False
    for line in text.splitlines():
        first, _, rest = line.strip().strip("|").partition("|")
        name = first.strip(" `/")
        if name.lower() == "room":
            in_table = True
        elif not line.strip().startswith("|"):
            in_table = False
        elif in_table and not set(name) <= set("-: "):
            rooms[name] = rest
    return rooms


def rooms_that_exist() -> set[str]:
    """List the top-level folders."""
    found = {path.relative_to(HOUSE) for path in files(HOUSE)}
    return {path.parts[0] for path in found if len(path.parts) > 1} - KEPT_APART


def folders_of(room: str) -> set[str]:
    """List the folders of code inside a room."""
    return {
        path.parent.name for path in files(HOUSE / room) if path.parent.parent == HOUSE / room and path.suffix == ".py"
    }


def unnamed_folders(table: dict[str, str], room: str, folders: set[str]) -> set[str]:
    """Name the folders of a room that its row does not speak of."""
    return folders - set(re.findall(r"\w+", table.get(room, "")))


def commands(text: str) -> set[str]:
    """Find the make commands a text tells people to type."""
    return set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))


def targets() -> set[str]:
    """List what the Makefile can make."""
    return set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE))


TABLE = "| room | what |\n|---|---|\n| `bot/` | words, `demo/` |\n| locales | the words |\n\n| other |\n|---|\n| x |\n"


def test_a_table_is_read_by_its_first_column() -> None:
    assert table_of_rooms(TABLE).keys() == {"bot", "locales"}


def test_a_folder_that_its_row_forgets_is_seen() -> None:
    assert unnamed_folders(table_of_rooms(TABLE), "bot", {"words", "demo", "papers"}) == {"papers"}


def test_the_table_of_rooms_lists_what_exists() -> None:
    listed = table_of_rooms((HOUSE / "README.md").read_text("utf-8"))

    assert {"consent", "db", "bot", "locales", "tests", "docs"} <= rooms_that_exist()
    assert listed.keys() == rooms_that_exist()


@pytest.mark.parametrize("room", ROOMS)
def test_the_table_of_rooms_names_every_folder_inside_a_room(room: str) -> None:
    listed = table_of_rooms((HOUSE / "README.md").read_text("utf-8"))

    assert {"words", "actions"} <= folders_of("bot")
    assert unnamed_folders(listed, room, folders_of(room)) == set()


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

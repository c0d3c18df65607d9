"""Each package says at its door what may come in, and the sign agrees with the walls."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.looking import HOUSE, ROOMS, Source, offences, sees, sources
from tests.house.walls import broken_by

LINES = ("You are ", "You may touch: ", "You may not touch: ", "If you need that, go to: ")
# What the words on a sign mean to the walls.
MEANING = {
    "sql": "sqlalchemy",
    "sqlmodel": "sqlmodel",
    "sqlalchemy": "sqlalchemy",
    "telegram": "telegram",
    "scheduler": "apscheduler",
    "apscheduler": "apscheduler",
    "babel": "babel",
    "aiohttp": "aiohttp",
    "network": "aiohttp",
    "files": "pathlib",
    "clock": "time",
    "clocks": "time",
    "chance": "random",
    "log": "logging",
    "logs": "logging",
    "words": "bot.words",
    "sentences": "bot.words",
    "tables": "db.tables",
    "memory": "db.ledger",
    "pen": "db.ledger",
    "ledger": "db.ledger",
    "outbox": "db.outbox",
    "judge": "consent.decide",
    "rules": "consent.decide",
    "sender": "bot.sender",
    "actions": "bot.actions",
    "handlers": "bot.handlers",
    "sandbox": "bot.sandbox",
}
WORD = re.compile(r"`([\w.]+)`|([A-Za-z]+)")


def sign(source: Source) -> list[str]:
    """Read the lines on a door."""
    return (ast.get_docstring(source.tree) or "").splitlines()


def missing_lines(source: Source) -> Iterator[str]:
    found = [line for line in sign(source) if line]
    for number, opening in enumerate(LINES):
        if number >= len(found) or not found[number].startswith(opening):
            yield f"{number + 1} should be a line that opens with: {opening}"
    if len(found) > len(LINES):
        yield f"{len(LINES) + 1} is one line too many"


def named(line: str) -> set[str]:
    """List the modules a line speaks of, in its first sentence (the second may say who else may)."""
    first = re.split(r"\.\s", line.partition(": ")[2])[0]
    names = (code or MEANING.get(word.lower(), "") for code, word in WORD.findall(first))
    return {name for name in names if name}


def line_of(source: Source, opening: str) -> str:
    """Find the line of a sign that opens so, or nothing."""
    return next((line for line in sign(source) if line.startswith(opening)), "")


def empty_threats(source: Source) -> Iterator[str]:
    """Name what a sign forbids and no wall does; a sign that forbids nothing a wall knows is empty too."""
    forbidden = named(line_of(source, "You may not touch"))
    if not forbidden:
        yield "3 names nothing that a wall knows"
    for name in sorted(forbidden):
        if not broken_by(importer=source.module, imported=name):
            yield f"3 forbids {name}, and no contract does"


def broken_promises(source: Source) -> Iterator[str]:
    """Name what a sign allows and a wall forbids."""
    for name in sorted(named(line_of(source, "You may touch"))):
        walls = broken_by(importer=source.module, imported=name) - {"No loops anywhere"}
        if walls and not f"{name}.".startswith(f"{source.module}."):
            yield f"2 allows {name}, and a contract does not: {', '.join(sorted(walls))}"


def wrong_ways(source: Source) -> Iterator[str]:
    """Name the rooms a sign points to that are not there."""
    for name in re.findall(r"`((?:bot|db|consent|locales)(?:\.\w+)*)`", line_of(source, "If you need that")):
        place = HOUSE / name.replace(".", "/")
        if not (place.is_dir() or place.with_suffix(".py").is_file()):
            yield f"4 points to {name}, which is not there"


def doors() -> list[Source]:
    """Every package of the three rooms that holds Python of ours."""
    return [
        source
        for source in sources(*ROOMS)
        if source.path.endswith("/__init__.py") and "migrations" not in source.path.split("/")
    ]


def written(touch: str, avoid: str, go: str) -> str:
    """Write a sign for a test."""
    lines = ["You are in a test.", "", LINES[1] + touch + ".", LINES[2] + avoid + ".", LINES[3] + go + "."]
    return '"""' + "\n".join(lines) + '\n"""'


def test_a_sign_that_lacks_a_line_is_seen() -> None:
    assert sees(missing_lines, '"""You are in a test.\n\nYou may touch: all.\n"""', "db/__init__.py")
    assert not sees(missing_lines, written("all", "nothing", "`db`"), "db/__init__.py")


@pytest.mark.parametrize("avoid", ["SQL", "`cryptography`", "nothing at all"])
def test_a_sign_that_forbids_what_no_wall_forbids_is_seen(avoid: str) -> None:
    assert sees(empty_threats, written("data", avoid, "`bot`"), "db/__init__.py")


def test_a_sign_that_forbids_what_a_wall_forbids_is_fine() -> None:
    assert not sees(empty_threats, written("data", "Telegram, `babel`", "`bot`"), "db/__init__.py")


def test_a_sign_that_allows_what_a_wall_forbids_is_seen() -> None:
    assert sees(broken_promises, written("Telegram", "`babel`", "`bot`"), "db/__init__.py")
    assert not sees(broken_promises, written("SQL", "Telegram", "`bot`"), "db/__init__.py")


def test_a_sign_that_points_to_no_room_is_seen() -> None:
    assert sees(wrong_ways, written("SQL", "Telegram", "`bot.utils`"), "db/__init__.py")


def test_every_door_has_its_four_lines() -> None:
    assert len(doors()) >= 7
    assert {"consent/__init__.py", "db/__init__.py", "bot/__init__.py"} <= {door.path for door in doors()}
    assert offences(missing_lines, doors()) == []


def test_every_sign_forbids_what_the_walls_forbid() -> None:
    assert offences(empty_threats, doors()) == []


def test_every_sign_allows_what_the_walls_allow() -> None:
    assert offences(broken_promises, doors()) == []


def test_every_sign_points_to_a_room_that_is_there() -> None:
    assert offences(wrong_ways, doors()) == []


def test_every_folder_with_code_has_a_door() -> None:
    folders = {source.path.rsplit("/", 1)[0] for source in sources(*ROOMS) if "migrations" not in source.path}

    assert folders - {door.path.rsplit("/", 1)[0] for door in doors()} == set()

"""Which requirement is shown, done and tested where: read from the code and the tests, so that it is true."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

HOUSE = Path(__file__).parents[1]
ID = re.compile(r"\b[A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)+\b")
SHOWN = ("bot/words",)
DONE = ("consent", "db", "bot")

UNNAMED = "no place in the code names it"

Finder = Callable[[str, str], Iterator[tuple[str, str]]]  #: From a path and its text to what is named where.


@dataclass(frozen=True, slots=True)
class Listed:
    """One requirement as it is written down: `missing` is why nothing of it is there, `partly` why not all of it."""

    id: str
    level: str  #: M a law says so, P the product promises it, S it should.
    summary: str
    missing: str = ""
    partly: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement with where it is shown, done and tested; `why` says why it is not built."""

    id: str
    level: str
    summary: str
    built: bool
    why: str
    shown: tuple[str, ...]
    done: tuple[str, ...]
    tests: tuple[str, ...]


def listed() -> tuple[Listed, ...]:
    """Every requirement, in the order of the list."""
    text = files("consent").joinpath("requirements_list.txt").read_text("utf-8")
    return tuple(_row(line) for line in text.splitlines() if line and not line.startswith("#"))


def requirements(house: Path = HOUSE) -> tuple[Requirement, ...]:
    """The whole table. A requirement counts as built where the code names it and the list knows of no gap in it.

    Where the tests are not beside the code, as in an installed copy, no tests are listed.
    """
    code = _named(house, DONE, _places)
    tests = _named(house, ("tests",), _sentences)
    return tuple(_judged(each, code.get(each.id, ()), tests.get(each.id, ())) for each in listed())


def _judged(each: Listed, places: tuple[str, ...], tests: tuple[str, ...]) -> Requirement:
    shown = tuple(place for place in places if place.startswith(SHOWN))
    done = tuple(place for place in places if not place.startswith(SHOWN))
    built = bool(places) and not each.partly
    why = "" if built else each.partly or each.missing or UNNAMED
    return Requirement(each.id, each.level, each.summary, built, why, shown, done, tests)


def _row(line: str) -> Listed:
    id, level, summary, *rest = (cell.strip() for cell in line.split("|"))
    gap = rest[0] if rest else ""
    sort, _, why = gap.partition(": ")
    return Listed(id, level, summary, why if sort == "not" else "", why if sort == "partly" else "")


def _named(house: Path, folders: tuple[str, ...], find: Finder) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    paths = (path for folder in folders if (house / folder).is_dir() for path in (house / folder).rglob("*.py"))
    for path in sorted(paths):
        for id, place in find(path.relative_to(house).as_posix(), path.read_text("utf-8")):
            if place not in found.setdefault(id, []):
                found[id].append(place)
    return {id: tuple(places) for id, places in found.items()}


def _places(path: str, text: str) -> Iterator[tuple[str, str]]:
    """The lines of a file that name a requirement."""
    for number, line in enumerate(text.splitlines(), start=1):
        for id in ID.findall(line):
            yield id, f"{path}:{number}"


def _sentences(path: str, text: str) -> Iterator[tuple[str, str]]:
    """The tests of a file that name a requirement: in their sentence, their rows, or a table they are fed from."""
    tree = ast.parse(text)
    tables = {name: ID.findall(ast.unparse(node)) for node in tree.body for name in _assigned(node)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            used = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            written = ID.findall(ast.unparse(node))
            for id in dict.fromkeys([*written, *(id for name in sorted(used & tables.keys()) for id in tables[name])]):
                yield id, f"{path}::{node.name}"


def _assigned(node: ast.stmt) -> list[str]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case _:
            return []

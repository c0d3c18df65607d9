"""How the house tests look at the house: its files, read once, and samples planted to be seen."""

import ast
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ROOMS = ("consent", "db", "bot")
# The benchmarks may have to be written yet; everything else is there or the tests are red.
ALL_CODE = (*ROOMS, "tests", *(folder for folder in ("bench",) if (HOUSE / folder).is_dir()))
MADE_HERE = {"__pycache__", "build", "dist", "node_modules"}


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: where it is (from the root of the house), its text, and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """The dotted name by which others import this file."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


Rule = Callable[[Source], Iterable[str]]


def planted(text: str, path: str = "bot/planted.py") -> Source:
    """Make a source that exists only in a test, to prove that a rule can see."""
    return Source(path, text, ast.parse(text))


@functools.cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Read every Python file in these folders of the house."""
    found = (path for folder in folders for path in files(HOUSE / folder) if path.suffix == ".py")
    return tuple(planted(path.read_text("utf-8"), path.relative_to(HOUSE).as_posix()) for path in sorted(found))


def files(folder: Path) -> Iterator[Path]:
    """Walk the files people wrote: nothing made by a tool, nothing of the environment."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".editorconfig", ".gitignore"}
        if hidden or path.name in MADE_HERE or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def offences(rule: Rule, looked_at: Iterable[Source]) -> list[str]:
    """Apply a rule to sources and name each offence as file and line, the way an editor can open it."""
    return [f"{source.path}:{offence}" for source in looked_at for offence in rule(source)]


def sees(rule: Rule, text: str, path: str = "bot/planted.py") -> bool:
    """Say whether a rule finds an offence in a planted text."""
    return bool(list(rule(planted(text, path))))


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Every call in a source, with the last name of what is called."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=name) | ast.Name(id=name):
                    yield node, name
                case _:
                    continue


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Every import in a source: its line, and the dotted name of the module."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")

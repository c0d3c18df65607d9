"""Every file says in one line what it is for, and stays short enough to be read in one go."""

import ast
from collections.abc import Iterator

from tests.house.looking import ALL_CODE, HOUSE, Source, files, offences, sees, sources

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def missing_first_line(source: Source) -> Iterator[str]:
    docstring = ast.get_docstring(source.tree)
    if not docstring:
        yield "1 has no docstring"
    elif not source.path.endswith("__init__.py") and len(docstring.splitlines()) > 1:
        yield "1 has a docstring of more than one line"


def too_long_module(source: Source) -> Iterator[str]:
    lines = len(source.text.splitlines())
    if lines > LONGEST_MODULE:
        yield f"{lines} lines (at most {LONGEST_MODULE})"


def too_long_function(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.lineno} {node.name} has {lines} lines (at most {LONGEST_FUNCTION})"


def room_for_everything(source: Source) -> Iterator[str]:
    name = source.module.rsplit(".", 1)[-1]
    if name in {"utils", "util", "helpers", "helper", "misc", "common"}:
        yield "1 is a drawer for everything; name it by its idea"


def test_a_file_without_a_first_line_is_seen() -> None:
    assert sees(missing_first_line, "import ast\n")
    assert sees(missing_first_line, '"""One thing.\n\nAnd another thing.\n"""\n')
    assert not sees(missing_first_line, '"""What this room is for."""\n')


def test_a_long_file_is_seen() -> None:
    assert sees(too_long_module, "x = 1\n" * (LONGEST_MODULE + 1))
    assert not sees(too_long_module, "x = 1\n" * LONGEST_MODULE)


def test_a_long_function_is_seen_even_inside_a_class() -> None:
    method = "    async def go(self):\n" + "        x = 1\n" * LONGEST_FUNCTION

    assert sees(too_long_function, "class Walk:\n" + method)
    assert not sees(too_long_function, "def go():\n" + "    x = 1\n" * (LONGEST_FUNCTION - 1))


def test_a_drawer_for_everything_is_seen() -> None:
    assert sees(room_for_everything, "x = 1", "bot/utils.py")
    assert sees(room_for_everything, "x = 1", "db/helpers/__init__.py")


def test_every_file_says_what_it_is_for() -> None:
    looked_at = sources(*ALL_CODE)

    assert len(looked_at) >= 40
    assert offences(missing_first_line, looked_at) == []


def test_every_file_can_be_read_in_one_go() -> None:
    assert offences(too_long_module, sources(*ALL_CODE)) == []


def test_every_function_can_be_read_in_one_look() -> None:
    assert offences(too_long_function, sources(*ALL_CODE)) == []


def test_no_file_is_a_drawer_for_everything() -> None:
    assert offences(room_for_everything, sources(*ALL_CODE)) == []


def test_every_python_file_stands_in_a_known_room() -> None:
    strays = {
        path.relative_to(HOUSE).parts[0]
        for path in files(HOUSE)
        if path.suffix == ".py" and path.relative_to(HOUSE).parts[0] not in ALL_CODE
    }

    assert strays == set()

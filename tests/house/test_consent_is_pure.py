"""The judge imports plain Python data and itself, and nothing else: an allow-list, because a deny-list forgets."""

from collections.abc import Iterator

import pytest

from tests.house.looking import Source, imports, offences, sees, sources

ALLOWED = {"__future__", "collections", "dataclasses", "datetime", "enum", "itertools", "typing", "consent"}


def imports_beyond_plain_data(source: Source) -> Iterator[str]:
    for line, module in imports(source):
        if module.split(".")[0] not in ALLOWED:
            yield f"{line} imports {module}"


@pytest.mark.parametrize(
    "text", ["import httpx", "import os.path", "from random import choice", "from . import states", "import db"]
)
def test_an_import_of_the_outside_world_is_seen(text: str) -> None:
    assert sees(imports_beyond_plain_data, text, "consent/planted.py")


def test_an_import_inside_a_function_is_seen() -> None:
    assert sees(imports_beyond_plain_data, "def decide():\n    import time\n", "consent/planted.py")


def test_the_judge_imports_plain_data_only() -> None:
    looked_at = sources("consent")

    assert len(looked_at) >= 6
    assert offences(imports_beyond_plain_data, looked_at) == []

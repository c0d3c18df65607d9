"""Every package is pinned to one version and its hashes, and everything the project asks for is among them."""

import re
import tomllib
from typing import Any

import pytest

from tests.house.looking import HOUSE

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(\[[^\]]+\])?==[^\s;]+( ; .+?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def normal(name: str) -> str:
    """Write a package name the one way."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(*extras: str) -> set[str]:
    """Read what the project asks for."""
    project: dict[str, Any] = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + [it for extra in extras for it in project["optional-dependencies"][extra]]
    return {normal(found.group()) for it in wanted if (found := NAME.match(it))}


def unpinned(text: str) -> list[str]:
    """List the lines of a lock file that are neither a pinned package with hashes nor one of its hashes."""
    lines = text.splitlines()
    after = [*lines[1:], ""]
    return [
        line
        for line, following in zip(lines, after, strict=True)
        if not HASH.match(line) and not (PINNED.match(line) and HASH.match(following))
    ]


def pinned(text: str) -> dict[str, str]:
    """Read which packages a lock file names, each with its line."""
    return {normal(found[1]): line for line in text.splitlines() if (found := PINNED.match(line))}


@pytest.mark.parametrize(
    "text",
    [
        "aiohttp==3.14.5\n",
        "aiohttp>=3 \\\n    --hash=sha256:" + "0" * 64,
        "--extra-index" + "-url https://example.test",
        "aiohttp @ https://example.test/aiohttp.whl",
        "-e .",
        "    --hash=md5:00",
    ],
)
def test_a_line_that_pins_nothing_is_seen(text: str) -> None:
    assert unpinned(text)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_its_hashes(name: str) -> None:
    text = (HOUSE / name).read_text("utf-8")

    assert len(pinned(text)) >= 30
    assert unpinned(text) == []


def test_what_the_bot_needs_is_pinned() -> None:
    assert asked_for("build") - pinned((HOUSE / "requirements.txt").read_text("utf-8")).keys() == set()


def test_what_the_tests_need_is_pinned() -> None:
    assert asked_for("build", "dev") - pinned((HOUSE / "requirements-dev.txt").read_text("utf-8")).keys() == set()


def test_both_lists_agree_on_every_version() -> None:
    running = pinned((HOUSE / "requirements.txt").read_text("utf-8"))
    testing = pinned((HOUSE / "requirements-dev.txt").read_text("utf-8"))

    assert {name: testing.get(name) for name in running} == running

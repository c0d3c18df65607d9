"""Tests that are real: nothing patched, nothing skipped, nothing expected to fail."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.looking import Source, calls, imports, offences, sees, sources

PATCHING = {"mock", "pytest_mock", "unittest"}
SKIPPING = {"skip", "skipif", "xfail", "importorskip", "skipIf", "skipUnless", "expectedFailure", "SkipTest"}
# A test may set the environment or the folder it stands in; it may not change code under its feet.
CHANGING_CODE = {"setattr", "delattr", "setitem", "delitem"}


def patching(source: Source) -> Iterator[str]:
    for line, module in imports(source):
        if module.split(".")[0] in PATCHING:
            yield f"{line} imports {module}"
    for call, name in calls(source):
        match call.func:
            case ast.Attribute(value=ast.Name(id="monkeypatch")) if name in CHANGING_CODE:
                yield f"{call.lineno} patches with monkeypatch.{name}"
            case _:
                continue


def skipping(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Attribute(attr=name, value=ast.Name(id="pytest" | "unittest") | ast.Attribute(attr="mark")):
                if name in SKIPPING:
                    yield f"{node.lineno} uses {name}"
            case ast.ImportFrom(module="pytest" | "unittest", names=names):
                yield from (f"{node.lineno} imports {alias.name}" for alias in names if alias.name in SKIPPING)
            case _:
                continue


@pytest.mark.parametrize(
    "text",
    [
        "from unittest.mock import patch",
        "import unittest.mock",
        "from unittest import mock",
        "monkeypatch.setattr(clock, 'now', later)",
    ],
)
def test_a_patched_test_is_seen(text: str) -> None:
    assert sees(patching, text, "tests/planted.py")


def test_setting_the_environment_is_allowed() -> None:
    assert not sees(patching, "monkeypatch.setenv('ASKFIRST_TELEGRAM_TOKEN', 'x')", "tests/planted.py")


@pytest.mark.parametrize(
    "text",
    [
        "@pytest.mark.skip\ndef test_it(): ...",
        "@pytest.mark.skipif(True, reason='later')\ndef test_it(): ...",
        "@pytest.mark.xfail\ndef test_it(): ...",
        "def test_it():\n    pytest.skip('no browser')",
        "browser = pytest.importorskip('playwright')",
        "from pytest import skip",
        "pytestmark = pytest.mark.skipif(True, reason='later')",
    ],
)
def test_a_skipped_test_is_seen(text: str) -> None:
    assert sees(skipping, text, "tests/planted.py")


def test_no_test_patches_the_code_it_tests() -> None:
    looked_at = sources("tests")

    assert len(looked_at) >= 10
    assert offences(patching, looked_at) == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    assert offences(skipping, sources("tests")) == []

"""A tool may be silenced for one line and one named rule, and only with the reason beside it."""

import io
import re
import tokenize
from collections.abc import Iterator

import pytest

from tests.house.looking import ALL_CODE, Source, offences, sees, sources

# Written in pieces, so that this file does not silence anything itself.
NOQA = "no" + "qa"
IGNORE = "type: " + "ignore"
SILENCER = re.compile(
    rf"#\s*(?P<tool>{NOQA}|{IGNORE}|pragma|ruff:|mypy:|pyright:|pylint:|nosec)(?P<rest>.*)", re.IGNORECASE
)
WITH_REASON = re.compile(r"(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[a-z-]+(,\s*[a-z-]+)*\])\s*(#|-|–|—)\s*\w+(\W+\w+)+")


def silenced_without_a_reason(source: Source) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        found = SILENCER.search(token.string) if token.type == tokenize.COMMENT else None
        if found and not (found["tool"].lower() in (NOQA, IGNORE) and WITH_REASON.match(found["rest"].strip())):
            yield f"{token.start[0]} silences a tool without saying why: {token.string.strip()}"


@pytest.mark.parametrize(
    "comment",
    [
        f"# {NOQA}",
        f"# {NOQA}: S603",
        f"#{NOQA}:S603",
        f"# {IGNORE}",
        f"# {IGNORE}[arg-type]",
        f"# {IGNORE} # because the library has no types",
        f"# ruff: {NOQA}: S603",
        "# mypy: ignore-errors",
        "# pragma: no cover",
    ],
)
def test_a_silencer_without_a_reason_is_seen(comment: str) -> None:
    assert sees(silenced_without_a_reason, f"x = 1  {comment}\n")


@pytest.mark.parametrize(
    "comment",
    [
        f"# {NOQA}: S603 - the command is a constant",
        f"# {NOQA}: S603, S607  # the command is a constant",
        f"# {IGNORE}[arg-type]  # the library declares it wrongly",
    ],
)
def test_a_silencer_with_a_rule_and_a_reason_is_allowed(comment: str) -> None:
    assert not sees(silenced_without_a_reason, f"x = 1  {comment}\n")


def test_a_text_about_silencers_is_allowed() -> None:
    assert not sees(silenced_without_a_reason, f'x = "# {NOQA}"\n')


def test_nothing_is_silenced_without_a_reason() -> None:
    looked_at = sources(*ALL_CODE)

    assert len(looked_at) >= 40
    assert offences(silenced_without_a_reason, looked_at) == []

"""The repository names no folder of anybody's machine, no package index, and no secret."""

import re
from pathlib import Path

import pytest

from tests.house.looking import HOUSE, files

# Put together here, so that this file does not match itself.
FOLDERS = re.compile(
    r"(?<![\w.:/~-])/(" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers")) + r")/[\w.-]+"
)
INDEXES = re.compile(
    "|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "index" + "-url", "find" + "-links")), re.I
)
# A token that says in itself that it is made up opens nothing.
TOKEN = re.compile(r"(?<!\d)\d{8,10}:(?![\w-]*(?:secret|fake))[\w-]{35}(?![\w-])", re.ASCII)
# Named in the Makefile on purpose: the option that keeps addresses out of the lock files.
KEEPS_ADDRESSES_OUT = "--no-emit-index" + "-url"
BINARY = {".png", ".jpg", ".gif", ".ico", ".pdf", ".woff2", ".mo", ".db", ".ttf"}


def machine_traces(text: str) -> list[str]:
    """Find what belongs to a machine and not to the project."""
    plain = text.replace(KEEPS_ADDRESSES_OUT, "")
    return [found.group() for pattern in (FOLDERS, INDEXES, TOKEN) for found in pattern.finditer(plain)]


def looked_at() -> list[Path]:
    """Every text file of the repository."""
    return [path for path in files(HOUSE) if path.suffix not in BINARY]


@pytest.mark.parametrize(
    "text",
    [
        "open('/" + "work/main/bot/cli.py')",
        "cd /" + "root/project",
        "see /" + "home/ana/askfirst",
        "--extra-index" + "-url https://example.test" + "/simple",
        "https://files.python" + "hosted.org/packages/x.whl",
        "ASKFIRST_TELEGRAM_TOKEN=" + "12345678:" + "A" * 35,
    ],
)
def test_a_trace_of_a_machine_is_seen(text: str) -> None:
    assert machine_traces(text)


@pytest.mark.parametrize(
    "text", ["/var/lib/askfirst", "https://core.telegram.org/bots/api", "client/wo" + "rk/home", "/work"]
)
def test_other_paths_and_addresses_are_allowed(text: str) -> None:
    assert not machine_traces(text)


def test_the_repository_holds_no_trace_of_a_machine() -> None:
    traces = {
        path.relative_to(HOUSE).as_posix(): found
        for path in looked_at()
        if (found := machine_traces(path.read_text("utf-8")))
    }

    assert len(looked_at()) >= 60
    assert traces == {}

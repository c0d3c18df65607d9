"""What is typed at the command line, in an empty folder, and an agency that was set up that way."""

import json
import logging
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

INIT = (
    "init", "--agency", "Riverside Center", "--timezone", "America/New_York", "--language", "en",
    "--emergency", "911", "--crisis", "988", "--admin", "Sam Okafor",
)  # fmt: skip

TOKEN = "123456789:AAE-secret_secret_secret"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, and no settings from elsewhere."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("ASKFIRST_")]:
        monkeypatch.delenv(name)
    return tmp_path


def askfirst(*words: str, typed: str | None = None) -> Result:
    """Type a command. Where it would have logged to is gone with it."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        return CliRunner().invoke(app, list(words), input=typed)
    finally:
        root.handlers[:], level = before
        root.setLevel(level)


def facts(*words: str) -> Any:
    """Type a command and read its answer for machines."""
    result = askfirst(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def agency() -> None:
    """An agency that is set up, with one clinician."""
    assert askfirst(*INIT).exit_code == 0
    assert askfirst("staff", "add", "--name", "Ana Ruiz", "--role", "clinician").exit_code == 0

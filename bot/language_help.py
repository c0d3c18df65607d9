"""That language help is free, in the languages of a state; each sentence is marked as read or as a draft."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[1] / "locales" / "taglines.toml"


@cache
def known(file: Path = FILE) -> Mapping[str, Mapping[str, Any]]:
    """Every sentence by its language code: name, text, status ("draft" or "reviewed"), source, reviewers (LEP-2)."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def sentence(code: str, own: Mapping[str, str]) -> str | None:
    """The agency's own sentence in this language, else ours; None where there is neither (LEP-4)."""
    return own.get(code) or (known()[code]["text"] if code in known() else None)

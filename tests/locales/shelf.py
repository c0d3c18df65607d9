"""The catalogues as they lie on the shelf: what is offered, what English says, what each language says."""

import functools
import string
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

HOUSE = Path(__file__).parents[2]
LOCALES = HOUSE / "locales"
TEMPLATE = LOCALES / "askfirst.pot"
SOURCE = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One entry of a catalogue: its context, the English forms (one, or two with a plural), and those of a language."""

    context: str
    english: tuple[str, ...]
    said: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds it by."""
        return self.context, self.english[0]


def languages() -> dict[str, dict[str, Any]]:
    """Read the list of languages."""
    return tomllib.loads((LOCALES / "languages.toml").read_text("utf-8"))


def translated() -> list[str]:
    """Name the languages that are offered and are not the source."""
    return [code for code, facts in languages().items() if facts["offered"] and code != SOURCE]


def catalogue_file(code: str) -> Path:
    """Say where the catalogue of a language lies."""
    return LOCALES / code.replace("-", "_") / "LC_MESSAGES" / "askfirst.po"


@functools.cache
def catalogue(path: Path, code: str | None = None) -> Catalog:
    """Read one catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=code and code.replace("-", "_"))


def sentences(read: Catalog) -> list[Sentence]:
    """List what a catalogue says."""
    return [
        Sentence(str(message.context or ""), forms(message.id), forms(message.string), message.fuzzy)
        for message in read
        if message.id
    ]


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Make one form or several into several."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def english() -> list[Sentence]:
    """List every sentence of the source."""
    return sentences(catalogue(TEMPLATE))


def spoken_in(code: str) -> list[Sentence]:
    """List every sentence of a language."""
    return sentences(catalogue(catalogue_file(code), code))


def placeholders(text: str) -> set[str]:
    """Name the variables of a sentence. Raises ValueError when its braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

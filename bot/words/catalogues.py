"""The languages on offer and their catalogues, read from the folder of words."""

import gettext
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"  #: The language in which the sentences stand in the code.
DOMAIN = "askfirst"
FOLDER = Path(__file__).resolve().parents[2] / "locales"

REVIEWERS = 2  #: Who live in the language; one of them is a professional translator (LEP-8).
_VERSION_LENGTH = 12


class NoWords(KeyError):
    """A sentence is missing in a language; consent text never falls back to another language (LEP-6)."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language on offer: its tag, its name in its own script, and "ltr" or "rtl".

    `reviewed` says whether people have reviewed the very words that are in force (LEP-2, LEP-8).
    """

    code: str
    name: str
    direction: str
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All sentences of one language; `version` changes whenever any of them does (PL-2, PL-9)."""

    language: Language
    locale: Locale
    sentences: gettext.NullTranslations
    version: str


class _Missing(gettext.NullTranslations):
    """The end of the look-up: no silent English."""

    def pgettext(self, context: str, message: str) -> str:
        raise NoWords(context, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        raise NoWords(context, msgid1)


def load(folder: Path | None = None) -> Mapping[str, Catalogue]:
    """Read every offered language, the source language first. Raises OSError or ValueError for a broken folder."""
    folder = folder or FOLDER
    listed = tomllib.loads((folder / "languages.toml").read_text(encoding="utf-8"))
    offered = sorted((code for code, known in listed.items() if known["offered"]), key=lambda code: code != SOURCE)
    return {code: _catalogue(folder, code, listed[code]) for code in offered}


def _catalogue(folder: Path, code: str, known: Mapping[str, Any]) -> Catalogue:
    locale = Locale.parse(known.get("locale", code).replace("-", "_"))
    written = folder / code.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"
    version = _version((folder / f"{DOMAIN}.pot" if code == SOURCE else written).read_bytes())
    language = Language(code, known["name"], known["direction"], is_reviewed(known, version))
    if code == SOURCE:
        return Catalogue(language, locale, gettext.NullTranslations(), version)
    sentences = gettext.GNUTranslations(BytesIO(_compiled(written)))
    sentences.add_fallback(_Missing())
    return Catalogue(language, locale, sentences, version)


def is_reviewed(known: Mapping[str, Any], version: str) -> bool:
    """Whether this version of a catalogue was read by as many people as it takes; a later word is a draft again."""
    by = known.get("reviewers", ())
    whole = all(each.get("who") and each.get("on") for each in by)
    return known.get("status") != "draft" and known.get("reviewed") == version and whole and len(by) >= REVIEWERS


def _compiled(written: Path) -> bytes:
    """The machine form: the file beside the catalogue if it is as new, else made here, in memory."""
    ready = written.with_suffix(".mo")
    if ready.exists() and ready.stat().st_mtime >= written.stat().st_mtime:
        return ready.read_bytes()
    made = BytesIO()
    with written.open("rb") as source:
        write_mo(made, read_po(source))
    return made.getvalue()


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_VERSION_LENGTH]

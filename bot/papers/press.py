"""The printing press: a sheet of plain texts becomes a tagged PDF in any script, with the fonts that lie here."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

ACCESSIBLE = "ua-1"  #: PDF/UA-1; under it Typst refuses a letter that no font can show.
FAMILIES = ("Noto Sans", "Noto Naskh Arabic")
_HERE = Path(str(files("bot.papers")))


class CannotPrint(Exception):
    """No font here can show some letters of this paper. Install fonts for them (Debian: fonts-noto-core)."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a sheet. `kind`: heading, lines, numbered, frame, quote, table or small."""

    kind: str
    texts: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    language: str = ""
    direction: str = ""


def lines(*texts: str | None) -> Block:
    """Sentences under each other; what is None leaves no gap."""
    return Block("lines", tuple(text for text in texts if text))


def heading(text: str) -> Block:
    """A heading."""
    return Block("heading", (text,))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper, worded: texts only, shown letter by letter, whatever stands in them."""

    title: str
    law: str | None  #: The paper's name in law.
    author: str
    language: str
    direction: str
    foot: str
    made_at: datetime
    blocks: tuple[Block, ...]
    least: float = 0.0  #: The smallest size of type on it, in points; 0 leaves it to the look (ST-CA-5611).


def pdf(sheet: Sheet) -> bytes:
    """Print a sheet as PDF/UA-1; the same sheet gives the same bytes. Raises CannotPrint."""
    return _printed(sheet, "pdf")[0]


def pictures(sheet: Sheet) -> list[bytes]:
    """Each page as a PNG picture, to look at. Raises CannotPrint."""
    return _printed(sheet, "png")


def _printed(sheet: Sheet, form: Any) -> list[bytes]:
    try:
        return _set(sheet, form, _fonts(system=False))
    except typst.TypstError:  # A name in a script that is not here: this machine may have a font for it.
        pass
    try:
        return _set(sheet, form, _fonts(system=True))
    except typst.TypstError:
        raise CannotPrint from None  # The trace would quote the name.


def _set(sheet: Sheet, form: Any, fonts: typst.Fonts) -> list[bytes]:
    facts = json.dumps(asdict(sheet) | {"fonts": FAMILIES, "made_at": None}, ensure_ascii=False)
    more: dict[str, Any] = {"pdf_standards": [ACCESSIBLE], "timestamp": int(sheet.made_at.timestamp())}
    made = typst.compile(
        _template(),
        sys_inputs={"paper": facts},
        font_paths=fonts,
        root=_HERE,
        format=form,
        **(more if form == "pdf" else {"ppi": 80.0}),
    )
    if made is None:
        raise CannotPrint
    return made if isinstance(made, list) else [made]


@cache
def _template() -> bytes:
    return (_HERE / "paper.typ").read_bytes()


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    folder = _HERE / "fonts"
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[folder])

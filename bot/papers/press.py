"""The printing press: a sheet of plain texts becomes a tagged PDF in any script, with the fonts here (LEP-9)."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

ACCESSIBLE = "ua-1"  #: PDF/UA-1; under it Typst refuses a letter that no font can show.
FAMILIES = ("Noto Sans", "Noto Naskh Arabic")
_HERE = Path(str(files("bot.papers")))


class CannotPrint(Exception):
    """No font here can show some letters of this paper; `scripts` names their writing, never the letters."""

    def __init__(self, scripts: tuple[str, ...] = ()) -> None:
        named = f" ({', '.join(scripts)})" if scripts else ""
        super().__init__(
            f"No font here can show some letters of this paper{named}. "
            "Install fonts for them (Debian: fonts-noto-core, and fonts-noto-cjk)."
        )
        self.scripts = scripts


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where fonts are looked for: in a folder first, and then, if `system`, among those of the machine."""

    folder: Path = _HERE / "fonts"
    system: bool = True


OURS = Shelf()
SIGNS = "signs"  #: What belongs to no script.


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


def pdf(sheet: Sheet, shelf: Shelf = OURS) -> bytes:
    """Print a sheet as PDF/UA-1; the same sheet gives the same bytes. Raises CannotPrint."""
    return _printed(sheet, "pdf", shelf)[0]


def pictures(sheet: Sheet, shelf: Shelf = OURS) -> list[bytes]:
    """Each page as a PNG picture, to look at. Raises CannotPrint."""
    return _printed(sheet, "png", shelf)


def _printed(sheet: Sheet, form: Any, shelf: Shelf) -> list[bytes]:
    # A name in a script that is not here: this machine may have a font for it.
    for system in (False, True) if shelf.system else (False,):
        made = _set(sheet, form, shelf.folder, system=system)
        if made is not None:
            return made
    raise CannotPrint(tuple(_missing(sheet, shelf)))


def _set(sheet: Sheet, form: Any, folder: Path, *, system: bool) -> list[bytes] | None:
    """The pages, or None where a letter has no font."""
    import typst  # Costs memory, and most processes print nothing.

    fonts = _fonts(folder, system=system)
    if not fonts.fonts():  # Without any font at all Typst prints empty pages and calls that done.
        return None
    facts = json.dumps(asdict(sheet) | {"fonts": FAMILIES, "made_at": None}, ensure_ascii=False)
    more: dict[str, Any] = {"pdf_standards": [ACCESSIBLE], "timestamp": int(sheet.made_at.timestamp())}
    try:
        made = typst.compile(
            _template(),
            sys_inputs={"paper": facts},
            font_paths=fonts,
            root=_HERE,
            format=form,
            **(more if form == "pdf" else {"ppi": 80.0}),
        )
    except typst.TypstError:  # Its message would quote the name.
        return None
    return made if made is None or isinstance(made, list) else [made]


def _missing(sheet: Sheet, shelf: Shelf) -> Iterator[str]:
    """The scripts of a sheet that no font on the shelf has, in the words of Unicode; "signs" last, and only alone."""
    by_script: dict[str, str] = {}
    for sign in sorted(_signs(sheet)):
        script = script_of(sign)
        by_script[script] = by_script.get(script, "") + sign
    found = False
    for script, signs in sorted(by_script.items(), key=lambda one: (one[0] == SIGNS, one[0])):
        alone = replace(sheet, title="-", law=None, author="-", foot="-", blocks=(lines(*signs),))
        if not (found and script == SIGNS) and _set(alone, "pdf", shelf.folder, system=shelf.system) is None:
            found = True
            yield script


def _signs(sheet: Sheet) -> set[str]:
    cells = (cell for block in sheet.blocks for row in (block.texts, *block.rows) for cell in row)
    return {sign for text in (sheet.title, sheet.law or "", sheet.foot, *cells) for sign in text if not sign.isspace()}


def script_of(sign: str) -> str:
    """The script of a letter by its name in Unicode, such as Arabic; "signs" for what belongs to none."""
    first = unicodedata.name(sign, "").split(" ")[0].split("-")[0]
    if unicodedata.category(sign)[0] not in "LM" or first in ("", "COMBINING"):
        return SIGNS
    return first if first == "CJK" else first.capitalize()


@cache
def _template() -> bytes:
    return (_HERE / "paper.typ").read_bytes()


@cache
def _fonts(folder: Path, *, system: bool) -> Any:
    import typst

    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[folder])

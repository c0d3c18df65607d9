"""Reads a printed paper as it is drawn: each piece with its place, size, colour and tag, in the order of speech."""

# A line that runs from right to left is drawn from left to right, word by word, so a plain reader of PDF gives its
# words in the wrong order. Here the pieces of a line are put from right to left, and what runs the other way inside it
# (names in Latin letters, numbers) is turned back. Sentences are compared by their letters and digits alone, since the
# signs between them may stand on either side.

import io
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, TextStringObject

_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_APART = re.compile(r"[\u2066-\u2069]|^\s*\d*\.\s*$")  #: The marks around a name, and the number of a list.
_STRONG = {"L": "ltr", "EN": "ltr", "AN": "ltr", "R": "rtl", "AL": "rtl"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters that were drawn at once. `tagged`: part of the text, or marked as decoration."""

    page: int
    x: float
    y: float
    text: str
    size: float
    ink: tuple[float, ...]
    tagged: bool
    artifact: bool


def pieces(printed: bytes) -> list[Piece]:
    """Everything that is written on a paper, in the order in which it is drawn."""
    reader = PdfReader(io.BytesIO(printed))
    return [each for number, page in enumerate(reader.pages) for each in _Pen(number, page).draw(reader)]


def letters(text: str) -> str:
    """The letters and digits of a text, however they are joined, with nothing between."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign.isalnum() or unicodedata.category(sign) == "Mn").casefold()


def spoken(drawn: Iterable[Piece], direction: str) -> str:
    """All letters of a paper in the order of speech; `direction` is that of its language."""
    body = [each for each in drawn if not each.artifact]
    lines = itertools.groupby(body, key=lambda each: (each.page, round(each.y, 1)))
    return letters(" ".join(_in_order(list(line), direction) for _, line in lines))


def _in_order(line: list[Piece], direction: str) -> str:
    """One line: from right to left, but for what runs the other way inside it."""
    if direction == "ltr":
        return " ".join(_turned(sorted(line, key=lambda each: each.x), "rtl"))
    return " ".join(_turned(sorted(line, key=lambda each: -each.x), "ltr"))


def _turned(line: list[Piece], other: str) -> Iterator[str]:
    """What runs the other way is turned back, each name and the number of a list by itself."""
    part, known = 0, []
    for each in line:
        part += bool(_APART.search(each.text))
        known.append((part, _way(each.text), each.text))
        part += bool(_APART.search(each.text))
    for (_, way), run in itertools.groupby((one for one in known if one[1]), key=lambda one: one[:2]):
        words = [text for _, _, text in run]
        yield from reversed(words) if way == other else words


def _way(text: str) -> str | None:
    return next((_STRONG[kind] for sign in text if (kind := unicodedata.bidirectional(sign)) in _STRONG), None)


class _Pen:
    """Follows the drawing of one page."""

    def __init__(self, number: int, page: Any) -> None:
        self.number, self.page = number, page
        self.at, self.scale = (0.0, 0.0), 1.0
        self.font: dict[int, str] = {}
        self.size = 0.0
        self.ink: tuple[float, ...] = (0.0,)
        self.run: list[Piece] = []
        self.marks: list[tuple[str, Any]] = []
        self.kept: list[tuple[tuple[float, float], float, tuple[float, ...]]] = []

    def draw(self, reader: PdfReader) -> Iterator[Piece]:
        fonts = {name: _letters_of(font.get_object()) for name, font in self.page["/Resources"]["/Font"].items()}
        for operands, operator in ContentStream(self.page.get_contents(), reader).operations:
            match operator:
                case b"q":
                    self.kept.append((self.at, self.scale, self.ink))
                case b"Q":
                    self.at, self.scale, self.ink = self.kept.pop()
                case b"cm":
                    a, _, _, _, e, f = (float(each) for each in operands)
                    self.at = (self.at[0] + self.scale * e, self.at[1] + self.scale * f)
                    self.scale *= a
                case b"Tf":
                    self.font, self.size = fonts[operands[0]], float(operands[1])
                case b"scn" | b"sc" | b"rg" | b"g":
                    self.ink = tuple(float(each) for each in operands)
                case b"BDC" | b"BMC":
                    self.marks.append((str(operands[0]), operands[1] if len(operands) > 1 else None))
                case b"EMC":
                    self.marks.pop()
                case b"BT":
                    self.run = []
                case b"Tj" | b"TJ":
                    self.run.append(self._written(operands[0]))
                case b"ET":
                    yield from self._whole()
                case _:
                    continue

    def _whole(self) -> Iterator[Piece]:
        """What was drawn from one place on is one piece, where it looks the same."""
        for _, alike in itertools.groupby(self.run, key=lambda each: (each.size, each.ink, each.tagged, each.artifact)):
            parts = list(alike)
            yield replace(parts[0], text="".join(each.text for each in parts))

    def _written(self, shown: Any) -> Piece:
        parts = [shown] if isinstance(shown, bytes | str) else shown
        codes = b"".join(_bytes_of(each) for each in parts)
        signs = [self.font.get(int.from_bytes(codes[at : at + 2], "big"), "\ufffd") for at in range(0, len(codes), 2)]
        names = [name for name, _ in self.marks]
        if "/ReversedChars" in names:
            signs.reverse()
        told = next((str(more["/ActualText"]) for _, more in self.marks if more and "/ActualText" in more), None)
        text = "".join(signs) if told is None else told
        artifact = "/Artifact" in names
        tagged = artifact or any(more and "/MCID" in more for _, more in self.marks)
        return Piece(self.number, *self.at, text, self.size * self.scale, self.ink, tagged, artifact)


def _bytes_of(shown: Any) -> bytes:
    """The codes of a string; the moves between strings have none."""
    if isinstance(shown, bytes):
        return shown
    return bytes(shown.original_bytes) if isinstance(shown, TextStringObject) else b""


def _letters_of(font: Any) -> dict[int, str]:
    """What each sign of a font stands for."""
    written = font["/ToUnicode"].get_data().decode("latin-1")
    found: dict[int, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", written, re.S):
        found |= {int(code, 16): _text(sign) for code, sign in _PAIR.findall(part)}
    for part in re.findall(r"beginbfrange(.*?)endbfrange", written, re.S):
        for first, last, sign in _RANGE.findall(part):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(ord(_text(sign)) + offset)
    return found


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")

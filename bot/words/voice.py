"""One language speaking: sentences looked up, variables escaped and set apart, lists and lines joined."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from babel.lists import format_list

from bot.words.catalogues import Catalogue
from bot.words.lines import Counted, Line

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_TWO_STOPS = re.compile(f"\\.({END_ISOLATE}*)\\.")  #: A name or a time that ends in a full stop, at a sentence's end.
_OPENING = re.compile(r"(?:<[^>]*>)*")
_UNSHOWN = re.compile(r"<[^>]*>|&[a-z]+;")
_RTL = ("R", "AL")
_STRONG = ("L", *_RTL)
_FREE_TEXT_MOST = 1500


class Worded(str):
    """Text that is in the reader's language already, and safe to show as it stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """The sentences of one language, said as Telegram HTML, or plainly for buttons."""

    catalogue: Catalogue
    zone: str  #: The reader's time zone, an IANA name.
    markup: bool = True

    @property
    def plain(self) -> "Voice":
        """The same voice for places that show no markup: button labels and text to copy."""
        return replace(self, markup=False)

    @property
    def direction(self) -> str:
        """Whether the language runs "ltr" or "rtl"."""
        return self.catalogue.language.direction

    def say(self, line: Line | Counted, /, **values: object) -> Worded:
        """The sentence in this language, with its variables. A Counted sentence takes its number as `count`."""
        words = self.catalogue.sentences
        if isinstance(line, Line):
            template = words.pgettext(line.context, line.message)
        else:
            template = words.npgettext(line.context, line.one, line.many, _count(values))
        shown = {name: self.variable(value) for name, value in values.items()}
        return Worded(_TWO_STOPS.sub(r".\1", self._safe(template).format_map(shown)))

    def variable(self, value: object) -> Worded:
        """A name, code, date or number on one line, set apart so that it cannot turn the sentence around."""
        if isinstance(value, Worded):
            return value
        bare = " ".join(_BIDI_CONTROLS.sub("", str(value)).split())
        if not self.markup and self.direction == "ltr" and _first_strong(bare) != "rtl":
            return Worded(bare)
        return Worded(f"{ISOLATE}{self._safe(bare)}{END_ISOLATE}")

    def bold(self, text: Worded) -> Worded:
        """The text made to stand out."""
        return Worded(f"<b>{text}</b>") if self.markup and text else text

    def struck(self, text: Worded) -> Worded:
        """The text crossed out, beside words that say the same."""
        return Worded(f"<s>{text}</s>") if self.markup and text else text

    def quote(self, text: str, *, most: int = _FREE_TEXT_MOST) -> Worded:
        """Free text of a person, as they wrote it, cut after `most` characters."""
        cut = text if len(text) <= most else text[: most - 1] + "…"
        rows = [self.variable(row) if row.strip() else Worded("") for row in cut.splitlines()]
        return Worded("<blockquote>" + "\n".join(rows) + "</blockquote>")

    def framed(self, text: Worded, *, inside: "Voice | None" = None) -> Worded:
        """A message of this voice shown inside one of another; each line keeps its own direction."""
        if inside is None or inside.direction == self.direction:
            return Worded(f"<blockquote>{text}</blockquote>")
        mark = _MARKS[self.direction]
        return Worded("\n".join(_marked(row, mark) for row in f"<blockquote>{text}</blockquote>".split("\n")))

    def listed(self, parts: Iterable[Worded]) -> Worded:
        """Parts joined as the language does it: one, two and three."""
        return Worded(format_list(list(parts), locale=self.catalogue.locale))

    def numbered(self, parts: Iterable[Worded]) -> Worded:
        """One part a line, counted from 1, each beginning with a capital where the script has them."""
        return lines(*(Worded(f"{number}. {_capital(part)}") for number, part in enumerate(parts, start=1)))

    def directed(self, text: str) -> str:
        """The text with a direction mark on each line that would otherwise run the wrong way."""
        if self.direction == "ltr":
            return text
        rows = text.split("\n")
        return "\n".join(row if _has_direction(row) else _marked(row, _MARKS["rtl"]) for row in rows)

    def clean(self, text: str) -> str:
        """The text without direction marks, for pasting elsewhere."""
        return _BIDI_CONTROLS.sub("", text)

    def _safe(self, text: str) -> str:
        return html.escape(text, quote=False) if self.markup else text


def lines(*texts: Worded | None) -> Worded:
    """The texts under each other; what is None or empty leaves no gap."""
    return Worded("\n".join(text for text in texts if text))


def fitting(rows: Iterable[Worded], most: int = 2000) -> tuple[list[Worded], int]:
    """The first rows that fit into `most` characters, at least one, and how many are left over."""
    listed = list(rows)
    kept = length = 0
    for row in listed:
        length += len(row)
        if kept and length > most:
            break
        kept += 1
    return listed[:kept], len(listed) - kept


def blocks(*texts: Worded | None) -> Worded:
    """The texts as paragraphs with an empty line between them; what is None or empty leaves no gap."""
    return Worded("\n\n".join(text for text in texts if text))


def _count(values: Mapping[str, object]) -> int:
    count = values["count"]
    if not isinstance(count, int):
        raise TypeError
    return count


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _has_direction(row: str) -> bool:
    return _first_strong(row) == "rtl" or _UNSHOWN.sub("", row).startswith(_MARKS["ltr"])


def _marked(row: str, mark: str) -> str:
    """The row with a direction mark before its first sign and behind its opening tags; an empty row stays empty."""
    opening = _OPENING.match(row)
    at = opening.end() if opening else 0
    return row[:at] + mark + row[at:] if _UNSHOWN.sub("", row).strip() else row


def _first_strong(text: str) -> str | None:
    """The direction of the first letter outside isolates, as the Unicode rule P2 finds it; None without any."""
    depth = 0
    for sign in _UNSHOWN.sub("", text):
        if sign == ISOLATE:
            depth += 1
        elif sign == END_ISOLATE:
            depth = max(depth - 1, 0)
        elif depth == 0 and unicodedata.bidirectional(sign) in _STRONG:
            return "rtl" if unicodedata.bidirectional(sign) in _RTL else "ltr"
    return None

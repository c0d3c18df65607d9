"""Reads a message as Telegram does: what is shown, which marks it holds, and whether they fit into each other."""

from html.parser import HTMLParser
from unicodedata import bidirectional

ALLOWED = {"b", "i", "s", "blockquote"}
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.shown: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        fits = tag in ALLOWED and not attrs
        if not (fits or (tag == "a" and [name for name, _ in attrs] == ["href"])):
            self.faults.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def read(text: str) -> tuple[str, list[str]]:
    """What is shown, and the faults of the marks."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.shown), reader.faults + reader.open


def shown(text: str) -> str:
    """What is shown, without the signs that only set names apart."""
    return "".join(
        sign for sign in read(text)[0] if bidirectional(sign) not in ("FSI", "PDI") and sign not in "\u200e\u200f"
    )


def first_strong(line: str) -> str | None:
    """The direction of a line: of its first letter or direction mark outside isolates."""
    depth = 0
    for sign in line:
        depth += (sign == ISOLATE) - (sign == END_ISOLATE)
        if depth == 0 and bidirectional(sign) in ("L", "R", "AL"):
            return "ltr" if bidirectional(sign) == "L" else "rtl"
    return None

"""HTML of a message to plain text and entities, with Telegram's own parse errors."""

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import Refusal

Entity = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_SPACE = " \t\r\n\0\v"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(x?)([0-9a-fA-F]+)|([a-zA-Z]+));?")
_LINK = re.compile(r"^(?:https?://|tg://|ton://|mailto:|tel:)?[^\s<>\"]+$", re.IGNORECASE)
_DATE_FORMAT = re.compile(r"[rR]|[tTdDwW]*")


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    first_piece: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Returns the text without tags and its entities in UTF-16 units; raises Refusal (400) as Telegram does."""
    return _HtmlReader(source).read()


def utf16_length(text: str) -> int:
    """Returns the number of UTF-16 code units, the unit of every offset in the Bot API."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def decode_references(text: str) -> str:
    """Returns text with the HTML references Telegram knows replaced; unknown ones stay as they are."""
    return _REFERENCE.sub(_decode, text) if "&" in text else text


def _decode(match: re.Match[str]) -> str:
    hexadecimal, digits, name = match.groups()
    if name is not None:
        return _NAMED.get(name, match.group())
    if not hexadecimal and not digits.isdigit():
        return match.group()
    code = int(digits, 16 if hexadecimal else 10)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match.group()


def _is_name_token(letter: str) -> bool:
    return letter in ".-" or (letter.isascii() and letter.isalnum())


class _HtmlReader:
    """Walks through the source once; `_at` is where it stands."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while True:
            start = self._source.find("<", self._at)
            self._take_text(start if start >= 0 else len(self._source))
            if start < 0:
                break
            if self._source.startswith("/", start + 1):
                self._end_tag(start)
            else:
                self._start_tag(start)
        if self._open:
            raise self._cannot(None, f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return "".join(self._pieces), self._entities

    def _take_text(self, end: int) -> None:
        if end > self._at:
            piece = decode_references(self._source[self._at : end])
            self._pieces.append(piece)
            self._offset += utf16_length(piece)
        self._at = end

    def _cannot(self, position: int | None, reason: str, *, rest: str = "") -> Refusal:
        where = "" if position is None else f" at byte offset {len(self._source[:position].encode())}"
        return Refusal(400, f"Bad Request: can't parse entities: {reason}{where}{rest}")

    def _start_tag(self, start: int) -> None:
        position = self._skip_name(start + 1)
        if position >= len(self._source):
            raise self._cannot(start, "Unclosed start tag")
        tag = self._source[start + 1 : position].lower()
        if tag not in _TYPES:
            raise self._cannot(start, f'Unsupported start tag "{tag}"')
        self._at = position
        attributes = self._attributes(tag, start)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._cannot(start, 'Tag "span" must have class "tg-spoiler"')
        self._open.append(_Open(tag, attributes, self._offset, len(self._pieces)))

    def _skip_name(self, position: int) -> int:
        while position < len(self._source) and self._source[position] not in _SPACE + ">":
            position += 1
        return position

    def _skip_space(self) -> None:
        while self._at < len(self._source) and self._source[self._at] in _SPACE:
            self._at += 1

    def _here(self) -> str:
        return self._source[self._at] if self._at < len(self._source) else ""

    def _attributes(self, tag: str, start: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._here() == ">":
                self._at += 1
                return found
            name = self._attribute_name(tag, start)
            self._skip_space()
            if self._here() != "=":
                if not self._here():
                    raise self._cannot(start, f'Unclosed start tag "{tag}"')
                found[name] = ""
                continue
            self._at += 1
            self._skip_space()
            found[name] = self._attribute_value(tag, start)

    def _attribute_name(self, tag: str, start: int) -> str:
        begin = self._at
        while self._here() and self._here() not in _SPACE + "=>/\"'":
            self._at += 1
        if self._at == begin:
            raise self._cannot(start, f'Empty attribute name in the tag "{tag}"')
        return self._source[begin : self._at]

    def _attribute_value(self, tag: str, start: int) -> str:
        quote = self._here()
        if not quote:
            raise self._cannot(start, f'Unclosed start tag "{tag}"')
        if quote not in "\"'":
            return self._bare_value()
        end = self._source.find(quote, self._at + 1)
        if end < 0 or end + 1 >= len(self._source):
            raise self._cannot(start, "Unclosed start tag")
        value = decode_references(self._source[self._at + 1 : end])
        self._at = end + 1
        return value

    def _bare_value(self) -> str:
        begin = self._at
        while self._here() and _is_name_token(self._here()):
            self._at += 1
        if self._here() not in [*_SPACE, ">"]:
            raise self._cannot(begin, "Unexpected end of name token")
        return self._source[begin : self._at].lower()

    def _end_tag(self, start: int) -> None:
        if not self._open:
            raise self._cannot(start, "Unexpected end tag")
        self._at = self._skip_name(start + 2)
        tag = self._source[start + 2 : self._at].lower()
        self._skip_space()
        if self._here() != ">":
            raise self._cannot(start, "Unclosed end tag")
        self._at += 1
        opened = self._open[-1]
        if tag and tag != opened.tag:
            expected = f', expected "</{opened.tag}>", found "</{tag}>"'
            raise self._cannot(start, "Unmatched end tag", rest=expected)
        self._open.pop()
        if self._offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {"type": _TYPES[opened.tag], "offset": opened.offset, "length": self._offset - opened.offset}
        match opened.tag:
            case "a":
                url = opened.attributes.get("href") or "".join(self._pieces[opened.first_piece :])
                if not _LINK.match(url):
                    return
                entity["url"] = url
            case "blockquote" if "expandable" in opened.attributes:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                entity["custom_emoji_id"] = self._emoji(opened.attributes)
            case "tg-time" if not self._date(entity, opened.attributes):
                return
            case "code" | "pre" if self._joins_code(entity, opened):
                return
        self._entities.append(entity)

    def _emoji(self, attributes: dict[str, str]) -> str:
        number = attributes.get("emoji-id", "")
        if not number.isdigit():
            raise Refusal(400, "Bad Request: can't parse entities: Invalid custom emoji identifier specified")
        return number

    def _date(self, entity: Entity, attributes: dict[str, str]) -> bool:
        form = attributes.get("format", "")
        if not _DATE_FORMAT.fullmatch(form):
            raise self._cannot(None, "Invalid date format used")
        unix = attributes.get("unix", "")
        if not unix.isdigit() or int(unix) == 0:
            return False
        entity["unix_time"] = int(unix)
        if form:
            entity["date_time_format"] = form
        return True

    def _joins_code(self, entity: Entity, opened: _Open) -> bool:
        """Makes `<pre><code class="language-x">` one entity, whichever of the two is inside."""
        language = opened.attributes.get("class", "").removeprefix("language-")
        if opened.tag == "code" and opened.attributes.get("class", "").startswith("language-"):
            entity["language"] = language
        last = self._entities[-1] if self._entities else {}
        same_place = all(last.get(key) == entity[key] for key in ("offset", "length"))
        if not same_place or {last.get("type"), entity["type"]} != {"pre", "code"}:
            return False
        last["type"] = "pre"
        if "language" in entity:
            last["language"] = entity["language"]
        return True

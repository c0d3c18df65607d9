"""A text and its entities to safe HTML for the phones."""

from html import escape
from typing import Any

Entity = dict[str, Any]

_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "bot_command": ('<span class="tg-command">', "</span>"),
    "hashtag": ('<span class="tg-hashtag">', "</span>"),
    "mention": ('<span class="tg-mention">', "</span>"),
    "text_mention": ('<span class="tg-mention">', "</span>"),
}
_SAFE_LINKS = ("http://", "https://", "tg://", "mailto:", "tel:")


def to_html(text: str, entities: list[Entity]) -> str:
    """Returns HTML in which every character of `text` is escaped and only known tags stand."""
    if not entities:
        return escape(text)
    units = text.encode("utf-16-le")
    opens: dict[int, list[Entity]] = {}
    for entity in entities:
        opens.setdefault(entity["offset"], []).append(entity)
    cuts = sorted({0, len(units) // 2, *opens, *(e["offset"] + e["length"] for e in entities)})
    html: list[str] = []
    stack: list[tuple[Entity, str]] = []
    for cut, following in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        _close(html, stack, cut)
        for entity in opens.get(cut, []):
            tag, end = _tag(entity, units)
            html.append(tag)
            stack.append((entity, end))
        html.append(escape(units[2 * cut : 2 * following].decode("utf-16-le", "replace")))
    _close(html, stack, len(units))
    return "".join(html)


def _close(html: list[str], stack: list[tuple[Entity, str]], cut: int) -> None:
    """Closes what ends here, and reopens what does not but stands inside it."""
    while any(entity["offset"] + entity["length"] <= cut for entity, _ in stack):
        reopened = []
        while True:
            entity, end = stack.pop()
            html.append(end)
            if entity["offset"] + entity["length"] <= cut:
                break
            reopened.append(entity)
        for entity in reversed(reopened):
            tag, end = _tag(entity, b"")
            html.append(tag)
            stack.append((entity, end))


def _tag(entity: Entity, units: bytes) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return _TAGS[kind]
    if kind == "date_time":
        return f'<time datetime="{int(entity["unix_time"])}">', "</time>"
    begin, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
    covered = units[begin:end].decode("utf-16-le", "replace")
    links = {"text_link": entity.get("url", ""), "url": covered, "email": f"mailto:{covered}"}
    url = str(links.get(kind, ""))
    if kind == "url" and "://" not in url:
        url = f"http://{url}"
    if url.lower().startswith(_SAFE_LINKS):
        return f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">', "</a>"
    return "<span>", "</span>"


def preview(text: str, entities: list[Entity], length: int = 120) -> str:
    """Returns what a lock screen shows: one run of words, spoilers covered, cut after `length` characters."""
    units = bytearray(text.encode("utf-16-le"))
    for entity in entities:
        if entity["type"] == "spoiler":
            begin, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            units[begin:end] = "▒".encode("utf-16-le") * entity["length"]
    words = " ".join(units.decode("utf-16-le").split())
    return words if len(words) <= length else words[: length - 1] + "…"

"""What Telegram does to a text and its entities before it keeps them: clean, trim, order, find more."""

import re
from typing import Any

from bot.sandbox.errors import Refusal
from bot.sandbox.markup import parse_html, utf16_length

Entity = dict[str, Any]

MAX_ENTITIES = 100
_PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "text_link": 49, "text_mention": 49,
    "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99,
}  # fmt: skip
_STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_CODE = frozenset({"code", "pre"})
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("url", re.compile(r"(?<![\w@])(?:https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]|www\.[a-z0-9-]+\.[a-z]{2,}\S*)", re.I)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?!\w)", re.ASCII)),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d_]\w*")),
)
_LIKELY = ("/", "@", "#", "www.", "://")
# Tabs and other control characters become spaces; carriage returns, U+2028..U+202E and stacked lines vanish.
_CLEAN: dict[int, str | None] = {code: " " for code in range(32) if code not in (10, 13)}
_CLEAN |= dict.fromkeys((13, *range(0x2028, 0x202F), 0x0333, 0x033F, 0x030A))


def read_text(source: str, parse_mode: str, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    """Returns the text and entities that Telegram would keep.

    Raises Refusal: 400 for markup that cannot be parsed or a text that is empty after trimming, 501 for Markdown.
    """
    mode = parse_mode.lower()
    if mode == "html":
        text, entities = parse_html(source)
    elif mode in ("", "none"):
        text, entities = source, [dict(entity) for entity in given or []]
    elif mode in ("markdown", "markdownv2"):
        raise Refusal(501, "Not Implemented: the sandbox does not model Markdown; use HTML or entities")
    else:
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    return tidy(text, entities)


def tidy(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Returns cleaned, trimmed text with its entities fitted to it, in Telegram's order."""
    text, entities = _clean(text, entities)
    text = text.rstrip(" \n")
    if not text:
        raise Refusal(400, "Bad Request: text must be non-empty")
    end = utf16_length(text)
    entities = [_clipped(entity, end) for entity in entities if 0 <= entity["offset"] < end and entity["length"] > 0]
    start = min([entity["offset"] for entity in entities], default=end)
    lead = 0
    while lead < start and text[lead] in " \n":
        lead += 1
    for entity in entities:
        entity["offset"] -= lead
    kept = _ordered(_merged(entities))
    return text[lead:], find_more(text[lead:], kept)[:MAX_ENTITIES]


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    cleaned = text.translate(_CLEAN)
    if len(cleaned) != len(text):
        for entity in entities:
            begin, end = entity["offset"], entity["offset"] + entity["length"]
            before, inside = _cut(text, 0, begin), _cut(text, begin, end)
            entity["offset"] = utf16_length(before.translate(_CLEAN))
            entity["length"] = utf16_length(inside.translate(_CLEAN))
    return cleaned, entities


def _cut(text: str, begin: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le", "ignore")


def _clipped(entity: Entity, end: int) -> Entity:
    return entity | {"length": min(entity["length"], end - entity["offset"])}


def _ordered(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], _PRIORITY.get(e["type"], 50)))


def _merged(entities: list[Entity]) -> list[Entity]:
    """Joins overlapping styles of one type, drops quotes in quotes and anything inside code."""
    kept: list[Entity] = []
    for entity in _ordered(entities):
        around = [other for other in kept if _touches(other, entity)]
        if any(other["type"] in _CODE for other in around if _holds(other, entity)):
            continue
        if entity["type"] in _QUOTES and any(other["type"] in _QUOTES for other in around if _holds(other, entity)):
            continue
        twin = next((other for other in around if other["type"] == entity["type"] in _STYLES), None)
        if twin is None:
            kept.append(entity)
        else:
            twin["length"] = max(_end(twin), _end(entity)) - twin["offset"]
    return kept


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


def _touches(one: Entity, other: Entity) -> bool:
    return _end(one) >= int(other["offset"])


def _holds(outer: Entity, inner: Entity) -> bool:
    return int(outer["offset"]) <= int(inner["offset"]) and _end(inner) <= _end(outer)


def find_more(text: str, entities: list[Entity]) -> list[Entity]:
    """Returns the entities with the commands, links, mentions and tags that Telegram finds by itself."""
    if not any(sign in text for sign in _LIKELY):
        return entities
    taken = [(e["offset"], _end(e)) for e in entities if e["type"] not in _STYLES | _QUOTES]
    found: list[Entity] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            offset = utf16_length(text[: match.start()])
            end = offset + utf16_length(match.group())
            if all(end <= begin or stop <= offset for begin, stop in taken):
                taken.append((offset, end))
                found.append({"type": kind, "offset": offset, "length": end - offset})
    return _ordered(entities + found) if found else entities

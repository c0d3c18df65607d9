"""The Bot API spec as the driver: which methods exist, what each needs, and how a raw parameter is read."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.sandbox.errors import Refusal
from bot.sandbox.files import Upload
from bot.sandbox.shapes import Misfit, Shapes, is_whole_number, sentence_of

SPEC_FILE = Path(__file__).parent / "spec" / "botapi-10.0.json"
Reader = Callable[[str, Any], Any]

# What Telegram says when a required parameter is missing or empty; the rest are named as `parameter "x" is required`.
_MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "action": "wrong parameter action in request",
    "file_id": "file_id not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_JSON_NAMES = {"reply_markup": "reply keyboard markup", "scope": "BotCommandScope"}
_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API: its name, its readers and the parameters it cannot do without."""

    name: str
    readers: dict[str, Reader]
    required: tuple[str, ...]

    def read(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Returns the typed parameters; unknown ones are ignored, as Telegram ignores them.

        Raises Refusal (400) for a missing parameter or a wrong type.
        """
        values: dict[str, Any] = {}
        for name, value in raw.items():
            reader = self.readers.get(name)
            if reader is not None and value is not None:
                values[name] = reader(name, value)
        for name in self.required:
            if values.get(name) in (None, ""):
                reason = _MISSING.get(name, f'parameter "{name}" is required')
                raise Refusal(400, f"Bad Request: {reason}")
        return values


@cache
def load_methods() -> dict[str, Method]:
    """Returns every method of the spec by its name in lower case, since Telegram ignores case."""
    spec = json.loads(SPEC_FILE.read_text(encoding="utf-8"))
    shapes = Shapes(spec["types"])
    return {name.lower(): _method(name, entry["fields"], shapes) for name, entry in spec["methods"].items()}


def _method(name: str, fields: list[dict[str, Any]], shapes: Shapes) -> Method:
    readers = {field["name"]: _reader(field["name"], tuple(field["types"]), shapes) for field in fields}
    required = [field["name"] for field in fields if field["required"]]
    # Telegram looks at the content before it looks for the chat.
    required.sort(key=lambda field: field == "chat_id")
    return Method(name, readers, tuple(required))


def _reader(name: str, types: tuple[str, ...], shapes: Shapes) -> Reader:
    simple: dict[tuple[str, ...], Reader] = {
        ("String",): _read_string,
        ("Integer",): _read_integer,
        ("Boolean",): _read_boolean,
        ("Float",): _read_float,
        ("Integer", "String"): _read_chat_id,
        ("InputFile",): _read_file,
        ("InputFile", "String"): _read_file,
    }
    if types in simple:
        return simple[types]
    if name == "reply_markup":
        return read_json
    return _json_reader(types, shapes)


def _json_reader(types: tuple[str, ...], shapes: Shapes) -> Reader:
    def read(name: str, raw: Any) -> Any:
        value = read_json(name, raw)
        try:
            shapes.of(types)(value)
        except Misfit as error:
            reason = f"can't parse {types[0].removeprefix('Array of ')}: {sentence_of(error)}"
            raise Refusal(400, f"Bad Request: {reason}") from error
        return value

    return read


def read_json(name: str, raw: Any) -> Any:
    """Returns a JSON value given as text (in a form) or as itself (in a JSON body); raises Refusal (400)."""
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError as error:
        what = _JSON_NAMES.get(name, name.replace("_", " "))
        raise Refusal(400, f"Bad Request: can't parse {what} JSON object") from error


def _wrong(name: str, kind: str) -> Refusal:
    return Refusal(400, f'Bad Request: parameter "{name}" must be of type {kind}')


def _read_string(name: str, raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _wrong(name, "String")
    return str(raw)


def _read_integer(name: str, raw: Any) -> int | None:
    if type(raw) is int:
        return raw
    if raw == "":
        return None
    if isinstance(raw, str) and is_whole_number(raw):
        return int(raw)
    raise _wrong(name, "Integer")


def _read_boolean(name: str, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower() if isinstance(raw, str | int) else "?"
    if word in _TRUE:
        return True
    if word in _FALSE or word == "":
        return False
    raise _wrong(name, "Boolean")


def _read_float(name: str, raw: Any) -> float:
    if isinstance(raw, bool):
        raise _wrong(name, "Float")
    try:
        return float(raw)
    except (TypeError, ValueError) as error:
        raise _wrong(name, "Float") from error


def _read_chat_id(name: str, raw: Any) -> int | str:
    if type(raw) is int:
        return raw
    if isinstance(raw, str):
        return int(raw) if is_whole_number(raw) else raw
    raise _wrong(name, "Integer or String")


def _read_file(name: str, raw: Any) -> Upload | str:
    if isinstance(raw, Upload | str):
        return raw
    raise _wrong(name, "InputFile or String")

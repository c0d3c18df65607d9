"""Reply markup as Telegram checks and keeps it: inline keyboards, reply keyboards and their removal."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.sandbox.errors import Refusal

Json = dict[str, Any]

MAX_BUTTONS = 100
MAX_PER_ROW = 8
MAX_DATA_BYTES = 64
MAX_COPY_CHARACTERS = 256
# The first of these that a button has decides what it does; Telegram looks in this order.
_ACTIONS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app", "copy_text",
)  # fmt: skip
_LINKS = ("http://", "https://", "tg://", "ton://")


class MarkupKind(StrEnum):
    """What a reply markup does to the chat."""

    INLINE = "inline"
    KEYBOARD = "keyboard"
    REMOVE = "remove"
    FORCE_REPLY = "force_reply"


@dataclass(frozen=True, slots=True)
class Markup:
    """A checked reply markup: its kind, and its rows where it has any."""

    kind: MarkupKind
    rows: list[list[Json]]

    def wire(self) -> Json:
        """Returns the inline keyboard as the Bot API shows it on a message."""
        return {"inline_keyboard": self.rows}


def read_markup(raw: Any) -> Markup | None:
    """Returns the checked markup, or None where there is nothing to show; raises Refusal (400)."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise Refusal(400, "Bad Request: object expected as reply markup")
    if keyboard := _rows(raw, "keyboard"):
        return Markup(MarkupKind.KEYBOARD, [[_key(button) for button in row] for row in keyboard])
    if inline := _rows(raw, "inline_keyboard"):
        return Markup(MarkupKind.INLINE, _bounded([[_button(button) for button in row] for row in inline]))
    if raw.get("remove_keyboard") is True:
        return Markup(MarkupKind.REMOVE, [])
    return Markup(MarkupKind.FORCE_REPLY, []) if raw.get("force_reply") is True else None


def read_inline(raw: Any) -> Markup | None:
    """Returns the checked inline keyboard of an edit; raises Refusal (400) for any other kind."""
    markup = read_markup(raw)
    if markup is not None and markup.kind is not MarkupKind.INLINE:
        raise Refusal(400, "Bad Request: inline keyboard expected")
    return markup


def _rows(raw: Json, field: str) -> list[list[Any]]:
    rows = raw.get(field)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise Refusal(400, f'Bad Request: field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        owner = " of the InlineKeyboardMarkup" if field == "inline_keyboard" else ""
        raise Refusal(400, f'Bad Request: field "{field}"{owner} must be an Array of Arrays')
    return [row for row in rows if row]


def _bounded(rows: list[list[Json]]) -> list[list[Json]]:
    if sum(len(row) for row in rows) > MAX_BUTTONS or any(len(row) > MAX_PER_ROW for row in rows):
        raise Refusal(400, "Bad Request: reply markup is too long")
    return rows


def _key(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        reason = "KeyboardButton must be a String or an Object"
        raise Refusal(400, f"Bad Request: can't parse keyboard button: {reason}")
    if not _text(button, "keyboard button"):
        raise Refusal(400, "Bad Request: keyboard button text must be non-empty")
    return dict(button)


def _text(button: Json, what: str) -> str:
    text = button.get("text")
    if isinstance(text, str):
        return text.strip()
    reason = 'Can\'t find field "text"' if text is None else 'Field "text" must be of type String'
    raise Refusal(400, f"Bad Request: can't parse {what}: {reason}")


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        reason = "InlineKeyboardButton must be an Object"
        raise Refusal(400, f"Bad Request: can't parse inline keyboard button: {reason}")
    text = _text(button, "inline keyboard button")
    action = next((name for name in _ACTIONS if _is_set(name, button.get(name))), None)
    if action is None:
        reason = "Text buttons are unallowed in the inline keyboard"
        raise Refusal(400, f"Bad Request: can't parse inline keyboard button: {reason}")
    if not text:
        raise Refusal(400, "Bad Request: inline keyboard button text must be non-empty")
    _check_action(action, button[action])
    kept = {"text": text, action: button[action]}
    return kept | {name: button[name] for name in ("style", "icon_custom_emoji_id") if name in button}


def _is_set(name: str, value: Any) -> bool:
    return value is not None and not (value == "" and name in ("url", "callback_data"))


def _check_action(action: str, value: Any) -> None:
    if action in ("url", "callback_data") and not isinstance(value, str):
        reason = f'Field "{action}" must be of type String'
        raise Refusal(400, f"Bad Request: can't parse inline keyboard button: {reason}")
    if action == "callback_data" and len(value.encode()) > MAX_DATA_BYTES:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if action == "url" and not value.lower().startswith(_LINKS) and "." not in value:
        raise Refusal(400, f"Bad Request: inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text":
        copied = value.get("text") if isinstance(value, dict) else None
        if not isinstance(copied, str) or not 1 <= len(copied) <= MAX_COPY_CHARACTERS:
            raise Refusal(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")

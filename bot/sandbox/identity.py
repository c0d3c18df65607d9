"""What the bot says about itself: name, descriptions, commands and menu button, per language and scope."""

from typing import Any

from bot.sandbox.errors import Refusal

Json = dict[str, Any]

MAX_COMMANDS = 100
MAX_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
DEFAULT_SCOPE = "default"


def check_language(code: str) -> str:
    """Returns a two-letter code or the empty one; raises Refusal (400) for any other, such as pt-br."""
    if code and not (len(code) == 2 and code.isascii() and code.islower() and code.isalpha()):
        raise Refusal(400, "Bad Request: invalid language code specified")
    return code


def scope_key(scope: Json | None) -> str:
    """Returns a scope of commands as one word; raises Refusal (400) for an unknown one."""
    if scope is None:
        return DEFAULT_SCOPE
    kind = scope.get("type")
    if kind in (DEFAULT_SCOPE, "all_private_chats", "all_group_chats", "all_chat_administrators"):
        return str(kind)
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise Refusal(400, "Bad Request: can't parse BotCommandScope: Unsupported type specified")
    if scope.get("chat_id") in (None, ""):
        raise Refusal(400, "Bad Request: can't parse BotCommandScope: Empty chat_id specified")
    member = f":{scope['user_id']}" if kind == "chat_member" else ""
    return f"{kind}:{scope['chat_id']}{member}"


def check_commands(commands: list[Json]) -> list[Json]:
    """Returns commands as Telegram keeps them; raises Refusal (400)."""
    if len(commands) > MAX_COMMANDS:
        raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    return [_check_command(command["command"].strip(), command["description"].strip()) for command in commands]


def _check_command(name: str, description: str) -> Json:
    name = name.removeprefix("/")
    if not name:
        raise Refusal(400, "Bad Request: command must be non-empty")
    if len(name) > 32:
        raise Refusal(400, "Bad Request: command length must not exceed 32")
    if not description:
        raise Refusal(400, "Bad Request: command description must be non-empty")
    if len(description) > 256:
        raise Refusal(400, "Bad Request: command description length must not exceed 256")
    if not all(letter.isascii() and (letter.islower() or letter.isdigit() or letter == "_") for letter in name):
        raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


class Identity:
    """Keeps all of it."""

    def __init__(self) -> None:
        """Starts with nothing set."""
        self._commands: dict[tuple[str, str], list[Json]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._menus: dict[int, Json] = {}

    def set_text(self, what: str, language: str, text: str) -> None:
        """Sets or, with an empty text, removes a name or description; raises Refusal (400)."""
        if len(text) > MAX_LENGTHS[what]:
            raise Refusal(400, f"Bad Request: the bot's {what.replace('_', ' ')} is too long")
        key = (what, check_language(language))
        if text:
            self._texts[key] = text
        else:
            self._texts.pop(key, None)

    def text(self, what: str, language: str, fallback: str = "") -> str:
        """Returns a name or description in a language, else the one for all languages, else `fallback`."""
        check_language(language)
        return self._texts.get((what, language)) or self._texts.get((what, ""), fallback)

    def set_commands(self, scope: Json | None, language: str, commands: list[Json]) -> None:
        """Sets or, with an empty list, removes the commands of a scope and language; raises Refusal (400)."""
        key = (scope_key(scope), check_language(language))
        checked = check_commands(commands)
        if checked:
            self._commands[key] = checked
        else:
            self._commands.pop(key, None)

    def commands_of(self, scope: Json | None, language: str) -> list[Json]:
        """Returns the commands of exactly this scope and language; raises Refusal (400)."""
        return self._commands.get((scope_key(scope), check_language(language)), [])

    @property
    def has_commands(self) -> bool:
        """Tells whether the bot set any."""
        return bool(self._commands)

    def commands_for(self, user_id: int, language: str | None) -> list[Json]:
        """Returns what one person sees in the menu, by Telegram's order of scopes."""
        short = (language or "")[:2].lower()
        for scope in (f"chat:{user_id}", "all_private_chats", DEFAULT_SCOPE):
            for code in (short, ""):
                if (scope, code) in self._commands:
                    return self._commands[scope, code]
        return []

    def set_menu(self, chat_id: int | None, button: Json | None) -> None:
        """Sets the menu button of a chat or of all."""
        self._menus[chat_id or 0] = button or {"type": "default"}

    def menu(self, chat_id: int | None) -> Json:
        """Returns the menu button of a chat, else the one of all."""
        return self._menus.get(chat_id or 0) or self._menus.get(0) or {"type": "commands"}

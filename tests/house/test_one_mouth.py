"""Only the sender speaks to a person; only the wiring dresses the bot up (its commands, its webhook)."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
import telegram

from tests.house.looking import Source, calls, offences, sees, sources

SPEAKING = re.compile(
    r"(send|edit|reply|forward|copy|delete|answer|pin|unpin|stop|ban|unban|restrict|promote|set_message)(_|$)"
)
DRESSING = re.compile(r"(set_my_|delete_my_|set_chat_menu_button|set_webhook|delete_webhook)")
SHOWN_TO_A_PERSON = (telegram.Bot, telegram.Message, telegram.CallbackQuery, telegram.Chat, telegram.User)
# Names the rest of Python uses too: they count when a Telegram object is asked to do them.
COMMON = {"answer", "copy", "delete", "pin", "forward", "reply_text"}
TELEGRAM_OBJECTS = {"query", "callback_query", "message", "effective_message", "chat", "effective_chat", "bot"}
MAY_DRESS = {"bot/main.py", "bot/commands.py", "bot/intake.py", "bot/webhook.py"}


def telegram_methods(pattern: re.Pattern[str]) -> set[str]:
    """Ask the Telegram library itself which of its methods do such a thing."""
    return {
        name
        for kind in SHOWN_TO_A_PERSON
        for name, method in inspect.getmembers(kind, inspect.iscoroutinefunction)
        if pattern.match(name)
    }


def as_telegram_writes_it(methods: set[str]) -> set[str]:
    """Turn the library's names into those of the Bot API itself, by which a plain call goes."""
    return {
        first + "".join(map(str.capitalize, rest)) for first, *rest in (name.split("_") for name in methods) if rest
    }


DRESSING_METHODS = telegram_methods(DRESSING)
SPEAKING_METHODS = telegram_methods(SPEAKING) - DRESSING_METHODS - COMMON | {"do_api_request"}
SPEAKING_CALLS = as_telegram_writes_it(SPEAKING_METHODS)
DRESSING_CALLS = as_telegram_writes_it(DRESSING_METHODS)


def is_the_mouth(path: str) -> bool:
    """Say whether a file belongs to the sender, which is one file or one folder."""
    return PurePosixPath(path).match("bot/sender*.py") or path.startswith("bot/sender/")


def owner(call: ast.Call) -> str:
    """Name the object a method is called on, or nothing."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name
        case _:
            return ""


def speaking_elsewhere(source: Source) -> Iterator[str]:
    if is_the_mouth(source.path) or source.path.startswith("bot/sandbox/"):
        return
    for call, name in calls(source):
        if name in SPEAKING_METHODS or (name in COMMON and owner(call) in TELEGRAM_OBJECTS):
            yield f"{call.lineno} calls {name}"
    yield from naming(source, SPEAKING_CALLS)


def naming(source: Source, methods: set[str]) -> Iterator[str]:
    """Find the names of Bot API methods, written as text for a plain call."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in methods:
            yield f"{node.lineno} names {node.value}"


def dressing_elsewhere(source: Source) -> Iterator[str]:
    if source.path in MAY_DRESS or source.path.startswith("bot/sandbox/"):
        return
    for call, name in calls(source):
        if name in DRESSING_METHODS:
            yield f"{call.lineno} calls {name}"
    yield from naming(source, DRESSING_CALLS)


@pytest.mark.parametrize(
    "method",
    [
        "send_message",
        "edit_message_text",
        "edit_text",
        "reply_text",
        "answer_callback_query",
        "delete_message",
        "delete_messages",
        "send_document",
        "do_api_request",
    ],
)
def test_a_handler_that_speaks_is_seen(method: str) -> None:
    assert sees(
        speaking_elsewhere,
        f"async def greet(message):\n    await message.{method}('hello')\n",
        "bot/handlers/client.py",
    )


@pytest.mark.parametrize("text", ["await update.callback_query.answer()", "await message.delete()"])
def test_a_telegram_object_that_speaks_is_seen(text: str) -> None:
    assert sees(speaking_elsewhere, f"async def greet(update, message):\n    {text}\n", "bot/handlers/client.py")


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage"])
def test_a_plain_call_that_speaks_is_seen(method: str) -> None:
    assert sees(speaking_elsewhere, f"await line.call('{method}', {{}})", "bot/intake.py")
    assert not sees(speaking_elsewhere, f"await line.call('{method}', {{}})", "bot/sender.py")


def test_an_action_called_answer_is_no_offence() -> None:
    text = "async def greet(questions):\n    await questions.answer('soon')\n"

    assert not sees(speaking_elsewhere, text, "bot/handlers/client.py")


def test_the_sender_may_speak() -> None:
    text = "async def say(bot):\n    await bot.send_message(1, 'hello')\n"

    assert not sees(speaking_elsewhere, text, "bot/sender.py")
    assert sees(speaking_elsewhere, text, "bot/senders_friend/post.py")


@pytest.mark.parametrize("method", ["set_my_commands", "set_my_description", "set_webhook"])
def test_a_handler_that_dresses_the_bot_up_is_seen(method: str) -> None:
    assert sees(dressing_elsewhere, f"bot.{method}()", "bot/handlers/client.py")
    assert not sees(dressing_elsewhere, f"bot.{method}()", "bot/main.py")


def test_a_plain_call_that_dresses_the_bot_up_is_seen() -> None:
    assert sees(dressing_elsewhere, "line.call('setMyCommands', {})", "bot/sender.py")


def test_only_the_sender_speaks() -> None:
    looked_at = sources("bot", "db", "consent")

    assert len(looked_at) >= 30
    assert offences(speaking_elsewhere, looked_at) == []


def test_only_the_wiring_dresses_the_bot_up() -> None:
    assert offences(dressing_elsewhere, sources("bot", "db", "consent")) == []

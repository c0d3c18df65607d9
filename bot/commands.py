"""How the bot introduces itself: its description and its commands, in each language, for clients and for staff."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import asdict
from typing import Any

from telegram.error import TelegramError

from bot.screens import Screen
from bot.transport import Line
from bot.words.say import Words

log = logging.getLogger(__name__)

#: After these the person's own language and role are certain, and the chat gets commands to match.
KNOWN_AFTER = frozenset(
    {Screen.WELCOME, Screen.READY, Screen.MENU, Screen.HELP, Screen.STAFF_WELCOME, Screen.STAFF_HELP}
)
REMEMBERED = 1000


def offered_languages() -> tuple[str, ...]:
    """The codes of the languages that people can be spoken to in."""
    return tuple(language.code for language in Words.load().offered)


def words_on_offer() -> list[dict[str, Any]]:
    """Each language with the version of its words, and whether people have reviewed that version (LEP-2)."""
    known = Words.load().catalogues.values()
    return [{**asdict(each.language), "version": each.version} for each in known]


class Commands:
    """Tells Telegram the bot's commands. Nothing is lost if that fails, so it is logged and let be."""

    def __init__(self, words: Words, line: Line) -> None:
        """Take the words and the line."""
        self._words, self._line = words, line
        self._told: OrderedDict[int, tuple[str, str]] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Introduce the bot in every language, without keeping anybody waiting."""
        self._spawn(self._introduce())

    def shown(self, chat: int, kind: str, audience: str, language: str) -> None:
        """Somebody was shown a screen: where it tells who they are, their commands follow."""
        if kind not in KNOWN_AFTER or audience == "guest" or self._told.get(chat) == (audience, language):
            return
        self._told[chat] = (audience, language)
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        self._spawn(self._for_chat(chat, audience, language))

    async def stop(self) -> None:
        """Let go of what was not told yet."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _introduce(self) -> None:
        try:
            for language in self._words.offered:
                await self._in_language(language.code)
            await self._in_language("en", tag="")
        except TelegramError as error:
            log.warning("the bot could not introduce itself: %s", type(error).__name__)

    async def _in_language(self, language: str, tag: str | None = None) -> None:
        """Set what a chat shows before anybody wrote; Telegram knows two-letter languages, and "" for all others."""
        code = language.split("-")[0].split("_")[0] if tag is None else tag
        if len(code) > 2:
            return
        description, short = self._words.describe(language)
        await self._line.call("setMyDescription", {"description": description, "language_code": code})
        await self._line.call("setMyShortDescription", {"short_description": short, "language_code": code})
        await self._line.call("setMyCommands", {"commands": self._list(language, "client"), "language_code": code})

    async def _for_chat(self, chat: int, audience: str, language: str) -> None:
        scope = {"type": "chat", "chat_id": chat}
        try:
            await self._line.call("setMyCommands", {"commands": self._list(language, audience), "scope": scope})
        except TelegramError as error:
            log.warning("a chat got no commands of its own: %s", type(error).__name__)

    def _list(self, language: str, audience: str) -> list[dict[str, str]]:
        pairs = self._words.commands(language, audience)
        return [{"command": command, "description": description} for command, description in pairs]

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

"""A crowd with phones at one emulated Telegram, and an ear on what its bot does there."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bench.children import TOKEN, Child, Team
from bot.sandbox.phone import Json, Phone

AT_ONCE = 16
LONGEST = 90.0

Button = tuple[int, str]  #: A message and the data of one of its buttons.


class Stuck(RuntimeError):
    """The bot did not finish in time (the message is what it said on standard error), or a call of it was refused."""


@dataclass(slots=True)
class Crowd:
    """Everybody at one sandbox. Times are seconds of this process's own counter."""

    session: aiohttp.ClientSession
    url: str
    phones: dict[int, Phone] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)  #: Callback ids.
    edited: dict[int, float] = field(default_factory=dict)  #: Chats, the newest edit of each.
    spoken: int = 0  #: New messages of the bot.
    polls: int = 0
    _heard: int = 0

    @property
    def base_url(self) -> str:
        """What a bot wants as `base_url`."""
        return f"{self.url}/bot"

    async def join(self, count: int) -> None:
        """Let so many people join and open the bot; nothing of it is left for the bot to answer."""
        for number in range(count):
            phone = await Phone.join(self.session, self.url, f"P{number}")
            self.phones[phone.user_id] = phone
        await each([phone.start() for phone in self.phones.values()])
        await self.as_bot("deleteWebhook", {"drop_pending_updates": True})

    async def as_bot(self, method: str, parameters: Json) -> Json:
        """Make a call with the bot's token."""
        async with self.session.post(f"{self.base_url}{TOKEN}/{method}", json=parameters) as response:
            answer: Json = await response.json()
        if not answer["ok"]:
            raise Stuck
        return answer

    async def button(self, chat: int, position: int) -> Button:
        """Find a button of the newest message with buttons."""
        screen = await self.phones[chat].screen()
        return int(screen["message_id"]), str(screen["keyboard"][position][0]["callback_data"])

    async def buttons(self, chats: Sequence[int], position: int) -> dict[int, Button]:
        """Find the same button on many phones."""
        return dict(zip(chats, await each([self.button(chat, position) for chat in chats]), strict=True))

    async def tap(self, chat: int, button: Button) -> str:
        """Press it, and give the callback id."""
        return await self.phones[chat].tap_data(*button)

    async def listen(self) -> None:
        """Take in what the bot called since the last time. Raises Stuck if Telegram refused a call."""
        async with self.session.get(f"{self.url}/sandbox/calls", params={"since": self._heard}) as response:
            calls: list[Json] = await response.json()
        now = time.perf_counter()
        for call in calls:
            # Of two workers one may ask while the other does: Telegram refuses, and nothing is lost.
            if call["ok"] is False and call["method"] != "getUpdates":
                raise Stuck(call["method"])
            self._note(call["method"], call["parameters"], now)
        self._heard = calls[-1]["n"] if calls else self._heard

    def _note(self, method: str, parameters: Json, now: float) -> None:
        match method:
            case "answerCallbackQuery":
                self.answered[parameters["callback_query_id"]] = now
            case "editMessageText":
                self.edited[parameters["chat_id"]] = now
            case "sendMessage":
                self.spoken += 1
            case "getUpdates":
                self.polls += 1
            case _:
                return

    def done(self, chat: int, query: str) -> float | None:
        """When this tap was answered and its message changed, or None."""
        answered, edited = self.answered.get(query), self.edited.get(chat)
        return None if answered is None or edited is None else max(answered, edited)


@asynccontextmanager
async def crowd(url: str, count: int) -> AsyncIterator[Crowd]:
    """Fill a sandbox with people."""
    async with aiohttp.ClientSession() as session:
        people = Crowd(session, url)
        await people.join(count)
        yield people


async def each(work: Sequence[Any]) -> list[Any]:
    """Do many things, a few at a time, and give their results in order."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(thing: Any) -> Any:
        async with gate:
            return await thing

    return await asyncio.gather(*(one(thing) for thing in work))


async def until(crowd: Crowd, bot: Child | Team, ready: Any, look: float) -> None:
    """Listen until something is so. Raises Stuck after a while, Died when the bot is gone."""
    end = time.perf_counter() + LONGEST
    await crowd.listen()
    while not ready():
        bot.check()
        if time.perf_counter() > end:
            raise Stuck(bot.last_words())
        await asyncio.sleep(look)
        await crowd.listen()

"""The bad weather of a storm: a Telegram that hangs, refuses, does not answer, says things twice or talks nonsense."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

import aiohttp

from bot.sandbox.phone import Json

EVERY = (0.2, 0.8)  #: Seconds between two blows.
SPEAKING = ("sendMessage", "editMessageText")
METHODS = (*SPEAKING, *SPEAKING, "getUpdates", "answerCallbackQuery", "editMessageReplyMarkup", "*")
LONGER_THAN_ANYBODY_WAITS = 12.0

#: Updates that cannot be read, whoever tries; `{chat}` stands for somebody's chat.
POISON: tuple[Callable[[int], Json], ...] = (
    lambda chat: {"message": 17},
    lambda chat: {"message": {"message_id": 1, "date": "soon", "chat": {"id": chat, "type": "private"}, "text": "no"}},
    lambda chat: {"callback_query": {"id": "1", "data": "x.1", "message": {"chat": {"id": chat}}}},
    lambda chat: {"my_chat_member": {"chat": {"id": chat, "type": "private"}}},
    lambda chat: {"edited_message": ["no"]},
)


@dataclass(slots=True)
class Weather:
    """Strikes one Telegram until it is told to clear up."""

    session: aiohttp.ClientSession
    url: str
    chance: Random
    chats: Sequence[int]
    poison: set[int] = field(default_factory=set)
    blows: int = 0

    async def rage(self) -> None:
        """Strike again and again, for ever."""
        while True:
            await asyncio.sleep(self.chance.uniform(*EVERY))
            if self.chance.random() < 0.04:
                await self._poison()
            else:
                await self._post("faults", self._fault())
            self.blows += 1

    async def clear_up(self) -> None:
        """Take all faults away and let go what hangs."""
        async with self.session.delete(f"{self.url}/sandbox/faults") as answer:
            answer.raise_for_status()

    async def forgotten(self) -> set[str]:
        """The taps that grew too old at Telegram."""
        async with self.session.get(f"{self.url}/sandbox/updates/forgotten") as answer:
            return set(await answer.json())

    def _fault(self) -> Json:
        after = self.chance.randrange(5)
        kind = self.chance.choice(list(KINDS))
        return {"kind": kind, "after": after, **KINDS[kind](self.chance)}

    async def _poison(self) -> None:
        update = self.chance.choice(POISON)(self.chance.choice(self.chats))
        self.poison.add(int((await self._post("updates", {"update": update}))["update_id"]))

    async def _post(self, what: str, body: Json) -> Json:
        async with self.session.post(f"{self.url}/sandbox/{what}", json=body) as answer:
            answer.raise_for_status()
            told: Json = await answer.json()
        return told


def _slow(chance: Random) -> Json:
    return {"method": chance.choice(SPEAKING), "seconds": chance.choice([0.5, 2.0, LONGER_THAN_ANYBODY_WAITS])}


def _hang(chance: Random) -> Json:
    return {"method": chance.choice(METHODS[:-1]), "seconds": chance.choice([0.5, 2.0, LONGER_THAN_ANYBODY_WAITS])}


def _any(chance: Random) -> Json:
    return {"method": chance.choice(METHODS)}


#: What goes wrong, and with what.
KINDS: dict[str, Callable[[Random], Json]] = {
    "timeout_after_accept": _slow,
    "hang": _hang,
    "error": lambda chance: {**_any(chance), "status": chance.choice([500, 502, 503, 504])},
    "retry_after": lambda chance: {**_any(chance), "retry_after": chance.choice([1, 1, 2])},
    "drop_connection": _any,
    "drop_after_accept": _any,
    "duplicate_update": lambda chance: {},
}

"""A phone for scripts and tests: one person, driven over the control side."""

import asyncio
import time
from typing import Any, Self

import aiohttp

Json = dict[str, Any]

PATIENCE_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 0.02


class Phone:
    """One person's phone."""

    def __init__(self, session: aiohttp.ClientSession, base: str, user_id: int) -> None:
        """Drives the person `user_id` of the sandbox at `base`, such as http://127.0.0.1:8081."""
        self._session = session
        self._base = base.rstrip("/")
        self.user_id = user_id

    @classmethod
    async def join(
        cls, session: aiohttp.ClientSession, base: str, first_name: str, language_code: str | None = "en"
    ) -> Self:
        """Adds a new person to the sandbox and returns her phone."""
        body = {"first_name": first_name, "language_code": language_code}
        async with session.post(f"{base.rstrip('/')}/sandbox/users", json=body) as response:
            person = await _answer(response)
        return cls(session, base, int(person["id"]))

    async def start(self, payload: str = "") -> Json:
        """Opens the bot by its link."""
        return await self._do("start", payload=payload)

    async def say(self, text: str, *, reply_to: int | None = None, chat_id: int | None = None) -> Json:
        """Types and sends a text."""
        return await self._do("text", text=text, reply_to=reply_to, chat_id=chat_id)

    async def tap(self, label: str | int) -> str:
        """Presses a button and returns the callback id.

        Looks from the newest message up for a button with exactly this text, then for one that contains it; a number
        counts the buttons of the newest message that has any. Raises AssertionError with the labels that are there.
        """
        messages = await self._visible()
        if isinstance(label, int):
            found = _numbered(messages, label)
        else:
            found = _labelled(messages, label, exact=True) or _labelled(messages, label, exact=False)
        if found is None:
            labels = [button["text"] for message in messages for row in message["keyboard"] for button in row]
            sentence = f"no button {label!r}; there are {labels}"
            raise AssertionError(sentence)
        message_id, row, column = found
        tapped = await self._do("tap", message_id=message_id, row=row, column=column)
        return str(tapped["callback_query_id"])

    async def tap_data(self, message_id: int, data: str) -> str:
        """Presses a button by its data, also one that is no longer shown."""
        return str((await self._do("tap", message_id=message_id, data=data))["callback_query_id"])

    async def toast(self, callback_id: str) -> Json:
        """Returns how the bot answered a tap: `answered`, `text`, `show_alert`, `expired`."""
        return await self._get(f"taps/{callback_id}")

    async def edit(self, message_id: int, text: str) -> Json:
        """Changes a message the person wrote."""
        return await self._do("edit", message_id=message_id, text=text)

    async def forward(self, text: str, from_name: str | None = None) -> Json:
        """Forwards what somebody else once wrote."""
        return await self._do("forward", text=text, from_name=from_name)

    async def send(self, kind: str, text: str = "") -> Json:
        """Sends a voice, sticker, photo, document, contact, location or via_bot message."""
        return await self._do("send", kind=kind, text=text)

    async def react(self, message_id: int, emoji: str) -> None:
        """Puts a reaction on a message."""
        await self._do("react", message_id=message_id, emoji=emoji)

    async def block(self) -> None:
        """Blocks the bot."""
        await self._do("block")

    async def unblock(self) -> None:
        """Unblocks the bot."""
        await self._do("unblock")

    async def deactivate(self) -> None:
        """Deletes the account."""
        await self._do("deactivate")

    async def delete_chat(self) -> None:
        """Clears the chat on this phone."""
        await self._do("delete-chat")

    async def language(self, language_code: str | None) -> None:
        """Changes the language of the app."""
        await self._do("language", language_code=language_code)

    async def add_to_group(self, title: str) -> int:
        """Makes a group with the bot in it and returns its id."""
        return int((await self._do("add-to-group", title=title))["chat_id"])

    async def chat(self) -> Json:
        """Returns all that is on this phone."""
        return await self._get("chat")

    async def last(self) -> Json:
        """Returns the newest visible message of the bot; raises AssertionError when there is none."""
        written = [message for message in await self._visible() if message["from_bot"]]
        if not written:
            sentence = "the bot has written nothing to this phone"
            raise AssertionError(sentence)
        return written[-1]

    async def screen(self) -> Json:
        """Returns the newest visible message of the bot that has buttons; raises AssertionError when there is none."""
        with_buttons = [message for message in await self._visible() if message["keyboard"]]
        if not with_buttons:
            sentence = "there are no buttons on this phone"
            raise AssertionError(sentence)
        return with_buttons[-1]

    async def labels(self) -> list[str]:
        """Returns the texts of the buttons of `screen()`, top to bottom."""
        return [button["text"] for row in (await self.screen())["keyboard"] for button in row]

    async def wait_for(self, words: str, *, seconds: float = PATIENCE_SECONDS) -> Json:
        """Returns the newest bot message that contains `words`, waiting for it in real time.

        Raises AssertionError, with what the bot last wrote, when it does not come.
        """
        end = time.monotonic() + seconds
        while True:
            written = [message for message in await self._visible() if message["from_bot"]]
            found = [message for message in written if words in message["text"]]
            if found:
                return found[-1]
            if time.monotonic() > end:
                sentence = f"no message with {words!r}; the last is {written[-1]['text'] if written else None!r}"
                raise AssertionError(sentence)
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def _visible(self) -> list[Json]:
        return [message for message in (await self.chat())["messages"] if not message["deleted"]]

    async def _do(self, deed: str, **facts: Any) -> Json:
        body = {name: value for name, value in facts.items() if value is not None}
        async with self._session.post(f"{self._base}/sandbox/users/{self.user_id}/{deed}", json=body) as response:
            return await _answer(response)

    async def _get(self, what: str) -> Json:
        async with self._session.get(f"{self._base}/sandbox/users/{self.user_id}/{what}") as response:
            return await _answer(response)


async def _answer(response: aiohttp.ClientResponse) -> Json:
    body: Json = await response.json()
    if response.status != 200:
        sentence = f"{response.status}: {body.get('error')}"
        raise AssertionError(sentence)
    return body


def _numbered(messages: list[Json], index: int) -> tuple[int, int, int] | None:
    for message in reversed(messages):
        places = [(r, c) for r, row in enumerate(message["keyboard"]) for c, _ in enumerate(row)]
        if places:
            return (message["message_id"], *places[index]) if -len(places) <= index < len(places) else None
    return None


def _labelled(messages: list[Json], label: str, *, exact: bool) -> tuple[int, int, int] | None:
    for message in reversed(messages):
        for row_number, row in enumerate(message["keyboard"]):
            for column, button in enumerate(row):
                if button["text"] == label or (not exact and label in button["text"]):
                    return message["message_id"], row_number, column
    return None

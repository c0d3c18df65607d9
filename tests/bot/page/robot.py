"""A small scripted bot: it speaks to the sandbox over HTTP, as any bot would."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Script:
    """What the bot says in one language."""

    knock: str
    open: str
    card: str
    keys: tuple[str, ...]
    nothing: str
    saved: str
    heard: str


ENGLISH = Script(
    knock="Riverside Center: I have a question for you. Open it when you are in a private place.",
    open="Open",
    card=(
        "<b>Someone asked us for facts about you.</b>\nWho asks: Green Valley Health Plan.\n"
        "1. The dates of your visits\n<b>We have not sent anything. You decide.</b>\n"
        "<blockquote expandable>First line\nsecond\nthird\nfourth\nfifth</blockquote>"
        "They wrote: <tg-spoiler>diagnosis</tg-spoiler>"
    ),
    keys=("Share all", "Share only some", "Share nothing", "I have a question"),
    nothing="Share nothing",
    saved="Saved. We share nothing.",
    heard="I read:",
)
ARABIC = Script(
    knock="لدي سؤال لك. افتحه عندما تكون في مكان خاص.",
    open="افتح",
    card=(
        "<b>طلب أحدهم معلومات عنك.</b>\nمن يسأل: \u2068Green Valley Health Plan\u2069.\n"
        "١. تواريخ زياراتك\n<b>لم نرسل شيئا. أنت تقرر.</b>"
    ),
    keys=("مشاركة الكل", "مشاركة البعض فقط", "عدم مشاركة أي شيء", "لدي سؤال"),
    nothing="عدم مشاركة أي شيء",
    saved="تم الحفظ. لن نشارك شيئا.",
    heard="قرأت:",
)


def script_for(language: str | None) -> Script:
    """Returns the script for an app's language."""
    return ARABIC if (language or "").startswith("ar") else ENGLISH


class Robot:
    """Polls for updates and answers them one by one; `slow` holds back the answers to taps."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        """Keeps the open session and the address up to the method's name."""
        self._session = session
        self._url = url
        self.seen: list[Json] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._by_kind: dict[str, Callable[[Json], Awaitable[None]]] = {
            "message": self._hear,
            "edited_message": self._hear_edit,
            "callback_query": self._tapped,
        }

    async def call(self, method: str, **parameters: Any) -> Any:
        """Calls one method of the Bot API and returns its result; raises AssertionError when it is refused."""
        async with self._session.post(f"{self._url}/{method}", json=parameters) as answer:
            facts = await answer.json()
        assert facts["ok"], f"{method}: {facts.get('description')}"
        return facts["result"]

    async def run(self) -> None:
        """Answers updates until it is cancelled."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                self.seen.append(update)
                for kind, answer in self._by_kind.items():
                    if kind in update:
                        await answer(update[kind])

    async def knock(self, person: Json, *, silent: bool = False) -> Json:
        """Sends the first question to a person."""
        script = script_for(person.get("language_code"))
        keys = [[{"text": script.open, "callback_data": "open"}]]
        return await self.say(person["id"], script.knock, keys, silent=silent)

    async def say(self, chat_id: int, html: str, keys: list[list[Json]] | None = None, *, silent: bool = False) -> Json:
        """Sends one message with its buttons."""
        extra = {"reply_markup": {"inline_keyboard": keys}} if keys else {}
        sent: Json = await self.call(
            "sendMessage", chat_id=chat_id, text=html, parse_mode="HTML", disable_notification=silent, **extra
        )
        return sent

    async def _hear(self, message: Json) -> None:
        person, text = message["from"], message.get("text", "")
        script = script_for(person.get("language_code"))
        if text.startswith("/start"):
            await self.knock(person)
        elif "forward_origin" in message:
            await self.say(person["id"], "A forwarded message is no answer.")
        elif not text:
            await self.say(person["id"], "I can only read words.")
        else:
            await self.say(person["id"], f"{script.heard} {text}")

    async def _hear_edit(self, message: Json) -> None:
        await self.say(message["from"]["id"], "A changed message is no answer.")

    async def _tapped(self, query: Json) -> None:
        await self.may_answer.wait()
        script = script_for(query["from"].get("language_code"))
        at = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        if query["data"] == "open":
            keys = [[{"text": key, "callback_data": f"key-{place}"}] for place, key in enumerate(script.keys)]
            markup = {"inline_keyboard": keys}
            await self.call("editMessageText", **at, text=script.card, parse_mode="HTML", reply_markup=markup)
        elif query["data"] == f"key-{script.keys.index(script.nothing)}":
            await self.call("editMessageText", **at, text=script.saved)
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text=script.saved)
            return
        alert = {"text": "An alert", "show_alert": True} if query["data"] == "loud" else {}
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **alert)

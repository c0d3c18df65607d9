"""The town of the journeys: an emulated Telegram, the real bot beside it over HTTP, and people with their phones."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import aiohttp
from pydantic import SecretStr

from bot.actions import office
from bot.actions.turn import Turn
from bot.main import AskFirst, build
from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Json, Phone
from bot.sandbox.server import Sandbox
from bot.screens import Press
from bot.settings import Settings
from db import inbox, lookups, outbox, said
from db.shapes import Page

T = TypeVar("T")

MONDAY_MORNING = datetime(2027, 7, 5, 15, 0, tzinfo=UTC)  #: Eleven o'clock in New York.
TOKEN = "4242:a-token-that-opens-nothing"
AGENCY = "Riverside Center"
PAYER = "Green Valley Health Plan"
LONGEST_REST = 30.0  #: Seconds after which a town that is still busy will never come to rest.
A_MOMENT = 0.001


def keys(message: Json) -> list[str]:
    """What the buttons of a message carry, top to bottom; a button that only copies carries nothing."""
    return [str(row[0]["callback_data"]) for row in message["keyboard"] if "callback_data" in row[0]]


@dataclass(slots=True)
class Person:
    """One human with a phone. Every act waits until the town is quiet again."""

    town: "Town"
    phone: Phone
    taps: int = 0

    async def start(self, payload: str = "") -> None:
        """Open the bot by a link."""
        await self.phone.start(payload)
        await self.town.settle()

    async def say(self, text: str) -> None:
        """Type a message."""
        await self.phone.say(text)
        await self.town.settle()

    async def tap(self, label: str | int) -> None:
        """Tap a button by its words."""
        await self.phone.tap(label)
        self.taps += 1
        await self.town.settle()

    async def press(self, what: Press, arg: str | None = None) -> None:
        """Tap the newest button that does this, whatever language it is in."""
        message_id, data = await self.button(what, arg)
        await self.phone.tap_data(message_id, data)
        self.taps += 1
        await self.town.settle()

    async def button(self, what: Press, arg: str | None = None) -> tuple[int, str]:
        """The newest visible button that does this: its message and its data."""
        seen = []
        for message in reversed((await self.phone.chat())["messages"]):
            for data in [] if message["deleted"] else keys(message):
                does = await self.town.meaning(data)
                seen.append(does)
                if does[0] == what and arg in (None, does[1]):
                    return int(message["message_id"]), data
        raise AssertionError(f"no button {what}; there are {seen}")

    async def has(self, what: Press) -> bool:
        """Whether any message on this phone shows a button that does this."""
        messages = [m for m in await self.messages() if not m["deleted"]]
        return what in [(await self.town.meaning(data))[0] for m in messages for data in keys(m)]

    async def presses(self) -> list[str]:
        """What the buttons of the newest message with buttons do."""
        screen = await self.phone.screen()
        return [(await self.town.meaning(data))[0] for data in keys(screen)]

    async def sees(self) -> str:
        """The text of the newest message of the bot."""
        return str((await self.phone.last())["text"])

    async def all_texts(self) -> list[str]:
        """Every text of the bot now on this phone, oldest first."""
        messages = (await self.phone.chat())["messages"]
        return [str(m["text"]) for m in messages if m["from_bot"] and not m["deleted"]]

    async def messages(self) -> list[Json]:
        """Every message on this phone."""
        return list((await self.phone.chat())["messages"])


@dataclass(slots=True)
class Town:
    """The whole town. Built by the fixture `town`."""

    sandbox: Sandbox
    app: AskFirst
    clock: SandboxClock
    session: aiohttp.ClientSession
    admin: Person = field(init=False)
    ana: Person = field(init=False)
    is_shut: bool = False

    async def shut_down(self) -> None:
        """Bring the bot to rest; the emulated Telegram goes on."""
        if not self.is_shut:
            self.is_shut = True
            await self.app.stop()

    async def settle(self) -> None:
        """Wait until everything that was done has been taken, worked and answered."""
        async with asyncio.timeout(LONGEST_REST):
            # The machine rings no bell when it is done, so somebody has to look.
            while self.busy() or await self.read(_has_work) or self.busy():  # noqa: ASYNC110 - nothing to wait for
                await asyncio.sleep(A_MOMENT)

    def busy(self) -> bool:
        """Whether anything is on its way, being worked or being said. The machine's own `idle` looks less often."""
        app = self.app
        return bool(self.pending() or app.intake.busy or app.workers.busy or app.sender.busy)

    def pending(self) -> int:
        """Updates that the bot has not confirmed."""
        return len(self.sandbox.world.queue)

    async def newcomer(self, first_name: str, language: str = "en") -> Person:
        """Somebody new with a phone."""
        return Person(self, await Phone.join(self.session, self.sandbox.url, first_name, language))

    async def pass_time(self, **step: float) -> None:
        """Move the clock and let it tick."""
        self.clock.advance(timedelta(**step))
        await self.app.tick()
        await self.settle()

    async def do(self, work: Callable[[Turn], T]) -> T:
        """Do something at the agency's command line."""
        return await self.app.desk.write(work, actor="admin")

    async def read(self, question: Callable[[Turn], T]) -> T:
        """Look into the record."""
        return await self.app.desk.read(question)

    def step(self, **amount: float) -> timedelta:
        """A length of time."""
        return timedelta(**amount)

    async def shown(self, ref: str) -> str:
        """The exact text that the record keeps for a message."""

        def look(turn: Turn) -> str:
            text = said.shown_text(turn.session, turn.vault, ref)
            assert text is not None
            return text

        return await self.read(look)

    async def sandbox_tap(self, person: Person, message_id: int, data: str) -> None:
        """An update that claims a button of somebody else's message."""
        me = {"id": person.phone.user_id, "is_bot": False, "first_name": "X"}
        query = {
            "id": "1",
            "from": me,
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": message_id, "date": 1, "chat": {"id": person.phone.user_id, "type": "private"}},
        }
        await self.puts({"callback_query": query})

    async def says_late(self, person: Person, text: str, written: int) -> None:
        """A text that reaches the bot later than it was written, as after a time without network."""
        id = person.phone.user_id
        me = {"id": id, "is_bot": False, "first_name": "X"}
        chat = {"id": id, "type": "private"}
        message = {"message_id": 900_000, "date": written, "chat": chat, "from": me, "text": text}
        await self.puts({"message": message})

    async def puts(self, update: Json) -> None:
        """An update that the bot is given as it stands."""
        async with self.session.post(f"{self.sandbox.url}/sandbox/updates", json={"update": update}) as answer:
            assert answer.status == 200, await answer.text()
        await self.settle()

    async def meaning(self, data: str) -> tuple[str, str | None]:
        """What a button does, by the row its reference points to."""
        ref, _, index = data.rpartition(".")
        spoken = await self.read(lambda turn: said.spoken(turn.session, turn.vault, ref))
        assert spoken is not None
        what, arg = spoken.buttons[int(index)]
        return str(what), arg

    async def page(self, code: str | None = None) -> Page:
        """A request by its code, or the newest one."""

        def find(turn: Turn) -> Page:
            found = [
                page
                for client in all_clients(turn)
                for page in lookups.pages_of_client(turn.session, turn.vault, client)
                if code in (None, page.case.request.code)
            ]
            return max(found, key=lambda page: (page.created_at, page.case.request.supersedes is not None))

        return await self.read(find)

    async def joins_as_staff(self, name: str, role: str) -> Person:
        """A person of the agency comes in by their link."""
        link = await self.do(
            lambda turn: office.add_staff(turn.session, turn.vault, turn.now, name=name, role=role, language="en")
        )
        person = await self.newcomer(name)
        await person.start(link.token)
        return person

    async def invite_client(
        self, alias: str = "M.R.", language: str = "en", clinician: str = "Ana Ruiz"
    ) -> office.Invited:
        """A clinician, Ana where nobody else is named, invites a client in the room."""
        return await self.do(
            lambda turn: office.invite_client(
                turn.session, turn.vault, turn.now, alias=alias, clinician=clinician, language=language
            )
        )

    async def client_arrives(self, alias: str = "M.R.", language: str = "en") -> Person:
        """A client comes in by link and code and reads the limits."""
        link = await self.invite_client(alias, language)
        client = await self.newcomer(alias, language)
        await client.start(link.token)
        await client.press(Press.LANGUAGE, language)
        await client.say(str(link.code))
        for step in (Press.PHONE, Press.WINDOW, Press.DETAIL):
            await client.press(step, "skip")
        await client.press(Press.LIMITS_READ)
        client.taps = 0
        return client

    async def ana_asks(
        self,
        alias: str = "M.R.",
        *,
        requester: str = PAYER,
        kind: str = "payer_payment",
        ends: str = "three_months",
        answer_by: str = "none",
        send: Press = Press.SEND,
    ) -> Page:
        """Ana prepares and sends a request, tapping all the way."""
        ana = self.ana
        assert ana is not None
        await ana.say("/new")
        await ana.tap(alias)
        await ana.tap(requester)
        await ana.press(Press.PICK_KIND, kind)
        if Press.HOW_CHECKED in await ana.presses():
            await ana.press(Press.HOW_CHECKED, "not_yet")
        await ana.press(Press.PICK_PERIOD, "last_6")
        await ana.press(Press.PICK_ANSWER_BY, answer_by)
        await ana.press(Press.PICK_ENDS, ends)
        await ana.press(send)
        return await self.page()


def _has_work(turn: Turn) -> bool:
    return bool(inbox.waiting(turn.session, 1)) or outbox.count_open(turn.session, turn.now) > 0


def all_clients(turn: Turn) -> list[str]:
    """The ids of every client of every clinician."""
    staff = lookups.staff_members(turn.session, turn.vault)
    return [c.id for s in staff for c in lookups.clients_of(turn.session, turn.vault, s.id)]


def open_app(sandbox: Sandbox, url: str, keys: Path, clock: SandboxClock) -> AskFirst:
    """The real bot on this database, talking to the sandbox. It ticks only when the journey says so."""
    settings = Settings(
        telegram_token=SecretStr(TOKEN),
        telegram_base_url=sandbox.bot_base_url,
        database_url=url,
        keys=keys,
        poll_seconds=1,
        tick_seconds=3600,
        sends_per_second=100_000,  # The clock of the town stands still; what the pace does has tests of its own.
        chat_gap_seconds=0,
    )
    return build(settings, clock=clock)

"""The wiring: the one place that builds the machine, starts it, and brings it to rest."""

import asyncio
import logging
import secrets
import signal
from collections.abc import Collection

from sqlmodel import Session
from telegram import Update

from bot.actions.desk import Desk
from bot.clock import Clock, SystemClock
from bot.commands import Commands
from bot.dispatch import Dispatch, Identity, Pace
from bot.handlers import Router, hear
from bot.intake import Intake
from bot.listening import Listening
from bot.opening import NO_AGENCY, NotReady, open_database, open_vault
from bot.reminders import Reminders
from bot.sender import Sender
from bot.settings import Settings
from bot.transport import AiohttpRequest, Line
from bot.words.listen import Ears
from bot.words.say import Words
from bot.workers import Workers
from db import inbox, lookups
from db.engine import Database
from db.vault import Vault

log = logging.getLogger(__name__)

GRACE = 15.0  #: Seconds to finish what was taken; a supervisor has to wait longer than this and LAST_WORDS together.
LAST_WORDS = 5.0  #: Seconds to say what is due before the end.
LOOK_AGAIN = 0.02
ALONE = secrets.token_hex(8)


class AskFirst:
    """The whole machine: ears, workers, mouth and clock, around one database."""

    def __init__(self, settings: Settings, token: str, clock: Clock, db: Database, vault: Vault, words: Words) -> None:
        """Put the parts together; `build` is the door for everybody else."""
        proxy = settings.leaves_this_machine
        self._requests = [
            AiohttpRequest(through_proxy=proxy),
            AiohttpRequest(through_proxy=proxy, connections=2),
        ]
        line, ears = (Line(request, settings.telegram_base_url, token) for request in self._requests)
        self.settings, self.clock, self.db, self.vault = settings, clock, db, vault
        self.words = words
        self.line = line
        self.desk = Desk(
            db,
            vault,
            clock,
            Router(Listening(self.words, Ears(self.words.catalogues))).route,
            languages=tuple(language.code for language in self.words.offered),
        )
        self.commands = Commands(self.words, line)
        pace = Pace(settings.sends_per_second, settings.chat_gap_seconds)
        dispatch = Dispatch(db, vault, clock, self.desk, pace, Identity(lambda: ALONE, _everybody_else))
        self.sender = Sender(dispatch, self.words, line, clock, self.desk, self.commands.shown)
        self.workers = Workers(db, vault, clock, self._take, self.desk.give_up, self.sender)
        self.intake = Intake(ears, db, vault, clock, self.workers.put, poll_seconds=settings.poll_seconds)
        self.reminders = Reminders(self.desk.tick, self.sender.nudge, seconds=settings.tick_seconds)

    async def start(self) -> None:
        """Begin: first what the last run left unfinished, then what comes. Raises NotReady before an agency exists."""
        agency = await self.db.read(lambda session: lookups.agency(session, self.vault))
        if agency is None:
            raise NotReady(NO_AGENCY)
        for request in self._requests:
            await request.initialize()
        await self.sender.start()
        await self.workers.start()
        await self.reminders.start()
        await self.intake.start()
        self.commands.start()

    async def stop(self) -> None:
        """Come to rest: listen no more, finish what was taken, say what is due, and let everything go."""
        await self.intake.stop()
        await self.reminders.stop()
        await self.workers.stop(GRACE)
        await self.sender.stop(LAST_WORDS)
        await self.commands.stop()
        for request in self._requests:
            await request.shutdown()
        await self.db.close()

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, then come to rest."""
        asked_to_stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, asked_to_stop.set)
        try:
            await self.start()
            log.info("AskFirst is running")
            await asked_to_stop.wait()
            log.info("AskFirst finishes what it took")
        finally:
            await self.stop()

    async def tick(self) -> int:
        """Do now what the clock brings, without waiting for the next tick."""
        return await self.reminders.tick()

    async def idle(self, seconds: float = 10.0) -> None:
        """Wait until nothing is kept, worked, due or being said. Raises TimeoutError. For tests and the demo."""
        async with asyncio.timeout(seconds):
            while True:
                if await self._has_work():
                    await asyncio.sleep(LOOK_AGAIN)
                    continue
                # Only now: what the workers wrote last is in the outbox, and the mouth counts it.
                await self.sender.settle()
                if not (self.intake.busy or self.workers.busy):
                    return

    async def _has_work(self) -> bool:
        if self.intake.busy or self.workers.busy:
            return True
        return bool(await self.db.read(lambda session: inbox.waiting(session, 1)))

    async def _take(self, row: int, update: Update) -> None:
        await self.desk.take(row, hear(update))


def _everybody_else(_session: Session, ids: Collection[str], me: str) -> list[str]:
    return [id for id in ids if id != me]


def build(settings: Settings, *, clock: Clock | None = None, words: Words | None = None) -> AskFirst:
    """Put the machine together on the database the settings name.

    Raises NotReady when its schema is old or its keys are missing, SettingsError without a token.
    """
    token, vault = settings.token, open_vault(settings.keys)
    words = words or Words.load()
    return AskFirst(settings, token, clock or SystemClock(), open_database(settings), vault, words)

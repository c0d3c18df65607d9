"""The wiring: the one place that builds the machine, starts it, and brings it to rest."""

import asyncio
import logging
import signal
from typing import TYPE_CHECKING

from telegram import Update

from bot.absence import Absence
from bot.actions.desk import Desk
from bot.actions.publishing import risk_is_accepted
from bot.clock import Clock, SystemClock
from bot.commands import Commands
from bot.dispatch import Dispatch, Identity, Pace
from bot.doorstep import Doorstep
from bot.handlers import Router, hear
from bot.intake import Intake
from bot.listening import Listening
from bot.notices_missing import NO_RISK
from bot.opening import NO_AGENCY, NotReady, open_database, open_vault
from bot.printing import Printer
from bot.reminders import Reminders
from bot.sender import Sender
from bot.settings import Settings
from bot.transport import AiohttpRequest, CannotListen, Line
from bot.watch import Watch
from bot.words.listen import Ears
from bot.words.say import Words
from bot.workers import Workers
from db import inbox, lookups
from db.engine import Database
from db.presence import POLLER, TICKER, dead, presence_at
from db.vault import Vault

if TYPE_CHECKING:
    from bot.webhook import Webhook

log = logging.getLogger(__name__)

GRACE = 15.0  #: Seconds to finish what was taken; a supervisor has to wait longer than this and LAST_WORDS together.
LAST_WORDS = 5.0  #: Seconds to say what is due before the end.
LOOK_AGAIN = 0.02
LOOK_FOR_ROLE = 1.0  #: Seconds between looks whether the one who ticks is gone.
BOTH_QUEUES = 1.5  #: Seconds at the start in which taps and texts that waited at Telegram come in, each by its own way.
DEAF = 70  #: The exit code for a supervisor: nothing was wrong but the line, and only a new process may hear again.


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
            reviewed=tuple(language.code for language in self.words.offered if language.reviewed),
        )
        self.commands = Commands(self.words, line)
        pace = Pace(settings.sends_per_second, settings.chat_gap_seconds)
        self.presence = presence_at(settings.database_url)
        who = Identity(lambda: self.presence.worker_id, dead)
        dispatch = Dispatch(db, vault, clock, self.desk, pace, who)
        make = Printer(self.desk, vault, self.words.catalogues).make
        self.sender = Sender(dispatch, self.words, line, clock, self.desk, self.commands.shown, make)
        self.workers = Workers(db, vault, clock, self._take, self.desk.give_up, self.sender)
        self.doorstep = Doorstep(db, vault, clock, self.presence, self.workers)
        self.workers.on_room = self.doorstep.has_room
        self.absence = Absence(self.desk, self.sender.nudge)
        self.intake = self._webhook(line) if settings.webhook_url else self._polling(ears)
        self.reminders = Reminders(self._tick, self.sender.nudge, seconds=settings.tick_seconds)
        self._rounds: asyncio.Task[None] | None = None
        self._is_stopped = False

    def _polling(self, ears: Line) -> Intake:
        settings, (_, request) = self.settings, self._requests

        async def renew() -> None:
            try:
                await request.shutdown()
            finally:
                await request.initialize()

        return Intake(
            ears,
            self.doorstep.keep,
            self.presence,
            heard=self.absence.heard,
            renew=renew,
            watch=Watch.of(settings.poll_seconds, settings.deaf_seconds),
            poll_seconds=settings.poll_seconds,
        )

    def _webhook(self, line: Line) -> "Webhook":
        from bot.webhook import Webhook  # Most agencies poll, and need no server.

        settings = self.settings
        return Webhook(
            line,
            self.doorstep.keep,
            self.clock,
            url=str(settings.webhook_url),
            secret=settings.hook_secret,
            listen=settings.webhook_listen,
            heard=self.absence.heard,
        )

    async def start(self) -> None:
        """Begin: first what the last run left unfinished, then what comes. Raises NotReady before an agency exists."""
        agency = await self.db.read(lambda session: lookups.agency(session, self.vault))
        if agency is None:
            raise NotReady(NO_AGENCY)
        await self._refuse_without_risk_read()
        await self.presence.open()
        for request in self._requests:
            await request.initialize()
        await self.sender.start()
        await self.doorstep.start(settle=BOTH_QUEUES if self.settings.webhook_url else 0.0)
        await self.reminders.start()
        try:
            await self.intake.start()
        except CannotListen as error:
            raise NotReady(str(error)) from None
        self._rounds = asyncio.create_task(self._look_for_roles(), name="rounds")
        self.commands.start()

    async def _refuse_without_risk_read(self) -> None:
        """Clients write over the real Telegram only once somebody has read what it is not (TG-19). Raises NotReady."""
        if not self.settings.leaves_this_machine:
            return
        now = self.clock.now()
        if not await self.db.read(lambda session: risk_is_accepted(session, self.vault, now)):
            raise NotReady(NO_RISK)

    async def stop(self) -> None:
        """Come to rest: listen no more, finish what was taken, say what is due, let go of all. May be called again."""
        if self._is_stopped:
            return
        self._is_stopped = True
        if self._rounds is not None:
            self._rounds.cancel()
        await self.intake.stop()
        await self.presence.let_go(POLLER)
        await self.reminders.stop()
        await self.absence.stop()
        await self.doorstep.stop()
        await self.workers.stop(GRACE)
        await self.sender.stop(LAST_WORDS)
        await self.commands.stop()
        for request in self._requests:
            await request.shutdown()
        await self.presence.close()
        await self.db.close()

    async def run(self) -> int:
        """Run until SIGTERM or SIGINT, or until nothing can be heard any more; come to rest, and give the exit code."""
        asked_to_stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, asked_to_stop.set)
        try:
            await self.start()
            log.info("AskFirst is running")
            ends = {asyncio.create_task(event.wait()) for event in (asked_to_stop, self.intake.deaf)}
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                end.cancel()
            log.info("AskFirst finishes what it took")
        finally:
            await self.stop()
        return 0 if asked_to_stop.is_set() else DEAF

    async def tick(self) -> int:
        """Do now what the clock brings, without waiting for the next tick."""
        return await self.reminders.tick()

    async def _tick(self) -> int:
        return await self.desk.tick() if await self.presence.try_hold(TICKER) else 0

    async def _look_for_roles(self) -> None:
        """Tick at once in place of somebody who is gone; and say it when we were gone ourselves."""
        was_lost = False
        while not self.presence.alone:
            await asyncio.sleep(LOOK_FOR_ROLE)
            if self.presence.lost.is_set() is not was_lost:
                was_lost = not was_lost
                if was_lost:
                    log.error("the database is lost; this worker takes no part until it is back")
                else:
                    log.warning("the database is back; this worker takes part again")
            if not self.presence.held(TICKER) and await self.presence.try_hold(TICKER):
                await self.reminders.tick()

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


def build(settings: Settings, *, clock: Clock | None = None, words: Words | None = None) -> AskFirst:
    """Put the machine together on the database the settings name.

    Raises NotReady when its schema is old or its keys are missing, SettingsError without a token.
    """
    token, vault = settings.token, open_vault(settings.keys)
    words = words or Words.load()
    return AskFirst(settings, token, clock or SystemClock(), open_database(settings), vault, words)

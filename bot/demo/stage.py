"""The stage of the demo: an emulated Telegram, the bot on it, and an agency that begins anew whenever one likes."""

import asyncio
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
from pydantic import SecretStr
from sqlmodel import Session

from bot.actions import office
from bot.actions.checking_office import Noted, add_checked
from bot.actions.office import Invited
from bot.actions.papers import at_the_office
from bot.clock import SystemClock
from bot.demo.desk import DemoDesk
from bot.demo.hand import Hand
from bot.main import AskFirst, build
from bot.opening import bring_up
from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from bot.sandbox.records import Story
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from consent.checking import OFFICIALS, HowChecked
from consent.minimum import Kind
from db.vault import KeyRing, Vault

AGENCY = "Riverside Center"
ZONE = "America/New_York"
CLINICIAN = "Ana Ruiz"
ADMIN = "Sam Okafor"
REQUESTERS = (
    ("Green Valley Health Plan", "payer_payment"),
    ("Northside School", "school"),
    ("Harbor Logistics", "employer"),
    ("County Court", "court_order"),
    ("Dr. Lin, family doctor", "provider"),
)
#: How everybody was checked before the play begins: nothing could go out else.
CALL = Noted(HowChecked.CALLED_BACK, ADMIN)
LETTER = Noted(HowChecked.LETTERHEAD, ADMIN, "Their letter, in the blue folder.")
OPENING, CLOSING = 10, 18  #: The hours between which the play may begin: nobody's quiet time.
SPEED = 5_000.0  #: Messages a second; the emulated Telegram sets no limit.


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody with a phone on the stage."""

    user_id: int
    person_id: str


class Stage:
    """Everything the demo runs, from the empty house to the first question on the client's phone."""

    def __init__(self) -> None:
        """Set the clock to a weekday morning; nothing runs yet."""
        self.clock = SandboxClock(_morning(SystemClock().now()))
        self.desk = DemoDesk(self)
        self.sandbox = Sandbox(self.clock, desk=self.desk)
        self.players: list[Player] = []
        self._app: AskFirst | None = None
        self._folder: Path | None = None
        self._http: aiohttp.ClientSession | None = None
        self._ticks: set[asyncio.Task[int]] = set()
        self.clock.on_change(self._clock_moved)

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.sandbox.url

    @property
    def app(self) -> AskFirst:
        """The bot; only while the play is on."""
        if self._app is None:
            raise RuntimeError
        return self._app

    async def open(self, host: str, port: int) -> None:
        """Open the house and begin the play. Raises OSError when the port is taken."""
        await self.sandbox.start(host, port)
        self._http = aiohttp.ClientSession()
        await self.begin()

    async def close(self) -> None:
        """End the play and leave nothing behind."""
        await self.end()
        if self._http is not None:
            await self._http.close()
        await self.sandbox.stop()

    async def begin(self) -> None:
        """A fresh database and fresh keys, the agency, and one question already on its way."""
        later = _next_opening(self.clock.now())
        if later is not None:
            self.clock.move_to(later)
        self._folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="askfirst-demo-"))
        settings = await asyncio.to_thread(_furnish, self._folder, self.sandbox)
        app = self._app = build(settings, clock=self.clock)
        await app.db.write(lambda session: _set_up(session, app.vault, self.clock.now()))
        await app.start()
        await self._seed()

    async def end(self) -> None:
        """Stop the bot, and forget everybody and everything."""
        app, self._app = self._app, None
        if app is not None:
            await app.stop()
        _forget(self.sandbox)
        self.players.clear()
        if self._folder is not None:
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def invite(self, alias: str, language: str) -> tuple[Phone, Invited]:
        """A new client of the clinician, invited, with a phone that has not opened the chat."""
        invited = await self.app.desk.write(
            lambda turn: office.invite_client(
                turn.session, turn.vault, turn.now, alias=alias, clinician=CLINICIAN, language=language
            ),
            actor="admin",
        )
        return await self._phone(alias, language, invited.person_id), invited

    async def _seed(self) -> None:
        """Play the first scene through the real chats: both arrive, and the clinician sends one request."""
        staff = await self.app.desk.write(
            lambda turn: office.add_staff(
                turn.session, turn.vault, turn.now, name=CLINICIAN, role="clinician", language="en"
            ),
            actor="admin",
        )
        clinician = Hand(self.app, self.sandbox, await self._phone(CLINICIAN, "en", staff.person_id))
        await clinician.arrive(staff)
        phone, invited = await self.invite("M.R.", "en")
        await Hand(self.app, self.sandbox, phone).arrive(invited)
        await clinician.send_a_request()

    async def _phone(self, name: str, language: str, person_id: str) -> Phone:
        if self._http is None:
            raise RuntimeError
        phone = await Phone.join(self._http, self.url, name, language)
        self.players.append(Player(phone.user_id, person_id))
        return phone

    def _clock_moved(self) -> None:
        """Whoever moves the clock wants to see at once what it brings."""
        with suppress(RuntimeError):
            task = asyncio.get_running_loop().create_task(self.app.tick())
            self._ticks.add(task)
            task.add_done_callback(self._ticks.discard)


def _furnish(folder: Path, sandbox: Sandbox) -> Settings:
    """Make the keys and the database."""
    settings = Settings(
        telegram_token=SecretStr(sandbox.token),
        telegram_base_url=sandbox.bot_base_url,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        keys=folder / "demo.key",
        bot_username=sandbox.world.bot.username,
        tick_seconds=1,
        sends_per_second=SPEED,
        chat_gap_seconds=0,
    )
    KeyRing.new().save(settings.keys)
    bring_up(settings)
    return settings


def _set_up(session: Session, vault: Vault, now: datetime) -> None:
    office.set_up(session, vault, now, name=AGENCY, timezone=ZONE, language="en", emergency="911", crisis="988")
    office.add_staff(session, vault, now, name=ADMIN, role="admin", language="en")
    for place, (name, kind) in enumerate(REQUESTERS):
        # The newest is offered first, and the first scene takes the first: each is a minute older than the one before.
        turn = at_the_office(session, vault, now - timedelta(minutes=place))
        add_checked(turn, name=name, kind=kind, noted=LETTER if Kind(kind) in OFFICIALS else CALL)


def _forget(sandbox: Sandbox) -> None:
    world = sandbox.world
    world.queue.clear()
    world.faults.clear()
    world.users.clear()
    world.chats.clear()
    world.taps.clear()
    world.story = Story()


def _next_opening(now: datetime) -> datetime | None:
    """The morning to wait for where it is night or nearly so, since the first question has to come at once."""
    is_open = OPENING <= now.astimezone(ZoneInfo(ZONE)).hour < CLOSING
    return None if is_open else _morning(now + timedelta(hours=24 - CLOSING))


def _morning(now: datetime) -> datetime:
    """The weekday morning of the agency on that day or after it."""
    day = now.astimezone(ZoneInfo(ZONE)).replace(hour=OPENING, minute=0, second=0, microsecond=0)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day

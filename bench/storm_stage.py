"""The stage of a storm: an agency with clients who are asked by the real actions, and phones for all of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import aiohttp
from pydantic import SecretStr
from sqlmodel import Session

from bench.agency import AT_ONCE, FASTEST, Pen, request_of
from bench.children import TOKEN
from bot.actions import sending
from bot.actions.turn import Turn
from bot.opening import bring_up, open_database, open_vault
from bot.sandbox.phone import Phone
from bot.settings import Settings
from consent.cadence import SPACING
from db import lookups
from db.engine import Database
from db.ids import new_id
from db.ledger import people, requests
from db.shapes import Page
from db.vault import KeyRing, Vault

CLINICIANS = 10
LANGUAGES = ("en", "en", "en", "es", "ar")
#: Told to the bots where they know the setting: as fast as they can, and not deaf for long.
WISHES = {
    "sends_per_second": str(FASTEST),
    "chat_gap_seconds": "0",
    "tick_seconds": "1",
    "poll_seconds": "5",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the agency is kept, and who plays."""

    folder: Path
    url: str  #: Of the database.
    db: Database
    vault: Vault
    clinicians: Sequence[str]
    clients: Sequence[str]
    phones: Sequence[Phone]  #: The clinicians' first.

    def language_of(self, number: int) -> str:
        """Give the language of a client."""
        return LANGUAGES[number % len(LANGUAGES)]

    def settings(self, telegram: str) -> dict[str, str]:
        """Give what the bots have to be told."""
        known = {name: wish for name, wish in WISHES.items() if name in Settings.model_fields}
        told = {
            "telegram_token": TOKEN,
            "telegram_base_url": f"{telegram}/bot",
            "database_url": self.url,
            "keys": str(self.folder / "storm.key"),
            **known,
        }
        return {f"ASKFIRST_{name.upper()}": value for name, value in told.items()}

    async def ask_later(self, chance: Random, whom: Sequence[int], within: float) -> None:
        """Put one more question to some clients, by their number, one after the other."""
        for number in whom:
            await asyncio.sleep(chance.uniform(0, 2 * within / len(whom)))
            await self.db.write(partial(self._ask, number=number))

    def _ask(self, session: Session, number: int) -> None:
        ask(session, self.vault, datetime.now(UTC), self.clinicians[number % CLINICIANS], self.clients[number])


def ask(session: Session, vault: Vault, now: datetime, clinician_id: str, client_id: str) -> None:
    """Let a clinician put a question to a client."""
    agency = lookups.agency(session, vault)
    staff = lookups.staff_member(session, vault, clinician_id)
    client = lookups.client(session, vault, client_id)
    if agency is None or staff is None or client is None:
        raise LookupError
    actor = f"staff:{staff.id}"
    request = request_of(new_id(), requests.free_code(session), client.id, staff.id, now.date())
    case = requests.add_request(session, vault, request, now=now, actor=actor)
    sending.put_to_client(Turn(session, vault, now, agency, actor), staff, client, Page(case, None, now))


async def set_the_stage(
    http: aiohttp.ClientSession, telegram: str, url: str, folder: Path, *, clients: int, chance: Random, within: float
) -> Stage:
    """Let everybody join, and ask every client; reminders fall due at some moment `within` seconds from now."""
    phones = [await Phone.join(http, telegram, f"P{number}") for number in range(CLINICIANS + clients)]
    for phone in phones:
        await phone.start()
    async with http.post(f"{telegram}/bot{TOKEN}/deleteWebhook", json={"drop_pending_updates": True}) as answer:
        answer.raise_for_status()
    db, vault = await asyncio.to_thread(_open, url, folder)
    pen = Pen(vault, datetime.now(UTC))
    await db.write(pen.set_up)
    staff = [await db.write(partial(pen.add_clinician, number=number)) for number in range(CLINICIANS)]
    writer = _Writer(pen, [one.id for one in staff], chance, within)
    chats = [phone.user_id for phone in phones[CLINICIANS:]]
    ids: list[str] = []
    for start in range(0, clients, AT_ONCE):
        ids += await db.write(partial(writer.clients, chats=list(enumerate(chats))[start : start + AT_ONCE]))
    for one, phone in zip(staff, phones, strict=False):
        await db.write(partial(pen.connect, staff=one, chat=phone.user_id))
    return Stage(folder, url, db, vault, writer.staff, ids, phones)


def _open(url: str, folder: Path) -> tuple[Database, Vault]:
    keys = folder / "storm.key"
    KeyRing.new().save(keys)
    settings = Settings(telegram_token=SecretStr(TOKEN), database_url=url, keys=keys)
    bring_up(settings)
    return open_database(settings), open_vault(keys)


@dataclass(frozen=True, slots=True)
class _Writer:
    pen: Pen
    staff: Sequence[str]
    chance: Random
    within: float

    def clients(self, session: Session, chats: Sequence[tuple[int, int]]) -> list[str]:
        """Write clients who are connected, and ask each of them two days ago, less some seconds."""
        return [self._client(session, number, chat) for number, chat in chats]

    def _client(self, session: Session, number: int, chat: int) -> str:
        vault, now, staff = self.pen.vault, self.pen.now, self.staff[number % CLINICIANS]
        language = LANGUAGES[number % len(LANGUAGES)]
        asked = now - SPACING + timedelta(seconds=self.chance.uniform(0, self.within))
        id = people.add_client(
            session, vault, now=asked, alias="M.R.", clinician_id=staff, language=language, actor="admin"
        )
        ready = {"channel": "ready", "language_chosen": True, "limits_read_at": asked}
        changes = {**people.chat_columns(vault, "client", id, chat), **ready}
        people.change_client(session, vault, id, now=asked, actor="admin", action="limits_read", changes=changes)
        ask(session, vault, asked, staff, id)
        return id

"""Fifty people say no and the machine is killed in the middle: afterwards every no stands in the record, once."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session, col, func, select

from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db.engine import Database
from db.ledger import people
from db.tables import Audit, Inbox, RequestRow
from db.verify import verify
from tests.journeys.shortcuts import staff_named, write_request
from tests.journeys.town import TOKEN, Person, Town

CROWD = 50
HOUSE = Path(__file__).resolve().parents[2]
PATIENCE = 40.0  #: Seconds, on a busy machine.


@dataclass
class Child:
    """`askfirst run` as a process of its own, on the town's database and the town's Telegram."""

    town: Town
    url: str
    folder: Path
    running: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def start(self) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HOUSE),
            "ASKFIRST_TELEGRAM_TOKEN": TOKEN,
            "ASKFIRST_TELEGRAM_BASE_URL": self.town.sandbox.bot_base_url,
            "ASKFIRST_DATABASE_URL": self.url,
            "ASKFIRST_KEYS": str(self.folder / "town.key"),
            "ASKFIRST_SENDS_PER_SECOND": "1000",
        }
        with (self.folder / "child.log").open("a") as log:
            self.running.append(
                await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bot", "run", cwd=self.folder, env=environment, stderr=log
                )
            )

    async def is_up(self) -> None:
        """Wait until the newest process takes updates."""
        async with asyncio.timeout(PATIENCE):
            while "AskFirst is running" not in (self.folder / "child.log").read_text():  # noqa: ASYNC110 - a file
                await asyncio.sleep(0.02)

    async def end(self, number: signal.Signals) -> int:
        """Send a signal to the newest process, and wait until it is gone."""
        process = self.running.pop()
        process.send_signal(number)
        return await asyncio.wait_for(process.wait(), PATIENCE)


async def a_crowd(town: Town) -> list[tuple[Person, int, str]]:
    """Fifty clients who have their cards before them: phone, message, and what the button for a no carries."""
    phones = await asyncio.gather(*(town.newcomer(f"P{number}") for number in range(CROWD)))
    await asyncio.gather(*(person.phone.start() for person in phones))
    await town.settle()

    def ask_all(turn: Turn) -> None:
        ana = staff_named(turn, "Ana Ruiz")
        for number, person in enumerate(phones):
            id = people.add_client(
                turn.session,
                turn.vault,
                now=turn.now,
                alias=f"P.{number}",
                clinician_id=ana.id,
                language="en",
                actor="x",
            )
            chat = people.chat_columns(turn.vault, "client", id, person.phone.user_id)
            changes = {**chat, "channel": "ready", "language_chosen": True}
            people.change_client(
                turn.session, turn.vault, id, now=turn.now, actor="x", action="let_in", changes=changes
            )
            write_request(turn, ana, f"P.{number}")

    await town.do(ask_all)
    town.app.sender.nudge()
    await town.settle()
    knocks = [await person.button(Press.OPEN) for person in phones]
    await asyncio.gather(*(p.phone.tap_data(*knock) for p, knock in zip(phones, knocks, strict=True)))
    await town.settle()
    return [(person, *(await person.button(Press.SHARE_NOTHING))) for person in phones]


async def one_after_the_other(crowd: list[tuple[Person, int, str]]) -> None:
    """Let everybody tap, one behind the other, so that the kill falls among their taps."""
    for person, message, no in crowd:
        await person.phone.tap_data(message, no)
        await asyncio.sleep(0.01)


def denials(session: Session) -> dict[str, int]:
    """How often each no is in the record."""
    found = session.exec(select(Audit.chain, func.count()).where(Audit.action == "denied").group_by(Audit.chain))
    return dict(found.all())


def unfinished(session: Session) -> int:
    found = select(func.count()).select_from(Inbox).where(col(Inbox.state) != "done")
    return session.exec(found).one()


async def until(db: Database, enough: int) -> int:
    """Wait until at least so many have said no; gives how many have."""
    async with asyncio.timeout(PATIENCE):
        while (count := len(await db.read(denials))) < enough:  # noqa: ASYNC110 - another process rings no bell here
            await asyncio.sleep(0.002)
    return count


async def test_killed_in_the_middle_of_fifty_taps_every_no_is_recorded_once(
    town: Town, store_url: str, tmp_path: Path
) -> None:
    crowd = await a_crowd(town)
    await town.shut_down()
    child, db = Child(town, store_url, tmp_path), Database.open(store_url)
    try:
        await child.start()
        await child.is_up()
        taps = asyncio.create_task(one_after_the_other(crowd[: CROWD // 2]))
        at_the_kill = await until(db, 5)
        await child.end(signal.SIGKILL)
        await taps
        await one_after_the_other(crowd[CROWD // 2 :])
        assert at_the_kill < CROWD, "the kill came too late to prove anything"
        await child.start()
        await until(db, CROWD)
        assert await child.end(signal.SIGTERM) == 0

        counted = await db.read(denials)
        assert sorted(counted.values()) == [1] * CROWD
        states = await db.read(lambda session: set(session.exec(select(RequestRow.state))))
        assert states == {State.DENIED}
        assert await db.read(unfinished) == 0
        assert await db.read(lambda session: list(verify(session))) == []
        for person, _, _ in crowd:
            assert any("share nothing" in text for text in await person.all_texts())
    finally:
        for process in child.running:
            process.kill()
        await db.close()
    assert TOKEN not in (tmp_path / "child.log").read_text()

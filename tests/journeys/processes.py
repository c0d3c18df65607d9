"""`askfirst run` as processes of their own, on a town's database and a town's Telegram."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.town import TOKEN, Town

HOUSE = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  #: Seconds, on a busy machine.


@dataclass
class Machine:
    """One process and its log."""

    process: asyncio.subprocess.Process
    log_file: Path

    def log(self) -> str:
        """What it has logged so far."""
        return self.log_file.read_text()

    async def is_up(self) -> None:
        """Wait until it takes updates."""
        async with asyncio.timeout(PATIENCE):
            while "AskFirst is running" not in self.log():
                assert self.process.returncode is None, self.log()
                await asyncio.sleep(0.02)

    async def end(self, number: signal.Signals) -> int:
        """Send it a signal, and give how it ended."""
        self.process.send_signal(number)
        return await self.exit()

    async def exit(self) -> int:
        """Wait until it is gone, and give how it ended."""
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@dataclass
class Machines:
    """Every process a story has started."""

    town: Town
    url: str
    folder: Path
    started: list[Machine] = field(default_factory=list)

    async def start(self, **settings: str) -> Machine:
        """Start one more; it is not up yet."""
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HOUSE),
            "ASKFIRST_TELEGRAM_TOKEN": TOKEN,
            "ASKFIRST_TELEGRAM_BASE_URL": self.town.sandbox.bot_base_url,
            "ASKFIRST_DATABASE_URL": self.url,
            "ASKFIRST_KEYS": str(self.folder / "town.key"),
            "ASKFIRST_SENDS_PER_SECOND": "1000",
            **settings,
        }
        path = self.folder / f"machine-{len(self.started)}.log"
        with path.open("w") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=environment, stderr=log
            )
        machine = Machine(process, path)
        self.started.append(machine)
        return machine

    async def end_all(self) -> None:
        """Leave none behind."""
        for machine in self.started:
            if machine.process.returncode is None:
                machine.process.kill()
            await machine.process.wait()

"""The bots of a storm: each is `askfirst run` in its own process, killed without warning and started again at once."""

import asyncio
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

from bench.children import LAST_WORDS, SETTINGS

PATIENCE = 30.0
DIE_AT_BIRTH = 0.2  #: The share of kills that may come before a bot runs.
RUNNING = "AskFirst is running"
DIE_WITH_PARENT = 1  #: PR_SET_PDEATHSIG of Linux.

# A clean process that has read all the code already: what it forks is a bot that starts at once.
_starter = multiprocessing.get_context("forkserver")
_starter.set_forkserver_preload(["bot.cli", "bot.main"])


def run_a_bot(settings: Mapping[str, str], folder: str, log: str) -> None:
    """Be `askfirst run` with these settings and no others, until the end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    for name in [name for name in os.environ if name.startswith(SETTINGS)]:
        del os.environ[name]
    os.environ.update(settings)
    os.chdir(folder)
    with Path(log).open("ab") as errors:
        os.dup2(errors.fileno(), sys.stderr.fileno())
    from bot.cli import app

    app(["run"])


def get_ready() -> None:
    """Let the clean process begin to read, so that the first bot need not wait for it."""
    forkserver.ensure_running()


@dataclass(slots=True)
class Bots:
    """All bots on one database."""

    settings: Mapping[str, str]
    folder: Path
    chance: Random
    running: list[ForkServerProcess] = field(default_factory=list)
    kills: int = 0
    ended: int = 0  #: How many ended by themselves.
    numbers: Iterator[int] = field(default_factory=count)

    def start(self, count: int) -> None:
        """Start so many more."""
        for _ in range(count):
            log = self.folder / f"bot-{next(self.numbers)}.log"
            arguments = (dict(self.settings), str(self.folder), str(log))
            process = _starter.Process(target=run_a_bot, name=str(log), args=arguments, daemon=True)
            process.start()
            self.running.append(process)

    async def kill_at_random(self, most: int, life: float, enough: Callable[[], bool]) -> None:
        """Kill one after the other at random moments, and start another in its place at once.

        Most live `life` seconds in the mean from when they run, however slow the machine is; the others die sooner.
        """
        while self.kills < most or not enough():
            process = self.chance.choice(self.running)
            if self.chance.random() > DIE_AT_BIRTH:
                await _is_up(process)
            await asyncio.sleep(self.chance.uniform(0, 2 * life) / len(self.running))
            self.replace_the_dead()
            if process in self.running:
                self.running.remove(process)
                process.kill()
                await gone(process)
                self.kills += 1
                self.start(1)

    def replace_the_dead(self) -> None:
        """Count those that ended by themselves, and start others."""
        dead = [process for process in self.running if not process.is_alive()]
        self.ended += len(dead)
        self.running = [process for process in self.running if process not in dead]
        self.start(len(dead))

    async def stop(self) -> None:
        """Ask all of them to come to rest, and wait."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            await gone(process)
            self.ended += process.exitcode != 0
        self.running.clear()

    def last_words(self) -> str:
        """Give the end of what the newest of them said on standard error."""
        logs = sorted(self.folder.glob("bot-*.log"), key=lambda log: log.stat().st_mtime)
        return logs[-1].read_text("utf-8", errors="replace")[-LAST_WORDS:] if logs else ""


async def _is_up(process: ForkServerProcess) -> None:
    while process.is_alive() and not _says_so(Path(process.name)):  # noqa: ASYNC110 - another process rings no bell here
        await asyncio.sleep(0.02)


def _says_so(log: Path) -> bool:
    return log.exists() and RUNNING in log.read_text("utf-8", errors="replace")


async def gone(process: ForkServerProcess) -> None:
    """Wait until a process is gone; kill it if it does not go."""
    if not await asyncio.to_thread(_waited, process):
        process.kill()
        await asyncio.to_thread(process.join)


def _waited(process: ForkServerProcess) -> bool:
    process.join(PATIENCE)
    return process.exitcode is not None


@asynccontextmanager
async def bots(settings: Mapping[str, str], folder: Path, chance: Random, workers: int) -> AsyncIterator[Bots]:
    """Start bots, and make sure that none outlives the storm."""
    all_of_them = Bots(settings, folder, chance)
    try:
        all_of_them.start(workers)
        yield all_of_them
    finally:
        for process in all_of_them.running:
            process.kill()
            process.join()

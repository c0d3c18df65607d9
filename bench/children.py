"""The processes of a benchmark: each bot and each emulated Telegram in its own, all of them ended with the run."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).parent.parent
TOKEN = "4242:opens-nothing-but-an-emulator"  #: The sandbox takes it for real; nobody else does.
PATIENCE = 30.0
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)
SETTINGS = "ASKFIRST_"
LAST_WORDS = 2_000  #: Characters of a log.


class Died(RuntimeError):
    """A process of the benchmark ended by itself; the message is the end of what it said on standard error."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process that the benchmark started."""

    process: Process
    log: Path

    def hold(self) -> None:
        """Stop it where it is, without its noticing."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on."""
        self.process.send_signal(signal.SIGCONT)

    def check(self) -> None:
        """Raise Died if it is not there any more."""
        if self.process.returncode is not None:
            raise Died(self.last_words())

    def last_words(self) -> str:
        """Give the end of what it said on standard error."""
        return self.log.read_text("utf-8", errors="replace")[-LAST_WORDS:]

    def cpu_seconds(self) -> float:
        """Give the processor time it took so far; 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mib(self) -> float:
        """Give the memory it has now, in MiB; 0 where the system does not tell."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        except OSError:
            return 0.0
        found = RESIDENT.search(status)
        return 0.0 if found is None else int(found[1]) / 1024


@dataclass(frozen=True, slots=True)
class Team:
    """Several processes that are one bot."""

    children: Sequence[Child]

    def hold(self) -> None:
        """Stop all of them where they are."""
        for each in self.children:
            each.hold()

    def go_on(self) -> None:
        """Let all of them go on."""
        for each in self.children:
            each.go_on()

    def check(self) -> None:
        """Raise Died if one of them is not there any more."""
        for each in self.children:
            each.check()

    def last_words(self) -> str:
        """Give the end of what each said on standard error."""
        return "\n".join(each.last_words() for each in self.children)

    def cpu_seconds(self) -> float:
        """Give the processor time that all of them took so far."""
        return sum(each.cpu_seconds() for each in self.children)


@asynccontextmanager
async def child(
    arguments: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None, *, output: int = DEVNULL
) -> AsyncIterator[Child]:
    """Run `python -m ...` in a folder of its own, with these settings and no others, and end it afterwards."""
    log = folder / f"{arguments[0]}.log"
    plain = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    env = {**plain, "PYTHONPATH": str(ROOT), **(settings or {})}
    with closing(_opened(log)) as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *arguments, cwd=folder, env=env, stdout=output, stderr=errors
        )
    try:
        yield Child(process, log)
    finally:
        await _end(process)


def _opened(log: Path) -> BinaryIO:
    return log.open("wb")


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGCONT)
        process.terminate()
    try:
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


@asynccontextmanager
async def sandbox(folder: Path) -> AsyncIterator[str]:
    """Run an emulated Telegram and give its address. Raises Died if it does not come up."""
    arguments = ["bot.sandbox", "--port", "0", "--token", TOKEN]
    async with child(arguments, folder, output=PIPE) as running:
        async with asyncio.timeout(PATIENCE):
            address = await _address(running)
        yield address


async def _address(running: Child) -> str:
    output = running.process.stdout
    while output is not None and (line := (await output.readline()).decode()):
        found = ADDRESS.search(line)
        if found:
            return found.group()
    await running.process.wait()
    running.check()
    raise Died

"""The processes of a benchmark: each bot and each emulated Telegram in its own, all of them ended with the run."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOKEN = "4242:opens-nothing-but-an-emulator"  #: The sandbox takes it for real; nobody else does.
PATIENCE = 30.0
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
SETTINGS = "ASKFIRST_"


class Died(RuntimeError):
    """A process of the benchmark ended by itself."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process that the benchmark started."""

    process: Process

    def hold(self) -> None:
        """Stop it where it is, without its noticing."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on."""
        self.process.send_signal(signal.SIGCONT)

    def check(self) -> None:
        """Raise Died if it is not there any more."""
        if self.process.returncode is not None:
            raise Died

    def cpu_seconds(self) -> float:
        """Give the processor time it took so far; 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def child(
    arguments: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None, *, output: int = DEVNULL
) -> AsyncIterator[Child]:
    """Run `python -m ...` in a folder of its own, with these settings and no others, and end it afterwards."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    env = {**plain, "PYTHONPATH": str(ROOT), **(settings or {})}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", *arguments, cwd=folder, env=env, stdout=output)
    try:
        yield Child(process)
    finally:
        await _end(process)


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
            address = await _address(running.process)
        yield address


async def _address(process: Process) -> str:
    while process.stdout is not None and (line := (await process.stdout.readline()).decode()):
        found = ADDRESS.search(line)
        if found:
            return found.group()
    raise Died

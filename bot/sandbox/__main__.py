"""Runs the emulated Telegram alone, for scripts and for bots of any kind: `python -m bot.sandbox`."""

import argparse
import asyncio
import contextlib
import sys
from datetime import datetime

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import DEFAULT_TOKEN, Sandbox


def main(arguments: list[str] | None = None) -> None:
    """Serves until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="An emulated Telegram. NOT REAL.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the one token it accepts, such as 1:x")
    parser.add_argument("--start", type=datetime.fromisoformat, help="the sandbox time, ISO 8601 with a zone")
    parser.add_argument("--frozen", action="store_true", help="time stands still until a script moves it")
    options = parser.parse_args(arguments)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options))


async def _serve(options: argparse.Namespace) -> None:
    sandbox = Sandbox(SandboxClock(options.start, frozen=options.frozen), options.token)
    await sandbox.start(options.host, options.port)
    lines = (
        "NOT REAL: an emulated Telegram",
        f"  phones and control  {sandbox.url}/  and  {sandbox.url}/sandbox/state",
        f"  base_url for a bot  {sandbox.bot_base_url}",
        f"  token               {sandbox.token}",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await sandbox.stop()


if __name__ == "__main__":
    main()

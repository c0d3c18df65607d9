"""The demo: the real bot on an emulated Telegram, with a fresh database each time. NOT REAL, and nothing leaves."""

import asyncio
import errno
import signal
import webbrowser

from bot.demo.stage import Stage
from bot.opening import NotReady

HOST = "127.0.0.1"


async def play(port: int, *, show: bool) -> None:
    """Serve the phones until Ctrl-C or SIGTERM. Raises NotReady when the port is taken."""
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    stage = Stage()
    try:
        await _open(stage, port)
        print(f"NOT REAL: an emulated Telegram on this computer. Play here: {stage.url}/", flush=True)
        if show:
            await asyncio.to_thread(webbrowser.open, f"{stage.url}/")
        await over.wait()
    finally:
        await stage.close()


async def _open(stage: Stage, port: int) -> None:
    try:
        await stage.open(HOST, port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        taken = f"Port {port} is taken by another program. Type: askfirst demo --port {port + 1}"
        raise NotReady(taken) from None

"""The demo: the real bot on an emulated Telegram, with a fresh database each time. NOT REAL, and nothing leaves."""

import asyncio
import signal
import webbrowser

from bot.demo.stage import Stage

HOST = "127.0.0.1"


async def play(port: int, *, show: bool) -> None:
    """Serve the phones until Ctrl-C or SIGTERM. Raises OSError when the port is taken."""
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    stage = Stage()
    await stage.open(HOST, port)
    print(f"NOT REAL: an emulated Telegram on this computer. Play here: {stage.url}/", flush=True)
    if show:
        await asyncio.to_thread(webbrowser.open, f"{stage.url}/")
    await over.wait()
    await stage.close()

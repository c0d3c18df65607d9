"""The sandbox as one running server: the bot's side, the control side and the page."""

import asyncio
from pathlib import Path

from aiohttp import web

from bot.sandbox.bot_side import BotSide
from bot.sandbox.clock import SandboxClock
from bot.sandbox.control_side import ControlSide, Desk
from bot.sandbox.methods.delivery import stop_courier
from bot.sandbox.phones_side import PhonesSide
from bot.sandbox.world import World

__all__ = ["DEFAULT_TOKEN", "Desk", "Sandbox"]

DEFAULT_TOKEN = "424242:NOT-REAL-sandbox-token"  # noqa: S105 - opens nothing but this emulator
PAGE = Path(__file__).parent / "page"
MAX_BODY = 60 * 1024 * 1024
_NO_PAGE = "The sandbox is running. Its page is not here; the control side is under /sandbox.\n"


class Sandbox:
    """An emulated Telegram on this machine. NOT REAL: nobody outside ever sees what is sent here."""

    def __init__(
        self,
        clock: SandboxClock,
        token: str = DEFAULT_TOKEN,
        desk: Desk | None = None,
        *,
        username: str = "askfirst_sandbox_bot",
        name: str = "AskFirst",
    ) -> None:
        """Builds an empty world with one bot; raises ValueError for a token that Telegram could not have made."""
        if not token.partition(":")[0].isdigit() or token.startswith("0") or "/" in token:
            message = "a token is the bot's id, a colon and a word, such as 1:x"
            raise ValueError(message)
        self.token = token
        self.world = World(clock, token, username, name)
        self.desk = desk
        self._runner: web.AppRunner | None = None
        self._url = ""

    @property
    def url(self) -> str:
        """Returns the address without a slash at its end; empty before the start."""
        return self._url

    @property
    def bot_base_url(self) -> str:
        """Returns what python-telegram-bot wants as `base_url`."""
        return f"{self._url}/bot"

    @property
    def base_file_url(self) -> str:
        """Returns what python-telegram-bot wants as `base_file_url`."""
        return f"{self._url}/file/bot"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listens; port 0 takes a free one."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, backlog=1024)
        await site.start()
        bound_host, bound_port = self._runner.addresses[0][:2]
        self._url = f"http://{bound_host}:{bound_port}"

    async def stop(self) -> None:
        """Lets every waiting call go and closes the port."""
        await stop_courier(self.world)
        self.world.faults.clear()
        self.world.queue.end_wait()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=MAX_BODY)
        bot_side = BotSide(self.world)
        app.router.add_route("*", "/bot{token:[^/]+}/{method:[A-Za-z]+}", bot_side.handle)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", bot_side.download)
        app.add_routes(PhonesSide(self.world).routes())
        app.add_routes(ControlSide(self.world, self.desk).routes())
        app.router.add_get("/", _front)
        if PAGE.is_dir():
            app.router.add_static("/page/", PAGE)
        return app


async def _front(request: web.Request) -> web.StreamResponse:
    page = PAGE / "index.html"
    if not await asyncio.to_thread(page.is_file):
        return web.Response(text=_NO_PAGE)
    return web.FileResponse(page)

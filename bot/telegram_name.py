"""Asking Telegram once what our bot is called, for the links we print."""

from telegram.error import InvalidToken, TelegramError

from bot.settings import Settings
from bot.transport import AiohttpRequest, Line


async def name_of_the_bot(settings: Settings) -> tuple[bool, str | None]:
    """Give whether the token is good, as far as one can tell, and the bot's username. Raises SettingsError."""
    async with AiohttpRequest(through_proxy=settings.leaves_this_machine, connections=1) as request:
        try:
            me = await Line(request, settings.telegram_base_url, settings.token).call("getMe", {})
        except InvalidToken:
            return False, None
        except TelegramError:
            return True, None
    username = me.get("username") if isinstance(me, dict) else None
    return True, username if isinstance(username, str) else None

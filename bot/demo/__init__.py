"""You are on the stage: the real bot on an emulated Telegram, with people played by whoever sits at the page.

You may touch: `bot.main`, `bot.actions`, the sandbox, and the words for the strip between the phones.
You may not touch: tables, the pen, the judge. Nothing here is used when the bot runs on Telegram.
If you need that, go to: `bot.actions` to read or write, `bot.sandbox` for what people can do on their phones.
"""

from bot.demo.show import play

__all__ = ["play"]

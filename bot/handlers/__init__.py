"""You are at the doors: a Telegram update comes in, one action answers it, nothing else happens here.

You may touch: Telegram objects (only in `hearing`), `bot.actions`, the codes of `bot.screens` and `bot.heard`.
You may not touch: tables, the pen, look-ups, the judge, sentences, anything that sends.
If you need that, go to: `bot.actions` for what follows, `bot.words` for sentences, `bot.sender` to speak.
"""

from bot.handlers.hearing import hear
from bot.handlers.pressing import Listen
from bot.handlers.router import Router

__all__ = ["Listen", "Router", "hear"]

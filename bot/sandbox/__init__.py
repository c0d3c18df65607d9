"""You are in the sandbox: an emulated Telegram, a strict Bot API server with phones to play the people.

You may touch: aiohttp, the standard library, and the other files of this folder.
You may not touch: the bot, its actions, the memory, the judge. The sandbox knows no consent; the bot knows no sandbox.
If you need that, go to: the `Desk` in `server.py`, which the demo fills in from outside.
"""

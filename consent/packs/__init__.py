"""You are in the laws as data: each pack says what its law demands, and the strictest pack wins.

You may touch: plain data of `consent` (categories, kinds, bases, statements).
You may not touch: SQL, Telegram, files, clocks, logs, words, nor the gate that applies them.
If you need that, go to: `consent.release` to judge, `bot.words` to speak, `bot.actions` to switch packs on.
"""

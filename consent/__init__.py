"""You are in the judge: every rule about asking, answering, sharing and reminding.

You may touch: plain Python data (dataclasses, enums, dates), and the other modules of this room.
You may not touch: SQL, Telegram, files, clocks, chance, logs, sentences. `now` is always an argument.
If you need that, go to: `db` to remember, `bot.actions` to join, `bot.words` and `locales` to speak.
"""

"""You are in the mouth's words: a screen and its facts become text and button labels; a typed message becomes a word.

You may touch: the catalogues in `locales`, Babel, and the shapes of `consent` and `bot.screens`.
You may not touch: Telegram, the scheduler, the network, `db`, clocks. Nothing is decided here.
If you need that, go to: `consent` for a rule, `bot.actions` to join, `bot.sender` to speak.
"""

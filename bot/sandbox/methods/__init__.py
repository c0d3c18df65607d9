"""You are in the methods: what the emulated Telegram does when the bot calls one.

You may touch: the world and the other files of `bot.sandbox` below it; parameters come in checked, plain JSON goes out.
You may not touch: the actions, the memory, the judge. HTTP is not your business either.
If you need that, go to: `bot.sandbox.bot_side`, which reads requests and writes answers.
"""

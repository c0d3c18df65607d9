"""You are in the pen: the only code that writes state, each change with its event and its messages in one transaction.

You may touch: the tables, the vault, the audit chain, the shapes of `consent`.
You may not touch: decisions (they arrive made), words, Telegram, commits (the engine commits).
If you need that, go to: `bot.actions` to decide and combine, `db.lookups` to read, `db.engine` to commit.
"""

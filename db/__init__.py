"""You are in the memory: tables, the one pen, the inbox, the outbox, the audit chain and the vault.

You may touch: the shapes of `consent` (its facts and enums), SQLModel, SQLAlchemy, Alembic, cryptography.
You may not touch: Telegram, words, the scheduler, the judge's doors (decide, release, cadence, steps, asking).
If you need that, go to: `consent` to judge, `bot.actions` to join rooms, `bot.sender` to speak.
"""

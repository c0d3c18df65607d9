"""You are in the ears, the mouth and the clock: everything that meets people and the network.

You may touch: `db` through its doors, `consent` shapes, Telegram, the scheduler, the catalogues.
You may not touch: tables, rules. Only `bot.actions` asks the judge and holds the pen; only `bot.sender` speaks.
If you need that, go to: `consent` for a rule, `db.ledger` for a write, `locales` for a sentence.
"""

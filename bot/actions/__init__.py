"""You are in the joint between rooms: gather, ask the judge, write once, and list who has to be told.

You may touch: `consent`, `db.ledger`, `db.lookups`, `db.inbox`, the codes of `bot.screens`.
You may not touch: Telegram, the scheduler, words, the network.
If you need that, go to: `bot.handlers` for updates, `bot.sender` to speak, `bot.words` for sentences.
"""

"""You are at the printer: papers and exports of one decision, for people, for machines and for a court.

You may touch: the facts you are given (`consent.receipts`), `bot.words`, Typst, and the fonts that lie here.
You may not touch: the memory, queries, keys, Telegram, the clock.
If you need that, go to: `bot.actions.papers` to gather and record, `db.signing` to sign, `bot.cli_papers` to hand over.
"""

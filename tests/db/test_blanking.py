"""Only updates whose work is done are blanked, oldest first and a few at a time; the rows stay."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from db import blanking, inbox
from db.engine import Database
from db.ids import CHAT_KEY
from db.ledger.blanking import blank, keep_days
from db.tables import Inbox
from db.vault import Vault
from db.verify import verify

NOW = datetime(2027, 7, 5, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def update(number: int, chat: int) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": f"word {number}"}}


async def kept(database: Database, vault: Vault, states: list[str]) -> list[int]:
    """One update of a chat of its own for each state; each was closed a day after the one before."""

    def unit(session: Session) -> list[int]:
        rows = inbox.keep(session, vault, [update(at, 100 + at) for at in range(len(states))], NOW)
        for at, (row, state) in enumerate(zip(rows, states, strict=True)):
            if state != "new":
                inbox.close(session, row.id, NOW + at * DAY, state=state)
        return [row.id for row in rows]

    return await database.write(unit)


async def due(database: Database, days: int, *, spared: tuple[bytes, ...] = (), most: int = 10) -> list[int]:
    return await database.read(lambda session: blanking.due(session, NOW + days * DAY, spared=spared, most=most))


async def readable(database: Database) -> list[int | None]:
    def look(session: Session) -> list[int | None]:
        rows = session.exec(select(Inbox).order_by(col(Inbox.id)))
        return [row.id for row in rows if row.raw]

    return await database.read(look)


async def test_what_waits_and_a_dead_letter_are_never_due(database: Database, vault: Vault) -> None:
    """TG-13."""
    ids = await kept(database, vault, ["done", "new", "dead", "ignored"])

    assert await due(database, 90) == [ids[0], ids[3]]


async def test_what_waits_is_not_blanked_even_if_somebody_names_it(database: Database, vault: Vault) -> None:
    ids = await kept(database, vault, ["done", "new", "dead", "ignored"])

    assert await database.write(lambda session: blank(session, ids)) == 2

    assert await readable(database) == ids[1:3]
    found = await database.read(lambda session: inbox.read(session, vault, ids[1]))
    assert found["message"]["text"] == "word 1"


async def test_they_come_oldest_first_a_few_at_a_time_and_only_once(database: Database, vault: Vault) -> None:
    ids = await kept(database, vault, ["done"] * 5)

    assert await due(database, 2) == ids[:3]
    first = await due(database, 90, most=2)
    assert first == ids[:2]
    await database.write(lambda session: blank(session, first))
    assert await due(database, 90) == ids[2:]
    assert await database.write(lambda session: blank(session, [])) == 0


async def test_a_chat_that_is_spared_stands_in_nobodys_way(database: Database, vault: Vault) -> None:
    ids = await kept(database, vault, ["done"] * 3)
    spared = (vault.key_for(CHAT_KEY, "100"), vault.key_for(CHAT_KEY, "101"))

    assert await due(database, 90, spared=spared, most=1) == ids[2:]


async def test_the_same_update_is_not_worked_again_after_it_was_blanked(database: Database, vault: Vault) -> None:
    ids = await kept(database, vault, ["done"])
    await database.write(lambda session: blank(session, ids))

    assert await database.write(lambda session: inbox.keep(session, vault, [update(0, 100)], NOW)) == []


async def test_the_number_of_days_is_the_agencys_own_and_in_the_record(database: Database, vault: Vault) -> None:
    assert await database.read(blanking.days) == 30
    await database.write(lambda session: keep_days(session, vault, 7, now=NOW, actor="admin"))

    assert await database.read(blanking.days) == 7
    assert await database.read(lambda session: list(verify(session))) == []

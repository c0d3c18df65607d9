"""Updates shared by several workers: one worker to a chat, and nothing left behind by those who are gone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from db import claims, inbox
from db.engine import Database
from db.inbox import Kept, in_order
from db.presence import presence_at
from db.vault import Vault

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


def said(number: int, chat: int | None = 7) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": str(number)}}


async def kept(db: Database, vault: Vault, *updates: dict[str, Any]) -> None:
    await db.write(lambda session: inbox.keep(session, vault, updates, NOW))


async def claimed(db: Database, me: str, limit: int = 64) -> list[int]:
    return [row.number for row in await db.write(lambda session: claims.claim(session, me, limit))]


async def closed(db: Database, *numbers: int) -> None:
    for row in await db.read(lambda session: inbox.waiting(session, 100)):
        if row.number in numbers:
            await db.write(lambda session, id=row.id: inbox.close(session, id, NOW))  # type: ignore[misc]  # a lambda's default has no type


async def test_each_update_is_claimed_by_one_worker(on_postgresql: Database, vault: Vault) -> None:
    await kept(on_postgresql, vault, *(said(number, chat=number) for number in range(10)))
    one, two = await claimed(on_postgresql, "one", 6), await claimed(on_postgresql, "two")
    assert one == [0, 1, 2, 3, 4, 5]
    assert two == [6, 7, 8, 9]
    assert await claimed(on_postgresql, "three") == []


async def test_what_is_claimed_can_be_read(on_postgresql: Database, vault: Vault) -> None:
    await kept(on_postgresql, vault, said(5))
    row = (await on_postgresql.write(lambda session: claims.claim(session, "one", 1)))[0]
    assert row.sealed is not None
    assert inbox.unseal(vault, row.number, row.sealed) == said(5)


async def test_nobody_else_works_in_a_chat_while_one_worker_does(on_postgresql: Database, vault: Vault) -> None:
    await kept(on_postgresql, vault, said(1), said(2))
    assert await claimed(on_postgresql, "one") == [1, 2]
    await kept(on_postgresql, vault, said(3), said(4, chat=8))
    assert await claimed(on_postgresql, "two") == [4]
    assert await claimed(on_postgresql, "one") == [3]
    await closed(on_postgresql, 1, 2, 3)
    await kept(on_postgresql, vault, said(5))
    assert await claimed(on_postgresql, "two") == [5]


async def test_a_chat_that_is_taken_in_part_is_taken(on_postgresql: Database, vault: Vault) -> None:
    await kept(on_postgresql, vault, said(1), said(2), said(3))
    assert await claimed(on_postgresql, "one", 2) == [1, 2]
    assert await claimed(on_postgresql, "two") == []


async def test_updates_of_no_chat_hold_up_nothing(on_postgresql: Database, vault: Vault) -> None:
    await kept(on_postgresql, vault, said(1, chat=None), said(2, chat=None), said(3))
    assert await claimed(on_postgresql, "one", 1) == [1]
    assert await claimed(on_postgresql, "two") == [2, 3]


async def test_the_many_words_of_one_chat_hide_no_other(on_postgresql: Database, vault: Vault) -> None:
    await kept(on_postgresql, vault, *(said(number) for number in range(claims.WINDOW + 1)), said(9999, chat=8))
    assert await claimed(on_postgresql, "one", 3) == [0, 1, 2]
    assert await claimed(on_postgresql, "two", 3) == [9999]


async def test_two_who_see_different_rows_of_one_chat_do_not_both_take_it(
    on_postgresql: Database, postgresql_url: str, vault: Vault
) -> None:
    """One claimed the second update before the first was visible; the other must not take the first beside it."""
    await kept(on_postgresql, vault, said(1), said(2))
    with psycopg.connect(postgresql_url) as other:
        other.execute(f"SELECT pg_advisory_xact_lock({claims.LANE}) FROM inbox WHERE update_id = 2")  # noqa: S608 - a constant
        other.execute("UPDATE inbox SET claimed_by = 'two' WHERE update_id = 2")
        assert await claimed(on_postgresql, "one") == []
        other.commit()
    assert await claimed(on_postgresql, "one") == []


async def test_what_the_dead_had_claimed_is_free_and_what_the_living_have_is_not(
    on_postgresql: Database, postgresql_url: str, vault: Vault
) -> None:
    await kept(on_postgresql, vault, *(said(number, chat=number) for number in range(6)))
    alive, gone = presence_at(postgresql_url), presence_at(postgresql_url)
    await alive.open()
    await gone.open()
    assert await claimed(on_postgresql, gone.worker_id, 2) == [0, 1]
    assert await claimed(on_postgresql, alive.worker_id, 2) == [2, 3]
    assert await claimed(on_postgresql, "me", 2) == [4, 5]
    assert await freed(on_postgresql, "me") == 0
    await gone.close()
    assert await freed(on_postgresql, "me") == 2
    assert await claimed(on_postgresql, "me") == [0, 1]
    await alive.close()


async def freed(db: Database, me: str) -> int:
    return await db.write(lambda session: claims.free_dead(session, me))


@pytest.mark.parametrize(
    ("arrived", "order"),
    [
        ([(1, 0), (2, 0), (3, 0)], [1, 2, 3]),
        ([(2, 0), (1, 0.1)], [1, 2]),  # a tap and a text took different ways
        ([(900, 0), (5, 8), (6, 8)], [900, 5, 6]),  # the numbers began anew after a quiet week
    ],
)
def test_the_order_within_a_chat(arrived: list[tuple[int, float]], order: list[int]) -> None:
    rows = [Kept(id, b"chat", number, NOW + timedelta(days=day)) for id, (number, day) in enumerate(arrived)]
    assert [row.number for row in sorted(rows, key=in_order)] == order

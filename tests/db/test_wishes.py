"""What clients wished is kept sealed, moves only from where it stands, and can be told for any day gone by."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from consent.wishes import Limit, Right, Whom, WishState, limit_to_dict
from db import wishes
from db.engine import Database
from db.errors import StoreError
from db.ledger import people
from db.ledger.wishes import add_wish, move_wish, put_off
from db.tables_wishes import Wish
from db.vault import Vault
from db.verify import verify

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
LIMIT = limit_to_dict(Limit(Whom.WORK))


async def one_client(database: Database, vault: Vault) -> tuple[str, str]:
    """A client and the person who works with them."""

    def unit(session: Session) -> tuple[str, str]:
        staff = people.add_staff(session, vault, now=NOW, name="Ana Ruiz", role="clinician", language="en")
        client = people.add_client(
            session, vault, now=NOW, alias="M.R.", clinician_id=staff, language="en", actor=f"staff:{staff}"
        )
        return client, staff

    return await database.write(unit)


async def wished(database: Database, vault: Vault, client: str, right: Right = Right.LIMIT) -> str:
    return await database.write(
        lambda session: add_wish(
            session,
            vault,
            client_id=client,
            right=right,
            facts=LIMIT,
            now=NOW,
            due_at=NOW + 30 * DAY,
            actor=f"client:{client}",
        )
    )


async def moved(database: Database, vault: Vault, client: str, id: str, state: WishState, at: datetime) -> bool:
    return await database.write(
        lambda session: move_wish(
            session,
            vault,
            id,
            client_id=client,
            was=WishState.WAITING,
            state=state,
            now=at,
            actor="x",
            reason="Because.",
        )
    )


async def test_a_wish_comes_back_as_it_was_written_and_is_sealed(database: Database, vault: Vault) -> None:
    client, staff = await one_client(database, vault)
    id = await wished(database, vault, client)

    [kept] = await database.read(lambda session: wishes.wishes_of(session, vault, client))
    [waiting] = await database.read(lambda session: wishes.waiting_for(session, vault, staff))
    row = await database.read(lambda session: session.exec(select(Wish.facts)).one())
    assert (kept.id, kept.right, kept.state, dict(kept.facts)) == (id, Right.LIMIT, WishState.WAITING, LIMIT)
    assert (kept.asked_at, kept.due_at) == (NOW, NOW + 30 * DAY)
    assert waiting == kept
    assert b"work" not in row


async def test_a_wish_is_answered_once(database: Database, vault: Vault) -> None:
    client, _ = await one_client(database, vault)
    id = await wished(database, vault, client)

    first = await moved(database, vault, client, id, WishState.REFUSED, NOW + DAY)
    second = await moved(database, vault, client, id, WishState.AGREED, NOW + DAY)

    kept = await database.read(lambda session: wishes.wish(session, vault, id))
    assert kept is not None
    assert (first, second, kept.state, kept.reason) == (True, False, WishState.REFUSED, "Because.")
    assert await database.read(lambda session: list(verify(session))) == []


async def test_the_record_tells_how_a_limit_stood_on_any_day(database: Database, vault: Vault) -> None:
    client, _ = await one_client(database, vault)
    id = await wished(database, vault, client)
    await moved(database, vault, client, id, WishState.AGREED, NOW + DAY)

    async def on(day: int) -> list[WishState]:
        at = NOW + day * DAY
        found = await database.read(lambda session: wishes.limits_at(session, vault, client, at))
        return [state for state, _ in found]

    assert [await on(day) for day in (-1, 0, 1)] == [[], [WishState.WAITING], [WishState.AGREED]]


async def test_an_erasure_waits_for_its_day(database: Database, vault: Vault) -> None:
    client, _ = await one_client(database, vault)
    id = await wished(database, vault, client, Right.ERASE)
    await moved(database, vault, client, id, WishState.AGREED, NOW)
    await database.write(lambda session: put_off(session, id, NOW + 5 * DAY))

    def due(session: Session, days: int) -> list[str]:
        return [each.id for each in wishes.to_erase(session, vault, NOW + days * DAY, most=5)]

    assert await database.read(lambda session: due(session, 4)) == []
    assert await database.read(lambda session: due(session, 5)) == [id]


async def test_the_facts_of_one_wish_cannot_be_put_on_another(database: Database, vault: Vault) -> None:
    client, _ = await one_client(database, vault)
    one, other = await wished(database, vault, client), await wished(database, vault, client)

    def swap(session: Session) -> None:
        first, second = session.get(Wish, one), session.get(Wish, other)
        assert first is not None
        assert second is not None
        first.facts = second.facts
        session.add(first)

    await database.write(swap)
    with pytest.raises(StoreError):
        await database.read(lambda session: wishes.wish(session, vault, one))

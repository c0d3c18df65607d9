"""The inbox on both engines: each update kept once, closed once."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from db import inbox
from db.engine import Database
from db.errors import StaleVersion
from db.tables import Inbox
from db.vault import Vault

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


def said(number: int, text: str = "hello", chat: int = 7) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": text}}


async def test_an_update_that_comes_again_is_kept_once(database: Database, vault: Vault) -> None:
    first = await database.write(lambda session: inbox.keep(session, vault, [said(1), said(2)], NOW))
    again = await database.write(lambda session: inbox.keep(session, vault, [said(1), said(2), said(3)], NOW))
    assert (len(first), len(again)) == (2, 1)
    assert len(await database.read(lambda session: inbox.waiting(session, 10))) == 3


async def test_an_update_twice_in_one_answer_is_kept_once(database: Database, vault: Vault) -> None:
    kept = await database.write(lambda session: inbox.keep(session, vault, [said(1), said(1)], NOW))
    assert len(kept) == 1


async def test_another_update_with_an_old_number_is_kept(database: Database, vault: Vault) -> None:
    """After a quiet week Telegram begins its numbers anew."""
    await database.write(lambda session: inbox.keep(session, vault, [said(1, "no")], NOW))
    kept = await database.write(lambda session: inbox.keep(session, vault, [said(1, "yes")], NOW))
    assert len(kept) == 1


async def test_updates_wait_in_the_order_they_came(database: Database, vault: Vault) -> None:
    updates = [said(number, str(number)) for number in (5, 3, 9, 1)]
    await database.write(lambda session: inbox.keep(session, vault, updates, NOW))
    rows = await database.read(lambda session: inbox.waiting(session, 3))
    rows += await database.read(lambda session: inbox.waiting(session, 3, rows[-1].id))
    updates = await database.read(lambda session: [inbox.read(session, vault, row.id) for row in rows])
    assert [update["message"]["text"] for update in updates] == ["5", "3", "9", "1"]


async def test_what_was_said_is_sealed(database: Database, vault: Vault) -> None:
    """TG-14."""
    await database.write(lambda session: inbox.keep(session, vault, [said(1, "a very private word", 4711)], NOW))

    def raw(session: Session) -> bytes:
        row = session.exec(select(Inbox)).one()
        return row.raw + row.digest + (row.chat_key or b"")

    stored = await database.read(raw)
    assert b"private" not in stored
    assert b"4711" not in stored


async def test_a_row_is_closed_once(database: Database, vault: Vault) -> None:
    kept = await database.write(lambda session: inbox.keep(session, vault, [said(1)], NOW))
    await database.write(lambda session: inbox.close(session, kept[0].id, NOW))
    with pytest.raises(StaleVersion):
        await database.write(lambda session: inbox.close(session, kept[0].id, NOW))
    assert await database.read(lambda session: inbox.waiting(session, 10)) == []
    assert not await database.read(lambda session: inbox.is_open(session, kept[0].id))


async def test_chats_are_told_apart_and_found_again(database: Database, vault: Vault) -> None:
    updates = [said(1, chat=7), said(2, chat=8), said(3, chat=7)]
    kept = await database.write(lambda session: inbox.keep(session, vault, updates, NOW))
    assert kept[0].chat_key == kept[2].chat_key != kept[1].chat_key


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 5}}}, 5),
        ({"edited_message": {"chat": {"id": 5}}}, 5),
        ({"callback_query": {"message": {"chat": {"id": 5}}, "from": {"id": 6}}}, 5),
        ({"callback_query": {"from": {"id": 6}}}, 6),
        ({"my_chat_member": {"chat": {"id": -5}}}, -5),
        ({"message": {"chat": {"id": "5"}}}, None),
        ({"message": {"chat": {"id": True}}}, None),
        ({"message": [5]}, None),
        ({}, None),
    ],
)
def test_the_chat_of_an_update(update: dict[str, Any], chat: int | None) -> None:
    assert inbox.chat_of(update) == chat


@pytest.mark.parametrize("thing", [None, [], "x", {}, {"update_id": "1"}, {"update_id": True}, {"update_id": 2**63}])
def test_what_has_no_number_is_no_update(thing: object) -> None:
    assert not inbox.is_numbered(thing)


async def test_a_text_no_encoding_knows_is_kept(database: Database, vault: Vault) -> None:
    kept = await database.write(lambda session: inbox.keep(session, vault, [said(1, "\ud800")], NOW))
    assert (await database.read(lambda session: inbox.read(session, vault, kept[0].id)))["message"]["text"] == "\ud800"


async def test_a_row_that_is_not_there_cannot_be_read(database: Database, vault: Vault) -> None:
    with pytest.raises(LookupError):
        await database.read(lambda session: inbox.read(session, vault, 99))

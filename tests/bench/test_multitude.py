"""A multitude is made of real clients: the record is whole, everything opens, and the clock finds each in time."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import text

from bench.agency import Pen
from bench.bench_scale import DUE, TICKS, moment, remind
from bench.model import CHAT, WORDS, Model, write_model
from bench.multitude import CLIENTS_OF_ONE, Multitude, Reminder, as_the_model, code_of
from db import lookups, said
from db.connections import address, writing_engine
from db.engine import Database
from db.vault import Vault
from db.verify import verify

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
COPIES = CLIENTS_OF_ONE + 10  #: Of two clinicians.


def fill(db: Database, url: str, vault: Vault, reminder: Reminder = as_the_model) -> Model:
    db.write_now(Pen(vault, NOW).set_up)
    model = db.write_now(lambda session: write_model(session, vault, NOW))
    engine = writing_engine(address(url))
    with engine.connect() as connection:
        Multitude.of(connection, vault, model).copy(range(COPIES), reminder)
    engine.dispose()
    return model


async def test_the_record_of_a_multitude_is_whole(database: Database, store_url: str, vault: Vault) -> None:
    fill(database, store_url, vault)

    assert await database.read(lambda session: list(verify(session))) == []


async def test_a_changed_copy_is_found(on_sqlite: Database, sqlite_url: str, vault: Vault) -> None:
    fill(on_sqlite, sqlite_url, vault)
    on_sqlite.write_now(lambda session: session.connection().execute(text("UPDATE request SET version = 7")))

    assert len(on_sqlite.read_now(lambda session: list(verify(session)))) == COPIES + 1


async def test_a_copy_is_a_client_of_its_own(database: Database, store_url: str, vault: Vault) -> None:
    model = fill(database, store_url, vault)
    number = CLIENTS_OF_ONE + 3
    client = await database.read(lambda session: lookups.client_by_chat(session, vault, CHAT + 1 + number))
    page = await database.read(lambda session: lookups.page_by_code(session, vault, code_of(number)))
    card = await database.read(lambda session: said.living_screen(session, vault, CHAT + 1 + number))
    assert client is not None
    assert page is not None
    assert card is not None
    shown = await database.read(lambda session: said.shown_text(session, vault, card.ref))

    request = page.case.request
    assert (request.client_id, request.clinician_id, request.code) == (client.id, client.clinician_id, code_of(number))
    assert card.request_id == request.id
    assert shown == WORDS
    assert not {client.id, client.clinician_id, request.id, card.ref} & {model.client, model.staff, model.request}


async def test_a_copy_is_due_when_it_is_told(database: Database, store_url: str, vault: Vault) -> None:
    at = NOW + timedelta(hours=30)
    fill(database, store_url, vault, lambda number: at if number == 7 else None)
    page = await database.read(lambda session: lookups.page_by_code(session, vault, code_of(7)))
    assert page is not None

    assert page.case.standing.next_reminder_at == at
    assert await database.read(lambda session: lookups.due_requests(session, at)) == [page.case.request.id]


@pytest.mark.parametrize("requests", [10_000, 1_000_000])
def test_every_wave_of_ticks_has_as_many_requests(requests: int) -> None:
    model = Model("s", "c", "r", "AF-1", "k", "h", NOW)
    told = [at for number in range(requests) if (at := partial(remind, model, requests)(number)) is not None]

    assert {at: told.count(at) for at in set(told)} == {moment(model, wave): DUE for wave in range(TICKS)}

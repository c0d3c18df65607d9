"""No statement of the running bot reads a whole table: a million clients cost an answer no more than ten."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlmodel import Session

from bench.agency import Pen
from bench.model import Model, write_model
from bench.multitude import Multitude
from bot.screens import Press
from db import checkpoints, lookups
from db.connections import address
from db.engine import Database
from db.ledger import requests
from db.vault import Vault
from tests.db.plans import Asked, whole_reads
from tests.journeys.shortcuts import YES
from tests.journeys.town import Town, open_app

CLIENTS = 3_000
OF_ONE = 20  #: Clients of each clinician: so few of all that no engine does better to read everything.
AN_HOUR = timedelta(hours=1)  #: Before our story, so that the newest request is always ours.
LATER = timedelta(days=10)  #: Nobody of the multitude is reminded while we look.
#: Statements that may read a whole table, and why.
ALLOWED: dict[str, str] = {str(checkpoints.MOVED): "once a day every chain is looked at, by a reader"}
WITHOUT = (
    "SELECT count(*) FROM outbox",
    "SELECT id FROM client WHERE language = 'es'",
    "SELECT id FROM request ORDER BY created_at LIMIT 1",
    "SELECT max(seq) FROM audit WHERE actor = 'nobody'",
    "UPDATE request SET version = 1 WHERE state = 'draft'",
    "SELECT staff.id FROM staff JOIN client ON client.language = staff.language WHERE staff.role = 'admin'",
)
WITH = (
    "SELECT * FROM client WHERE id = 'c000000000000001'",
    "SELECT id FROM request WHERE client_id = 'c000000000000001'",
    "SELECT * FROM staff WHERE role = 'admin'",
    "UPDATE outbox SET silent = true WHERE ref = 'nothing'",
)


def crowd(url: str, vault: Vault, now: datetime) -> None:
    """Write a multitude of clients, each with one row or more in every big table."""
    db = Database.open(url)
    try:
        model = db.write_now(lambda session: _model(session, vault, now))
    finally:
        db.close_now()
    with connected(url) as connection:
        multitude = Multitude.of(connection, vault, model, clients_of_one=OF_ONE, held_of=1)
        multitude.copy(range(CLIENTS), lambda _: now + LATER)
        if connection.dialect.name == "postgresql":  # Its own housekeeping would do this within a minute.
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


def _model(session: Session, vault: Vault, now: datetime) -> Model:
    model = write_model(session, vault, now)
    page = lookups.page(session, vault, model.request)
    assert page is not None
    asked = {
        "client_id": model.client,
        "request_id": model.request,
        "text": "Who reads it?",
        "language": "en",
        "actor": "x",
    }
    id = requests.add_question(session, vault, **asked, now=now)
    requests.answer_question(session, vault, id, staff_id=model.staff, answer="Nobody else.", now=now)
    requests.add_disclosure(session, vault, page.case, staff_id=model.staff, facts={"items": []}, now=now)
    return model


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection of our own."""
    engine = create_engine(address(url))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@contextmanager
def overheard() -> Iterator[dict[str, Asked]]:
    """Every statement that runs meanwhile, once each."""
    heard: dict[str, Asked] = {}

    def note(_c: object, _d: object, statement: str, parameters: Any, _x: object, many: bool) -> None:
        heard.setdefault(statement, Asked(statement, parameters[0] if many else parameters))

    event.listen(Engine, "before_cursor_execute", note)
    yield heard
    event.remove(Engine, "before_cursor_execute", note)


async def a_busy_week(town: Town) -> None:
    """Everything that clients, clinicians and the clock do all the time."""
    client = await town.client_arrives("B.K.")
    await town.ana_asks("B.K.")
    for press in (*YES, Press.STOP_SOME):
        await client.press(press)
    await client.press(Press.STOP_ITEM, "4")
    for words in ("/choices", "/who", "/help", "/menu", "a word", "stop"):
        await client.say(words)
    await client.press(Press.STOP_NEITHER)
    page = await town.page()
    for words in ("/open", "/clients", f"/check {page.case.request.code}"):
        await town.ana.say(words)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    await client.say("I want to stop sharing please")
    for words in ("/talk", "/settings", "/hide", "/menu", "/stop"):
        await client.say(words)
    await a_second_question(town)


async def a_second_question(town: Town) -> None:
    """Asked and reminded, looked at by the agency first, asked back, unreachable, withdrawn."""
    client = await town.client_arrives("L.D.")
    await town.ana_asks("L.D.", send=Press.REVIEW_FIRST)
    await town.admin.say("/open")
    await town.admin.press(Press.APPROVE)
    await town.pass_time(days=2, hours=1)
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.say("Who will read this?")
    await town.ana.press(Press.ANSWER)
    await town.ana.say("Only the person who pays your claim.")
    await client.say("no")
    await client.phone.block()
    await town.pass_time(days=1)
    await client.phone.unblock()
    await town.settle()


async def test_no_statement_of_the_running_bot_reads_a_whole_table(town: Town, store_url: str, tmp_path: Path) -> None:
    await town.shut_down()
    crowd(store_url, town.app.vault, town.clock.now() - AN_HOUR)
    with overheard() as heard:
        town.app, town.is_shut = open_app(town.sandbox, store_url, tmp_path / "town.key", town.clock), False
        await town.app.start()
        await a_busy_week(town)
        await town.shut_down()

    with connected(store_url) as connection:
        found = {asked.statement: whole_reads(connection, asked, CLIENTS) for asked in heard.values()}
    assert len(found) > 50, "the week was not busy"
    whole = [f"{reads}: {one}" for one, reads in found.items() if reads and one not in ALLOWED]
    assert whole == [], "\n".join(whole)


def test_what_reads_a_whole_table_is_seen_and_nothing_else(store_url: str, vault: Vault) -> None:
    db, now = Database.open(store_url), datetime.now(UTC)
    db.write_now(Pen(vault, now).set_up)
    db.close_now()
    crowd(store_url, vault, now)

    with connected(store_url) as connection:
        seen = [one for one in (*WITHOUT, *WITH) if whole_reads(connection, Asked(one, ()), CLIENTS)]
    assert seen == list(WITHOUT)

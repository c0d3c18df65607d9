"""The bot was away: each client with an open question is told once, calmly; nobody is told of what was no absence."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.actions import absence
from bot.actions.turn import Turn
from bot.main import AskFirst
from bot.screens import Press, Screen
from db import notes
from db.ledger import people
from db.tables import Client, Outbox, Staff
from tests.journeys.shortcuts import asked, client_of, is_in
from tests.journeys.town import Town, open_app

AWAY, MISSING = str(Screen.AWAY), str(Screen.ALERT_REPLIES_MISSING)


def said(turn: Turn, kind: str) -> list[Outbox]:
    return list(turn.session.exec(select(Outbox).where(Outbox.kind == kind).order_by(col(Outbox.id))))


def aliases(turn: Turn, kind: str) -> Counter[str]:
    """Who was told, by name, and how often."""
    found = Counter[str]()
    for row in said(turn, kind):
        client = turn.session.get(Client, row.person_id)
        if client is not None:
            found[turn.vault.open(client.alias, table="client", column="alias", row=client.id)] += 1
    return found


async def hears(app: AskFirst, *, all_along: bool = False) -> None:
    """What the machine does when it hears Telegram, to its end."""
    waiting = await app.desk.heard(all_along=all_along)
    while waiting:
        waiting = await app.desk.tell_of_absence()


async def away(town: Town, **time: float) -> None:
    await hears(town.app, all_along=True)
    town.clock.advance(timedelta(**time))
    await hears(town.app)


async def test_each_client_with_an_open_question_is_told_once(town: Town) -> None:
    await is_in(town, "M.R.")
    await is_in(town, "T.K.")
    await is_in(town, "N.N.")
    await asked(town, "M.R.")
    page = await asked(town, "M.R.", requester="Dr. Two")
    await asked(town, "T.K.")
    await away(town, minutes=10)
    assert await town.read(lambda turn: aliases(turn, AWAY)) == {"M.R.": 1, "T.K.": 1}
    assert await town.read(lambda turn: len(said(turn, MISSING))) == 0

    def of_the_first(turn: Turn) -> tuple[str | None, list[list[str | None]], dict[str, str]]:
        row = next(row for row in said(turn, AWAY) if row.request_id == page.case.request.id)
        keys = turn.vault.open_json(row.buttons, table="outbox", column="buttons", row=row.ref)
        return row.topic, keys, turn.vault.open_json(row.facts, table="outbox", column="facts", row=row.ref)

    topic, keys, facts = await town.read(of_the_first)
    assert (topic, keys) == ("away", [[Press.OPEN, None]])
    assert facts["since"] < facts["until"]
    await hears(town.app)
    assert await town.read(lambda turn: len(said(turn, AWAY))) == 2


async def test_two_minutes_are_no_absence(town: Town) -> None:
    await is_in(town)
    await asked(town)
    await away(town, seconds=149)
    assert await town.read(lambda turn: len(said(turn, AWAY))) == 0


async def test_a_clock_that_jumps_while_we_listen_is_no_absence(town: Town) -> None:
    await is_in(town)
    await asked(town)
    await hears(town.app, all_along=True)
    town.clock.advance(timedelta(days=3))
    await hears(town.app, all_along=True)
    assert await town.read(lambda turn: len(said(turn, AWAY))) == 0


async def test_the_first_start_ever_is_no_absence(town: Town) -> None:
    await is_in(town)
    await asked(town)
    await town.do(lambda turn: notes.remove(turn.session, absence.LISTENING))
    await hears(town.app)
    assert await town.read(lambda turn: len(said(turn, AWAY))) == 0


async def test_after_more_than_a_day_staff_hear_that_replies_may_be_missing(town: Town) -> None:
    await is_in(town)
    await asked(town)
    await away(town, hours=25)
    told = await town.read(lambda turn: sorted(str(row.person_id) for row in said(turn, MISSING)))
    everybody = await town.read(lambda turn: sorted(turn.session.exec(select(Staff.id))))
    assert told == everybody
    assert len(told) == 2


@pytest.mark.parametrize("wish", ["hidden", "messages_stopped"])
async def test_who_wants_silence_gets_it(town: Town, wish: str) -> None:
    await is_in(town)
    await asked(town)

    def wishes(turn: Turn) -> None:
        id = client_of(turn, "M.R.").id
        people.change_client(
            turn.session, turn.vault, id, now=turn.now, actor="admin", action="let_in", changes={wish: True}
        )

    await town.do(wishes)
    await away(town, minutes=10)
    assert await town.read(lambda turn: len(said(turn, AWAY))) == 0


async def test_nobody_is_woken_at_night(town: Town) -> None:
    await is_in(town)
    await asked(town)
    await away(town, hours=16)  # Three in the morning in New York.
    row = (await town.read(lambda turn: said(turn, AWAY)))[0]
    assert row.not_before - town.clock.now() > timedelta(hours=4)


async def test_stopped_in_the_middle_the_next_run_tells_the_others_and_nobody_twice(town: Town) -> None:
    names = ["A", "B", "C", "D", "E"]
    for name in names:
        await is_in(town, name)
        await asked(town, name)
    await town.app.desk.heard(all_along=True)
    town.clock.advance(timedelta(minutes=10))
    assert await town.app.desk.heard(all_along=False)
    await town.do(lambda turn: absence.tell_page(turn, limit=2))
    assert len(await town.read(lambda turn: said(turn, AWAY))) == 2
    await hears(town.app)
    assert await town.read(lambda turn: aliases(turn, AWAY)) == dict.fromkeys(names, 1)


async def test_a_bot_that_was_stopped_for_ten_minutes_says_so_when_it_is_back(
    town: Town, store_url: str, tmp_path: Path
) -> None:
    await is_in(town)
    await asked(town)
    await town.shut_down()
    town.clock.advance(timedelta(minutes=10))
    town.app, town.is_shut = open_app(town.sandbox, store_url, tmp_path / "town.key", town.clock), False
    await town.app.start()
    async with asyncio.timeout(30):  # The first question to Telegram is a long one.
        while not await town.read(lambda turn: aliases(turn, AWAY)):  # noqa: ASYNC110 - the machine rings no bell
            await asyncio.sleep(0.05)
    await town.settle()
    assert await town.read(lambda turn: aliases(turn, AWAY)) == {"M.R.": 1}

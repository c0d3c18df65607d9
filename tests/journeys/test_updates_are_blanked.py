"""Updates as they came are blanked once their work is long done; what waits, and what a legal hold keeps, is not."""

from functools import partial

import pytest
from sqlalchemy import func
from sqlmodel import select

from bot.actions import blanking
from bot.actions.blanking import NotDays
from bot.actions.turn import Turn
from db.ids import CHAT_KEY
from db.tables import Inbox
from tests.journeys.shortcuts import is_in
from tests.journeys.test_a_legal_hold import holds, lifts
from tests.journeys.town import Person, Town


async def as_they_came(town: Town, person: Person | None = None) -> int:
    """How many updates, of this person or of all, can still be read."""

    def look(turn: Turn) -> int:
        kept = select(func.count()).select_from(Inbox).where(func.length(Inbox.raw) > 0)
        if person is not None:
            kept = kept.where(Inbox.chat_key == turn.vault.key_for(CHAT_KEY, str(person.phone.user_id)))
        return turn.session.exec(kept).one()

    return await town.read(look)


async def test_after_thirty_days_what_was_worked_is_blanked_and_the_rows_stay(town: Town) -> None:
    """TG-13."""
    client = await is_in(town)
    await client.say("Good day.")
    await town.pass_time(days=29)
    assert await as_they_came(town, client) > 0
    rows = await town.read(lambda turn: turn.session.exec(select(func.count()).select_from(Inbox)).one())

    await town.pass_time(days=2)

    assert await as_they_came(town) == 0
    assert await town.read(lambda turn: turn.session.exec(select(func.count()).select_from(Inbox)).one()) == rows


async def test_a_legal_hold_keeps_the_updates_of_its_client_until_it_is_lifted(town: Town) -> None:
    client, other = await is_in(town), await is_in(town, "T.K.")
    await holds(town)
    await town.pass_time(days=40)
    assert await as_they_came(town, client) > 0
    assert await as_they_came(town, other) == 0

    await lifts(town)

    assert await as_they_came(town, client) == 0


async def test_the_agency_says_how_long_and_the_record_knows_it(town: Town) -> None:
    client = await is_in(town)
    await town.do(lambda turn: blanking.set_days(turn, 3))
    assert await town.read(blanking.days) == 3
    await town.pass_time(days=4)
    assert await as_they_came(town, client) == 0

    for wrong in (0, -1, 3651):
        with pytest.raises(NotDays):
            await town.do(partial(blanking.set_days, wanted=wrong))

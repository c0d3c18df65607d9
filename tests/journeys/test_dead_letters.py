"""An update that nobody can work: the admins hear of it once, in no flood, and can have it tried again."""

from datetime import timedelta

from sqlmodel import col, select

from bot.actions import letters
from bot.actions.turn import Turn
from bot.sandbox.phone import Json
from bot.screens import Screen
from db.tables import Outbox, Staff
from tests.journeys.town import Person, Town


def poison(person: Person) -> Json:
    return {"message": {"message_id": [], "date": "soon", "chat": {"id": person.phone.user_id, "type": "private"}}}


async def alerts(town: Town) -> list[tuple[str, Json]]:
    def look(turn: Turn) -> list[tuple[str, Json]]:
        found = turn.session.exec(
            select(Outbox).where(Outbox.kind == Screen.ALERT_DEAD_LETTER).order_by(col(Outbox.id))
        )
        role = {row.id: row.role for row in turn.session.exec(select(Staff))}
        return [
            (role[str(row.person_id)], turn.vault.open_json(row.facts, table="outbox", column="facts", row=row.ref))
            for row in found
        ]

    return await town.read(look)


async def test_an_admin_hears_of_it_without_a_word_of_what_was_said(town: Town) -> None:
    someone = await town.newcomer("Someone")
    await someone.start()
    await town.puts(poison(someone))
    [(role, facts)] = await alerts(town)
    dead = await town.read(lambda turn: letters.dead_letters(turn.session))
    assert role == "admin"
    assert facts == {"number": dead[0].number, "reason": dead[0].reason, "count": 1}


async def test_many_at_once_make_one_alert_and_ten_minutes_later_one_more(town: Town) -> None:
    someone = await town.newcomer("Someone")
    await someone.start()
    for number in range(4):
        await town.puts({**poison(someone), "edited_message": {"number": number}})
    assert [facts["count"] for _, facts in await alerts(town)] == [1]
    await town.pass_time(minutes=9)
    assert len(await alerts(town)) == 1
    await town.pass_time(minutes=2)
    await town.pass_time(minutes=11)
    assert [facts["count"] for _, facts in await alerts(town)] == [1, 3]


async def test_what_is_put_back_is_worked_by_the_running_bot(town: Town) -> None:
    someone = await town.newcomer("Someone")
    await someone.start()
    await town.puts(poison(someone))
    [letter] = await town.read(lambda turn: letters.dead_letters(turn.session))
    assert await town.do(lambda turn: letters.reopen(turn.session, letter.number + 1)) == 0
    assert await town.do(lambda turn: letters.reopen(turn.session, letter.number)) == 1
    town.clock.advance(timedelta(minutes=11))
    town.app.doorstep.look()
    await town.settle()
    assert [facts["number"] for _, facts in await alerts(town)] == [letter.number, letter.number]

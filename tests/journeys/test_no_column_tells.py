"""After every step of a story, no open column of any table names a kind of information or says a word of anybody."""

import re
from collections.abc import Iterator

from sqlalchemy import String, text
from sqlmodel import AutoString, SQLModel

from bot.actions.turn import Turn
from bot.screens import Press
from consent.categories import Category
from tests.journeys.shortcuts import asked, begun, is_in, says_yes, to_the_preview
from tests.journeys.town import Person, Town

#: Codes of other lists that happen to be spelled like a kind of information: who asks, and what a screen is called.
SPELLED_ALIKE = {("requester", "kind")}
WORD = "xylophone"


def open_columns() -> Iterator[tuple[str, str]]:
    """Every column that is not sealed, and holds words."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | AutoString) and (table.name, column.name) not in SPELLED_ALIKE:
                yield table.name, column.name


def told_openly(turn: Turn) -> list[tuple[str, str, str]]:
    telling = {str(each) for each in Category} | {WORD}
    found = []
    for table, column in open_columns():
        rows = turn.session.connection().execute(text(f'SELECT "{column}" FROM "{table}"'))  # noqa: S608 - our own names
        said = {str(value) for (value,) in rows if value is not None}
        found += [(table, column, each) for each in said if telling & set(re.split(r"[^a-z]+", each.lower()))]
    return found


async def presses(town: Town, person: Person, *steps: tuple[Press, str | None] | str) -> None:
    """Do these one after the other, and look into every column after each."""
    for step in steps:
        if isinstance(step, str):
            await person.say(step)
        else:
            await person.press(*step)
        assert await town.read(told_openly) == [], step


async def test_no_step_of_preparing_a_request_leaves_a_kind_of_information_in_an_open_column(town: Town) -> None:
    """TG-15."""
    await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    await presses(town, ana, (Press.ITEMS, None), (Press.ITEM, "sud"), f"Their {WORD} asks for it.")

    assert "alcohol" in await ana.sees()


async def test_no_step_of_a_client_leaves_a_kind_of_information_in_an_open_column(town: Town) -> None:
    """TG-15."""
    client = await is_in(town)
    await asked(town, items=("dx", "goals"))
    await presses(town, client, (Press.OPEN, None), (Press.QUESTION, None), f"Who reads the {WORD}?")
    await presses(town, town.ana, (Press.ANSWER, None), f"Only the {WORD} people.")
    await presses(town, client, "/menu", "/rights", (Press.RIGHT, "limit"), (Press.LIMIT_WHOM, "work"))
    await presses(town, client, (Press.LIMIT_WHAT, "sud"), "/rights", (Press.RIGHT, "reach"), f"Call the {WORD}.")
    await presses(town, town.ana, "/rights", (Press.WISH, None), (Press.RIGHT_NO, None), f"We have no {WORD}.")


async def test_no_step_of_a_yes_and_a_stop_leaves_a_kind_of_information_in_an_open_column(town: Town) -> None:
    """TG-15."""
    client = await is_in(town)
    await asked(town)
    await says_yes(town, client)
    await presses(town, town.ana, (Press.MARK, None), (Press.MARK_DONE, None))
    await presses(town, client, "stop sharing", "/who")


async def test_a_kind_of_information_in_an_open_column_is_seen(town: Town) -> None:
    await is_in(town)
    await town.do(lambda turn: turn.session.connection().execute(text("UPDATE staff SET awaiting = 'reason:sud'")))

    assert await town.read(told_openly) == [("staff", "awaiting", "reason:sud")]

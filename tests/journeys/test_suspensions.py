"""The police have it put off that a client reads what went to them: it is out of view, and comes back by itself."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.actions import accounting, excepted, suspending
from bot.actions.excepted import StillSuspended
from bot.actions.exporting import gather_all
from bot.actions.office import OfficeError
from bot.actions.papers import gather
from bot.actions.suspending import EndsBefore, NoOfficial, NoStatement, NothingToSuspend, OralAgain, OralTooLong
from bot.actions.suspending import Statement as Said
from bot.papers.record import record
from bot.screens import Press
from consent.exception_list import Way
from consent.states import State
from db.shapes import Page
from tests.journeys.shortcuts import client_of, events, state_of
from tests.journeys.test_without_a_yes import recorded, refused, waits
from tests.journeys.town import Person, Town

POLICE = "The county police"


async def after_a_warrant(town: Town) -> tuple[Person, Page]:
    client, page = await refused(town)
    await recorded(town, page, Way.LEGAL_PROCESS, to=POLICE, cosigned_by="Lee Moss", counsel_agreed=True)
    await town.pass_time(hours=1)
    return client, page


async def suspends(town: Town, page: Page, days: int = 90, **changes: Any) -> None:
    usual = {"official": "Det. Cole, county police", "where": "file 12", "oral": False}
    said = Said(**{**usual, "until": town.clock.now() + timedelta(days=days), **changes})
    await town.do(lambda turn: suspending.suspend(turn, page.case.request.code, "Ana Ruiz", said))


async def sees_it(client: Person) -> bool:
    await client.say("/who")
    return POLICE in await client.sees()


async def exported(town: Town) -> str:
    """Everything that the client would get as their own data."""
    kept = await town.do(lambda turn: gather_all(turn, client_of(turn, "M.R.").id))
    assert kept is not None
    return json.dumps({**kept.plain, "requests": [record(each) for each in kept.requests]})


async def on_paper(town: Town, page: Page, paper: str) -> int:
    made = await town.do(lambda turn: gather(turn, page.case.request.code, paper))
    assert made is not None
    return len(made.disclosures)


async def test_what_is_suspended_leaves_every_view_of_the_client_and_comes_back(town: Town) -> None:
    """HIPAA-528-5."""
    client, page = await after_a_warrant(town)
    assert await sees_it(client)

    await suspends(town, page)

    assert not await sees_it(client)
    assert "as written in the file" not in await exported(town)
    assert [await on_paper(town, page, each) for each in ("accounting", "receipt", "record")] == [0, 0, 1]
    await client.say("/rights")
    await client.press(Press.RIGHT, "account")
    await town.ana.press(Press.RIGHT_YES)
    assert POLICE not in "\n".join((await client.all_texts())[-3:])
    await town.pass_time(days=89)
    assert not await sees_it(client)
    await town.pass_time(days=2)
    assert await sees_it(client)
    assert [await on_paper(town, page, each) for each in ("accounting", "record")] == [1, 1]


async def test_staff_go_on_reading_what_the_client_does_not(town: Town) -> None:
    """HIPAA-528-5."""
    _, page = await after_a_warrant(town)
    await suspends(town, page)

    await town.ana.say(page.case.request.code)

    assert "Already sent: diagnosis" in await town.ana.sees()


async def test_a_list_that_was_given_before_shows_it_no_more_until_the_day(town: Town) -> None:
    """HIPAA-528-5, HIPAA-528-6."""
    client, page = await after_a_warrant(town)
    await client.say("/rights")
    await client.press(Press.RIGHT, "account")
    await town.ana.press(Press.RIGHT_YES)
    assert POLICE in await exported(town)

    await suspends(town, page)

    assert POLICE not in await exported(town)
    await town.pass_time(days=91)
    assert POLICE in await exported(town)


async def test_the_clients_own_answer_and_what_they_agreed_to_stay_in_view(town: Town) -> None:
    """HIPAA-528-5."""
    client, page = await after_a_warrant(town)
    await suspends(town, page)

    assert await state_of(town, page) is State.DENIED
    await client.say("/choices")
    assert "you said no" in (await client.sees()).lower()
    assert "exception_suspended" in await events(town, page)


async def test_what_went_to_nobody_of_that_kind_cannot_be_suspended(town: Town) -> None:
    """HIPAA-528-5."""
    client, page = await refused(town)
    await recorded(town, page, Way.EMERGENCY)

    with pytest.raises(NothingToSuspend):
        await suspends(town, page)
    await client.say("/who")
    assert "St. Vincent" in await client.sees()


WRONG: list[tuple[dict[str, Any], type[OfficeError]]] = [
    ({"official": " "}, NoOfficial),
    ({"where": ""}, NoStatement),
    ({"days": -1}, EndsBefore),
    ({"days": 31, "oral": True}, OralTooLong),
]


@pytest.mark.parametrize(("changes", "error"), WRONG)
async def test_a_statement_that_lacks_something_hides_nothing(
    town: Town, changes: dict[str, Any], error: type[OfficeError]
) -> None:
    client, page = await after_a_warrant(town)

    with pytest.raises(error):
        await suspends(town, page, **changes)
    assert await sees_it(client)


async def test_an_oral_statement_holds_thirty_days_and_not_twice(town: Town) -> None:
    """HIPAA-528-5."""
    client, page = await after_a_warrant(town)
    await suspends(town, page, days=30, oral=True)
    assert not await sees_it(client)
    with pytest.raises(OralAgain):
        await suspends(town, page, days=30, oral=True)

    await town.pass_time(days=30)
    assert await sees_it(client)

    await suspends(town, page, days=60)
    assert not await sees_it(client)
    found = await town.read(lambda turn: suspending.listed(turn, page.case.request.code))
    assert [each["oral"] for each in found] == [True, False]


async def test_what_was_not_told_yet_is_not_told_before_the_day(town: Town) -> None:
    """D-2, HIPAA-528-5."""
    client, page = await refused(town)
    await town.do(lambda turn: turn.change_client(page.case.request.client_id, "changed", {"hidden": True}))
    await recorded(town, page, Way.LEGAL_PROCESS, to=POLICE, cosigned_by="Lee Moss", counsel_agreed=True)
    await suspends(town, page, days=60)

    with pytest.raises(StillSuspended):
        await town.do(lambda turn: excepted.tell(turn, page.case.request.code, "Ana Ruiz"))
    await town.pass_time(days=59)
    assert [each["due"] for each in await waits(town, page)] == [False]
    await client.say("/menu")
    assert POLICE not in "\n".join(await client.all_texts())

    await town.pass_time(days=2)
    assert [each["due"] for each in await waits(town, page)] == [True]
    assert "SHARED WITHOUT A YES" in await town.ana.sees()
    await town.do(lambda turn: excepted.tell(turn, page.case.request.code, "Ana Ruiz"))


async def test_an_accounting_that_does_not_exist_makes_no_paper(town: Town) -> None:
    assert await town.do(lambda turn: accounting.as_given(turn, "nothing")) is None

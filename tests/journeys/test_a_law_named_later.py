"""Somebody breaks the glass: the law is named within three days, and nobody is reminded twice of one thing."""

from datetime import date, timedelta

import pytest

from bot.actions import excepted
from bot.actions.excepted import NoLaw, NoLawMissing
from consent.exception_list import Needed, Way
from db.shapes import Page
from tests.journeys.shortcuts import events
from tests.journeys.test_without_a_yes import alerts, does, heard, recorded, refused, waits
from tests.journeys.town import Town

REASON = "Nobody else could be asked, and the father stood at the door with a knife."
LAW = "45 CFR 164.512(j)(1)(i)"
NAME_IT = "exception law"


async def broken_glass(town: Town, **facts: str) -> Page:
    _, page = await refused(town)
    words = {Needed.REASON: REASON, Needed.RECEIVER: "The shelter", **{Needed(k): v for k, v in facts.items()}}
    said = await recorded(town, page, Way.BREAK_GLASS, facts=words, cosigned_by="Lee Moss")
    assert said["opens"]
    return page


async def named(town: Town, page: Page, law: str = LAW) -> None:
    await town.do(lambda turn: excepted.name_law(turn, page.case.request.code, "Ana Ruiz", law))


async def test_the_law_is_named_within_three_days_and_staff_are_reminded(town: Town) -> None:
    """D-1."""
    page = await broken_glass(town)
    [line] = await waits(town, page)
    assert (line["name_law_due"], line["name_law_by"][:10]) == (False, "2027-07-08")

    await town.pass_time(days=3, minutes=1)
    assert heard(await town.ana.all_texts(), NAME_IT) == 1
    assert heard(await town.admin.all_texts(), NAME_IT) == 1

    await named(town, page)
    assert "exception_law_named" in await events(town, page)
    assert await waits(town, page) == []
    month = await town.read(lambda turn: excepted.of_month(turn, date(2027, 7, 5)))
    assert [each["law"] for each in month] == [LAW]
    await town.pass_time(days=30)
    assert heard(await town.ana.all_texts(), NAME_IT) == 1


async def test_who_named_the_law_at_once_is_not_asked_for_it(town: Town) -> None:
    page = await broken_glass(town, law=LAW)

    await town.pass_time(days=10)
    assert heard(await town.ana.all_texts(), NAME_IT) == 0
    with pytest.raises(NoLawMissing):
        await named(town, page)


async def test_an_empty_law_names_nothing(town: Town) -> None:
    page = await broken_glass(town)

    with pytest.raises(NoLaw):
        await named(town, page, " ")
    assert [each["name_law_by"] is not None for each in await waits(town, page)] == [True]


async def test_an_admin_who_stands_in_for_the_clinician_hears_of_it_once(town: Town) -> None:
    """D-2."""
    page = await broken_glass(town)
    await town.ana.phone.block()
    await town.pass_time(minutes=1)
    assert await alerts(town.admin) == 0

    await town.pass_time(days=3)

    assert heard(await town.admin.all_texts(), NAME_IT) == 1
    assert await waits(town, page) != []


async def test_one_thing_done_brings_no_second_alert_about_what_staff_have_heard_already(town: Town) -> None:
    """D-2."""
    client, page = await refused(town)
    await town.do(lambda turn: turn.change_client(page.case.request.client_id, "changed", {"messages_stopped": True}))
    await recorded(town, page)
    await town.pass_time(days=1)
    assert await alerts(town.ana) == 1

    await does(town, excepted.told, page)
    await town.pass_time(minutes=5)
    assert await alerts(town.ana) == 1

    await town.pass_time(seconds=timedelta(days=7).total_seconds())
    assert await alerts(town.ana) == 2
    assert heard(await client.all_texts(), "without your yes") == 0

"""Where two have to agree before something goes out without a yes, the second agrees in their own chat."""

from typing import Any

import pytest

from bot.actions import excepting
from bot.actions.excepting import CannotAgree, Wanted
from bot.actions.office import add_staff
from bot.actions.policies import set_to
from bot.actions.turn import Turn
from bot.screens import Press
from consent.exception_list import EXCEPTIONS, Needed, Way
from db.shapes import Page
from tests.journeys.shortcuts import events
from tests.journeys.test_without_a_yes import refused, sent
from tests.journeys.town import Town

ALERT = "WITHOUT A YES: do you agree?"


async def asks(town: Town, page: Page, way: Way = Way.VICTIM, **changes: Any) -> dict[str, Any]:
    """Ana types the command and names Lee as the second person."""
    facts = {needed: "as written in the file" for needed in EXCEPTIONS[way].needs}
    usual = {"items": ("dx",), "to": "Officer Bell", "facts": facts, "by": "Ana Ruiz", "cosigned_by": "Lee Moss"}
    wanted = Wanted(**{"way": way, "code": page.case.request.code, **usual, **changes})

    def work(turn: Turn) -> dict[str, Any]:
        return excepting.record(turn, wanted)

    said = await town.do(work)
    town.app.sender.nudge()
    await town.settle()
    return said


async def test_a_typed_name_opens_nothing_and_a_tap_of_that_person_does(town: Town) -> None:
    """D, 2P: and the record says who agreed."""
    _, page = await refused(town)

    said = await asks(town, page)

    assert (said["opens"], said["lacks"], said["asked"]) == (False, ["second_person"], "Lee Moss")
    assert (await sent(town, page), "exception" in await events(town, page)) == ([], False)
    assert ALERT in await town.admin.sees()
    assert "Officer Bell" in await town.admin.sees()

    await town.admin.press(Press.COSIGN)

    assert "two agreed" in await town.admin.sees()
    assert "two agreed" in await town.ana.sees()
    assert [each.facts["recipient"] for each in await sent(town, page)] == ["Officer Bell"]


async def test_two_taps_open_it_once(town: Town) -> None:
    """D-5."""
    _, page = await refused(town)
    await asks(town, page)
    message, data = await town.admin.button(Press.COSIGN)

    for _ in range(2):
        await town.admin.phone.tap_data(message, data)
    await town.settle()

    assert (await events(town, page)).count("exception") == 1
    assert len(await sent(town, page)) == 1


async def test_what_nobody_agreed_to_within_a_day_is_over(town: Town) -> None:
    _, page = await refused(town)
    await asks(town, page)
    await town.pass_time(days=1, minutes=1)

    await town.admin.press(Press.COSIGN)

    assert "exception" not in await events(town, page)
    assert await sent(town, page) == []


async def test_who_decided_is_not_the_second_person_by_any_way(town: Town) -> None:
    """D, 2P."""
    _, page = await refused(town)

    alone = await asks(town, page, by="Lee Moss")

    assert (alone["opens"], alone["lacks"]) == (False, ["same_person"])
    assert not await town.admin.has(Press.COSIGN)


async def test_who_may_not_see_the_request_is_not_asked_about_it(town: Town) -> None:
    _, page = await refused(town)

    def newcomer(turn: Turn) -> None:
        add_staff(turn.session, turn.vault, turn.now, name="Sam Ito", role="clinician", language="en")

    await town.do(newcomer)

    with pytest.raises(CannotAgree):
        await asks(town, page, cosigned_by="Sam Ito")


async def test_a_law_that_changed_its_mind_meanwhile_is_heard(town: Town) -> None:
    """HIPAA-522-1: it is judged anew at the tap."""
    client, page = await refused(town)
    await town.do(lambda turn: set_to(turn.session, turn.vault, turn.now, "ask_payers", "off"))
    await asks(town, page, Way.TREATMENT_PAYMENT, told=True)
    await client.say("/rights")
    await client.press(Press.RIGHT, "limit")
    await client.press(Press.LIMIT_PAID)
    await client.press(Press.LIMIT_DAYS, "last_12")

    await town.admin.press(Press.COSIGN)

    assert "something is lacking now" in await town.admin.sees()
    assert await sent(town, page) == []


@pytest.mark.parametrize("way", [Way.EMERGENCY, Way.CHILD, Way.PUBLIC_HEALTH])
async def test_no_second_person_holds_up_an_emergency_or_a_report_that_the_law_commands(town: Town, way: Way) -> None:
    """D, none-block."""
    _, page = await refused(town)
    facts = {needed: "as reported" for needed in EXCEPTIONS[way].needs} | {Needed.MANDATED: "yes"}

    said = await asks(town, page, way, facts=facts)

    assert (said["opens"], "asked" in said) == (True, False)
    assert not await town.admin.has(Press.COSIGN)

"""Something went out without a yes: it stands beside the untouched answer, and the client hears of it when they may."""

from datetime import timedelta
from typing import Any

from bot.actions import excepting
from bot.actions.excepting import Wanted
from bot.actions.turn import Turn
from bot.screens import Press
from consent.exception_list import EXCEPTIONS, Delay, Needed, Way
from consent.states import State
from db.shapes import Page, Sent
from tests.journeys.shortcuts import asked, events, is_in, state_of
from tests.journeys.town import Person, Town


async def refused(town: Town) -> tuple[Person, Page]:
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    return client, page


async def recorded(town: Town, page: Page, way: Way = Way.EMERGENCY, **changes: Any) -> dict[str, Any]:
    facts = {needed: "as written in the file" for needed in EXCEPTIONS[way].needs}
    usual = {"items": ("dx",), "to": "St. Vincent Emergency", "facts": facts, "by": "Ana Ruiz"}
    wanted = Wanted(**{"way": way, "code": page.case.request.code, **usual, **changes})
    return await town.do(lambda turn: excepting.record(turn.session, turn.vault, turn.now, wanted))


async def sent(town: Town, page: Page) -> list[Sent]:
    def look(turn: Turn) -> list[Sent]:
        return turn.sent(page.case.request.id)

    return await town.read(look)


async def waits(town: Town, page: Page) -> list[dict[str, Any]]:
    code = page.case.request.code
    return await town.read(lambda turn: excepting.waiting(turn.session, turn.vault, turn.now, code))


async def test_an_emergency_is_recorded_at_once_and_the_no_stays_a_no(town: Town) -> None:
    """P2-51, ETH-6, D-4."""
    client, page = await refused(town)

    said = await recorded(town, page)

    assert (said["opens"], said["lacks"], said["countable"]) == (True, [], False)
    assert await state_of(town, page) is State.DENIED
    assert "exception" in await events(town, page)
    assert [each.facts["basis"] for each in await sent(town, page)] == [Way.EMERGENCY]
    await client.say("/who")
    assert "St. Vincent" in await client.sees()


async def test_a_claim_that_lacks_something_is_recorded_as_refused_and_sends_nothing(town: Town) -> None:
    _, page = await refused(town)

    said = await recorded(town, page, Way.COURT_ORDER)

    assert (said["opens"], said["lacks"]) == (False, ["second_person", "counsel"])
    assert await sent(town, page) == []
    assert "exception_refused" in await events(town, page)


async def test_what_must_not_be_told_yet_is_not_read_either_until_it_is_told(town: Town) -> None:
    """D-2, HIPAA-528-5: looked at again within 30 days."""
    client, page = await refused(town)
    facts = {needed: "as reported" for needed in EXCEPTIONS[Way.CHILD].needs} | {Needed.MANDATED: "yes"}
    await recorded(town, page, Way.CHILD, to="The hotline", facts=facts, delay=Delay.RISK_SERIOUS_HARM)
    code = page.case.request.code

    await client.say("/who")
    assert "hotline" not in await client.sees()
    assert [each["due"] for each in await waits(town, page)] == [False]

    town.clock.advance(timedelta(days=30))
    assert [each["due"] for each in await waits(town, page)] == [True]
    await town.do(lambda turn: excepting.confirm(turn.session, turn.vault, turn.now, code, "Ana Ruiz"))
    assert [each["due"] for each in await waits(town, page)] == [False]

    await town.do(lambda turn: excepting.told(turn.session, turn.vault, turn.now, code, "Ana Ruiz"))
    assert await waits(town, page) == []
    await client.say("/who")
    assert "hotline" in await client.sees()

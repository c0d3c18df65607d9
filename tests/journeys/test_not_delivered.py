"""A notice that Telegram refuses, or that nobody can say was read: the agency hears of it, and the decision stands."""

from datetime import timedelta

from bot.sandbox.faults import FaultKind
from bot.screens import Press
from consent.states import State
from tests.journeys.town import Person, Town


async def refuses(town: Town, person: Person, times: int = 1, **fault: object) -> None:
    """Let Telegram refuse the next messages to somebody."""
    for method in ("sendMessage", "editMessageText"):
        town.sandbox.world.faults.add(
            {"method": method, "chat_id": person.phone.user_id, "times": times, **fault, "after": 0}
        )


async def test_an_admin_reads_which_notice_was_refused_and_the_no_stands(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await refuses(town, client, kind=FaultKind.ERROR, status=400)
    await client.press(Press.SHARE_NOTHING)
    page = await town.page()
    assert page.case.standing.state is State.DENIED
    told = await town.admin.sees()
    assert page.case.request.code in told
    assert "NOT DELIVERED" in told
    await town.admin.press(Press.STAFF_CASE)
    assert page.case.request.code in await town.admin.sees()


async def test_of_many_failures_an_admin_hears_once_in_ten_minutes(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await refuses(town, client, times=3, kind=FaultKind.ERROR, status=400)
    for _ in range(3):
        await client.say("/menu")
    assert len([text for text in await town.admin.all_texts() if "NOT DELIVERED" in text]) == 1
    town.sandbox.world.faults.clear()
    await town.pass_time(minutes=11)
    await refuses(town, client, kind=FaultKind.ERROR, status=400)
    await client.say("/menu")
    assert len([text for text in await town.admin.all_texts() if "NOT DELIVERED" in text]) == 2


async def test_a_reminder_whose_fate_nobody_knows_alarms_nobody(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    town.sandbox.world.faults.add(
        {"kind": FaultKind.DROP_AFTER_ACCEPT, "method": "sendMessage", "chat_id": client.phone.user_id}
    )
    town.clock.advance(timedelta(days=2, hours=1))
    await town.app.tick()
    await town.settle()
    assert "NOT DELIVERED" not in "".join(await town.admin.all_texts())

"""Ana cannot be reached: what clients say goes to somebody at the agency who can."""

from bot.actions import office
from bot.actions.turn import Turn
from bot.screens import Press
from tests.journeys.shortcuts import asked, is_in
from tests.journeys.town import Town


async def test_a_no_goes_to_the_admin_when_the_clinician_has_blocked_the_bot(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await town.ana.phone.block()
    await town.settle()

    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    assert page.case.request.code in await town.admin.sees()


async def test_the_alert_that_shows_that_she_is_gone_is_not_lost_either(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await town.ana.phone.deactivate()

    await client.press(Press.SHARE_NOTHING)

    assert page.case.request.code in await town.admin.sees()


async def test_danger_words_reach_the_admin_as_well(town: Town) -> None:
    client = await is_in(town)
    await town.ana.phone.block()
    await town.settle()

    await client.say("I want to die")

    assert "DANGER" in await town.admin.sees()


async def test_a_clinician_who_never_came_in_is_replaced_by_the_admin(town: Town) -> None:
    def add_sam(turn: Turn) -> office.Invited:
        office.add_staff(turn.session, turn.vault, turn.now, name="Sam Oak", role="clinician", language="en")
        return office.invite_client(
            turn.session, turn.vault, turn.now, alias="T.K.", clinician="Sam Oak", language="en"
        )

    link = await town.do(add_sam)
    client = await town.newcomer("T.K.")
    await client.start(link.token)
    await client.press(Press.LANGUAGE, "en")
    await client.press(Press.TALK)

    assert "T.K." in await town.admin.sees()


async def test_with_nobody_else_there_it_waits_until_she_is_back(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    for person in (town.admin, town.ana):
        await person.phone.block()
    await town.settle()
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    await town.ana.phone.unblock()
    await town.settle()

    assert any(page.case.request.code in text and "NO" in text for text in await town.ana.all_texts())


async def test_back_again_she_sees_what_is_open(town: Town) -> None:
    await is_in(town)
    page = await asked(town)
    await town.ana.phone.block()
    await town.settle()

    await town.ana.phone.unblock()
    await town.settle()

    assert page.case.request.code in await town.ana.sees()

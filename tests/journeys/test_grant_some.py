"""M.R. shares only the dates of the visits, and for a shorter time than was asked."""

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Town


async def test_a_client_shares_one_item_and_keeps_back_the_rest(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()

    await client.press(Press.OPEN)
    await client.press(Press.SHARE_SOME)
    await client.press(Press.SHARE_SOME)
    await client.press(Press.PICK, "2")
    await client.press(Press.DONE)
    await client.press(Press.SAVE)

    page = await town.page()
    assert page.case.standing.state is State.PARTLY_GRANTED
    assert page.case.standing.granted == {2}
    assert "PARTLY" in await town.ana.sees()


async def test_nothing_is_ticked_at_first_and_done_with_nothing_means_share_nothing(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()

    await client.press(Press.OPEN)
    await client.press(Press.WHAT_IF)
    await client.press(Press.SHARE_SOME)
    await client.press(Press.DONE)

    assert (await town.page()).case.standing.state is State.DENIED


async def test_leaving_the_list_by_back_or_by_time_never_becomes_a_yes(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)
    await client.press(Press.WHAT_IF)
    await client.press(Press.SHARE_SOME)
    await client.press(Press.PICK, "0")

    await client.press(Press.BACK)
    assert (await town.page()).case.standing.state is State.ASKED

    await town.pass_time(days=15)
    assert (await town.page()).case.standing.state is State.LAPSED


async def test_a_client_may_end_it_sooner_than_was_asked(town: Town) -> None:
    client = await town.client_arrives()
    asked = await town.ana_asks(ends="six_months")

    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SHORTEN):
        await client.press(press)
    await client.press(Press.END, "0")
    await client.press(Press.SAVE)

    standing = (await town.page()).case.standing
    assert standing.state is State.GRANTED
    assert standing.ends_on is not None
    assert standing.ends_on < asked.case.request.ends_on
    await town.pass_time(days=8)
    assert (await town.page()).case.standing.state is State.EXPIRED

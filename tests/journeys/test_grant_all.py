"""M.R. is asked first, reads what would follow, and shares everything that was asked."""

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Town


async def test_a_client_shares_everything_in_four_taps(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()

    await client.press(Press.OPEN)
    await client.press(Press.SHARE_ALL)
    await client.press(Press.SHARE_ALL)
    await client.press(Press.SAVE)

    page = await town.page()
    assert page.case.standing.state is State.GRANTED
    assert client.taps == 4

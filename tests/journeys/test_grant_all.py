"""M.R. is asked first, reads what would follow, and shares everything that was asked."""

import html
import re

from bot.screens import Press
from consent.states import State
from tests.journeys.town import PAYER, Town


async def test_the_knock_tells_nothing_and_the_card_tells_everything(town: Town) -> None:
    client = await town.client_arrives()
    page = await town.ana_asks()

    knock = await client.sees()
    await client.press(Press.OPEN)

    assert PAYER not in knock
    assert page.case.request.code not in knock
    assert PAYER in await client.sees()
    assert "We have not sent anything" in await client.sees()


async def test_a_client_shares_everything_in_four_taps_and_the_clinician_hears_of_it(town: Town) -> None:
    """GDPR-9-2a, GDPR-7-2, HIPAA-B3-ii."""
    client = await town.client_arrives()
    await town.ana_asks()

    await client.press(Press.OPEN)
    await client.press(Press.SHARE_ALL)
    await client.press(Press.SHARE_ALL)
    assert (await town.page()).case.standing.state is State.ASKED, "nothing is recorded before the read-back is saved"
    await client.press(Press.SAVE)

    page = await town.page()
    assert page.case.standing.state is State.GRANTED
    assert client.taps <= 4
    assert "Saved" in await client.sees()
    assert page.case.request.code in await town.ana.sees()
    assert "YES" in await town.ana.sees()


async def test_what_was_shown_is_kept_word_for_word(town: Town) -> None:
    """ESIG-3, HIPAA-B6, GDPR-7-1."""
    client = await town.client_arrives()
    await town.ana_asks()
    await client.press(Press.OPEN)

    _, data = await client.button(Press.SHARE_ALL)
    shown = await town.shown(data.rpartition(".")[0])

    assert html.unescape(re.sub("<[^>]+>", "", shown)) == (await client.phone.last())["text"]


async def test_after_the_release_the_client_is_told_what_went_out(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    await town.ana.press(Press.CHECK)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)

    assert "sent" in await client.sees()
    assert PAYER in await client.sees()
    await client.press(Press.WHO_GOT)
    assert PAYER in await client.sees()

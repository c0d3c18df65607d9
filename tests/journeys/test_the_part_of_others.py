"""Family asks how things go: an oral yes is enough for what was named, and others keep their own part."""

from bot.screens import Press
from consent.states import State
from consent.word import Agreement, Helper, Method, Proof
from tests.journeys.shortcuts import asked, is_in, state_of
from tests.journeys.town import Town


async def test_an_oral_yes_about_family_is_written_down_and_covers_only_what_was_named(town: Town) -> None:
    """HIPAA-510-1."""
    await is_in(town)
    page = await asked(town, kind="family", requester="Her sister", items=("attend",))
    ana = town.ana
    await ana.say(page.case.request.code)
    await ana.press(Press.RECORD)
    await ana.press(Press.AGREED_BY, Agreement.AGREED)
    await ana.press(Press.SAID_BY, Method.PHONE)
    await ana.press(Press.KNOWN_BY, Proof.KNOWN)
    await ana.press(Press.SAID_ON, "0")
    await ana.press(Press.HELPED_BY, Helper.NOBODY)
    await ana.press(Press.RECORD_ITEM, "0")
    await ana.press(Press.RECORD_SAVE)
    await town.admin.press(Press.VOUCH)

    await ana.say(f"/check {page.case.request.code}")

    assert await state_of(town, page) is State.GRANTED
    assert "MAY GO OUT" in await ana.sees()
    assert [item.category for item in page.case.request.items] == ["attend"]


async def test_a_yes_is_for_ones_own_part_only(town: Town) -> None:
    """ETH-13: the card says it, staff are warned before they ask, and the gate reminds them."""
    client = await is_in(town)
    page = await asked(town, kind="own_attorney", requester="Reed Law", items=("family",))
    await client.press(Press.OPEN)
    assert "A yes is for your own part only." in await client.sees()
    for press in (Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    await client.say("Maria Rossi")
    assert await state_of(town, page) is State.GRANTED

    await town.ana.say(f"/check {page.case.request.code}")

    assert "Leave out what is about other people" in await town.ana.sees()


async def test_a_card_without_others_in_it_says_nothing_of_them(town: Town) -> None:
    client = await is_in(town)
    await asked(town)

    await client.press(Press.OPEN)

    assert "Other people decide" not in await client.sees()

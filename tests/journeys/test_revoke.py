"""M.R. changes her mind after a yes: by tap, in words, for one item, for everything. The gate closes at once."""

from bot.screens import Press
from consent.states import State
from tests.journeys.town import Person, Town


async def granted(town: Town, client: Person) -> None:
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    client.taps = 0


async def test_one_tap_on_the_receipt_stops_it_and_the_clinician_is_told(town: Town) -> None:
    """REV-1, HIPAA-B5, GDPR-7-3-b, REV-6, REV-7."""
    client = await town.client_arrives()
    page = await town.ana_asks()
    await granted(town, client)

    await client.press(Press.STOP)

    assert client.taps == 1
    assert (await town.page()).case.standing.state is State.REVOKED
    assert "Stopped" in await client.sees()
    assert "STOPPED" in await town.ana.sees()
    await town.ana.say(f"/check {page.case.request.code}")
    assert Press.MARK not in await town.ana.presses()


async def test_words_stop_it_too(town: Town) -> None:
    """REV-1, REV-3."""
    client = await town.client_arrives()
    await town.ana_asks()
    await granted(town, client)

    await client.say("I want to stop sharing please")

    assert (await town.page()).case.standing.state is State.REVOKED


async def test_the_command_stops_it_from_anywhere(town: Town) -> None:
    """REV-1."""
    client = await town.client_arrives()
    await town.ana_asks()
    await granted(town, client)
    await client.say("/help")

    await client.say("/stop")

    assert (await town.page()).case.standing.state is State.REVOKED


async def test_one_item_can_be_stopped_alone(town: Town) -> None:
    """REV-9."""
    client = await town.client_arrives()
    await town.ana_asks()
    await granted(town, client)

    await client.press(Press.STOP_SOME)
    await client.press(Press.STOP_ITEM, "4")

    standing = (await town.page()).case.standing
    assert client.taps == 2
    assert standing.state is State.PARTLY_GRANTED
    assert standing.granted == {0, 1, 2, 3}
    assert "M.R." in await town.ana.sees()


async def test_with_two_consents_two_taps_stop_either_of_them(town: Town) -> None:
    client = await town.client_arrives()
    first = await town.ana_asks()
    await granted(town, client)
    town.clock.advance(town.step(minutes=5))
    second = await town.ana_asks(kind="provider")
    await granted(town, client)

    await client.say("/stop")
    assert (await town.page(second.case.request.code)).case.standing.state is State.GRANTED
    await client.press(Press.STOP, first.case.request.id)

    assert client.taps == 1
    assert (await town.page(first.case.request.code)).case.standing.state is State.REVOKED
    assert (await town.page(second.case.request.code)).case.standing.state is State.GRANTED


async def test_while_it_is_asked_which_one_to_stop_nothing_goes_out(town: Town) -> None:
    """REV-2: the gate shuts when the words come, not when the question after them is answered."""
    client = await town.client_arrives()
    first = await town.ana_asks()
    await granted(town, client)
    town.clock.advance(town.step(minutes=5))
    second = await town.ana_asks(kind="provider")
    await granted(town, client)

    async def may_go(code: str) -> bool:
        await town.ana.say(f"/check {code}")
        return Press.MARK in await town.ana.presses()

    codes = [page.case.request.code for page in (first, second)]
    await client.say("/stop")
    assert "send nothing to anyone" in await client.sees()
    assert [await may_go(code) for code in codes] == [False, False]

    await client.press(Press.STOP_NEITHER)
    assert [await may_go(code) for code in codes] == [True, True]

    await client.say("/stop")
    await client.press(Press.STOP, first.case.request.id)
    assert [await may_go(code) for code in codes] == [False, True]


async def test_everything_can_be_stopped_at_once(town: Town) -> None:
    client = await town.client_arrives()
    first = await town.ana_asks()
    await granted(town, client)
    town.clock.advance(town.step(minutes=5))
    second = await town.ana_asks(kind="provider")
    await granted(town, client)

    await client.say("/stop")
    await client.press(Press.STOP_ALL)

    for page in (first, second):
        assert (await town.page(page.case.request.code)).case.standing.state is State.REVOKED


async def test_undo_goes_through_the_read_back_and_is_a_new_request(town: Town) -> None:
    client = await town.client_arrives()
    first = await town.ana_asks()
    await granted(town, client)
    await client.press(Press.STOP)

    await client.press(Press.UNDO)
    assert (await town.page()).case.standing.state is State.ASKED
    await client.press(Press.SAVE)

    again = await town.page()
    assert again.case.standing.state is State.GRANTED
    assert again.case.request.supersedes == first.case.request.id
    assert (await town.page(first.case.request.code)).case.standing.state is State.REVOKED


async def test_a_bare_stop_holds_every_release_and_asks_once_what_was_meant(town: Town) -> None:
    client = await town.client_arrives()
    page = await town.ana_asks()
    await granted(town, client)

    await client.say("stop")
    await town.ana.say(f"/check {page.case.request.code}")
    assert Press.MARK not in await town.ana.presses()
    assert (await town.page()).case.standing.state is State.GRANTED

    await client.press(Press.STOP_NEITHER)
    await town.ana.say(f"/check {page.case.request.code}")
    assert Press.MARK in await town.ana.presses()


async def test_stop_messages_and_sharing_does_both(town: Town) -> None:
    client = await town.client_arrives()
    await town.ana_asks()
    await granted(town, client)

    await client.say("stop")
    await client.press(Press.STOP_BOTH)

    assert (await town.page()).case.standing.state is State.REVOKED

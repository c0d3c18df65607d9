"""The link reached the wrong person: one tap, nothing was shown, everything stops."""

from bot.screens import Press
from tests.journeys.town import PAYER, Town


async def test_the_wrong_person_stops_everything_with_one_tap(town: Town) -> None:
    """TG-10."""
    link = await town.invite_client()
    stranger = await town.newcomer("Somebody Else")
    await stranger.start(link.token)
    await stranger.press(Press.LANGUAGE, "en")

    await stranger.press(Press.NOT_ME)

    assert not any(PAYER in text or "M.R." in text for text in await stranger.all_texts())
    assert "M.R." in await town.ana.sees()
    await stranger.say("hello?")
    assert "Ana" not in await stranger.sees()


async def test_without_the_spoken_code_nobody_gets_in(town: Town) -> None:
    link = await town.invite_client()
    stranger = await town.newcomer("Somebody Else")
    await stranger.start(link.token)
    await stranger.press(Press.LANGUAGE, "en")

    wrong = "000000" if link.code != "000000" else "111111"
    for _ in range(5):
        await stranger.say(wrong)
    await stranger.say(str(link.code))

    assert Press.PHONE not in await stranger.presses()
    assert "M.R." in await town.ana.sees()


async def test_an_invitation_works_once(town: Town) -> None:
    link = await town.invite_client()
    client = await town.newcomer("M.R.")
    await client.start(link.token)
    thief = await town.newcomer("Thief")

    await thief.start(link.token)

    assert "Riverside" not in await thief.sees()
    assert await thief.messages()
    await client.press(Press.LANGUAGE, "en")
    assert "Ana Ruiz" in await client.sees()


async def test_an_invitation_ends_after_three_days(town: Town) -> None:
    link = await town.invite_client()
    town.clock.advance(town.step(hours=73))
    client = await town.newcomer("M.R.")

    await client.start(link.token)

    assert "Riverside" not in await client.sees()


async def test_a_stranger_is_answered_and_told_nothing(town: Town) -> None:
    stranger = await town.newcomer("Nobody")

    await stranger.start()
    await stranger.say("Is M.R. a client of yours?")

    assert len(await stranger.all_texts()) == 2
    assert "M.R." not in await stranger.sees()

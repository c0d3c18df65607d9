"""Whoever reads none of the languages on offer is told that help is free, and a person hears of it."""

from bot.actions import publishing
from bot.screens import Press
from consent.told import Told
from tests.journeys.shortcuts import is_in
from tests.journeys.town import Town


async def test_the_first_screen_says_in_each_language_that_help_is_free(town: Town) -> None:
    """LEP-1, LEP-4."""
    await town.do(lambda t: publishing.set_languages(t.session, t.vault, t.now, ["es", "vi", "fa"]))
    link = await town.invite_client()
    client = await town.newcomer("M.R.")

    await client.start(link.token)

    seen = await client.sees()
    for said in ("Language help is free", "es gratis", "مجانية", "miễn phí", "رایگان"):
        assert said in seen
    assert seen.count("es gratis") == 1
    assert seen.index("English") < seen.index("Language help")


async def test_the_agencys_own_sentence_takes_the_place_of_the_draft(town: Town) -> None:
    """LEP-2, LEP-4."""
    await town.do(lambda t: publishing.set_languages(t.session, t.vault, t.now, ["vi"]))
    await town.do(
        lambda t: publishing.set_words(t.session, t.vault, t.now, Told.TAGLINE, language="vi", text="Gọi <555>.")
    )
    client = await is_in(town)

    await client.say("/language")

    assert "Gọi <555>." in await client.sees()
    assert "miễn phí" not in await client.sees()


async def test_who_misses_their_language_is_told_in_all_of_them_and_the_clinician_hears_of_it(town: Town) -> None:
    """LEP-1, LEP-3: before the code too, and no fact is told."""
    link = await town.invite_client()
    client = await town.newcomer("M.R.")
    await client.start(link.token)

    await client.press(Press.NO_LANGUAGE)

    assert "in your language" in await client.sees()
    assert "gratuita" in await client.sees()
    alert = await town.ana.sees()
    assert "M.R. · NEEDS ANOTHER LANGUAGE" in alert.replace("\u2068", "").replace("\u2069", "")
    assert "No child and no relative" in alert
    await client.press(Press.LANGUAGE, "es")
    assert "Hola" in await client.sees()


async def test_a_client_who_is_in_can_say_so_later(town: Town) -> None:
    """LEP-1."""
    client = await is_in(town)
    await client.say("/language")

    await client.press(Press.NO_LANGUAGE)

    assert "ANOTHER LANGUAGE" in await town.ana.sees()


async def test_staff_choose_a_language_without_all_this(town: Town) -> None:
    await town.ana.say("/language")

    assert "free" not in await town.ana.sees()
    assert not await town.ana.has(Press.NO_LANGUAGE)

"""Consent is asked in words that people have reviewed, where the agency wants that; the record says which they were."""

from bot.actions.policies import set_to
from bot.actions.turn import Turn
from bot.screens import Press
from db.evidence import happenings
from tests.journeys.shortcuts import asked, client_of, every_page, is_in, says_yes
from tests.journeys.town import PAYER, Town


async def only_reviewed(town: Town) -> None:
    """The agency switches it on."""
    await town.do(lambda turn: set_to(turn.session, turn.vault, turn.now, "reviewed_words", "on"))


def english_is_reviewed(town: Town) -> None:
    """From now on the bot knows that people have reviewed the English words, and no others."""
    old = town.app.desk
    known = {"languages": ("en", "es", "ar"), "reviewed": ("en",)}
    town.app.desk = type(old)(old.db, old.vault, old.clock, old._route, **known)


async def prepare(town: Town) -> None:
    """Ana comes as far as the preview."""
    await town.ana.say("/new")
    await town.ana.tap("M.R.")
    await town.ana.tap(PAYER)
    await town.ana.press(Press.PICK_KIND, "payer_payment")
    await town.ana.press(Press.PICK_PERIOD, "last_6")
    await town.ana.press(Press.PICK_ANSWER_BY, "none")
    await town.ana.press(Press.PICK_ENDS, "once")


async def test_nobody_is_asked_in_a_draft_where_the_agency_wants_reviewed_words(town: Town) -> None:
    """LEP-2: English too, as long as nobody has reviewed it."""
    await is_in(town)
    await only_reviewed(town)

    await prepare(town)

    assert "a draft that nobody has reviewed" in await town.ana.sees()
    assert "LEP-2" in await town.ana.sees()
    assert Press.SEND not in await town.ana.presses()
    assert await town.read(every_page) == []


async def test_reviewed_words_are_asked_in(town: Town) -> None:
    """LEP-2."""
    english_is_reviewed(town)
    await is_in(town)
    await only_reviewed(town)

    await prepare(town)

    assert "a draft" not in await town.ana.sees()
    assert Press.SEND in await town.ana.presses()


async def test_a_question_cannot_be_turned_into_words_that_nobody_reviewed(town: Town) -> None:
    """LEP-2."""
    english_is_reviewed(town)
    client = await is_in(town)
    await asked(town)
    await client.say("/language")
    assert await client.has(Press.LANGUAGE)
    _, spanish = await client.button(Press.LANGUAGE, "es")
    await only_reviewed(town)

    message = (await client.phone.screen())["message_id"]
    await client.phone.tap_data(message, spanish)
    await town.settle()
    await client.say("/language")

    assert (await town.read(lambda turn: client_of(turn, "M.R."))).language == "en"
    assert (await client.presses()).count(Press.LANGUAGE) == 1


async def test_the_record_says_in_which_words_it_was_asked_and_answered(town: Town) -> None:
    """LEP-2, LEP-6."""
    client = await is_in(town, language="es")
    page = await asked(town)
    await says_yes(town, client)

    def look(turn: Turn) -> dict[str, tuple[object, object]]:
        found = happenings(turn.session, turn.vault, page.case.request.id)
        return {
            each.action: (each.detail.get("language"), each.detail.get("words_reviewed"))
            for each in found
            if each.action in ("asked", "granted")
        }

    assert await town.read(look) == {"asked": ("es", False), "granted": ("es", False)}

"""An answer on paper, by phone or in person: staff write it down, a second person vouches, the client may object."""

from typing import Any

from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from consent.word import Helper, Method, Proof
from db.evidence import happenings
from db.shapes import Page
from tests.bot.words.reading_telegram import shown
from tests.journeys.shortcuts import asked, events, is_in, state_of
from tests.journeys.town import Person, Town


async def at_the_items(town: Town, page: Page, method: Method = Method.PHONE) -> Person:
    ana = town.ana
    await ana.say(page.case.request.code)
    await ana.press(Press.RECORD)
    await ana.press(Press.SAID_BY, method)
    await ana.press(Press.KNOWN_BY, Proof.CALLED_BACK)
    await ana.press(Press.SAID_ON, "0")
    await ana.press(Press.HELPED_BY, Helper.INTERPRETER)
    return ana


async def written_down(town: Town, page: Page, *items: str) -> None:
    ana = await at_the_items(town, page)
    for at in items:
        await ana.press(Press.RECORD_ITEM, at)
    await ana.press(Press.RECORD_SAVE)


async def detail(town: Town, page: Page, action: str) -> dict[str, Any]:
    def look(turn: Turn) -> dict[str, Any]:
        found = happenings(turn.session, turn.vault, page.case.request.id)
        return dict(next(each.detail for each in reversed(found) if each.action == action))

    return await town.read(look)


async def gate(town: Town, person: Person, page: Page) -> str:
    await person.say(f"/check {page.case.request.code}")
    return await person.sees()


async def test_a_yes_by_phone_is_told_to_the_client_and_held_until_a_second_person_confirms_it(town: Town) -> None:
    """ESIG-4, ESIG-9, HIPAA-V-3."""
    client = await is_in(town)
    page = await asked(town)

    await written_down(town, page, "1")

    assert await state_of(town, page) is State.PARTLY_GRANTED
    assert "Ana Ruiz wrote down that you said yes on July 5, 2027." in shown(await client.sees())
    assert "ON HOLD" in await gate(town, town.ana, page)
    assert not await town.ana.has(Press.VOUCH)

    await town.admin.press(Press.VOUCH)

    assert "ONLY A PART MAY GO OUT" in await gate(town, town.ana, page)
    assert (await events(town, page))[-2:] == ["attested", "gate_asked"]
    kept = (await detail(town, page, "attested"))["standing"]["words"][0]
    assert (kept["method"], kept["proof"], kept["helper"], kept["granted"]) == (
        "phone",
        "called_back",
        "interpreter",
        [1],
    )
    assert kept["second"] not in (None, kept["by"])
    assert (await detail(town, page, "partly_granted"))["by"] == "staff_on_phone"


async def test_a_client_who_never_said_it_ends_it_with_one_tap_and_the_agency_hears_why(town: Town) -> None:
    """HIPAA-B2-v, REV-1."""
    client = await is_in(town)
    page = await asked(town)
    await written_down(town, page, "0", "1")
    client.taps = 0

    await client.press(Press.NEVER_SAID)

    assert client.taps == 1
    assert await state_of(town, page) is State.REVOKED
    assert "Stopped" in await client.sees()
    assert (await detail(town, page, "revoked"))["disputed"] is True
    assert any("written down here is wrong" in text for text in await town.ana.all_texts())
    assert "SEND NOTHING" in await gate(town, town.admin, page)


async def test_a_confirmation_that_comes_after_the_objection_opens_nothing(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await written_down(town, page, "0")
    message, confirm = await town.admin.button(Press.VOUCH)
    await client.press(Press.NEVER_SAID)

    await town.admin.phone.tap_data(message, confirm)
    await town.settle()

    assert await state_of(town, page) is State.REVOKED
    assert "attested" not in await events(town, page)


async def test_two_taps_write_it_down_once(town: Town) -> None:
    await is_in(town)
    page = await asked(town)
    ana = await at_the_items(town, page)
    await ana.press(Press.RECORD_ITEM, "0")
    message, save = await ana.button(Press.RECORD_SAVE)

    for _ in range(2):
        await ana.phone.tap_data(message, save)
    await town.settle()

    assert (await events(town, page)).count("partly_granted") == 1


async def test_nothing_is_picked_at_first_and_a_no_is_one_tap_away(town: Town) -> None:
    """GDPR-4-11, REV-4."""
    client = await is_in(town)
    page = await asked(town)
    ana = await at_the_items(town, page)
    assert Press.RECORD_SAVE not in await ana.presses()

    await ana.press(Press.RECORD_NO)

    assert await state_of(town, page) is State.DENIED
    assert "We share nothing" in await client.sees()


async def test_an_answer_in_the_chat_is_never_written_over(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    ana = await at_the_items(town, page)
    await ana.press(Press.RECORD_ITEM, "0")
    message, save = await ana.button(Press.RECORD_SAVE)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    await ana.phone.tap_data(message, save)
    await town.settle()

    assert await state_of(town, page) is State.DENIED


async def test_what_the_law_wants_signed_is_taken_from_a_signed_paper_with_its_name(town: Town) -> None:
    """ESIG-1, HIPAA-C1-vi-a."""
    await is_in(town)
    page = await asked(town, kind="school", requester="Oak School")
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.RECORD)
    assert (await town.ana.presses()).count(Press.SAID_BY) == 1
    ana = await at_the_items(town, page, Method.PAPER)
    await ana.press(Press.RECORD_ITEM, "0")
    await ana.press(Press.RECORD_SAVE)

    await ana.say("12")
    assert await state_of(town, page) is State.ASKED
    await ana.say("Maria Rodriguez")

    assert await state_of(town, page) is State.PARTLY_GRANTED
    assert (await town.page()).signature == "Maria Rodriguez"


async def test_a_client_who_had_not_seen_the_question_yet_still_hears_what_was_written_down(town: Town) -> None:
    """REV-4: the knock waited for the morning, the phone call did not."""
    client = await is_in(town)
    await town.pass_time(hours=10)
    page = await asked(town)
    heard = len(await client.all_texts())

    await written_down(town, page, "0")
    assert len(await client.all_texts()) == heard
    await town.pass_time(hours=14)

    assert "wrote down that you said yes" in await client.sees()

"""Ana at her desk: lists, letters, answers, taking back, wrong facts; and nothing typed goes to the wrong person."""

import pytest

from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db import said
from tests.journeys.shortcuts import asked, is_in, says_yes, state_of
from tests.journeys.town import Town


async def test_with_no_clients_every_list_says_so(town: Town) -> None:
    for command in ("/clients", "/open", "/new", "/check"):
        heard = len(await town.admin.all_texts())
        await town.admin.say(command)
        assert len(await town.admin.all_texts()) > heard, command
        assert await town.admin.presses(), command


async def test_another_clinicians_code_looks_like_one_that_nobody_knows(town: Town) -> None:
    """TG-18."""
    await is_in(town)
    page = await asked(town)
    sam = await town.joins_as_staff("Sam Oak", "clinician")

    await sam.say(f"/check {page.case.request.code}")
    others = await sam.sees()
    await sam.say("/check AF-2222")
    unknown = await sam.sees()
    await sam.say(page.case.request.code)
    typed = await sam.sees()

    assert others.replace(page.case.request.code, "AF-2222") == unknown
    assert "M.R." not in others + typed


async def test_a_very_long_code_is_answered_too(town: Town) -> None:
    heard = len(await town.ana.all_texts())
    await town.ana.say("/check " + "A" * 4000)
    assert len(await town.ana.all_texts()) > heard


async def test_back_from_a_letter_sends_nothing_that_is_typed_afterwards(town: Town) -> None:
    client = await is_in(town)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)

    await town.ana.press(Press.BACK)
    assert "draft" not in (await town.ana.sees()).lower()
    await town.ana.say("T.K. has a new diagnosis")

    assert not any("diagnosis" in text for text in await client.all_texts())


@pytest.mark.parametrize("act", ["/open", "/clients", "/help", "/check AF-2222", "tap"])
async def test_doing_something_else_ends_a_letter(town: Town, act: str) -> None:
    client = await is_in(town)
    await asked(town)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)

    if act == "tap":
        await town.ana.press(Press.NEW)
    else:
        await town.ana.say(act)
    await town.ana.say("T.K. called about the diagnosis")

    assert not any("diagnosis" in text for text in await client.all_texts())


async def test_a_letter_that_was_not_written_within_the_hour_is_no_longer_waited_for(town: Town) -> None:
    client = await is_in(town)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    heard = len(await client.all_texts())
    await town.pass_time(hours=2)

    await town.ana.say("T.K. called about the diagnosis")

    assert len(await client.all_texts()) == heard
    assert "did not understand" in await town.ana.sees()


async def test_a_case_code_is_never_a_letter(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    heard = len(await client.all_texts())

    await town.ana.say(page.case.request.code.lower())

    assert len(await client.all_texts()) == heard
    assert "Green Valley" in await town.ana.sees()


async def test_back_can_be_typed_at_a_letter(town: Town) -> None:
    client = await is_in(town)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    heard = len(await client.all_texts())

    await town.ana.say("Back")

    assert len(await client.all_texts()) == heard


async def test_a_letter_reaches_the_client_word_for_word_with_its_writers_name(town: Town) -> None:
    client = await is_in(town)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say("See you on <Monday> & bring tea 🙂")

    assert "See you on <Monday> & bring tea 🙂" in await client.sees()
    assert "Ana Ruiz" in await client.sees()


async def test_an_answer_by_the_admin_carries_the_admins_name(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await town.ana.phone.block()
    await town.settle()
    await client.press(Press.QUESTION)
    await client.say("Who reads it?")
    await town.admin.press(Press.ANSWER)
    await town.admin.say("Two people.")

    assert "Lee Moss answers" in (await client.sees()).replace("\u2068", "").replace("\u2069", "")
    assert await state_of(town, page) is State.ASKED


async def test_a_question_is_answered_once(town: Town) -> None:
    client = await is_in(town)
    await client.say("/question")
    await client.say("Where do I park?")
    message, answer = await town.ana.button(Press.ANSWER)
    await town.ana.press(Press.ANSWER)
    await town.ana.say("Behind the house.")
    heard = len(await client.all_texts())

    await town.ana.phone.tap_data(message, answer)
    await town.settle()
    await town.ana.say("In front of it.")

    assert len(await client.all_texts()) == heard


async def test_taking_back_tells_the_client_and_shuts_the_gate(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WITHDRAW)
    await town.ana.press(Press.TAKE_BACK)

    assert await state_of(town, page) is State.WITHDRAWN
    assert "Green Valley" in await client.sees()
    await town.ana.say(f"/check {page.case.request.code}")
    assert Press.MARK not in await town.ana.presses()


async def test_a_wrong_fact_voids_the_yes_tells_the_client_and_shuts_the_gate(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WITHDRAW)
    await town.ana.press(Press.FACTS_WRONG)

    assert await state_of(town, page) is State.INVALIDATED
    assert page.case.request.code in await client.sees()
    await town.ana.say(f"/check {page.case.request.code}")
    assert Press.MARK not in await town.ana.presses()
    await client.say("/choices")
    await client.press(Press.CHOICE)
    assert Press.CHANGED_MIND not in await client.presses()


async def test_a_taking_back_that_comes_too_late_is_not_said_to_be_done(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WITHDRAW)
    message, take_back = await town.ana.button(Press.TAKE_BACK)
    await client.press(Press.SHARE_NOTHING)

    await town.ana.phone.tap_data(message, take_back)
    await town.settle()

    assert await state_of(town, page) is State.DENIED
    assert "closed here" not in await town.ana.sees()


async def test_a_no_on_paper_after_a_yes_stops_it_and_the_client_gets_the_proof(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.RECORD_NO)

    assert await state_of(town, page) is State.REVOKED
    assert "Stopped" in await client.sees()


async def test_a_change_of_mind_is_told_to_the_clinician(town: Town) -> None:
    client = await is_in(town)
    first = await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    heard = len(await town.ana.all_texts())

    await client.press(Press.CHANGED_MIND)
    await client.press(Press.SHARE_NOTHING)

    told = (await town.ana.all_texts())[heard:]
    again = await town.page()
    assert again.case.request.id != first.case.request.id
    assert again.case.request.code in told[0]
    assert first.case.request.code in told[0]


async def test_what_was_typed_at_the_yes_is_not_in_the_alert(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await client.press(Press.OPEN)
    await client.say("no")

    def alert(turn: Turn) -> dict[str, object]:
        spoken = said.living_screen(turn.session, turn.vault, town.ana.phone.user_id)
        assert spoken is not None
        return spoken.facts

    facts = await town.read(alert)
    assert facts["state"] == "denied"
    assert "said" not in facts


async def test_staff_can_change_their_language(town: Town) -> None:
    await town.ana.say("/language")
    await town.ana.press(Press.LANGUAGE, "es")
    await town.ana.say("/open")

    assert "solicitudes" in (await town.ana.sees()).lower() or "solicitud" in (await town.ana.sees()).lower()


async def test_closing_an_alert_takes_its_buttons_away(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    await town.ana.press(Press.CLOSE)

    assert Press.CLOSE not in await town.ana.presses()

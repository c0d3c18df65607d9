"""No more messages, a hidden chat, a bare stop: nothing is pushed, nothing is lost, and staff are told the truth."""

import pytest

from bot.screens import Press
from consent.states import State
from tests.journeys.shortcuts import asked, client_of, every_page, is_in, says_yes, state_of
from tests.journeys.town import Person, Town


async def pushed(client: Person, heard: int) -> list[str]:
    return (await client.all_texts())[heard:]


async def test_who_wants_no_messages_gets_none_and_their_own_words_are_still_answered(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)
    heard = len(await client.all_texts())

    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    await town.pass_time(days=100)

    assert await pushed(client, heard) == []
    await client.say("/who")
    assert "Green Valley" in await client.sees()


async def test_a_client_without_messages_is_not_offered_for_a_new_request(town: Town) -> None:
    client = await is_in(town)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)

    await town.ana.say("/new")

    assert Press.PICK_CLIENT not in await town.ana.presses()


async def test_a_draft_for_somebody_who_since_wants_no_messages_is_not_sent(town: Town) -> None:
    client = await is_in(town)
    ana = town.ana
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.press(Press.PICK_REQUESTER)
    await ana.press(Press.PICK_KIND, "payer_payment")
    await ana.press(Press.PICK_PERIOD, "last_6")
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "month")
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)

    await ana.press(Press.SEND)

    assert await town.read(every_page) == []
    assert not any("SENT" in text for text in await ana.all_texts())


async def test_a_knock_that_waits_for_the_morning_is_not_sent_to_who_asked_for_silence(town: Town) -> None:
    client = await is_in(town)
    await town.pass_time(hours=12)
    await asked(town)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)
    heard = len(await client.all_texts())

    await town.pass_time(hours=12)

    assert await pushed(client, heard) == []


@pytest.mark.parametrize("said", ["/hide", "stop"])
async def test_what_waits_for_the_morning_waits_on_for_who_hid_the_chat_meanwhile(town: Town, said: str) -> None:
    """TG-12, REV-2."""
    client = await is_in(town)
    await town.pass_time(hours=12)
    page = await asked(town)
    await client.say(said)
    heard = len(await client.all_texts())

    await town.pass_time(hours=12)

    assert await pushed(client, heard) == []
    await client.say("menu")
    if said == "stop":
        await client.press(Press.STOP_NEITHER)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    assert await state_of(town, page) is State.DENIED


async def test_turning_messages_on_again_shows_the_question_that_waits(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)

    await client.press(Press.MESSAGES_ON)

    assert Press.OPEN in await client.presses()


async def test_a_letter_to_somebody_who_wants_no_messages_is_not_said_to_be_sent(town: Town) -> None:
    client = await is_in(town)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)
    heard = len(await client.all_texts())

    await town.ana.say("See you on Monday.")

    assert await pushed(client, heard) == []
    assert "on its way" not in await town.ana.sees()


async def test_the_answer_to_their_own_question_comes_all_the_same(town: Town) -> None:
    client = await is_in(town)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)
    await client.say("/question")
    await client.say("Where do I park?")

    await town.ana.press(Press.ANSWER)
    await town.ana.say("Behind the house.")

    assert "Behind the house." in await client.sees()


async def test_while_a_bare_stop_waits_for_its_meaning_nothing_is_pushed(town: Town) -> None:
    client = await is_in(town)
    await client.say("stop")
    heard = len(await client.all_texts())
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say("See you on Monday.")
    assert await pushed(client, heard) == []

    await client.press(Press.STOP_NEITHER)

    assert any("See you on Monday." in text for text in await client.all_texts())


async def test_what_waited_is_dropped_when_the_stop_meant_messages(town: Town) -> None:
    client = await is_in(town)
    await client.say("stop")
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say("See you on Monday.")

    await client.press(Press.STOP_MESSAGES)
    await town.pass_time(days=2)

    assert not any("See you on Monday." in text for text in await client.all_texts())


async def test_a_hidden_chat_stays_silent_until_its_owner_comes_back_and_loses_nothing(town: Town) -> None:
    """TG-12."""
    client = await is_in(town)
    await client.say("/hide")
    heard = len(await client.all_texts())

    page = await asked(town)
    await town.pass_time(days=3)
    assert await pushed(client, heard) == []

    await client.say("hello")
    assert Press.OPEN in await client.presses()
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    assert await state_of(town, page) is State.DENIED


async def test_a_question_taken_back_before_its_knock_went_out_is_never_heard_of(town: Town) -> None:
    client = await is_in(town)
    await town.pass_time(hours=12)
    page = await asked(town)
    heard = len(await client.all_texts())
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WITHDRAW)
    await town.ana.press(Press.TAKE_BACK)

    await town.pass_time(hours=12)

    assert await state_of(town, page) is State.WITHDRAWN
    assert await pushed(client, heard) == []


async def test_a_question_answered_at_night_does_not_knock_in_the_morning(town: Town) -> None:
    client = await is_in(town)
    await town.pass_time(hours=12)
    page = await asked(town)
    await client.say("/choices")
    await client.press(Press.CHOICE)
    await client.press(Press.SHARE_NOTHING)
    heard = len(await client.all_texts())

    await town.pass_time(hours=12)

    assert await state_of(town, page) is State.DENIED
    assert await pushed(client, heard) == []


async def test_later_promises_no_hour_at_which_nobody_would_write(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await client.press(Press.OPEN)
    knock = await client.messages()
    await town.pass_time(days=2)
    await client.press(Press.NO_REMINDERS)
    await client.press(Press.OPEN)
    await client.press(Press.LATER)

    assert not any("ask again on" in text for text in await client.all_texts())
    assert len(await client.messages()) > len(knock)


async def test_tomorrow_after_no_more_messages_promises_nothing(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    message, tomorrow = await client.button(Press.TOMORROW)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)

    await client.phone.tap_data(message, tomorrow)
    await town.settle()

    assert not any("ask again on" in text for text in await client.all_texts())


async def test_a_stop_word_holds_the_gate_and_says_so(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await client.say("stop")

    assert (await town.read(lambda turn: client_of(turn, "M.R."))).stop_word_at is not None
    await town.ana.say(f"/check {page.case.request.code}")
    assert "ON HOLD" in await town.ana.sees()


async def test_on_a_shared_phone_nothing_that_is_pushed_shows_a_fact_before_a_tap(town: Town) -> None:
    client = await is_in(town, shared_phone=True)
    page = await asked(town)
    await says_yes(town, client)
    heard = len(await client.all_texts())
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say("About your visits: see you on Monday.")
    unread = await pushed(client, heard)

    assert len(unread) == 2
    assert not any("Green Valley" in text or "Monday" in text or "Riverside" in text for text in unread)

    await client.press(Press.OPEN)
    read = await pushed(client, heard)
    assert any("Green Valley" in text for text in read)
    assert any("Monday" in text for text in read)
    assert not any("moved on" in text for text in read)


async def test_the_menu_leads_back_to_messages_when_the_old_message_is_gone(town: Town) -> None:
    client = await is_in(town)
    for way in (Press.STOP_MESSAGES, None):
        await client.say("stop")
        if way is not None:
            await client.press(way)
        await client.say("/menu")

        await client.press(Press.MESSAGES_ON)

        known = await town.read(lambda turn: client_of(turn, "M.R."))
        assert (known.messages_stopped, known.stop_word_at) == (False, None)
        await client.say("/menu")
        assert Press.MESSAGES_ON not in await client.presses()

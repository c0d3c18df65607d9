"""Coming in: every step can be typed, left and taken up again; a new invitation works; the wrong person is out."""

import pytest

from bot.actions import office
from bot.screens import Press
from consent.states import State
from tests.journeys.shortcuts import asked, client_of, is_in, says_yes, state_of
from tests.journeys.town import PAYER, Person, Town


async def at_the_code(town: Town) -> tuple[Person, office.Invited]:
    link = await town.invite_client()
    client = await town.newcomer("M.R.")
    await client.start(link.token)
    await client.press(Press.LANGUAGE, "en")
    return client, link


async def test_every_step_works_by_typed_words_and_numbers(town: Town) -> None:
    link = await town.invite_client(language="es")
    client = await town.newcomer("M.R.", "es")
    await client.start(link.token)
    await client.say("Español")
    await client.say("١٢٣")
    await client.say(" ".join(str(link.code)))
    await client.say("1")
    await client.say("2")
    await client.say("1")
    await client.say("1")

    known = await town.read(lambda turn: client_of(turn, "M.R."))
    assert (known.channel, known.window, known.detail, known.shared_phone) == ("ready", "morning", "chat", False)


async def test_the_language_ana_chose_is_the_first_one_offered(town: Town) -> None:
    link = await town.invite_client(language="ar")
    client = await town.newcomer("M.R.")
    await client.start(link.token)

    assert (await client.phone.labels())[0] == "العربية"


async def test_a_button_of_the_welcome_works_by_its_words_and_a_digit_is_a_piece_of_the_code(town: Town) -> None:
    client, _ = await at_the_code(town)

    await client.say("2")
    assert (await town.read(lambda turn: client_of(turn, "M.R."))).channel == "code"
    await client.say("i am not this person")

    assert (await town.read(lambda turn: client_of(turn, "M.R."))).channel == "not_me"


@pytest.mark.parametrize("text", ["/help", "/privacy", "/start", "/menu", "/stop", "/yes", "🙂", "yes", "no", "stop"])
async def test_nothing_on_the_way_in_is_met_with_silence_or_shows_a_fact(town: Town, text: str) -> None:
    """TG-1."""
    client, _ = await at_the_code(town)
    heard = len(await client.all_texts())

    await client.say(text)

    assert len(await client.all_texts()) > heard
    assert not any(PAYER in said or "M.R." in said for said in await client.all_texts())


async def test_help_on_the_way_in_says_where_to_call(town: Town) -> None:
    """SAFE-1."""
    client, _ = await at_the_code(town)
    await client.say("/help")

    assert "988" in await client.sees()


async def test_blocking_on_the_way_in_tells_ana_and_coming_back_goes_on_where_it_was(town: Town) -> None:
    client, link = await at_the_code(town)
    await client.phone.block()
    await town.settle()
    assert "M.R." in await town.ana.sees()
    assert "CANNOT BE REACHED" in await town.ana.sees()

    await client.phone.unblock()
    await town.settle()
    await client.say(str(link.code))

    assert Press.PHONE in await client.presses()


async def test_a_new_invitation_after_too_many_wrong_codes_lets_the_client_in(town: Town) -> None:
    client, link = await at_the_code(town)
    wrong = "000000" if link.code != "000000" else "111111"
    for _ in range(5):
        await client.say(wrong)
    town.clock.advance(town.step(hours=1))
    again = await town.invite_client()

    await client.start(again.token)
    await client.press(Press.LANGUAGE, "en")
    await client.say(str(again.code))

    assert Press.PHONE in await client.presses()


async def test_a_new_invitation_after_the_wrong_person_goes_to_the_right_one(town: Town) -> None:
    wrong, _ = await at_the_code(town)
    await wrong.press(Press.NOT_ME)
    town.clock.advance(town.step(hours=1))
    again = await town.invite_client()
    right = await town.newcomer("M.R.")
    await right.start(again.token)
    await right.press(Press.LANGUAGE, "en")
    await right.say(str(again.code))

    assert Press.PHONE in await right.presses()
    await wrong.say("hello")
    assert "link from us" in await wrong.sees()


async def test_a_client_with_a_new_phone_can_be_invited_again(town: Town) -> None:
    old = await is_in(town)
    page = await asked(town)
    await old.phone.deactivate()
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say("See you on Monday.")
    town.clock.advance(town.step(hours=1))
    again = await town.invite_client()
    new = await town.newcomer("M.R.")
    await new.start(again.token)
    await new.press(Press.LANGUAGE, "en")
    await new.say(str(again.code))
    for press in (Press.PHONE, Press.WINDOW, Press.DETAIL):
        await new.press(press, "skip")
    await new.press(Press.LIMITS_READ)

    await new.press(Press.OPEN)
    await new.press(Press.SHARE_NOTHING)
    assert await state_of(town, page) is State.DENIED


async def test_a_connected_client_is_not_invited_a_second_time(town: Town) -> None:
    await is_in(town)

    with pytest.raises(office.AliasTaken):
        await town.invite_client()


async def test_the_wrong_person_found_out_late_voids_every_yes_and_hears_nothing_more(town: Town) -> None:
    client, link = await at_the_code(town)
    message, not_me = await client.button(Press.NOT_ME)
    await client.say(str(link.code))
    for press in (Press.PHONE, Press.WINDOW, Press.DETAIL):
        await client.press(press, "skip")
    await client.press(Press.LIMITS_READ)
    page = await asked(town)
    await says_yes(town, client)
    await town.pass_time(hours=12)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say("A letter that waits for the morning.")

    await client.phone.tap_data(message, not_me)
    await town.settle()
    heard = len(await client.all_texts())
    await town.pass_time(hours=12)

    assert await state_of(town, page) is State.INVALIDATED
    assert len(await client.all_texts()) == heard
    told = "".join(await town.ana.all_texts())
    assert "WRONG PERSON" in told
    assert "Nothing was shown" not in told
    await client.say("hello")
    assert "link from us" in await client.sees()


async def test_a_used_link_opened_again_shows_its_owner_where_they_are(town: Town) -> None:
    client, link = await at_the_code(town)
    await client.start(link.token)
    assert "code" in (await client.sees()).lower()

    other = await town.newcomer("Thief")
    await other.start(link.token)
    assert "Ana" not in await other.sees()


async def test_two_people_open_one_link_at_the_same_moment_and_one_gets_in(town: Town) -> None:
    link = await town.invite_client()
    people = [await town.newcomer(name) for name in ("One", "Two")]
    for person in people:
        await person.phone.start(link.token)
    await town.settle()

    inside = [
        Press.LANGUAGE in (await person.presses() if await person.has(Press.LANGUAGE) else []) for person in people
    ]
    assert sorted(inside) == [False, True]


async def test_staff_do_not_become_clients_by_a_clients_link(town: Town) -> None:
    link = await town.invite_client()
    await town.ana.start(link.token)

    assert (await town.read(lambda turn: client_of(turn, "M.R."))).channel == "invited"
    await town.ana.say("/open")
    assert Press.NEW in await town.ana.presses()


async def test_settings_can_be_changed_later_and_the_waiting_question_follows(town: Town) -> None:
    client = await is_in(town, detail="in_person")
    page = await asked(town)
    await client.say("/menu")
    await client.press(Press.SETTINGS)
    await client.press(Press.PHONE, "shared")
    await client.press(Press.WINDOW, "evening")
    await client.press(Press.DETAIL, "chat")

    known = await town.read(lambda turn: client_of(turn, "M.R."))
    assert (known.shared_phone, known.window, known.detail) == (True, "evening", "chat")
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    assert await state_of(town, page) is State.DENIED


async def test_skipping_a_setting_keeps_it(town: Town) -> None:
    client = await is_in(town, detail="in_person", window="morning", shared_phone=True)
    await client.say("/settings")
    for press in (Press.PHONE, Press.WINDOW, Press.DETAIL):
        await client.press(press, "skip")

    known = await town.read(lambda turn: client_of(turn, "M.R."))
    assert (known.shared_phone, known.window, known.detail) == (True, "morning", "in_person")


async def test_the_card_is_not_laid_open_by_somebody_who_only_types(town: Town) -> None:
    """TG-5."""
    client = await is_in(town)
    await asked(town)

    for text in ("hello?", "🙂", "yes?", "/nonsense"):
        await client.say(text)
    await client.phone.send("sticker")
    await town.settle()
    await client.say("/language")
    await client.press(Press.LANGUAGE, "en")

    assert not any("Green Valley" in text for text in await client.all_texts())
    await client.press(Press.OPEN)
    assert "Green Valley" in await client.sees()


async def test_talking_to_a_person_from_the_knock_keeps_the_question_at_hand(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await client.press(Press.TALK)

    assert Press.OPEN in await client.presses()


async def test_before_anything_is_asked_the_client_reads_what_this_chat_is_and_what_stays_private(town: Town) -> None:
    """ETH-4, ETH-9, TG-1."""
    client, link = await at_the_code(town)
    await client.say(str(link.code))
    assert "not fully private" in await client.sees()
    assert "in person or on paper" in await client.sees()
    for step in (Press.PHONE, Press.WINDOW, Press.DETAIL):
        await client.press(step, "skip")

    assert "judge" in await client.sees()
    assert (await town.read(lambda turn: client_of(turn, "M.R."))).limits_read_at is None
    await client.press(Press.LIMITS_READ)

    assert (await town.read(lambda turn: client_of(turn, "M.R."))).limits_read_at == town.clock.now()

"""Somebody takes the phone: one word of the client's own, and the chat shows nothing until it is written again."""

from datetime import timedelta

import pytest

from bot.actions.arriving import not_me
from bot.actions.deciding import Whose
from bot.actions.pausing import lift
from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db import lookups
from db.ledger.erasure import forget_client
from db.pauses import pause_word
from tests.journeys.shortcuts import asked, client_of, is_in, says_yes, state_of
from tests.journeys.town import PAYER, Person, Town

WORD = "Blue teapot"
HARMLESS = "Hello. I have nothing to show you now."


async def with_word(town: Town, language: str = "en") -> Person:
    """A client who has chosen a word."""
    client = await is_in(town, language=language)
    await client.say("/hide")
    await client.press(Press.PAUSE_WORD)
    await client.say(WORD)
    return client


async def test_the_word_is_chosen_from_the_chat_and_never_said_back(town: Town) -> None:
    """SAFE-7."""
    client = await with_word(town)

    assert "saved" in await client.sees()
    assert WORD not in "".join(await client.all_texts())


async def test_one_word_leaves_nothing_to_read(town: Town) -> None:
    """SAFE-7, TG-7."""
    client = await with_word(town)
    await asked(town)
    await client.press(Press.OPEN)
    assert PAYER in await client.sees()

    await client.say("  blue TEAPOT ")

    assert await client.all_texts() == [HARMLESS]


async def test_a_card_that_is_too_old_to_be_taken_away_is_worded_over(town: Town) -> None:
    client = await with_word(town)
    await asked(town)
    await client.press(Press.OPEN)
    town.clock.advance(timedelta(hours=60))

    await client.say(WORD)

    assert set(await client.all_texts()) == {HARMLESS}


@pytest.mark.parametrize("said", ["hello", "menu", "/menu", "/choices", "/who", "yes", "share all", "what is this"])
async def test_whoever_types_meanwhile_reads_the_same_harmless_line(town: Town, said: str) -> None:
    """SAFE-7."""
    client = await with_word(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.say(WORD)

    await client.say(said)

    assert set(await client.all_texts()) == {HARMLESS}
    assert await state_of(town, page) is State.ASKED


async def test_nothing_is_pushed_in_a_pause_and_all_of_it_waits(town: Town) -> None:
    client = await with_word(town)
    await client.say(WORD)
    await asked(town)
    await town.pass_time(days=3)
    assert await client.all_texts() == [HARMLESS]

    await client.say(WORD)

    assert await client.has(Press.OPEN)
    assert await client.has(Press.CHOICES)


async def test_what_waited_for_the_morning_does_not_come_in_a_pause(town: Town) -> None:
    """SAFE-7."""
    client = await with_word(town)
    await town.pass_time(hours=12)
    await asked(town)
    await client.say(WORD)

    await town.pass_time(hours=12)

    assert await client.all_texts() == [HARMLESS]


async def test_a_file_that_was_on_its_way_does_not_come_in_a_pause(town: Town) -> None:
    """SAFE-7: it takes a second to be made, and the word is written before that."""
    client = await with_word(town)
    await asked(town)
    await says_yes(town, client)
    await client.press(Press.PAPER)
    message_id, data = await client.button(Press.PDF)

    await client.phone.tap_data(message_id, data)
    await client.phone.say(WORD)
    await town.settle()

    assert await client.all_texts() == [HARMLESS]


async def test_a_no_and_a_stop_work_in_a_pause_and_name_nobody(town: Town) -> None:
    """SAFE-7: what protects is never in the way of what protects."""
    client = await with_word(town)
    granted = await asked(town, kind="provider", requester="Dr. Berg")
    await says_yes(town, client)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.say(WORD)

    await client.say("no")
    await client.say("stop sharing")

    assert await state_of(town, page) is State.DENIED
    assert await state_of(town, granted) is State.REVOKED
    assert not any(name in text for text in await client.all_texts() for name in (PAYER, "Berg"))


async def test_where_several_yeses_stand_a_stop_in_a_pause_names_nobody_either(town: Town) -> None:
    """SAFE-7."""
    client = await with_word(town)
    first = await asked(town, kind="provider", requester="Dr. Berg")
    await says_yes(town, client)
    second = await asked(town)
    await says_yes(town, client)
    await client.say(WORD)

    await client.say("stop sharing")
    seen = await client.all_texts()
    await client.press(Press.STOP_ALL)

    assert not any(name in text for text in [*seen, *await client.all_texts()] for name in (PAYER, "Berg"))
    assert {await state_of(town, first), await state_of(town, second)} == {State.REVOKED}


async def test_the_word_of_a_wrong_person_shuts_nobody_out(town: Town) -> None:
    """SAFE-7, TG-11: they paused the chat and then said that it is not them."""
    wrong = await with_word(town)
    await wrong.say(WORD)
    await town.do(lambda turn: not_me(turn, client_of(turn, "M.R.")))

    client = await is_in(town)
    await client.say("/hide")
    await client.say("menu")
    assert await client.has(Press.CHOICES)
    await client.say(WORD)
    assert HARMLESS not in await client.all_texts()


async def test_words_about_danger_are_heard_in_a_pause(town: Town) -> None:
    client = await with_word(town)
    await client.say(WORD)

    await client.say("I want to die")

    assert "988" in await client.sees()
    assert "DANGER" in await town.ana.sees()

    await client.press(Press.TALK)
    assert "wants to talk" in (await town.ana.sees()).lower()
    await client.say("menu")
    assert await client.sees() == HARMLESS


async def test_a_word_that_means_something_here_cannot_be_the_pause_word(town: Town) -> None:
    """A no stays a no."""
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.say("/hide")
    await client.press(Press.PAUSE_WORD)

    await client.say("no")

    assert await state_of(town, page) is State.DENIED
    assert HARMLESS not in await client.all_texts()


@pytest.mark.parametrize("unfit", ["ab", "x" * 41, "12345", "one\ntwo"])
async def test_what_cannot_be_the_word_is_asked_for_again(town: Town, unfit: str) -> None:
    client = await is_in(town)
    await client.say("/hide")
    await client.press(Press.PAUSE_WORD)
    await client.say(unfit)
    assert "cannot be your pause word" in await client.sees()

    await client.say(WORD)
    await client.say(WORD)

    assert set(await client.all_texts()) == {HARMLESS}


async def test_a_forgotten_word_is_lifted_in_person(town: Town) -> None:
    client = await with_word(town)
    await client.say(WORD)

    await town.do(lambda turn: lift(turn.session, turn.vault, turn.now, Whose("M.R.", "Ana Ruiz")))
    await client.say("menu")

    assert await client.has(Press.CHOICES)


async def test_clearing_the_chat_takes_our_words_away_and_changes_no_answer(town: Town) -> None:
    """TG-7, TG-8."""
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await client.say("/who")
    await client.say("/hide")

    await client.press(Press.CLEAR)

    assert len(await client.all_texts()) == 1
    assert "I took away what I wrote here." in await client.sees()
    assert "cannot take away screen photos" in await client.sees()
    assert await state_of(town, page) is State.GRANTED
    await client.press(Press.CHOICES)
    assert PAYER in await client.sees()


async def test_what_was_taken_away_stays_in_the_record(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await client.press(Press.OPEN)
    _, data = await client.button(Press.SHARE_NOTHING)
    await client.say("/hide")

    await client.press(Press.CLEAR)

    assert PAYER in await town.shown(data.rpartition(".")[0])


async def test_an_erased_client_leaves_no_word_behind(town: Town) -> None:
    await with_word(town)

    def erase(turn: Turn) -> str | None:
        id = client_of(turn, "M.R.").id
        assert pause_word(turn.session, turn.vault, id) is not None
        forget_client(turn.session, turn.vault, id, now=turn.now, actor="admin")
        return pause_word(turn.session, turn.vault, id)

    assert await town.do(erase) is None
    assert await town.read(lambda turn: len(lookups.staff_members(turn.session, turn.vault))) == 2


async def test_the_word_can_be_chosen_from_the_settings_too(town: Town) -> None:
    """SAFE-7."""
    client = await is_in(town)
    await client.say("/settings")

    await client.press(Press.PAUSE_WORD)
    await client.say(WORD)
    await client.say(WORD)

    assert set(await client.all_texts()) == {HARMLESS}

"""What staff type for a client goes out word for word, or not at all: numbers and codes do not belong in a chat."""

import pytest

from bot.actions.outgoing import Unfit, unfit
from bot.actions.turn import Turn
from bot.screens import Press
from db.ledger import people
from tests.journeys.shortcuts import is_in, staff_named
from tests.journeys.town import Person, Town


async def writes(town: Town, text: str) -> None:
    """Ana writes a message to her client."""
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say(text)


async def heard_of(client: Person, words: str) -> bool:
    """Whether these words came to the client's phone."""
    return any(words in text for text in await client.all_texts())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Your plan wants F41.1 on the form", Unfit.CODE),
        ("The ICD is on it", Unfit.CODE),
        ("Your number is XYZ 123456789", Unfit.NUMBER),
        ("SSN 123-45-6789?", Unfit.NUMBER),
        ("The case is 24-CV-00123", Unfit.NUMBER),
        ("Born 3/14/1988, right?", Unfit.BIRTH_DATE),
        ("Born 1988-03-14, right?", Unfit.BIRTH_DATE),
        ("See you on 7/12/2027 at 10:30, room 214. Call 555-0142.", None),
        ("Bring your paper about the HIV test", None),
    ],
)
def test_what_never_belongs_in_a_chat_is_seen(text: str, why: Unfit | None) -> None:
    """TG-6."""
    assert unfit(text, year=2027, plain=False) is why


@pytest.mark.parametrize("text", ["About your HIV test", "Sobre su diagnóstico", "بخصوص التشخيص"])
def test_a_private_topic_stays_out_where_the_client_wants_no_facts_in_the_chat(text: str) -> None:
    """TG-6, TG-2."""
    assert unfit(text, year=2027, plain=True) is Unfit.TOPIC
    assert unfit("Please call me when you can.", year=2027, plain=True) is None


async def test_a_member_number_does_not_go_out_and_ana_can_write_it_again(town: Town) -> None:
    """TG-6."""
    client = await is_in(town)
    await writes(town, "Please bring the card XYZ 123456789")
    assert "NOT SENT" in await town.ana.sees()
    assert not await heard_of(client, "XYZ")

    await town.ana.say("Please bring the card of your plan")

    assert await heard_of(client, "Please bring the card of your plan")


async def test_back_after_it_sends_nothing(town: Town) -> None:
    client = await is_in(town)
    await writes(town, "Your code is F41.1")
    await town.ana.say("Back")

    assert not await heard_of(client, "F41.1")
    assert not await heard_of(client, "Back")


async def test_the_answer_to_a_question_is_looked_at_too_and_the_question_stays_open(town: Town) -> None:
    """TG-6, TG-14."""
    client = await is_in(town)
    await client.say("/talk")
    await client.say("question")
    assert "leave out private health facts" in await client.sees()
    await client.say("Who reads this?")
    await town.ana.press(Press.ANSWER)
    await town.ana.say("They know your number XYZ 123456789")
    assert not await heard_of(client, "XYZ")

    await town.ana.say("Two people at the plan.")

    assert await heard_of(client, "Two people at the plan.")


@pytest.mark.parametrize(
    ("language", "flag"), [("en", ""), ("es", "Nadie lo ha puesto en su idioma"), ("ar", "لم تترجم")]
)
async def test_words_in_another_language_say_that_nobody_translated_them(town: Town, language: str, flag: str) -> None:
    """LEP-7."""
    client = await is_in(town, language=language)

    await writes(town, "See you on Monday")

    assert "See you on Monday" in await client.sees()
    assert flag in await client.sees()
    assert ("Nobody has put it" in await client.sees()) is False


async def test_staff_who_write_in_the_clients_language_are_not_flagged(town: Town) -> None:
    client = await is_in(town, language="es")

    def learn(turn: Turn) -> None:
        ana = staff_named(turn, "Ana Ruiz")
        people.change_staff(
            turn.session, turn.vault, ana.id, now=turn.now, actor="admin", action=None, changes={"language": "es"}
        )

    await town.do(learn)
    await writes(town, "Nos vemos el lunes")

    assert "Nadie lo ha puesto" not in await client.sees()

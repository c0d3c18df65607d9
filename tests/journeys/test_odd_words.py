"""Very long, very short, foreign and broken words, at every place where somebody can type: each is answered."""

import pytest

from bot.screens import Press
from consent.states import State
from tests.journeys.shortcuts import asked, is_in, state_of
from tests.journeys.town import Person, Town

LONGEST = 4096
ODD = [
    "x" * LONGEST,
    "🙂" * 2000,
    "<b>bold</b> & <script>",
    "{agency} {0} %s %(x)s",
    "\u202eevil\u2069",
    "ا" * 300,
    "line\n" * 200,
    "'; DROP TABLE request; --",
    "\u200b\u200b",
    "٣",
    "-",
    "0",
    "99999999999999999999",
    "/",
]
PLACES = ["nowhere", "code", "settings", "knock", "card", "picker", "read_back", "sign", "question", "stop_word"]


async def at(town: Town, place: str) -> Person:
    """A client at some place where something can be typed."""
    if place in ("code", "settings"):
        link = await town.invite_client()
        client = await town.newcomer("M.R.")
        await client.start(link.token)
        await client.press(Press.LANGUAGE, "en")
        if place == "settings":
            await client.say(str(link.code))
        return client
    client = await is_in(town)
    if place == "nowhere":
        return client
    await asked(town, kind="school", requester="Oak School")
    ways: dict[str, tuple[Press, ...]] = {
        "knock": (),
        "card": (Press.OPEN,),
        "picker": (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME),
        "read_back": (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL),
        "sign": (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE),
        "question": (Press.OPEN, Press.QUESTION),
        "stop_word": (),
    }
    for press in ways[place]:
        await client.press(press)
    if place == "stop_word":
        await client.say("stop")
    return client


@pytest.mark.parametrize("place", PLACES)
async def test_whatever_is_typed_is_answered_and_agrees_to_nothing(town: Town, place: str) -> None:
    client = await at(town, place)
    for text in ODD:
        heard = len(await client.all_texts())
        if place == "question" and await client.has(Press.QUESTION):
            await client.press(Press.QUESTION)
        await client.say(text)
        assert len(await client.all_texts()) > heard, text[:20]

    assert not any("could not read that" in text for text in await client.all_texts())
    if place not in ("nowhere", "code", "settings"):
        assert (await town.page()).case.standing.state is State.ASKED


async def test_a_very_long_question_and_a_very_long_answer_arrive(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.say("W" * LONGEST)
    assert "WWWWW" in await town.ana.sees()

    await town.ana.press(Press.ANSWER)
    await town.ana.say("A" * LONGEST)

    assert "AAAAA" in await client.sees()
    assert await state_of(town, page) is State.ASKED


async def test_a_very_long_letter_arrives(town: Town) -> None:
    client = await is_in(town)
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say("L" * LONGEST)

    assert "LLLLL" in await client.sees()


async def test_whatever_staff_type_is_answered(town: Town) -> None:
    await is_in(town)
    for text in (*ODD, "/check", "/check " + "B" * 4000, "/unknown", "AF-", "AF-ZZZZ"):
        heard = len(await town.ana.all_texts())
        await town.ana.say(text)
        assert len(await town.ana.all_texts()) > heard, text[:20]
    for kind in ("voice", "sticker", "photo"):
        heard = len(await town.ana.all_texts())
        await town.ana.phone.send(kind)
        await town.settle()
        assert len(await town.ana.all_texts()) > heard, kind
    assert not any("could not read that" in text for text in await town.ana.all_texts())


@pytest.mark.parametrize("alias", ["م.ر.", "<i>&", "É.Ñ.", "🙂🙂", "M.R."])
async def test_initials_of_any_kind_are_shown_as_text(town: Town, alias: str) -> None:
    client = await is_in(town, alias)
    await asked(town, alias)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    assert alias in (await town.ana.sees()).replace("\u2068", "").replace("\u2069", "")

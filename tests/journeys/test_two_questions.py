"""Two questions are open at once: what is typed never answers the wrong one."""

from bot.screens import Press
from consent.states import State
from db.shapes import Page
from tests.journeys.shortcuts import asked, is_in, says_yes, state_of
from tests.journeys.town import Person, Town


async def two_open(town: Town) -> tuple[Person, Page, Page]:
    client = await is_in(town)
    first = await asked(town)
    second = await asked(town, kind="provider", requester="Dr. Berg")
    return client, first, second


async def test_each_question_has_its_own_living_card(town: Town) -> None:
    client, first, second = await two_open(town)
    messages = [m for m in await client.messages() if m["from_bot"] and not m["deleted"]]
    await client.press(Press.OPEN)
    older = next(m for m in messages if "question for you" in m["text"])
    data = older["keyboard"][0][0]["callback_data"]

    await client.phone.tap_data(older["message_id"], data)
    await town.settle()

    texts = await client.all_texts()
    assert sum("Green Valley" in text for text in texts) == 1
    assert sum("Dr. Berg" in text for text in texts) == 1
    assert [await state_of(town, page) for page in (first, second)] == [State.ASKED, State.ASKED]


async def test_a_no_typed_while_two_knocks_wait_asks_which_and_denies_neither(town: Town) -> None:
    client, first, second = await two_open(town)

    await client.say("no")

    assert [await state_of(town, page) for page in (first, second)] == [State.ASKED, State.ASKED]
    assert first.case.request.code in await client.sees()
    assert second.case.request.code in await client.sees()


async def test_the_one_that_is_picked_gets_the_no(town: Town) -> None:
    client, first, second = await two_open(town)
    await client.say("no")

    await client.press(Press.CHOICE, first.case.request.id)
    assert "Green Valley" in await client.sees()
    await client.say("no")

    assert await state_of(town, first) is State.DENIED
    assert await state_of(town, second) is State.ASKED


async def test_a_yes_typed_at_a_read_back_with_a_newer_knock_below_saves_nothing(town: Town) -> None:
    client = await is_in(town)
    first = await asked(town)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)
    second = await asked(town, kind="provider", requester="Dr. Berg")

    await client.say("yes")
    await client.say("no")

    assert [await state_of(town, page) for page in (first, second)] == [State.ASKED, State.ASKED]


async def test_a_no_under_the_receipt_of_one_with_another_open_asks_which(town: Town) -> None:
    client = await is_in(town)
    first = await asked(town)
    await says_yes(town, client)
    second = await asked(town, kind="provider", requester="Dr. Berg")
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    assert await state_of(town, second) is State.DENIED
    third = await asked(town, kind="school", requester="Oak School")
    await client.say("/choices")
    await client.press(Press.CHOICE, first.case.request.id)

    await client.say("no")

    assert await state_of(town, first) is State.GRANTED
    assert await state_of(town, third) is State.ASKED
    assert Press.CHOICE in await client.presses()


async def test_a_no_written_before_the_newer_question_came_goes_to_the_older_one(town: Town) -> None:
    client = await is_in(town)
    first = await asked(town)
    await client.press(Press.OPEN)
    written = int(town.clock.now().timestamp())
    second = await asked(town, kind="provider", requester="Dr. Berg")

    await town.says_late(client, "no", written)

    assert await state_of(town, first) is State.DENIED
    assert await state_of(town, second) is State.ASKED


async def test_with_the_menu_in_view_a_no_asks_which(town: Town) -> None:
    client, first, second = await two_open(town)
    await client.say("/menu")

    await client.say("no")

    assert [await state_of(town, page) for page in (first, second)] == [State.ASKED, State.ASKED]
    assert Press.CHOICE in await client.presses()


async def test_one_answer_leaves_the_other_question_open(town: Town) -> None:
    client, first, second = await two_open(town)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    assert await state_of(town, second) is State.DENIED
    await client.say("/choices")
    await client.press(Press.CHOICE, first.case.request.id)
    await client.press(Press.SHARE_NOTHING)
    assert await state_of(town, first) is State.DENIED

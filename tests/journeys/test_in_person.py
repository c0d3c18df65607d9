"""M.R. wants no facts in this chat: none is written, a no and a stop still work, and no yes can slip through."""

from bot.screens import Press
from consent.states import State
from tests.journeys.shortcuts import asked, is_in, says_yes, state_of
from tests.journeys.town import PAYER, Person, Town

SECRETS = (PAYER, "Green Valley", "visits", "diagnosis", "insurance", "health plan")


async def quiet_client(town: Town) -> Person:
    return await is_in(town, detail="in_person")


async def shows_no_fact(client: Person) -> bool:
    return not any(secret in text for text in await client.all_texts() for secret in SECRETS)


async def test_the_knock_says_only_whom_to_ask(town: Town) -> None:
    client = await quiet_client(town)
    await asked(town)

    assert "Ana Ruiz" in await client.sees()
    assert await shows_no_fact(client)


async def test_the_knock_on_a_shared_phone_names_nobody(town: Town) -> None:
    client = await is_in(town, detail="in_person", shared_phone=True)
    await asked(town)

    assert "Ana" not in await client.sees()
    assert "Riverside" not in await client.sees()


async def test_a_no_works_by_word_and_by_tap_and_is_confirmed_without_a_fact(town: Town) -> None:
    client = await quiet_client(town)
    first = await asked(town)
    await client.say("no")
    assert await state_of(town, first) is State.DENIED
    assert "share nothing" in (await client.sees()).lower()

    second = await asked(town, kind="provider", requester="Dr. Berg")
    await client.press(Press.SHARE_NOTHING)
    assert await state_of(town, second) is State.DENIED
    assert await shows_no_fact(client)
    assert "Berg" not in "".join(await client.all_texts())


async def test_nothing_that_was_never_read_can_be_agreed_to(town: Town) -> None:
    client = await quiet_client(town)
    page = await asked(town)

    for text in ("yes", "yes", "some", "yes", "/yes", "1", "later", "hello", "/choices", "/who", "🙂"):
        await client.say(text)

    standing = (await town.page(page.case.request.code)).case.standing
    assert standing.state is State.ASKED
    assert standing.explained_at is None
    assert await shows_no_fact(client)


async def test_a_stop_works_and_names_nobody(town: Town) -> None:
    client = await is_in(town)
    first = await asked(town)
    await says_yes(town, client)
    second = await asked(town, kind="provider", requester="Dr. Berg")
    await says_yes(town, client)
    await client.say("/settings")
    for press, choice in ((Press.PHONE, "skip"), (Press.WINDOW, "skip"), (Press.DETAIL, "in_person")):
        await client.press(press, choice)
    heard = len(await client.all_texts())

    await client.say("/stop")
    await client.press(Press.STOP, first.case.request.id)
    await client.say("stop sharing")

    assert await state_of(town, first) is State.REVOKED
    assert await state_of(town, second) is State.REVOKED
    assert not any(secret in text for text in (await client.all_texts())[heard:] for secret in (*SECRETS, "Berg"))


async def test_what_happens_later_is_told_without_a_fact(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await client.say("/settings")
    for press, choice in ((Press.PHONE, "skip"), (Press.WINDOW, "skip"), (Press.DETAIL, "in_person")):
        await client.press(press, choice)
    heard = len(await client.all_texts())

    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    await town.pass_time(days=100)

    assert await state_of(town, page) is State.EXPIRED
    later = (await client.all_texts())[heard:]
    assert len(later) == 2
    assert not any(secret in text for text in later for secret in SECRETS)


async def test_an_old_card_shows_and_saves_nothing_any_more(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)
    message, save = await client.button(Press.SAVE)
    await client.say("/settings")
    for press, choice in ((Press.PHONE, "skip"), (Press.WINDOW, "skip"), (Press.DETAIL, "in_person")):
        await client.press(press, choice)

    await client.phone.tap_data(message, save)
    await town.settle()

    assert await state_of(town, page) is State.ASKED

"""A client agrees once to get and sign papers in the chat, and can go back to paper at any time."""

from typing import Any

import pytest

from bot.actions.arriving import not_me
from bot.actions.papers_here import ESIGN_VERSION
from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db.events import events_of
from tests.journeys.shortcuts import asked, client_of, is_in, state_of
from tests.journeys.town import Person, Town

TO_THE_SIGNATURE = (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE)
NAME = "Maria Rodriguez"


async def comes_in(town: Town, choice: str) -> Person:
    """A client comes in and chooses where to be told."""
    link = await town.invite_client()
    client = await town.newcomer("M.R.")
    await client.start(link.token)
    await client.press(Press.LANGUAGE, "en")
    await client.say(str(link.code))
    for step in (Press.PHONE, Press.WINDOW):
        await client.press(step, "skip")
    assert "you agree to get and sign papers in this chat" in await client.sees()
    assert "You need only this phone." in await client.sees()
    assert "You can go back to paper at any time." in await client.sees()
    await client.press(Press.DETAIL, choice)
    await client.press(Press.LIMITS_READ)
    return client


async def kept(town: Town) -> list[dict[str, Any]]:
    """What the client's record says about papers in the chat."""

    def look(turn: Turn) -> list[dict[str, Any]]:
        found = events_of(turn.session, turn.vault, f"client:{client_of(turn, 'M.R.').id}")
        return [{"did": each.action, **each.detail} for each in found if each.detail.get("kind") == "esign"]

    return await town.read(look)


async def school_asks(town: Town, client: Person) -> None:
    """A school asks, and the client goes as far as the signature."""
    await asked(town, kind="school", requester="Oak School")
    for press in TO_THE_SIGNATURE:
        await client.press(press)


async def test_who_chose_the_chat_on_the_way_in_is_not_asked_again(town: Town) -> None:
    """ESIG-2: the version of the words is kept, and stands beside the signature."""
    client = await comes_in(town, "chat")
    agreed = {"did": "papers_in_chat_agreed", "kind": "esign", "version": ESIGN_VERSION, "method": "chat"}
    assert await kept(town) == [agreed]

    await school_asks(town, client)
    await client.say(NAME)

    page = await town.page()
    assert page.case.standing.state is State.GRANTED
    chain = f"request:{page.case.request.id}"
    events = await town.read(lambda turn: events_of(turn.session, turn.vault, chain))
    assert [e.detail["esign_disclosure_version"] for e in events if e.action == "granted"] == [ESIGN_VERSION]


async def test_who_skipped_the_choice_is_asked_at_the_first_signature_and_only_then(town: Town) -> None:
    """ESIG-2."""
    client = await comes_in(town, "skip")
    assert await kept(town) == []
    await school_asks(town, client)
    assert await client.presses() == [Press.SIGN_HERE, Press.WANT_PAPER, Press.SHARE_NOTHING, Press.BACK]
    await client.say(NAME)
    assert (await town.page()).case.standing.state is State.ASKED

    for press in (Press.SHARE_ALL, Press.SAVE, Press.SIGN_HERE):
        await client.press(press)
    await client.say(NAME)

    first = await town.page()
    assert first.case.standing.state is State.GRANTED
    await asked(town, kind="school", requester="Elm School")
    for press in TO_THE_SIGNATURE:
        await client.press(press)
    assert Press.SIGN_HERE not in await client.presses()


async def test_agreeing_keeps_what_was_picked(town: Town) -> None:
    """ESIG-2, ESIG-3."""
    client = await is_in(town, signs_here=False)
    await asked(town, kind="school", requester="Oak School")
    for press in (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME, Press.PICK, Press.DONE, Press.SAVE, Press.SIGN_HERE):
        await client.press(press)

    await client.say(NAME)

    assert (await town.page()).case.standing.granted == {0}


@pytest.mark.parametrize("how", ["tap", "word"])
async def test_a_no_needs_no_word_about_papers(town: Town, how: str) -> None:
    """ESIG-2: before and beside the choice, a no is one tap or one word."""
    client = await is_in(town, signs_here=False)
    await school_asks(town, client)

    if how == "tap":
        await client.press(Press.SHARE_NOTHING)
    else:
        await client.say("no")

    assert (await town.page()).case.standing.state is State.DENIED
    assert await kept(town) == []


async def test_who_wants_paper_at_the_signature_is_asked_in_person_and_can_still_say_no(town: Town) -> None:
    """ESIG-2."""
    client = await is_in(town, signs_here=False)
    await school_asks(town, client)

    await client.press(Press.WANT_PAPER)

    page = await town.page()
    assert page.case.standing.state is State.ASKED
    assert "in person and on paper" in await client.sees()
    assert "ON PAPER" in "".join(await town.ana.all_texts())
    assert [each["method"] for each in await kept(town)] == ["paper"]
    await client.say(NAME)
    assert await state_of(town, page) is State.ASKED
    await client.press(Press.SHARE_NOTHING)
    assert await state_of(town, page) is State.DENIED


async def test_the_way_back_to_paper_stands_under_the_rights_and_the_way_forth_under_the_settings(town: Town) -> None:
    """ESIG-2: what was agreed to before can be taken back at any time, and agreed to again."""
    client = await is_in(town)
    await client.say("/rights")
    await client.press(Press.WANT_PAPER)
    await asked(town, kind="school", requester="Oak School")
    assert not await client.has(Press.OPEN)
    assert await client.has(Press.SHARE_NOTHING)

    await client.say("/settings")
    for step, choice in ((Press.PHONE, "skip"), (Press.WINDOW, "skip"), (Press.DETAIL, "chat")):
        await client.press(step, choice)

    assert [each["method"] for each in await kept(town)] == ["chat", "paper", "chat"]
    for press in TO_THE_SIGNATURE:
        await client.press(press)
    await client.say(NAME)
    assert (await town.page()).case.standing.state is State.GRANTED


async def test_an_old_button_does_not_bring_the_chat_back(town: Town) -> None:
    """ESIG-2."""
    client = await is_in(town, signs_here=False)
    await school_asks(town, client)
    message, sign = await client.button(Press.SIGN_HERE)
    await client.press(Press.WANT_PAPER)

    await client.phone.tap_data(message, sign)
    await town.settle()

    assert [each["method"] for each in await kept(town)] == ["paper"]


async def test_what_a_wrong_person_agreed_to_binds_nobody(town: Town) -> None:
    """ESIG-2, TG-11."""
    stranger = await comes_in(town, "chat")

    def gone(turn: Turn) -> None:
        turn.actor = f"client:{client_of(turn, 'M.R.').id}"
        not_me(turn, client_of(turn, "M.R."))

    await town.do(gone)
    client = await is_in(town, signs_here=False)

    assert [each["method"] for each in await kept(town)] == ["chat", "void"]
    await school_asks(town, client)
    assert Press.SIGN_HERE in await client.presses()
    assert not await stranger.has(Press.SIGN_HERE)

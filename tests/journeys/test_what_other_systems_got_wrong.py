"""Faults that other consent systems had, one sentence each, each walked on real phones."""

import asyncio
from datetime import datetime

import pytest

from bot.actions import gate
from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db.shapes import Page
from tests.journeys.shortcuts import asked, events, is_in, says_yes, state_of
from tests.journeys.town import Person, Town, keys

ASKS_FOR_A_YES = {Press.SHARE_ALL, Press.SHARE_SOME, Press.SAVE, Press.DONE}
TO_THE_READ_BACK = (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL)


async def may_go(town: Town, page: Page, at: datetime | None = None) -> bool:
    """Whether the gate opens now, or did then."""

    def ask(turn: Turn) -> bool:
        code = page.case.request.code
        if at is None:
            return gate.ask_by_code(turn.session, turn.vault, turn.now, code).open
        return gate.ask_about_then(turn.session, turn.vault, turn.now, code, at).open

    return await town.do(ask)


async def granted(town: Town, page: Page) -> frozenset[int]:
    return (await town.page(page.case.request.code)).case.standing.granted


async def opened(town: Town, *presses: Press) -> tuple[Person, Page]:
    client = await is_in(town)
    page = await asked(town)
    for press in presses:
        await client.press(press)
    return client, page


@pytest.mark.parametrize("leaves", ["back", "menu", "later", "silence", "nothing ticked"])
async def test_leaving_the_list_of_items_is_never_a_yes(town: Town, leaves: str) -> None:
    client, page = await opened(town, Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME)

    match leaves:
        case "back":
            await client.press(Press.PICK, "0")
            await client.press(Press.BACK)
        case "menu":
            await client.press(Press.PICK, "0")
            await client.say("/menu")
        case "later":
            await client.say("later")
        case "silence":
            await client.press(Press.PICK, "0")
            for _ in range(31):
                await town.pass_time(days=1)
        case _:
            await client.press(Press.DONE)

    ends = {"silence": State.LAPSED, "nothing ticked": State.DENIED}
    assert await state_of(town, page) is ends.get(leaves, State.ASKED)
    assert await granted(town, page) == frozenset()
    assert not await may_go(town, page)


async def test_wherever_a_yes_can_be_tapped_a_no_can_too_and_looks_no_different(town: Town) -> None:
    """DP-1, DP-2."""
    client, _ = await opened(town)
    seen = 0
    for press in (Press.OPEN, Press.WHAT_IF, Press.SHARE_SOME, Press.PICK, Press.DONE, Press.CHANGE):
        await client.press(press)
        does = await client.presses()
        screen = await client.phone.screen()
        if not ASKS_FOR_A_YES.isdisjoint(does):
            seen += 1
            assert Press.SHARE_NOTHING in does, press
            assert {len(row) for row in screen["keyboard"]} == {1}
            assert len(keys(screen)) == len(set(keys(screen)))
    assert seen == 6


async def test_after_a_stop_the_state_the_history_and_the_gate_are_right_at_once(town: Town) -> None:
    client, page = await opened(town)
    await says_yes(town, client)
    assert await may_go(town, page)

    await client.press(Press.STOP)

    assert await state_of(town, page) is State.REVOKED
    assert State.REVOKED in await events(town, page)
    assert not await may_go(town, page)
    await client.say("/choices")
    assert "stopped" in (await client.sees()).lower()


async def test_a_new_text_never_changes_an_old_record(town: Town) -> None:
    client, _ = await opened(town)
    await says_yes(town, client)
    ref = keys(await client.phone.screen())[0].rpartition(".")[0]
    before, words = await town.shown(ref), await events(town, await town.page())

    await client.say("/language")
    await client.press(Press.LANGUAGE, "es")
    await client.say("/choices")
    await client.press(Press.CHOICE)

    assert await town.shown(ref) == before
    assert (await events(town, await town.page()))[: len(words)] == words
    assert await client.sees() != before


async def test_before_the_first_answer_there_was_no_consent(town: Town) -> None:
    client, page = await opened(town)
    before = town.clock.now()
    town.clock.advance(town.step(minutes=5))
    await says_yes(town, client)

    assert await may_go(town, page)
    assert not await may_go(town, page, before)
    assert not await may_go(town, page, before - town.step(days=400))


async def test_a_yes_and_a_stop_in_one_instant_keep_their_order(town: Town) -> None:
    client, page = await opened(town)
    await says_yes(town, client)
    await client.press(Press.STOP)

    happened = [each for each in await events(town, page) if each in (State.GRANTED, State.REVOKED)]
    assert happened == [State.GRANTED, State.REVOKED]
    assert not await may_go(town, page, town.clock.now())


async def test_a_double_tap_on_yes_gives_one_record(town: Town) -> None:
    client, page = await opened(town, *TO_THE_READ_BACK)
    message, yes = await client.button(Press.SAVE)

    await asyncio.gather(client.phone.tap_data(message, yes), client.phone.tap_data(message, yes))
    await town.settle()

    assert (await events(town, page)).count(State.GRANTED) == 1
    assert await state_of(town, page) is State.GRANTED


@pytest.mark.parametrize("name", ["<b>Oak</b> & <a href='x'>School</a>", "*Oak* _School_ [x](y)", "&lt;Oak&gt; {code}"])
async def test_markup_in_a_name_is_shown_as_text(town: Town, name: str) -> None:
    client = await is_in(town)
    await asked(town, requester=name, kind="provider")
    await client.press(Press.OPEN)

    assert name in await client.sees()
    await client.press(Press.SHARE_NOTHING)
    assert name in await client.sees()


@pytest.mark.parametrize("then", [Press.SHARE_NOTHING, Press.STOP])
async def test_several_consents_of_one_client_never_clear_each_other(town: Town, then: Press) -> None:
    client, first = await opened(town)
    await says_yes(town, client)
    second = await asked(town, kind="provider", requester="Dr. Berg")
    if then is Press.STOP:
        await says_yes(town, client)
        assert await may_go(town, second)
        await client.press(Press.STOP, None)
    else:
        await client.press(Press.OPEN)
        await client.press(then)

    assert await state_of(town, first) is State.GRANTED
    assert await may_go(town, first)
    assert not await may_go(town, second)


async def test_a_refusal_is_kept_as_a_refusal_and_a_yes_afterwards_works(town: Town) -> None:
    client, page = await opened(town, Press.OPEN, Press.SHARE_NOTHING)
    town.clock.advance(town.step(minutes=1))

    await client.press(Press.CHANGED_MIND)
    for press in (Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    again = await town.page()
    assert again.case.request.supersedes == page.case.request.id
    assert (await state_of(town, page), await state_of(town, again)) == (State.DENIED, State.GRANTED)
    assert (await may_go(town, page), await may_go(town, again)) == (False, True)


async def test_nobody_else_learns_whether_there_is_a_consent(town: Town) -> None:
    """TG-18."""
    client, page = await opened(town)
    await says_yes(town, client)
    code, nobodys = page.case.request.code, "AF-ZZ22"
    ben = await town.joins_as_staff("Ben Oda", "clinician")
    stranger = await town.newcomer("An adjuster")
    await stranger.start()
    others = [ben, await is_in(town, "T.K."), stranger]

    for other in others:
        for words in ("{}", "/check {}", "/start {}"):
            heard = []
            for asked_for in (code, nobodys):
                await other.say(words.format(asked_for))
                heard.append((await other.sees()).replace(asked_for, "it"))
            assert heard[0] == heard[1], words
            assert "Green Valley" not in heard[0]


async def test_a_consent_for_one_time_cannot_be_used_twice(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town, one_time=True)
    await says_yes(town, client)
    await town.ana.press(Press.MARK)
    message, done = await town.ana.button(Press.MARK_DONE)

    await town.ana.phone.tap_data(message, done)
    await town.ana.phone.tap_data(message, done)
    await town.settle()

    sent = await town.read(lambda turn: len(turn.sent(page.case.request.id)))
    assert (sent, await state_of(town, page)) == (1, State.USED_UP)
    assert not await may_go(town, page)


@pytest.mark.parametrize("after", [(Press.OPEN,), TO_THE_READ_BACK, (Press.OPEN, Press.SHARE_SOME, Press.SHARE_SOME)])
async def test_a_no_is_the_end_of_the_question(town: Town, after: tuple[Press, ...]) -> None:
    client, page = await opened(town, *after)
    await client.press(Press.SHARE_NOTHING)
    said = await client.all_texts()

    assert ASKS_FOR_A_YES.isdisjoint(await client.presses())
    for _ in range(20):
        await town.pass_time(days=1)

    assert await client.all_texts() == said
    assert await state_of(town, page) is State.DENIED


async def test_a_yes_typed_before_the_read_back_was_shown_saves_nothing(town: Town) -> None:
    client, page = await opened(town, Press.OPEN, Press.SHARE_ALL)
    written = int(town.clock.now().timestamp())
    town.clock.advance(town.step(seconds=1))
    await client.press(Press.SHARE_ALL)
    assert Press.SAVE in await client.presses()

    await town.says_late(client, "yes", written)
    assert await state_of(town, page) is State.ASKED
    await town.says_late(client, "1", written)
    assert await state_of(town, page) is State.ASKED

    await client.say("yes")
    assert await state_of(town, page) is State.GRANTED


async def test_a_no_typed_before_the_read_back_was_shown_counts(town: Town) -> None:
    client, page = await opened(town, Press.OPEN, Press.SHARE_ALL)
    written = int(town.clock.now().timestamp())
    town.clock.advance(town.step(seconds=1))
    await client.press(Press.SHARE_ALL)

    await town.says_late(client, "no", written)

    assert await state_of(town, page) is State.DENIED


async def test_a_name_typed_before_the_prompt_was_shown_signs_nothing(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town, kind="school", requester="Oak School")
    for press in TO_THE_READ_BACK:
        await client.press(press)
    written = int(town.clock.now().timestamp())
    town.clock.advance(town.step(seconds=1))
    await client.press(Press.SAVE)

    await town.says_late(client, "Maria Rossi", written)
    assert await state_of(town, page) is State.ASKED

    await client.say("Maria Rossi")
    assert await state_of(town, page) is State.GRANTED

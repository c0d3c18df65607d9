"""A law wants a witness: the chat informs and takes a no; the yes is signed in person, before a named witness."""

from bot.actions import rules
from bot.screens import Press
from consent.packs.rule import Pack
from consent.states import State
from consent.word import Helper, Method, Proof
from db.shapes import Page
from tests.journeys.shortcuts import asked, begun, events, is_in, state_of, to_the_preview
from tests.journeys.town import Person, Town


async def in_illinois(town: Town) -> tuple[Person, Page]:
    """A client, and a question about mental health care under the law of Illinois."""
    await _switch(town, on=True)
    client = await is_in(town)
    return client, await asked(town)


async def _switch(town: Town, *, on: bool) -> None:
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.IL_MENTAL_HEALTH, on=on))


async def at_the_names(town: Town, page: Page) -> Person:
    """Ana has the signed paper before her, and is asked for the name on it."""
    ana = town.ana
    await ana.say(page.case.request.code)
    await ana.press(Press.RECORD)
    assert (await ana.presses()).count(Press.SAID_BY) == 1
    await ana.press(Press.SAID_BY, Method.PAPER)
    await ana.press(Press.KNOWN_BY, Proof.KNOWN)
    await ana.press(Press.SAID_ON, "0")
    await ana.press(Press.HELPED_BY, Helper.NOBODY)
    for at in range(len(page.case.request.items)):
        await ana.press(Press.RECORD_ITEM, str(at))
    await ana.press(Press.RECORD_SAVE)
    return ana


async def gate(town: Town, page: Page) -> str:
    await town.ana.say(f"/check {page.case.request.code}")
    return await town.ana.sees()


async def test_a_signed_paper_with_its_witness_opens_the_gate(town: Town) -> None:
    """ST-MH-IL, ESIG-10."""
    client, page = await in_illinois(town)
    ana = await at_the_names(town, page)
    await ana.say("Maria Rodriguez")
    assert "Who saw them sign?" in await ana.sees()
    assert await state_of(town, page) is State.ASKED
    await ana.say("Jo Park")
    await town.admin.press(Press.VOUCH)

    assert "MAY GO OUT" in await gate(town, page)
    word = (await town.page()).case.standing.words[0]
    assert (word.witness, word.method, (await town.page()).signature) == ("Jo Park", Method.PAPER, "Maria Rodriguez")
    assert "Jo Park" not in "".join(await client.all_texts())
    assert "wrote down that you said yes" in await client.sees()


async def test_nobody_is_the_witness_of_their_own_signature(town: Town) -> None:
    """ESIG-10: nor is a number, or nothing."""
    _, page = await in_illinois(town)
    ana = await at_the_names(town, page)
    await ana.say("Maria Rodriguez")
    for typed in ("maria  rodriguez", "44", "?"):
        await ana.say(typed)
        assert await state_of(town, page) is State.ASKED
    assert "Nobody is their own witness" in await ana.sees()
    await ana.say("Jo Park")

    assert await state_of(town, page) is State.GRANTED


async def test_the_chat_informs_and_offers_no_yes_but_the_no_stays_where_it_is(town: Town) -> None:
    """ESIG-10, DP-1."""
    client, page = await in_illinois(town)
    client.taps = 0
    await client.press(Press.OPEN)
    card = await client.presses()
    assert "A yes to this is given in person." in await client.sees()
    assert {Press.SHARE_ALL, Press.SHARE_SOME}.isdisjoint(card)
    assert {Press.TALK, Press.SHARE_NOTHING, Press.QUESTION, Press.LATER} <= set(card)
    await client.press(Press.SHARE_NOTHING)

    assert client.taps == 2
    assert await state_of(town, page) is State.DENIED


async def test_a_typed_yes_is_told_how_a_yes_is_given(town: Town) -> None:
    """ESIG-10: what happens is shown first, as always."""
    client, page = await in_illinois(town)
    await client.press(Press.OPEN)
    await client.say("yes")
    assert "given in person" in await client.sees()
    await client.say("yes")

    assert "Nothing is saved, and nothing is shared." in await client.sees()
    assert Press.SHARE_NOTHING in await client.presses()
    assert await state_of(town, page) is State.ASKED
    await client.say("no")
    assert await state_of(town, page) is State.DENIED


async def test_a_law_that_comes_on_before_the_last_tap_is_kept(town: Town) -> None:
    """ESIG-10: the read-back was shown under the laws of a moment ago."""
    client = await is_in(town)
    page = await asked(town, kind="school", requester="Oak School", items=("attend",))
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    await _switch(town, on=True)
    await client.say("Maria Rodriguez")

    assert await state_of(town, page) is State.ASKED
    assert "given in person" in await client.sees()
    assert Press.SHARE_NOTHING in await client.presses()


async def test_a_yes_from_before_the_law_is_held_back_with_the_step_that_would_help(town: Town) -> None:
    """ST-MH-IL."""
    client = await is_in(town)
    page = await asked(town, kind="school", requester="Oak School", items=("attend",))
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    await client.say("Maria Rodriguez")
    assert "MAY GO OUT" in await gate(town, page)
    await _switch(town, on=True)

    said = await gate(town, page)
    assert "SEND NOTHING" in said
    assert "a witness who saw the client sign" in said
    assert "Meet in person" in said


async def test_staff_know_it_before_they_ask(town: Town) -> None:
    """ESIG-10."""
    await _switch(town, on=True)
    await is_in(town)
    ana = await begun(town, "school")
    await to_the_preview(ana)

    assert "The chat takes a no." in await ana.sees()
    assert "A yes to this is given in person." in await ana.sees()
    assert Press.SEND in await ana.presses()


async def test_a_client_who_never_signed_ends_it_as_ever(town: Town) -> None:
    """HIPAA-B2-v."""
    client, page = await in_illinois(town)
    ana = await at_the_names(town, page)
    await ana.say("Maria Rodriguez")
    await ana.say("Jo Park")
    await client.press(Press.NEVER_SAID)

    assert await state_of(town, page) is State.REVOKED
    assert "revoked" in await events(town, page)

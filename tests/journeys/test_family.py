"""A mother asks when the visits are: an agreement in words, a chance to object, or what staff judge, and no more."""

import pytest

from bot.actions import rules
from bot.screens import Press
from consent.packs.rule import Pack
from consent.states import State
from consent.word import Agreement, Helper, Method, Proof
from db.shapes import Page
from tests.bot.words.reading_telegram import shown
from tests.journeys.shortcuts import asked, client_of, is_in, state_of
from tests.journeys.town import Person, Town


async def a_mother_asks(town: Town, *items: str) -> Page:
    return await asked(town, kind="family", requester="Carmen R.", items=items or ("attend",))


async def begin(town: Town, page: Page) -> Person:
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.RECORD)
    return town.ana


async def agreed(town: Town, page: Page, agreement: Agreement, method: Method = Method.IN_PERSON) -> Person:
    """Up to the items."""
    ana = await begin(town, page)
    await ana.press(Press.AGREED_BY, agreement)
    await ana.press(Press.SAID_BY, method)
    await ana.press(Press.KNOWN_BY, Proof.KNOWN)
    await ana.press(Press.SAID_ON, "0")
    await ana.press(Press.HELPED_BY, Helper.NOBODY)
    return ana


async def saved(town: Town, page: Page, agreement: Agreement, method: Method = Method.IN_PERSON) -> None:
    ana = await agreed(town, page, agreement, method)
    await ana.press(Press.RECORD_ITEM, "0")
    await ana.press(Press.RECORD_SAVE)
    await town.admin.press(Press.VOUCH)


async def gate(town: Town, page: Page) -> str:
    await town.ana.say(f"/check {page.case.request.code}")
    return await town.ana.sees()


@pytest.mark.parametrize(
    ("agreement", "told"),
    [
        (Agreement.AGREED, "Ana Ruiz wrote down that you said yes on July 5, 2027."),
        (Agreement.NOT_OBJECTED, "wrote down that you were asked on July 5, 2027, and had nothing against it."),
        (Agreement.INFERRED, "Ana Ruiz wrote down on July 5, 2027 that you seem to be fine with this."),
    ],
)
async def test_each_way_to_agree_is_kept_as_it_was_told_truly_and_can_be_ended(
    town: Town, agreement: Agreement, told: str
) -> None:
    """HIPAA-510-1."""
    client = await is_in(town)
    page = await a_mother_asks(town)
    await saved(town, page, agreement)

    assert "MAY GO OUT" in await gate(town, page)
    assert (await town.page()).case.standing.words[0].agreement is agreement
    assert told in shown(await client.sees())
    await client.press(Press.NEVER_SAID)
    assert await state_of(town, page) is State.REVOKED
    assert "SEND NOTHING" in await gate(town, page)


async def test_less_than_a_yes_in_words_is_for_the_visits_alone(town: Town) -> None:
    """HIPAA-510-1: only what is relevant to taking part in the care."""
    await is_in(town)
    page = await a_mother_asks(town, "attend", "goals")
    ana = await agreed(town, page, Agreement.NOT_OBJECTED)
    assert (await ana.presses()).count(Press.RECORD_ITEM) == 1
    await ana.press(Press.RECORD_ITEM, "0")
    await ana.press(Press.RECORD_SAVE)
    await town.admin.press(Press.VOUCH)

    assert "ONLY A PART MAY GO OUT" in await gate(town, page)


async def test_a_yes_in_their_own_words_is_for_what_they_said(town: Town) -> None:
    """HIPAA-510-1: by phone too."""
    await is_in(town)
    page = await a_mother_asks(town, "attend", "goals")
    ana = await agreed(town, page, Agreement.AGREED, Method.PHONE)
    await ana.press(Press.RECORD_ITEM, "1")
    await ana.press(Press.RECORD_SAVE)
    await town.admin.press(Press.VOUCH)

    assert sorted((await town.page()).case.standing.granted) == [1]
    assert "ONLY A PART MAY GO OUT" in await gate(town, page)


async def test_who_could_not_object_did_not_agree(town: Town) -> None:
    """HIPAA-510-1: they were there, or on the phone; what staff judge, they see."""
    await is_in(town)
    page = await a_mother_asks(town)
    ana = await begin(town, page)
    await ana.press(Press.AGREED_BY, Agreement.NOT_OBJECTED)
    assert await ways(ana) == [Method.PHONE, Method.IN_PERSON]
    ana = await begin(town, page)
    await ana.press(Press.AGREED_BY, Agreement.INFERRED)
    assert await ways(ana) == [Method.IN_PERSON]


async def ways(ana: Person) -> list[str | None]:
    """The methods that are offered."""
    meant = [await ana.town.meaning(data) for data in await keys_of(ana)]
    return [arg for press, arg in meant if press == Press.SAID_BY]


async def keys_of(ana: Person) -> list[str]:
    message = await ana.phone.screen()
    return [str(row[0]["callback_data"]) for row in message["keyboard"]]


@pytest.mark.parametrize("kind", ["payer_payment", "school"])
async def test_nobody_but_family_gets_anything_on_less_than_a_yes(town: Town, kind: str) -> None:
    await is_in(town)
    page = await asked(town, kind=kind, requester="Somebody")
    ana = await begin(town, page)

    assert Press.AGREED_BY not in await ana.presses()


@pytest.mark.parametrize("setting", [{"shared_phone": True}, {"hidden": True}], ids=str)
async def test_where_others_may_look_staff_are_warned_and_only_a_yes_in_words_counts(
    town: Town, setting: dict[str, bool]
) -> None:
    """SAFE-6, HIPAA-510-1."""
    await is_in(town)
    page = await a_mother_asks(town)
    id = (await town.read(lambda turn: client_of(turn, "M.R."))).id
    ana = await agreed(town, page, Agreement.INFERRED)
    await ana.press(Press.RECORD_ITEM, "0")
    await town.do(lambda turn: turn.change_client(id, "changed", setting))
    await ana.press(Press.RECORD_SAVE)
    assert "yes in their own words" in await ana.sees()
    assert await state_of(town, page) is State.ASKED

    ana = await begin(town, page)
    assert Press.AGREED_BY not in await ana.presses()
    assert "Talk with the client alone" in await ana.sees()


async def test_where_part_2_wants_it_written_nothing_oral_is_taken(town: Town) -> None:
    """P2-31-a8: not even that somebody comes."""
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.PART2_PROGRAM, on=True))
    await is_in(town)
    page = await a_mother_asks(town)
    ana = await begin(town, page)

    assert page.case.request.needs_signature
    assert Press.AGREED_BY not in await ana.presses()
    assert await ways(ana) == [Method.PAPER]


async def test_a_part_2_law_that_comes_on_later_shuts_what_was_only_said(town: Town) -> None:
    """P2-31-a8, HIPAA-510-1."""
    await is_in(town)
    page = await a_mother_asks(town)
    await saved(town, page, Agreement.AGREED)
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.PART2_PROGRAM, on=True))

    assert "SEND NOTHING" in await gate(town, page)


async def test_a_no_in_the_chat_is_never_turned_into_no_objection(town: Town) -> None:
    client = await is_in(town)
    page = await a_mother_asks(town)
    ana = await agreed(town, page, Agreement.NOT_OBJECTED)
    await ana.press(Press.RECORD_ITEM, "0")
    message, save = await ana.button(Press.RECORD_SAVE)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    await ana.phone.tap_data(message, save)
    await town.settle()

    assert await state_of(town, page) is State.DENIED

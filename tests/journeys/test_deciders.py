"""A parent answers for a child; the agency refuses somebody it does not trust."""

from datetime import date

import pytest

from bot.actions import deciding
from bot.actions.deciding import NoProof, NotADay, UnknownClient, UnknownRepresentative, Whose
from bot.actions.office import OfficeError, UnknownClinician
from bot.actions.turn import Turn
from bot.screens import Press
from consent.deciders import Authority
from consent.states import State
from consent.word import CLIENT, Helper, Method, Proof
from db import deciders
from db.shapes import Page
from tests.journeys.shortcuts import asked, client_of, events, is_in, says_yes, state_of
from tests.journeys.town import Town

MR = Whose("M.R.", "Ana Ruiz")


async def a_child(town: Town, born: date = date(2012, 3, 14)) -> str:
    """The client is a child, and a parent may decide; gives back the parent's id."""

    def note(turn: Turn) -> str:
        deciding.set_born(turn.session, turn.vault, turn.now, MR, born)
        return deciding.add(
            turn.session,
            turn.vault,
            turn.now,
            MR,
            name="Carmen Rodriguez",
            authority=Authority.PARENT,
            proof="birth certificate",
        )

    return await town.do(note)


async def at_the_items(town: Town, page: Page, giver: str) -> None:
    ana = town.ana
    await ana.say(page.case.request.code)
    await ana.press(Press.RECORD)
    await ana.press(Press.GIVEN_BY, giver)
    await ana.press(Press.SAID_BY, Method.PAPER)
    await ana.press(Press.KNOWN_BY, Proof.DOCUMENT)
    await ana.press(Press.SAID_ON, "0")
    await ana.press(Press.HELPED_BY, Helper.NOBODY)


async def the_parent_says_yes(town: Town, page: Page, parent: str) -> None:
    await at_the_items(town, page, parent)
    for at in range(len(page.case.request.items)):
        await town.ana.press(Press.RECORD_ITEM, str(at))
    await town.ana.press(Press.RECORD_SAVE)
    await town.admin.press(Press.VOUCH)


async def gate(town: Town, page: Page) -> str:
    await town.ana.say(f"/check {page.case.request.code}")
    return await town.ana.sees()


async def test_a_parents_yes_opens_the_gate_the_child_hears_of_it_and_can_stop_it(town: Town) -> None:
    """HIPAA-PR-1, HIPAA-C1-vi-b, ST-MINOR."""
    client = await is_in(town)
    parent = await a_child(town)
    page = await asked(town)

    await the_parent_says_yes(town, page, parent)

    assert "MAY GO OUT" in await gate(town, page)
    word = (await town.page()).case.standing.words[0]
    assert (word.giver, word.authority, word.answers) == (parent, Authority.PARENT, True)
    assert "may decide for you said yes" in await client.sees()
    assert "Carmen" not in "".join([*await client.all_texts(), *await town.ana.all_texts()])
    assert Press.NEVER_SAID not in await client.presses()
    await client.press(Press.STOP)
    assert await state_of(town, page) is State.REVOKED


async def test_a_childs_own_yes_is_not_enough_where_a_parent_decides(town: Town) -> None:
    """ST-MINOR."""
    client = await is_in(town)
    await a_child(town)
    page = await asked(town)

    await says_yes(town, client)

    assert "SEND NOTHING" in await gate(town, page)


async def test_a_parent_who_says_no_beside_the_childs_yes_holds_it(town: Town) -> None:
    """HIPAA-PR-1."""
    client = await is_in(town)
    parent = await a_child(town)
    page = await asked(town)
    await says_yes(town, client)
    await at_the_items(town, page, parent)

    await town.ana.press(Press.RECORD_THEIR_NO)

    assert await state_of(town, page) is State.GRANTED
    assert "do not say the same" in await gate(town, page)
    assert "word_kept" in await events(town, page)


async def test_a_parent_who_takes_back_their_own_yes_ends_it_and_the_child_hears_of_it(town: Town) -> None:
    """REV-4, HIPAA-PR-1."""
    client = await is_in(town)
    parent = await a_child(town)
    page = await asked(town)
    await the_parent_says_yes(town, page, parent)
    await at_the_items(town, page, parent)

    await town.ana.press(Press.RECORD_THEIR_NO)

    assert await state_of(town, page) is State.REVOKED
    assert "Stopped. From now on we share nothing" in await client.sees()
    assert "SEND NOTHING" in await gate(town, page)
    await client.say("/choices")
    assert "stopped. We share nothing now." in await client.sees()
    assert "you stopped" not in await client.sees()


async def test_two_taps_write_the_word_of_a_parent_down_once(town: Town) -> None:
    """ESIG-8."""
    client = await is_in(town)
    parent = await a_child(town)
    page = await asked(town)
    await says_yes(town, client)
    await at_the_items(town, page, parent)
    message, no = await town.ana.button(Press.RECORD_THEIR_NO)

    for _ in range(2):
        await town.ana.phone.tap_data(message, no)
    await town.settle()

    assert (await events(town, page)).count("word_kept") == 1


async def test_the_day_of_a_birthday_does_not_stand_open_in_the_database(town: Town) -> None:
    """TG-15: the month alone."""
    await is_in(town)
    await a_child(town, born=date(2012, 3, 14))

    def due(turn: Turn, day: int) -> bool:
        on = turn.now.replace(year=2030, month=3, day=day, hour=12)
        return bool(deciders.due(turn.session, on, limit=9))

    assert await town.read(lambda turn: due(turn, 1))


async def test_a_refused_parent_opens_nothing_any_more(town: Town) -> None:
    """HIPAA-PR-3."""
    await is_in(town)
    parent = await a_child(town)
    page = await asked(town)
    await the_parent_says_yes(town, page, parent)

    await town.do(
        lambda turn: deciding.refuse(turn.session, turn.vault, turn.now, MR, id=parent, reason="fear at home")
    )

    assert "ASK THE AGENCY FIRST" in await gate(town, page)
    assert "fear" not in await town.ana.sees()


async def test_without_representatives_nobody_is_asked_who_answered(town: Town) -> None:
    await is_in(town)
    page = await asked(town)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.RECORD)

    assert Press.GIVEN_BY not in await town.ana.presses()
    assert CLIENT not in await town.ana.sees()


@pytest.mark.parametrize(
    ("whose", "proof", "born", "said"),
    [
        (Whose("X.X.", "Ana Ruiz"), "paper", date(2012, 1, 1), UnknownClient),
        (Whose("M.R.", "Nobody"), "paper", date(2012, 1, 1), UnknownClinician),
        (MR, " ", date(2012, 1, 1), NoProof),
        (MR, "paper", date(2099, 1, 1), NotADay),
    ],
)
async def test_what_cannot_be_right_is_told_plainly(
    town: Town, whose: Whose, proof: str, born: date, said: type[OfficeError]
) -> None:
    await is_in(town)

    def note(turn: Turn) -> None:
        deciding.set_born(turn.session, turn.vault, turn.now, whose, born)
        deciding.add(turn.session, turn.vault, turn.now, whose, name="C R", authority=Authority.GUARDIAN, proof=proof)

    with pytest.raises(said):
        await town.do(note)
    with pytest.raises(UnknownRepresentative):
        await town.do(lambda turn: deciding.refuse(turn.session, turn.vault, turn.now, MR, id="x", reason="y"))
    assert (await town.read(lambda turn: client_of(turn, "M.R."))).alias == "M.R."

"""They asked for more than is needed: struck out, agreed to by two, asked one by one, and not asked again and again."""

from datetime import date

import pytest

from bot.actions import replying
from bot.actions.replying import NotAnswered
from bot.screens import Press
from consent.categories import Category
from consent.received import RequesterReply
from consent.request import Period
from consent.states import State
from tests.bot.words.reading_telegram import shown
from tests.journeys.shortcuts import asked, begun, events, every_page, is_in, says_yes, state_of, to_the_preview
from tests.journeys.town import PAYER, Person, Town


async def test_what_they_asked_for_and_do_not_need_is_struck_out_before_both(town: Town) -> None:
    """HIPAA-MN-1: the request as it came in is kept beside the minimum, and everyone sees the difference."""
    client = await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    await ana.press(Press.RECEIVED)
    await ana.press(Press.RECEIVED_ITEM, "notes")  # never given to a payer, but they asked for it
    await ana.press(Press.RECEIVED_DONE)
    assert "We would not send it" in await ana.sees()
    await ana.press(Press.SEND)
    await client.press(Press.OPEN)

    seen = await client.sees()
    request = (await town.page()).case.request
    assert "They also asked for this. We would not send it:" in seen
    assert "notes your worker writes" in seen
    assert Category.NOTES in request.received
    assert Category.NOTES not in {item.category for item in request.items}


async def test_what_was_noted_by_mistake_is_taken_off_again(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    await ana.press(Press.RECEIVED)
    for _ in range(2):
        await ana.press(Press.RECEIVED_ITEM, "notes")
        await ana.press(Press.RECEIVED_ALL)
    await ana.press(Press.RECEIVED_DONE)

    assert "would not send it" not in await ana.sees()
    assert "all your records" not in await ana.sees()


async def test_a_request_for_everything_is_refused_at_entry_with_the_three_things_to_fill_in(town: Town) -> None:
    """HIPAA-MN-3."""
    await is_in(town)
    ana = town.ana
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.say("all records")

    told = next(text for text in await ana.all_texts() if "cannot be asked like this" in text)
    assert [line[:2] for line in told.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]
    assert await town.read(every_page) == []


async def test_a_private_addition_goes_past_a_second_person_before_the_client_hears_of_it(town: Town) -> None:
    """HIPAA-MN-2."""
    client = await is_in(town)
    heard = len(await client.all_texts())
    ana = await begun(town, "provider")
    await to_the_preview(ana)
    await ana.press(Press.ITEMS)
    await ana.press(Press.ITEM, "risk")
    await ana.say("They take over her care on Monday.")
    await ana.press(Press.DONE)
    assert Press.SEND not in await ana.presses()
    await ana.press(Press.REVIEW_FIRST)
    page = (await town.read(every_page))[0]
    assert page.case.standing.state is State.IN_REVIEW
    assert len(await client.all_texts()) == heard

    await town.admin.press(Press.APPROVE)

    after = (await town.read(every_page))[0].case
    assert after.standing.state is State.ASKED
    assert after.standing.seconded_by not in (None, after.request.clinician_id)


async def test_nobody_is_their_own_second_person(town: Town) -> None:
    """HIPAA-MN-2: even where there is no other admin at all."""
    await is_in(town, "T.K.", clinician="Lee Moss")
    with pytest.raises(AssertionError, match="nothing was sent"):
        await asked(
            town, "T.K.", kind="provider", requester="Dr. Lind", items=("dx", "risk"), review_first=True, by="Lee Moss"
        )

    assert await town.read(every_page) == []


async def test_private_items_are_asked_one_by_one_even_under_share_all(town: Town) -> None:
    """EDPB-GRAN: a yes to all is no yes to what is most private, until it was asked by name."""
    client = await is_in(town)
    await asked(town, kind="provider", requester="Dr. Lind", items=("dx", "risk", "sud"), review_first=True)
    await town.admin.press(Press.APPROVE)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_ALL)
    await client.press(Press.SHARE_ALL)
    assert "harm to you" in await client.sees()
    await client.press(Press.ONE_YES)
    assert "alcohol" in await client.sees()
    await client.say("no")
    assert Press.SAVE in await client.presses()
    await client.press(Press.SAVE)

    page = await town.page()
    assert page.case.standing.state is State.PARTLY_GRANTED
    assert sorted(page.case.standing.granted) == [0, 1]


async def test_a_no_to_every_private_item_is_a_no_and_asks_nothing_further(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town, kind="provider", requester="Dr. Lind", items=("risk", "sud"), review_first=True)
    await town.admin.press(Press.APPROVE)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_ALL)
    await client.press(Press.SHARE_ALL)
    await client.press(Press.ONE_NO)
    await client.press(Press.ONE_NO)

    assert await state_of(town, page) is State.DENIED


async def test_leaving_the_single_questions_by_back_shares_nothing(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town, kind="provider", requester="Dr. Lind", items=("dx", "risk"), review_first=True)
    await town.admin.press(Press.APPROVE)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_ALL)
    await client.press(Press.SHARE_ALL)
    await client.press(Press.BACK)

    assert await state_of(town, page) is State.ASKED
    assert Press.SHARE_NOTHING in await client.presses()


async def test_private_notes_beside_other_items_are_refused_with_the_way_out(town: Town) -> None:
    """HIPAA-B3-i: level 5 stands alone."""
    await is_in(town)
    ana = await begun(town, "own_attorney")
    await ana.press(Press.PICK_PERIOD, "last_6")
    for item in ("dx", "psynotes"):
        await ana.press(Press.ITEM, item)
        await ana.say("For the hearing.")
    await ana.press(Press.DONE)
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "month")

    assert Press.REVIEW_FIRST not in await ana.presses()
    assert "keep only them in this one, or take them off the list" in await ana.sees()
    await ana.press(Press.ITEMS)
    await ana.press(Press.ITEM, "dx")
    await ana.press(Press.DONE)
    assert Press.REVIEW_FIRST in await ana.presses()


async def test_their_reply_is_kept_and_the_same_is_not_asked_again_without_a_new_fact(town: Town) -> None:
    """DP-4."""
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.REQUESTER_SAID)
    await town.ana.press(Press.REPLIED, "not_enough")
    assert "not enough" in await town.ana.sees()
    assert "requester_replied" in await events(town, page)

    ana = await begun(town)
    await to_the_preview(ana)
    assert Press.SEND not in await ana.presses()
    await ana.press(Press.NEW_FACT)
    await ana.say("The plan changed its form.")
    assert "The plan changed its form." in await ana.sees()
    await ana.press(Press.SEND)

    pages = await town.read(every_page)
    newest = next(each.case.request for each in pages if each.case.request.id != page.case.request.id)
    assert newest.new_fact == "The plan changed its form."


async def test_a_reply_given_twice_is_recorded_once_and_a_later_one_counts(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    for said in ("accepted", "accepted", "withdrawn"):
        await town.ana.say(page.case.request.code)
        await town.ana.press(Press.REQUESTER_SAID)
        await town.ana.press(Press.REPLIED, said)

    assert (await events(town, page)).count("requester_replied") == 2
    assert "took their request back" in await town.ana.sees()


@pytest.mark.parametrize("reply", [RequesterReply.ACCEPTED, RequesterReply.NOT_ENOUGH])
async def test_there_is_no_reply_to_an_answer_before_there_is_one(town: Town, reply: RequesterReply) -> None:
    await is_in(town)
    page = await asked(town)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.REQUESTER_SAID)
    assert (await town.ana.presses()).count(Press.REPLIED) == 1

    with pytest.raises(NotAnswered):
        await town.do(lambda turn: replying.record(turn, page.case.request.code, reply, "Ana Ruiz"))
    assert await state_of(town, page) is State.ASKED


async def test_another_asker_is_not_held_to_somebody_elses_answer(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town, requester=PAYER)
    await says_yes(town, client)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.REQUESTER_SAID)
    await town.ana.press(Press.REPLIED, "accepted")

    other = await asked(town, requester="Blue River Plan")

    assert other.case.request.requester.name == "Blue River Plan"


async def test_a_longer_time_than_ours_is_kept_and_shown_to_both(town: Town) -> None:
    """HIPAA-MN-1: they asked for ten years, and we would send six months."""
    client = await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    await ana.press(Press.RECEIVED)
    for wrong in ("2027-06-30 2017-07-01", "2017-07-01", "2017-13-01 2027-06-30", "1017-01-01 2027-06-30"):
        await ana.say(wrong)
        assert "They asked for this time" not in await ana.sees()
    await begin_again(ana)
    await ana.say("2017-07-01 2027-06-30")
    assert "They asked for this time: July 1, 2017 to June 30, 2027." in shown(await ana.sees())
    await ana.press(Press.RECEIVED_DONE)
    assert LONGER in shown(await ana.sees())
    await ana.press(Press.SEND)
    await client.press(Press.OPEN)

    assert LONGER in shown(await client.sees())
    page = await town.page()
    assert page.case.request.received_period == Period(date(2017, 7, 1), date(2027, 6, 30))
    assert page.case.request.items[0].period.first > date(2026, 12, 1)
    await town.ana.say(page.case.request.code)
    assert "They asked for a longer time: July 1, 2017 to June 30, 2027. Not needed" in shown(await town.ana.sees())


LONGER = "They asked for a longer time: July 1, 2017 to June 30, 2027."


async def begin_again(ana: Person) -> None:
    """A new draft, up to what they asked for."""
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.press(Press.PICK_REQUESTER)
    await ana.press(Press.PICK_KIND, "payer_payment")
    await to_the_preview(ana)
    await ana.press(Press.RECEIVED)


async def test_undo_asks_for_what_is_private_one_by_one_as_at_first(town: Town) -> None:
    """EDPB-GRAN, REV-10: nothing private comes back in bulk."""
    client = await is_in(town)
    await asked(town, kind="provider", requester="Dr. Lind", items=("dx", "risk", "sud"), review_first=True)
    await town.admin.press(Press.APPROVE)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.ONE_YES, Press.ONE_YES, Press.SAVE, Press.STOP):
        await client.press(press)
    await client.press(Press.UNDO)

    assert Press.SAVE not in await client.presses()
    assert "harm to you" in await client.sees()
    assert Press.SHARE_NOTHING in await client.presses()
    await client.press(Press.ONE_NO)
    assert "alcohol" in await client.sees()
    await client.press(Press.ONE_YES)
    await client.press(Press.SAVE)

    page = await town.page()
    assert page.case.request.supersedes is not None
    assert sorted(page.case.standing.granted) == [0, 2]


async def test_undo_of_what_is_not_private_leads_to_the_read_back(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await says_yes(town, client)
    await client.press(Press.STOP)
    await client.press(Press.UNDO)

    assert Press.SAVE in await client.presses()

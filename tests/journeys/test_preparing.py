"""Ana prepares a request in the chat: reasons, typed dates, all records, the agency's own look, old buttons."""

import pytest

from bot.screens import Press
from consent.states import State
from db import lookups
from tests.journeys.shortcuts import asked, every_page, is_in, state_of
from tests.journeys.town import PAYER, Person, Town


async def begun(town: Town, kind: str = "payer_payment") -> Person:
    ana = town.ana
    assert ana is not None
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.press(Press.PICK_REQUESTER)
    await ana.press(Press.PICK_KIND, kind)
    return ana


async def to_the_preview(ana: Person, *, ends: str = "month") -> None:
    await ana.press(Press.PICK_PERIOD, "last_6")
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, ends)


async def test_an_item_beyond_the_minimum_needs_a_written_reason(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    await ana.press(Press.ITEMS)
    await ana.press(Press.ITEM, "goals")
    assert "goals" in (await ana.sees()).lower()
    await ana.say("Their form asks for it.")
    await ana.press(Press.DONE)
    await ana.press(Press.SEND)

    items = (await town.page()).case.request.items
    assert [item.reason for item in items if item.category == "goals"] == ["Their form asks for it."]


async def test_an_employer_gets_nothing_by_default_and_each_item_needs_its_reason(town: Town) -> None:
    client = await is_in(town)
    ana = await begun(town, "employer")
    await ana.press(Press.PICK_PERIOD, "last_3")
    await ana.press(Press.ITEM, "worksch")
    await ana.say("To plan the return to work.")
    await ana.press(Press.DONE)
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "month")
    await ana.press(Press.SEND)

    assert len((await town.page()).case.request.items) == 1
    await client.press(Press.OPEN)
    assert Press.SHARE_SOME not in await client.presses()


async def test_they_asked_for_all_records_and_the_client_is_told_so(town: Town) -> None:
    client = await is_in(town)
    ana = await begun(town)
    await ana.say("all records")
    assert any("name the facts" in text for text in await ana.all_texts())
    await ana.press(Press.DONE)
    await to_the_preview(ana)
    await ana.press(Press.SEND)
    await client.press(Press.OPEN)

    assert "all your records" in await client.sees()
    assert (await town.page()).case.request.asked_for_all


async def test_typed_dates_work_and_impossible_ones_are_said_to_be(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    await ana.say("2027-01-01 2027-06-30")
    await ana.say("2027-08-01")
    await ana.say("9999-12-31")
    assert "broke" not in await ana.sees()
    await ana.say("2027-13-45")
    await ana.say("2027-10-01")
    await ana.press(Press.SEND)

    request = (await town.page()).case.request
    assert str(request.items[0].period.first) == "2027-01-01"
    assert str(request.answer_by) == "2027-08-01"
    assert str(request.ends_on) == "2027-10-01"


async def test_a_period_that_ends_before_it_begins_cannot_be_sent(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    await ana.say("2027-06-30 2027-01-01")
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "month")

    assert Press.SEND not in await ana.presses()


async def test_a_name_typed_again_is_the_same_requester_and_a_no_still_counts(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    ana = town.ana
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.say(f"  {PAYER.upper()} ")
    await ana.press(Press.PICK_KIND, "payer_payment")
    await to_the_preview(ana)

    assert Press.SEND not in await ana.presses()
    assert len(await town.read(lambda turn: lookups.requesters(turn.session, turn.vault))) == 1


async def test_a_requester_can_be_picked_by_its_number(town: Town) -> None:
    await is_in(town)
    await town.ana.say("/new")
    await town.ana.press(Press.PICK_CLIENT)
    await town.ana.say("1")

    assert Press.PICK_KIND in await town.ana.presses()
    assert PAYER in await town.ana.sees()


@pytest.mark.parametrize(
    "name", ["<b>Ana</b> & Co", "مركز الأمل", "X" * 4000, "\u202eevil\u2069", "A\nB", "👩🏽‍⚕️ Clinic", "{agency} %s"]
)
async def test_any_name_is_shown_as_text_and_fits(town: Town, name: str) -> None:
    client = await is_in(town)
    ana = town.ana
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.say(name)
    await ana.press(Press.PICK_KIND, "payer_payment")
    await to_the_preview(ana)
    await ana.press(Press.SEND)
    await client.press(Press.OPEN)

    assert Press.SHARE_NOTHING in await client.presses()
    stored = (await town.page()).case.request.requester.name
    assert stored in (await client.sees()).replace("\u2068", "").replace("\u2069", "")
    assert "\n" not in stored
    assert len(stored) <= 100


async def test_an_invisible_name_is_not_taken(town: Town) -> None:
    await is_in(town)
    await town.ana.say("/new")
    await town.ana.press(Press.PICK_CLIENT)
    await town.ana.say("\u200b\u2060")

    assert Press.PICK_KIND not in await town.ana.presses()


async def test_a_double_tap_on_send_asks_once_and_never_says_dropped(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    message, send = await ana.button(Press.SEND)
    await ana.press(Press.SEND)
    await ana.phone.tap_data(message, send)
    await town.settle()

    assert len(await town.read(every_page)) == 1
    assert not any("dropped" in text for text in await ana.all_texts())


@pytest.mark.parametrize(
    "press", [Press.PICK_KIND, Press.PICK_PERIOD, Press.PICK_ANSWER_BY, Press.PICK_ENDS, Press.ITEMS, Press.EDIT]
)
async def test_an_old_button_of_another_draft_breaks_nothing(town: Town, press: Press) -> None:
    await is_in(town)
    ana = await begun(town)
    if press is Press.PICK_KIND:
        await ana.say("/new")
        await ana.press(Press.PICK_CLIENT)
        await ana.press(Press.PICK_REQUESTER)
        old = await ana.button(press, "payer_payment")
    else:
        old_period = await ana.button(Press.PICK_PERIOD) if press is Press.PICK_PERIOD else None
        await ana.press(Press.PICK_PERIOD, "last_6")
        old_by = await ana.button(Press.PICK_ANSWER_BY) if press is Press.PICK_ANSWER_BY else None
        await ana.press(Press.PICK_ANSWER_BY, "none")
        old_ends = await ana.button(Press.PICK_ENDS) if press is Press.PICK_ENDS else None
        await ana.press(Press.PICK_ENDS, "month")
        old = old_period or old_by or old_ends or await ana.button(press)
    await ana.say("/new")

    await ana.phone.tap_data(*old)
    await town.settle()

    assert not any("could not read" in text for text in await ana.all_texts())
    assert Press.PICK_CLIENT in await ana.presses()


async def test_a_dropped_draft_asks_nobody(town: Town) -> None:
    client = await is_in(town)
    ana = await begun(town)
    heard = len(await client.all_texts())
    await ana.press(Press.DROP)

    assert await town.read(every_page) == []
    assert len(await client.all_texts()) == heard


async def test_a_draft_survives_other_work_and_goes_on(town: Town) -> None:
    await is_in(town)
    await is_in(town, "T.K.")
    page = await asked(town, "T.K.")
    ana = await begun(town)
    await ana.say(f"/check {page.case.request.code}")
    await ana.press(Press.PICK_PERIOD, "last_6")
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "month")
    await ana.press(Press.SEND)

    assert len(await town.read(every_page)) == 2


async def test_a_client_who_blocked_meanwhile_is_not_asked(town: Town) -> None:
    client = await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    await client.phone.block()
    await town.settle()

    await ana.press(Press.SEND)

    assert await town.read(every_page) == []
    assert "SENT" not in await ana.sees()


# --- the agency's own look first ---------------------------------------------------------------------------------


async def test_a_subpoena_goes_to_the_agency_first_and_the_client_hears_nothing(town: Town) -> None:
    client = await is_in(town)
    heard = len(await client.all_texts())
    page = await asked(town, kind="subpoena", requester="County Court", items=("attend",), review_first=True)

    assert page.case.standing.state is State.IN_REVIEW
    assert len(await client.all_texts()) == heard
    await town.admin.press(Press.APPROVE)

    assert await state_of(town, page) is State.ASKED
    assert len(await client.all_texts()) == heard + 1
    assert any("SENT" in text for text in await town.ana.all_texts())


async def test_a_preview_of_a_subpoena_offers_no_way_past_the_agency(town: Town) -> None:
    await is_in(town)
    ana = await begun(town, "subpoena")
    await ana.press(Press.PICK_PERIOD, "last_6")
    await ana.press(Press.ITEM, "attend")
    await ana.say("It is named in it.")
    await ana.press(Press.DONE)
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "month")

    assert Press.SEND not in await ana.presses()
    assert Press.REVIEW_FIRST in await ana.presses()


async def test_what_the_agency_sends_back_never_reaches_the_client(town: Town) -> None:
    client = await is_in(town)
    heard = len(await client.all_texts())
    page = await asked(town, kind="subpoena", requester="County Court", items=("attend",), review_first=True)

    await town.admin.press(Press.SEND_BACK)

    assert await state_of(town, page) is State.WITHDRAWN
    assert len(await client.all_texts()) == heard
    assert page.case.request.code in await town.ana.sees()


async def test_nobody_approves_their_own_request_while_there_is_another_admin(town: Town) -> None:
    await is_in(town, "T.K.", clinician="Lee Moss")
    second = await town.joins_as_staff("Jo Park", "admin")
    page = await asked(
        town, "T.K.", kind="subpoena", requester="County Court", items=("attend",), review_first=True, by="Lee Moss"
    )
    await town.admin.say(page.case.request.code)
    assert not await town.admin.has(Press.APPROVE)

    await second.press(Press.APPROVE)

    assert await state_of(town, page) is State.ASKED


async def test_the_only_admin_may_approve_their_own(town: Town) -> None:
    await is_in(town, "T.K.", clinician="Lee Moss")
    page = await asked(
        town, "T.K.", kind="subpoena", requester="County Court", items=("attend",), review_first=True, by="Lee Moss"
    )

    await town.admin.press(Press.APPROVE)

    assert await state_of(town, page) is State.ASKED


async def test_an_approval_offered_when_she_was_alone_does_not_count_once_there_is_another_admin(town: Town) -> None:
    await is_in(town, "T.K.", clinician="Lee Moss")
    page = await asked(
        town, "T.K.", kind="subpoena", requester="County Court", items=("attend",), review_first=True, by="Lee Moss"
    )
    await town.joins_as_staff("Jo Park", "admin")

    await town.admin.press(Press.APPROVE)

    assert await state_of(town, page) is State.IN_REVIEW


async def test_with_nobody_to_look_at_it_nothing_is_said_to_be_in_review(town: Town) -> None:
    await is_in(town)
    await town.admin.phone.block()
    await town.settle()
    ana = await begun(town, "subpoena")
    await ana.press(Press.PICK_PERIOD, "last_6")
    await ana.press(Press.ITEM, "attend")
    await ana.say("It is named in it.")
    await ana.press(Press.DONE)
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, "month")
    await ana.press(Press.REVIEW_FIRST)

    assert await town.read(every_page) == []
    assert "IN REVIEW" not in await ana.sees()
    await town.admin.phone.unblock()
    await town.settle()
    await ana.press(Press.REVIEW_FIRST)
    assert [page.case.standing.state for page in await town.read(every_page)] == [State.IN_REVIEW]


async def test_a_review_that_was_put_away_is_found_again_in_the_list(town: Town) -> None:
    await is_in(town)
    page = await asked(town, kind="subpoena", requester="County Court", items=("attend",), review_first=True)
    await town.admin.say("/open")

    await town.admin.press(Press.STAFF_CASE, page.case.request.id)
    await town.admin.press(Press.APPROVE)

    assert await state_of(town, page) is State.ASKED


async def test_what_may_no_longer_be_asked_is_not_approved(town: Town) -> None:
    await is_in(town)
    page = await asked(
        town, kind="subpoena", requester="County Court", items=("attend",), review_first=True, answer_in=2
    )
    town.clock.advance(town.step(days=4))

    await town.admin.press(Press.APPROVE)

    assert await state_of(town, page) is State.IN_REVIEW
    assert not any("SENT" in text for text in await town.ana.all_texts())


async def test_a_client_out_of_reach_is_not_asked_by_an_approval(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town, kind="subpoena", requester="County Court", items=("attend",), review_first=True)
    await client.phone.block()
    await town.settle()

    await town.admin.press(Press.APPROVE)

    assert await state_of(town, page) is State.IN_REVIEW


async def test_a_request_in_review_can_be_taken_back_for_either_reason(town: Town) -> None:
    await is_in(town)
    for n, press in enumerate((Press.TAKE_BACK, Press.FACTS_WRONG)):
        page = await asked(town, kind="subpoena", requester=f"Court {n}", items=("attend",), review_first=True)
        await town.ana.say(page.case.request.code)
        await town.ana.press(Press.WITHDRAW)
        await town.ana.press(press)
        assert await state_of(town, page) is State.WITHDRAWN

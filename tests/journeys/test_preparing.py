"""Ana prepares a request in the chat: reasons, typed dates, all records, old buttons."""

import pytest

from bot.screens import Press
from db import lookups
from tests.journeys.shortcuts import asked, begun, every_page, is_in, staff_named, to_the_preview
from tests.journeys.town import PAYER, Town


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
    """HIPAA-MN-3."""
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


async def test_a_case_code_typed_meanwhile_is_looked_up_and_is_nobodys_name(town: Town) -> None:
    await is_in(town)
    await is_in(town, "T.K.")
    page = await asked(town, "T.K.")
    await town.ana.say("/new")
    await town.ana.press(Press.PICK_CLIENT)

    await town.ana.say(page.case.request.code)

    assert "T.K." in await town.ana.sees()
    assert len(await town.read(lambda turn: lookups.requesters(turn.session, turn.vault))) == 1


async def test_a_reason_is_not_what_is_typed_after_something_else(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    await ana.press(Press.ITEMS)
    await ana.press(Press.ITEM, "goals")
    await ana.say("/open")
    await ana.say("T.K. called")

    draft = await town.read(lambda turn: lookups.draft(turn.session, turn.vault, staff_named(turn, "Ana Ruiz").id))
    assert draft is not None
    assert "goals" not in draft["items"]


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


async def test_back_takes_one_answer_away_at_a_time_as_far_as_the_client(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    seen = []
    for _ in range(6):
        await ana.press(Press.ONE_BACK)
        seen.append((await ana.presses())[0])

    assert seen == [
        Press.PICK_ENDS,
        Press.PICK_ANSWER_BY,
        Press.PICK_PERIOD,
        Press.PICK_KIND,
        Press.PICK_REQUESTER,
        Press.PICK_CLIENT,
    ]
    assert Press.ONE_BACK not in await ana.presses()


async def test_a_double_tap_on_back_goes_back_once(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    await to_the_preview(ana)
    message, back = await ana.button(Press.ONE_BACK)
    await ana.press(Press.ONE_BACK)
    await ana.phone.tap_data(message, back)
    await town.settle()

    assert (await ana.presses())[0] == Press.PICK_ENDS


async def test_back_leads_to_another_requester_and_the_request_is_sent_under_that_name(town: Town) -> None:
    await is_in(town)
    ana = await begun(town)
    for _ in range(2):
        await ana.press(Press.ONE_BACK)
    await ana.say("Harbor Health Plan")
    await ana.press(Press.PICK_KIND, "payer_payment")
    await to_the_preview(ana)
    await ana.press(Press.SEND)

    assert (await town.page()).case.request.requester.name == "Harbor Health Plan"


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

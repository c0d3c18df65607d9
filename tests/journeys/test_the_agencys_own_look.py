"""Some requests the agency looks at first: four eyes, nobody told too early, nothing stuck."""

from bot.screens import Press
from consent.states import State
from tests.journeys.shortcuts import asked, begun, every_page, is_in, state_of
from tests.journeys.town import Town


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

"""An agency under 42 CFR Part 2 asks for drug care records: said first, signed, and sent with its notice."""

from bot.actions import rules
from bot.actions.turn import Turn
from bot.screens import Press
from consent.packs.rule import Pack
from consent.request import LegalBasis
from consent.statements import Statement
from consent.states import State
from db.shapes import Page, Sent
from tests.journeys.shortcuts import asked, is_in, state_of
from tests.journeys.town import Person, Town


async def after_a_signed_yes(town: Town) -> Page:
    """Drug care records may go out to another doctor."""
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.PART2, on=True))
    client = await is_in(town)
    page = await asked(town, kind="provider", requester="Dr. Flores", items=["dx", "sud"], review_first=True)
    await town.admin.press(Press.APPROVE)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.ONE_YES, Press.SAVE):
        await client.press(press)
    await client.say("Maria Rivera")
    assert await state_of(town, page) is State.GRANTED
    return page


async def sent(town: Town, page: Page) -> list[Sent]:
    def look(turn: Turn) -> list[Sent]:
        return turn.sent(page.case.request.id)

    return await town.read(look)


async def test_a_release_is_recorded_only_with_the_papers_that_have_to_lie_beside_it(town: Town) -> None:
    """P2-32-a, P2-32-b, P2-25, HIPAA-528-2: gate G10."""
    page = await after_a_signed_yes(town)
    await town.ana.press(Press.MARK)
    asked_about = await town.ana.sees()
    assert "Tap each of these papers" in asked_about
    assert "You put with it" not in asked_about

    await town.ana.press(Press.MARK_DONE)
    assert "NOT RECORDED" in await town.ana.sees()
    assert "A notice that has to go with it is missing." in await town.ana.sees()
    assert await sent(town, page) == []

    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_WITH, "consent_copy")
    assert "You put with it: " in await town.ana.sees()
    await town.ana.press(Press.MARK_DONE)
    assert await sent(town, page) == []

    await town.ana.press(Press.MARK)
    for paper in ("consent_copy", "part2_statement"):
        await town.ana.press(Press.MARK_WITH, paper)
    await town.ana.press(Press.MARK_DONE)

    assert "RECORDED AS SENT" in await town.ana.sees()
    [gone] = await sent(town, page)
    assert sorted(gone.facts["attached"]) == ["consent_copy", "part2_statement"]
    assert (gone.facts["countable_hipaa"], gone.facts["countable_part2"]) == (False, False)


async def test_a_second_tap_takes_a_paper_away_again_and_items_can_be_picked_meanwhile(town: Town) -> None:
    page = await after_a_signed_yes(town)
    await town.ana.press(Press.MARK)
    for press, arg in (
        (Press.MARK_WITH, "part2_statement"),
        (Press.MARK_WITH, "consent_copy"),
        (Press.MARK_ITEM, "0"),
        (Press.MARK_WITH, "consent_copy"),
    ):
        await town.ana.press(press, arg)
    await town.ana.press(Press.MARK_DONE)

    assert await sent(town, page) == []


async def test_what_the_law_wants_is_said_signed_and_sent_along(town: Town) -> None:
    """P2-31-a3, P2-31-a4-iii, P2-31-a8, P2-32-a, P2-32-b, SCOPE-2."""
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.PART2, on=True))
    client = await is_in(town)
    page = await asked(town, kind="provider", requester="Dr. Flores", items=["dx", "sud"], review_first=True)
    await town.admin.press(Press.APPROVE)
    assert page.case.request.legal_basis is LegalBasis.AUTHORIZATION_REQUIRED

    for press in (Press.OPEN, Press.SHARE_ALL):
        await client.press(press)
    told = await client.sees()
    assert "care for alcohol or drug use" in told
    assert "use them against you in court" in told
    for press in (Press.SHARE_ALL, Press.ONE_YES, Press.SAVE):
        await client.press(press)
    assert await state_of(town, page) is State.ASKED
    await client.say("Maria Rivera")

    await town.ana.say(f"/check {page.case.request.code}")
    assert "MAY GO OUT" in await town.ana.sees()
    assert "Send with it: a copy of the consent and the notice of 42 CFR Part 2." in await town.ana.sees()


async def signs(client: Person, *presses: Press) -> None:
    for press in presses:
        await client.press(press)
    await client.say("Maria Rivera")


async def under_part_2(town: Town) -> tuple[Person, Page]:
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.PART2, on=True))
    client = await is_in(town)
    page = await asked(town, kind="provider", requester="Dr. Flores", items=["dx", "sud"], review_first=True)
    await town.admin.press(Press.APPROVE)
    return client, page


async def test_a_yes_after_a_no_opens_what_the_law_guards_too(town: Town) -> None:
    """REV-10, P2-31-a3, P2-31-a4-iii: what was said before the no is not unsaid."""
    client, _ = await under_part_2(town)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_NOTHING, Press.CHANGED_MIND):
        await client.press(press)

    await signs(client, Press.SHARE_ALL, Press.ONE_YES, Press.SAVE)

    again = await town.page()
    assert again.case.standing.state is State.GRANTED
    await town.ana.say(f"/check {again.case.request.code}")
    assert "Send with it: a copy of the consent and the notice of 42 CFR Part 2." in await town.ana.sees()


async def test_what_a_law_wants_said_that_came_on_after_the_explanation_is_said_before_the_yes(town: Town) -> None:
    """DP-5, ST-0."""
    client, page = await under_part_2(town)
    for press in (Press.OPEN, Press.WHAT_IF):
        await client.press(press)
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.IL_MENTAL_HEALTH, on=True))

    await client.press(Press.SHARE_ALL)

    assert "ask to see what we would send" in await client.sees()
    assert Statement.MAY_LOOK in (await town.page(page.case.request.code)).case.standing.said

"""An agency under 42 CFR Part 2 asks for drug care records: said first, signed, and sent with its notice."""

from bot.actions import rules
from bot.screens import Press
from consent.packs.rule import Pack
from consent.request import LegalBasis
from consent.statements import Statement
from consent.states import State
from db.shapes import Page
from tests.journeys.shortcuts import asked, is_in, state_of
from tests.journeys.town import Person, Town


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

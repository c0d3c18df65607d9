"""An agency under 42 CFR Part 2 asks for drug care records: said first, signed, and sent with its notice."""

from bot.actions import rules
from bot.screens import Press
from consent.packs.rule import Pack
from consent.request import LegalBasis
from consent.states import State
from tests.journeys.shortcuts import asked, is_in, state_of
from tests.journeys.town import Town


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

"""A client at the check before a yes, for the stories that begin there."""

from typing import Any

from bot.actions import rules
from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from consent.understanding import Extra
from db.evidence import happenings
from db.shapes import Page
from tests.journeys.shortcuts import asked, is_in
from tests.journeys.town import Person, Town

TO_THE_CHECK = (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE)


async def switched_on(town: Town, *kinds: str, on: bool = True) -> None:
    what = Extra.TEACH_BACK
    await town.do(lambda turn: rules.switch_question(turn.session, turn.vault, turn.now, what, kinds, on=on))


async def at_the_check(town: Town, kind: str = "payer_payment", language: str = "en") -> Person:
    await switched_on(town)
    client = await is_in(town, language=language)
    await asked(town, kind=kind)
    for press in TO_THE_CHECK:
        await client.press(press)
    assert (await town.page()).case.standing.state is State.ASKED
    return client


async def evidence(town: Town, page: Page) -> dict[str, Any]:
    """How the newest decision came."""

    def look(turn: Turn) -> dict[str, Any]:
        found = happenings(turn.session, turn.vault, page.case.request.id)
        return dict(next(each.detail for each in reversed(found) if "granted" in each.detail))

    return await town.read(look)

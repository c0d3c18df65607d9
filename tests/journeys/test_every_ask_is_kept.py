"""Whoever asks "may I release this now?" leaves a trace: when the answer is no, and when nothing is there to ask."""

from sqlmodel import col, select

from bot.actions import gate
from bot.actions.turn import Turn
from bot.screens import Press
from consent.packs.rule import Pack
from db.events import events_of
from db.tables import Audit
from tests.journeys.shortcuts import asked, events, is_in, says_yes
from tests.journeys.town import Town


async def asks_about_nothing(town: Town) -> list[str]:
    """Who asked about requests that are not there for them, in order."""

    def look(turn: Turn) -> list[str]:
        return list(turn.session.exec(select(Audit.actor).where(Audit.chain == "gate").order_by(col(Audit.seq))))

    return await town.read(look)


async def test_a_no_of_the_gate_is_kept_as_well_as_a_yes(town: Town) -> None:
    """E7."""
    client, page = await is_in(town), await asked(town)

    await town.ana.say(f"/check {page.case.request.code}")
    await says_yes(town, client)
    await town.ana.say(f"/check {page.case.request.code}")

    verdicts = await town.read(
        lambda turn: [
            (each.detail["verdict"], [pack.split()[0] for pack in each.detail["packs"]])
            for each in events_of(turn.session, turn.vault, f"request:{page.case.request.id}")
            if each.action == "gate_asked"
        ]
    )
    assert verdicts == [("block", [Pack.HIPAA]), ("allow", [Pack.HIPAA])]


async def test_an_ask_about_another_persons_request_or_none_is_kept_without_what_was_typed(town: Town) -> None:
    """E7."""
    await is_in(town)
    page = await asked(town)
    ben = await town.joins_as_staff("Ben Oda", "clinician")

    await ben.say(f"/check {page.case.request.code}")
    await ben.say("/check AF-ZZ22")
    await town.do(lambda turn: gate.ask_by_code(turn.session, turn.vault, turn.now, "AF-ZZ22"))

    kept = await town.read(lambda turn: events_of(turn.session, turn.vault, "gate"))
    assert [each.detail["verdict"] for each in kept] == ["block"] * 3
    assert not any("AF-" in str(each.detail) for each in kept)
    assert len(set(await asks_about_nothing(town))) == 2


async def test_an_ask_about_a_day_gone_by_is_kept(town: Town) -> None:
    """E7."""
    client, page = await is_in(town), await asked(town)
    await says_yes(town, client)
    code, then = page.case.request.code, town.clock.now()
    await client.press(Press.STOP)

    await town.do(lambda turn: gate.ask_about_then(turn.session, turn.vault, turn.now, code, then))

    assert (await events(town, page))[-1] == "asked_about_then"

"""A yes that is on hold, limited, wrong or over is told as it is on every paper, and looks active in no export."""

import json
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from bot.actions import deciding, places
from bot.actions.deciding import Whose
from bot.actions.papers import gather
from bot.actions.turn import Turn
from bot.papers.fhir import Profile, bundle
from bot.papers.kantara import iso27560
from bot.papers.people import Form, sheet
from bot.screens import Press
from consent.deciders import Authority
from consent.receipts import ConsentRecord
from consent.request import Places
from consent.word import Helper, Method, Proof
from db.ledger import people
from db.shapes import Page
from tests.journeys.shortcuts import asked, client_of, is_in, says_yes
from tests.journeys.town import Person, Town

MR = Whose("M.R.", "Ana Ruiz")
Event = Callable[[Town, Person, Page], Awaitable[object]]


def add_parent(turn: Turn) -> str:
    who = {"name": "Carmen Rodriguez", "authority": Authority.PARENT, "proof": "birth certificate"}
    return deciding.add(turn.session, turn.vault, turn.now, MR, **who)  # type: ignore[arg-type]  # by name


async def born(town: Town, day: date) -> None:
    await town.do(lambda turn: deciding.set_born(turn.session, turn.vault, turn.now, MR, day))


async def parent_answers(town: Town, page: Page, parent: str, *, yes: bool) -> None:
    ana = town.ana
    await ana.say(page.case.request.code)
    await ana.press(Press.RECORD)
    await ana.press(Press.GIVEN_BY, parent)
    await ana.press(Press.SAID_BY, Method.PAPER)
    await ana.press(Press.KNOWN_BY, Proof.DOCUMENT)
    await ana.press(Press.SAID_ON, "0")
    await ana.press(Press.HELPED_BY, Helper.INTERPRETER)
    if not yes:
        await ana.press(Press.RECORD_THEIR_NO)
        return
    for at in range(len(page.case.request.items)):
        await ana.press(Press.RECORD_ITEM, str(at))
    await ana.press(Press.RECORD_SAVE)


async def record_of(town: Town, page: Page) -> ConsentRecord:
    kept = await town.do(lambda turn: gather(turn, page.case.request.code, "record"))
    assert kept is not None
    return kept


def looks_active(kept: ConsentRecord) -> list[str]:
    """Where it looks as if something may go out."""
    found = [profile for profile in Profile if '"status": "active"' in json.dumps(bundle(kept, profile))]
    permits = [profile for profile in Profile if '"permit"' in json.dumps(bundle(kept, profile))]
    given = iso27560(kept)["state"] in {"ConsentGiven", "RenewedConsentGiven"}
    return [*found, *permits, *(["iso27560"] if given else []), *(["in force"] if kept.in_force else [])]


async def change(town: Town, **columns: object) -> None:
    def work(turn: Turn) -> None:
        id = client_of(turn, "M.R.").id
        people.change_client(
            turn.session, turn.vault, id, now=turn.now, actor="admin", action="changed", changes=columns
        )

    await town.do(work)


async def stops(town: Town, client: Person, page: Page) -> None:
    await client.press(Press.STOP)


async def writes_a_bare_stop(town: Town, client: Person, page: Page) -> None:
    await change(town, stop_word_at=town.clock.now())


async def cannot_be_reached(town: Town, client: Person, page: Page) -> None:
    await change(town, channel="unreachable")


async def turns_out_to_be_somebody_else(town: Town, client: Person, page: Page) -> None:
    await change(town, channel="not_me")


async def runs_out(town: Town, client: Person, page: Page) -> None:
    town.clock.advance(town.step(days=100))


async def is_sent_once(town: Town, client: Person, page: Page) -> None:
    await town.ana.say(f"/check {page.case.request.code}")
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)


async def a_parent_says_no(town: Town, client: Person, page: Page) -> None:
    parent = await town.do(add_parent)
    await parent_answers(town, page, parent, yes=False)


async def is_a_child(town: Town, client: Person, page: Page) -> None:
    await born(town, date(2012, 3, 14))


WHAT_HAPPENS: list[Event] = [
    stops, writes_a_bare_stop, cannot_be_reached, turns_out_to_be_somebody_else, runs_out, is_sent_once,
    a_parent_says_no, is_a_child,
]  # fmt: skip


@pytest.mark.parametrize("happens", WHAT_HAPPENS, ids=lambda event: str(event.__name__))
async def test_a_yes_stops_looking_active_at_once(town: Town, happens: Event) -> None:
    """REC-FHIR-1, REC-27560-2."""
    client = await is_in(town)
    await asked(town, one_time=happens is is_sent_once)
    page = await says_yes(town, client)
    assert len(looks_active(await record_of(town, page))) == 6

    await happens(town, client, page)

    kept = await record_of(town, page)
    assert looks_active(kept) == []
    first = sheet(Form.RECEIPT, kept, town.app.words.catalogues, key="key").blocks[0]
    assert first.kind == "frame"


async def test_a_parents_yes_is_on_the_paper_and_looks_active_only_once_it_counts(town: Town) -> None:
    """HIPAA-C1-vi-b, ESIG-4, ESIG-9: and a parent who is refused makes it inactive at once."""
    await is_in(town)
    await born(town, date(2012, 3, 14))
    parent = await town.do(add_parent)
    page = await asked(town)
    await parent_answers(town, page, parent, yes=True)
    assert looks_active(await record_of(town, page)) == []
    await town.admin.press(Press.VOUCH)

    kept = await record_of(town, page)
    paper = sheet(Form.RECEIPT, kept, town.app.words.catalogues, key="key")
    text = " ".join(text for block in paper.blocks for text in block.texts)
    assert len(looks_active(kept)) == 6
    assert "Said yes for M.R.: Carmen Rodriguez (a parent)." in text
    assert "An interpreter helped." in text
    await town.do(lambda turn: deciding.refuse(turn.session, turn.vault, turn.now, MR, id=parent, reason="fear"))
    assert looks_active(await record_of(town, page)) == []


async def test_a_childs_consent_is_not_active_from_the_eighteenth_birthday_on(town: Town) -> None:
    """ST-MINOR."""
    await is_in(town)
    await born(town, date(2009, 7, 20))
    parent = await town.do(add_parent)
    page = await asked(town)
    await parent_answers(town, page, parent, yes=True)
    await town.admin.press(Press.VOUCH)
    assert len(looks_active(await record_of(town, page))) == 6

    await town.pass_time(days=20)

    kept = await record_of(town, page)
    assert looks_active(kept) == []
    assert iso27560(kept)["state"] == "ConsentExpired"


async def test_where_the_client_lives_is_kept_on_the_request_as_it_was(town: Town) -> None:
    """SCOPE-4."""
    client = await is_in(town)

    def note(turn: Turn, agency: str, own: str) -> None:
        places.set_agency_place(turn.session, turn.vault, turn.now, agency)
        places.set_client_place(turn.session, turn.vault, turn.now, MR, own)

    await town.do(lambda turn: note(turn, "US-NY", "us-nj"))
    await asked(town)
    page = await says_yes(town, client)
    await town.do(lambda turn: note(turn, "US-CA", "US-CA"))

    kept = await record_of(town, page)
    assert kept.case.request.places == Places("US-NY", "US-NJ")
    assert kept.jurisdictions == ("US-NY", "US-NJ")
    assert not kept.large_type

"""A release went to the wrong place: it is written down, told to admins and client, and shut until it is closed."""

from typing import Any

import pytest

from bot.actions import gate, incidents
from bot.actions.exporting import gather_all
from bot.actions.incidents import Mistake, NoSuchRelease, NothingOpen, NotToldYet, OnlyAdmins, StillSuspended
from bot.actions.owning_up import page_named
from bot.actions.papers import gather
from bot.actions.turn import Turn
from bot.papers.record import record
from bot.screens import Press
from consent.exception_list import Way
from db.shapes import Page
from tests.journeys.shortcuts import asked, client_of, events, is_in, says_yes, staff_named
from tests.journeys.test_suspensions import POLICE, suspends
from tests.journeys.test_without_a_yes import recorded, refused
from tests.journeys.town import PAYER, Person, Town

WRONG = "Oak School"


async def sent(town: Town) -> tuple[Person, Page]:
    """A yes, and a release that was recorded."""
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await town.ana.say(f"/check {page.case.request.code}")
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    return client, page


async def went_wrong(town: Town, page: Page) -> None:
    """Ana says in her chat that it went to somebody else."""
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WRONG_PLACE)
    await town.ana.say(WRONG)


async def reasons(town: Town, page: Page) -> list[str]:
    code = page.case.request.code

    def ask(turn: Turn) -> list[str]:
        return [each["code"] for each in gate.ask_by_code(turn.session, turn.vault, turn.now, code).facts["reasons"]]

    return await town.do(ask)


def work(turn: Turn, page: Page, what: str, by: str = "Lee Moss", how: str = "chat") -> None:
    staff, known = staff_named(turn, by), page_named(turn, page.case.request.code)
    if what == "close":
        incidents.close(turn, staff, known, "They shredded it.")
    else:
        incidents.tell(turn, staff, known, how)


async def delayed(town: Town, page: Page) -> None:
    """An official has said that the client must not be told yet."""

    def report(turn: Turn) -> None:
        known = page_named(turn, page.case.request.code)
        mistake = Mistake(incidents.releases(turn, known)[0].id, WRONG, "By fax.", "Detective Low, for 30 days.")
        incidents.report(turn, staff_named(turn, "Ana Ruiz"), known, mistake)

    await town.do(report)
    town.app.sender.nudge()
    await town.settle()


async def test_the_admins_and_the_client_are_told_and_the_gate_is_shut(town: Town) -> None:
    """HIPAA-BREACH."""
    client, page = await sent(town)
    assert await reasons(town, page) == []

    await went_wrong(town, page)

    assert "SENT TO THE WRONG PLACE" in await town.ana.sees()
    assert "SENT TO THE WRONG PLACE" in await town.admin.sees()
    assert "We made a mistake" in await client.sees()
    assert WRONG in await client.sees()
    assert await reasons(town, page) == ["incident"]
    await town.ana.say(f"/check {page.case.request.code}")
    assert "Have an admin look into it and close it." in await town.ana.sees()


async def test_an_admin_closes_it_and_the_record_tells_all_of_it(town: Town) -> None:
    """HIPAA-BREACH."""
    _, page = await sent(town)
    await went_wrong(town, page)

    await town.admin.press(Press.INCIDENT)

    assert await reasons(town, page) == []
    told = [each for each in await events(town, page) if each.startswith("wrong_place")]
    assert told == ["wrong_place", "wrong_place_told", "wrong_place_closed"]
    assert await town.do(incidents.waiting) == []


async def test_a_clinician_cannot_close_it(town: Town) -> None:
    """HIPAA-BREACH: it is the privacy officer's to close."""
    _, page = await sent(town)
    await went_wrong(town, page)
    await town.ana.say(page.case.request.code)

    assert Press.INCIDENT not in await town.ana.presses()
    with pytest.raises(OnlyAdmins):
        await town.do(lambda turn: work(turn, page, "close", "Ana Ruiz"))
    assert await reasons(town, page) == ["incident"]


async def test_who_got_what_says_the_truth(town: Town) -> None:
    """HIPAA-BREACH, HIPAA-528-3: the list names who got it, and that it was a mistake."""
    client, page = await sent(town)
    await client.say("/who")
    assert PAYER in await client.sees()

    await went_wrong(town, page)
    await client.say("/who")

    assert "By mistake to" in await client.sees()
    assert WRONG in await client.sees()
    assert PAYER not in await client.sees()
    kept = await town.do(lambda turn: gather(turn, page.case.request.code, "test"))
    assert kept is not None
    lines = [(each.recipient, each.mistake, each.countable_hipaa) for each in kept.disclosures]
    assert lines == [(WRONG, True, True)]


async def test_a_release_is_reported_once(town: Town) -> None:
    _, page = await sent(town)
    await went_wrong(town, page)
    await town.ana.say(page.case.request.code)

    assert Press.WRONG_PLACE not in await town.ana.presses()
    with pytest.raises(NoSuchRelease):
        await town.do(lambda turn: incidents.report(turn, staff_named(turn, "Ana Ruiz"), page, Mistake("x", WRONG)))


async def test_of_two_releases_the_right_one_is_picked(town: Town) -> None:
    client, page = await sent(town)
    await town.pass_time(days=1)
    await town.ana.say(f"/check {page.case.request.code}")
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WRONG_PLACE)
    await town.ana.tap("Sending 1")
    await town.ana.say(WRONG)
    await client.say("/who")

    seen = await client.sees()
    assert seen.count("By mistake to") == 1
    assert PAYER in seen


async def test_while_an_official_forbids_it_the_client_reads_nothing_of_it(town: Town) -> None:
    """HIPAA-BREACH: it cannot be closed behind the client's back, and the export of one's own data keeps it too."""
    client, page = await sent(town)
    await delayed(town, page)

    def own_data(turn: Turn) -> str:
        kept = gather_all(turn, client_of(turn, "M.R.").id)
        assert kept is not None
        return str([record(each) for each in kept.requests])

    await reasons(town, page)
    assert WRONG not in " ".join(await client.all_texts())
    await client.say("/who")
    assert PAYER in await client.sees()
    mine = await town.do(own_data)
    assert WRONG not in mine
    assert "HIPAA-BREACH" not in mine
    assert "'holds': []" in mine
    assert "'in_force': True" in mine
    assert await reasons(town, page) == ["incident"]
    assert "does not know of it yet" in await town.admin.sees()
    with pytest.raises(NotToldYet):
        await town.do(lambda turn: work(turn, page, "close"))

    await town.do(lambda turn: work(turn, page, "tell"))
    town.app.sender.nudge()
    await town.settle()
    assert "We made a mistake" in await client.sees()
    mine = await town.do(own_data)
    assert WRONG in mine
    assert "'holds': [<Hold.INCIDENT" in mine
    await town.do(lambda turn: work(turn, page, "close"))
    assert await reasons(town, page) == []


@pytest.mark.parametrize("paper", ["receipt", "authorization", "revocation", "accounting"])
async def test_no_paper_for_the_client_shows_a_mistake_that_they_may_not_know_of(town: Town, paper: str) -> None:
    """HIPAA-BREACH."""
    _, page = await sent(town)
    await delayed(town, page)

    made = await town.do(lambda turn: gather(turn, page.case.request.code, paper))
    whole = await town.do(lambda turn: gather(turn, page.case.request.code, "record"))

    assert made is not None
    assert whole is not None
    assert (made.in_force, whole.in_force) == (True, False)


async def test_notes_for_the_agency_alone_never_reach_the_client(town: Town) -> None:
    """HIPAA-BREACH: not when they are told, and not when it is closed."""
    _, page = await sent(town)
    await delayed(town, page)
    await town.do(lambda turn: work(turn, page, "tell"))
    await town.do(lambda turn: work(turn, page, "close"))

    kept = await town.do(lambda turn: gather_all(turn, client_of(turn, "M.R.").id))
    assert kept is not None
    mine = str([record(each) for each in kept.requests])
    assert WRONG in mine
    assert not any(note in mine for note in ("By fax.", "Detective Low", "They shredded it."))


@pytest.mark.parametrize("in_the_way", [{"hidden": True}, {"channel": "unreachable"}])
async def test_who_is_away_counts_as_told_once_they_have_read_it(town: Town, in_the_way: dict[str, Any]) -> None:
    """HIPAA-BREACH."""
    client, page = await sent(town)
    await town.do(lambda turn: turn.change_client(page.case.request.client_id, "away", in_the_way))
    await went_wrong(town, page)
    assert "told once they are back" in await town.ana.sees()
    with pytest.raises(NotToldYet):
        await town.do(lambda turn: work(turn, page, "close"))

    await town.do(lambda turn: work(turn, page, "tell"))
    await client.say("menu")

    assert sum("We made a mistake" in text for text in await client.all_texts()) == 1
    assert [bool(each["told_at"]) for each in await town.do(incidents.waiting)] == [True]
    await town.do(lambda turn: work(turn, page, "close"))
    told = [each for each in await events(town, page) if each.startswith("wrong_place")]
    assert told == ["wrong_place", "wrong_place_told", "wrong_place_closed"]


async def test_who_wants_no_facts_in_the_chat_is_told_by_a_person(town: Town) -> None:
    """HIPAA-BREACH, TG-2: a sign that there is something to ask about tells nobody what went wrong."""
    client, page = await sent(town)
    await town.do(lambda turn: turn.change_client(page.case.request.client_id, "quietly", {"detail": "in_person"}))
    await went_wrong(town, page)

    assert WRONG not in " ".join(await client.all_texts())
    assert "Tell them in person" in await town.ana.sees()
    with pytest.raises(NotToldYet):
        await town.do(lambda turn: work(turn, page, "close"))
    await town.do(lambda turn: work(turn, page, "tell", how="in_person"))
    await town.do(lambda turn: work(turn, page, "close"))


async def test_what_an_official_had_suspended_is_not_told_before_its_day(town: Town) -> None:
    """HIPAA-BREACH, HIPAA-528-5."""
    _, page = await refused(town)
    await recorded(town, page, Way.LEGAL_PROCESS, to=POLICE, cosigned_by="Lee Moss", counsel_agreed=True)
    await delayed(town, page)
    await suspends(town, page, days=60)

    with pytest.raises(StillSuspended):
        await town.do(lambda turn: work(turn, page, "tell"))
    await town.pass_time(days=61)
    await town.do(lambda turn: work(turn, page, "tell"))
    await town.do(lambda turn: work(turn, page, "close"))


async def test_who_wants_no_messages_is_told_by_a_person(town: Town) -> None:
    """HIPAA-BREACH: until then it stays open."""
    client, page = await sent(town)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)
    before = len(await client.all_texts())
    await went_wrong(town, page)

    assert "Tell them in person" in await town.ana.sees()
    assert len(await client.all_texts()) == before
    with pytest.raises(NotToldYet):
        await town.do(lambda turn: work(turn, page, "close"))
    await town.do(lambda turn: work(turn, page, "tell", how="in_person"))
    await town.do(lambda turn: work(turn, page, "close"))
    with pytest.raises(NothingOpen):
        await town.do(lambda turn: work(turn, page, "close"))


async def test_a_stop_still_works_while_it_is_open(town: Town) -> None:
    """REV-1, HIPAA-BREACH."""
    client, page = await sent(town)
    await went_wrong(town, page)
    await client.say("I want to stop sharing please")

    assert "revoked" in await reasons(town, page)

"""What the agency has to have told: notices and where to complain, in the chat, in the record and in the morning."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.actions import publishing, rules
from bot.actions.deciding import Whose
from bot.screens import Press
from consent.packs.rule import Pack
from consent.told import Told
from db.events import events_of
from db.notices import given_to
from db.shapes import Page
from tests.journeys.shortcuts import asked, client_of, is_in, says_yes
from tests.journeys.town import Person, Town

URL = "https://riverside.example.org/notice"
OF_EUROPE = (
    *("Riverside Center", "Nora Vale", "Data Protection Commission", "outside Europe", "Ten years."),
    *("Where it comes from", "What for", "Why we may", "Who gets it", "take back a yes", "You never have to answer."),
)
TUESDAY = datetime(2027, 7, 6, 8, 30, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)


async def tells(town: Town, kind: Told, version: str = "2027-1") -> None:
    """The agency sets one of its notices."""
    since = date(2027, 1, 1)
    await town.do(
        lambda t: publishing.set_paper(t.session, t.vault, t.now, kind, version=version, url=URL, since=since)
    )


async def has_contact(town: Town, kind: Told, name: str = "Lee Moss", phone: str = "518-555-0100") -> None:
    """The agency says whom to turn to."""
    await town.do(
        lambda t: publishing.set_contact(
            t.session, t.vault, t.now, kind, name=name, address="1 River Road", phone=phone
        )
    )


async def under(town: Town, pack: Pack, *, on: bool = True) -> None:
    """The agency switches a law on or off."""
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, pack, on=on))


async def recorded(town: Town, page: Page, action: str) -> dict[str, Any]:
    """What the record of a request keeps of one event."""
    chain = f"request:{page.case.request.id}"
    found = await town.read(lambda turn: events_of(turn.session, turn.vault, chain))
    return dict(next(each.detail for each in found if each.action == action))


async def test_privacy_links_to_our_notices_and_says_where_to_complain(town: Town) -> None:
    """HIPAA-520-1, HIPAA-COMPL, HIPAA-530g, TG-13."""
    await tells(town, Told.NPP)
    await tells(town, Told.POLICY, "3")
    await has_contact(town, Told.COMPLAINTS)
    client = await is_in(town)

    await client.say("/privacy")

    seen = await client.sees()
    assert f"Our notice on privacy, version 2027-1: {URL}" in _bare(seen)
    assert f"version 3: {URL}" in _bare(seen)
    assert "you can tell Lee Moss, 1 River Road, 518-555-0100." in _bare(seen)
    assert "hhs.gov/ocr/complaints" in seen
    assert "No one will treat you worse for it." in seen
    assert not await client.has(Press.MORE_RIGHTS)


async def test_what_the_agency_has_not_written_down_leaves_no_gap(town: Town) -> None:
    await under(town, Pack.HIPAA, on=False)
    client = await is_in(town)

    await client.say("/privacy")

    seen = await client.sees()
    assert "version" not in seen
    assert "you can tell" not in seen
    assert "None" not in seen


async def test_a_client_on_the_way_in_can_read_about_privacy_too(town: Town) -> None:
    """TG-13."""
    await tells(town, Told.POLICY)
    link = await town.invite_client()
    client = await town.newcomer("M.R.")
    await client.start(link.token)
    await client.press(Press.LANGUAGE, "en")

    await client.say("/privacy")

    assert URL in await client.sees()


async def test_a_receipt_says_in_one_line_where_to_complain(town: Town) -> None:
    """HIPAA-COMPL: after a yes, after a no, and on the paper."""
    await has_contact(town, Told.COMPLAINTS)
    client = await is_in(town)
    await asked(town)
    await says_yes(town, client)
    assert _bare(await client.sees()).count("To complain: Lee Moss, 518-555-0100.") == 1
    await client.press(Press.PAPER)
    assert "To complain: Lee Moss, 518-555-0100." in _bare(await client.sees())

    await asked(town, kind="provider", requester="Dr. Berg")
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)

    assert "To complain: Lee Moss, 518-555-0100." in _bare(await client.sees())


async def test_the_record_keeps_which_notices_stood_when_the_client_was_asked(town: Town) -> None:
    """HIPAA-520-1, P2-22: E2, also after the notice has changed."""
    await tells(town, Told.NPP, "2027-1")
    await tells(town, Told.PART2, "P-3")
    await is_in(town)
    page = await asked(town)
    await tells(town, Told.NPP, "2027-2")

    detail = await recorded(town, page, "asked")

    assert (detail["npp_version"], detail["part2_notice_version"]) == ("2027-1", "P-3")


async def drug_care(town: Town) -> Page:
    """A question about drug care, looked at by the admin."""
    page = await asked(town, kind="provider", requester="Dr. Flores", items=["dx", "sud"], review_first=True)
    await town.admin.press(Press.APPROVE)
    return page


async def test_the_part2_notice_comes_once_with_the_first_question_it_is_about(town: Town) -> None:
    """P2-22: version, date and method are recorded."""
    await under(town, Pack.PART2)
    await tells(town, Told.PART2, "P-3")
    client = await is_in(town)
    await asked(town)
    await client.press(Press.OPEN)
    assert not await links(client)  # This question is about no such care.
    await client.press(Press.SHARE_NOTHING)
    await drug_care(town)
    assert not await links(client)  # A knock holds no fact.

    await client.press(Press.OPEN)
    await client.press(Press.WHAT_IF)
    await client.press(Press.BACK)

    assert len(await links(client)) == 1
    assert await client.has(Press.SHARE_NOTHING)
    given = await town.read(lambda turn: given_to(turn.session, client_of(turn, "M.R.").id, "part2"))
    assert given is not None
    assert (given.version, given.method, given.at) == ("P-3", "chat", town.clock.now())
    await tells(town, Told.PART2, "P-4")
    await client.press(Press.WHAT_IF)
    assert len(await links(client)) == 2


async def test_who_got_the_part2_notice_on_paper_is_not_given_it_again(town: Town) -> None:
    """P2-22."""
    await under(town, Pack.PART2)
    await tells(town, Told.PART2)
    client = await is_in(town)
    whose = Whose("M.R.", "Ana Ruiz")
    await town.do(lambda turn: publishing.given_by_hand(turn.session, turn.vault, turn.now, whose, "paper"))
    await drug_care(town)

    await client.press(Press.OPEN)

    assert not await links(client)


async def test_who_wants_no_facts_in_the_chat_gets_no_such_notice_there(town: Town) -> None:
    """P2-22, TG-2: the notice itself would tell what the care is about."""
    await under(town, Pack.PART2)
    await tells(town, Told.PART2)
    client = await is_in(town, detail="in_person")
    await drug_care(town)

    await client.say("/choices")

    assert not await links(client)


async def test_no_missing_notice_stands_between_a_client_and_an_answer(town: Town) -> None:
    """P2-22, HIPAA-520-1: the gate does not ask for a link."""
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)

    await town.ana.say(f"/check {page.case.request.code}")

    assert "MAY GO OUT" in await town.ana.sees()


async def test_under_the_law_of_europe_a_second_page_tells_all_the_rest(town: Town) -> None:
    """GDPR-13, GDPR-14."""
    await under(town, Pack.GDPR)
    await has_contact(town, Told.OFFICER, "Nora Vale")
    await has_contact(town, Told.AUTHORITY, "Data Protection Commission", "")
    await town.do(
        lambda t: publishing.set_words(t.session, t.vault, t.now, Told.RETENTION, language="en", text="Ten years.")
    )
    client = await is_in(town)
    await client.say("/privacy")
    await client.press(Press.MORE_RIGHTS)

    seen = _bare(await client.sees())
    assert [said for said in OF_EUROPE if said not in seen] == []
    assert "six years" not in seen


async def test_words_of_another_language_are_never_shown_instead(town: Town) -> None:
    """GDPR-13, LEP-6."""
    await under(town, Pack.GDPR)
    await town.do(
        lambda t: publishing.set_words(t.session, t.vault, t.now, Told.RETENTION, language="en", text="Ten years.")
    )
    client = await is_in(town, language="es")
    await client.say("/privacy")

    await client.press(Press.MORE_RIGHTS)

    assert "Ten years" not in await client.sees()
    assert "seis años" in await client.sees()


async def test_admins_read_in_the_morning_what_is_missing_and_what_has_to_be_checked(town: Town) -> None:
    """HIPAA-520-1, HIPAA-COMPL, SAFE-8."""
    checked = date(2026, 12, 1)
    await town.do(
        lambda t: publishing.crisis_checked(t.session, t.vault, t.now, emergency=None, crisis=None, on=checked)
    )

    await morning(town)

    seen = _bare(await town.admin.sees())
    assert "the notice of privacy practices" in seen
    assert "whom clients can complain to" in seen
    assert "more than 180 days ago" in seen
    assert "180 days" not in await town.ana.sees()


async def test_admins_of_an_agency_that_told_everything_are_left_alone(town: Town) -> None:
    """SAFE-8."""
    for kind in (Told.NPP, Told.POLICY):
        await tells(town, kind)
    await has_contact(town, Told.COMPLAINTS)
    before = await town.admin.all_texts()

    await morning(town)

    assert await town.admin.all_texts() == before


async def test_the_limits_of_what_stays_private_can_be_read_again_at_any_time(town: Town) -> None:
    """ETH-4, ETH-10."""
    client = await is_in(town)
    await client.say("/privacy")
    await client.press(Press.LIMITS_AGAIN)

    assert "If a judge or a law orders it." in await client.sees()
    assert "we share as little as we can" in await client.sees()
    assert Press.LIMITS_READ not in await client.presses()


async def test_the_limits_are_told_on_the_way_in_and_the_record_keeps_when(town: Town) -> None:
    """ETH-4, ETH-10: as little as possible, time enough, and no pressure."""
    link = await town.invite_client()
    client = await town.newcomer("M.R.")
    await client.start(link.token)
    await client.press(Press.LANGUAGE, "en")
    await client.say(str(link.code))
    for step in (Press.PHONE, Press.WINDOW, Press.DETAIL):
        await client.press(step, "skip")

    assert "You can take your time, and say no." in await client.sees()
    await client.press(Press.LIMITS_READ)

    assert await town.read(lambda turn: client_of(turn, "M.R.").limits_read_at) == town.clock.now()


async def links(client: Person) -> list[str]:
    """The messages on this phone that hold the Part 2 notice."""
    return [text for text in await client.all_texts() if "more protection by law" in text]


async def morning(town: Town) -> None:
    """Sleep until the lists of Tuesday morning are said."""
    await town.pass_time(seconds=(TUESDAY - town.clock.now()).total_seconds())


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign not in "\u2068\u2069\u200e\u200f")

"""Something went out without a yes: it stands beside the untouched answer, and the client hears of it when they may."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.actions import excepted, excepting
from bot.actions.excepted import NothingHeld, NothingToReview, SamePerson
from bot.actions.excepting import Wanted
from bot.actions.policies import set_to
from bot.actions.turn import Turn
from bot.screens import Press
from bot.words.say import Words
from consent.exception_list import EXCEPTIONS, Delay, Needed, Way
from consent.states import State
from db.shapes import Page, Sent
from tests.journeys.shortcuts import asked, events, is_in, state_of
from tests.journeys.town import PAYER, Person, Town

HEADING = {
    "en": "We shared facts about you without your yes.",
    "es": "Compartimos datos sobre usted sin su sí.",
    "ar": "شاركنا معلومات عنك من دون موافقتك.",
}
WITHOUT = HEADING["en"]
ALERT = "SHARED WITHOUT A YES"
MONTH = timedelta(days=30)


async def refused(town: Town, **settings: Any) -> tuple[Person, Page]:
    """A client who said no; `settings` are columns of the client."""
    language = settings.pop("language", "en")
    client = await is_in(town, language=language, **settings)
    page = await asked(town)
    await client.say({"en": "no", "es": "no", "ar": "لا"}[language])
    return client, page


async def recorded(town: Town, page: Page, way: Way = Way.EMERGENCY, **changes: Any) -> dict[str, Any]:
    facts = {needed: "as written in the file" for needed in EXCEPTIONS[way].needs}
    usual = {"items": ("dx",), "to": "St. Vincent Emergency", "facts": facts, "by": "Ana Ruiz"}
    wanted = Wanted(**{"way": way, "code": page.case.request.code, **usual, **changes})
    said = await town.do(lambda turn: excepting.record(turn, wanted))
    town.app.sender.nudge()
    await town.settle()
    if "asked" not in said:
        return said
    await town.admin.press(Press.COSIGN)
    agreed = "two agreed" in await town.admin.sees()
    return {**said, "opens": agreed, "lacks": [] if agreed else said["lacks"]}


async def held(town: Town, page: Page) -> None:
    """A report that the law commands, of which the client may not hear yet."""
    facts = {needed: "as reported" for needed in EXCEPTIONS[Way.CHILD].needs} | {Needed.MANDATED: "yes"}
    await recorded(town, page, Way.CHILD, to="The hotline", facts=facts, delay=Delay.RISK_SERIOUS_HARM)


async def does(town: Town, what: Any, page: Page, by: str = "Ana Ruiz") -> None:
    await town.do(lambda turn: what(turn, page.case.request.code, by))
    town.app.sender.nudge()
    await town.settle()


async def sent(town: Town, page: Page) -> list[Sent]:
    def look(turn: Turn) -> list[Sent]:
        return turn.sent(page.case.request.id)

    return await town.read(look)


async def waits(town: Town, page: Page | None = None) -> list[dict[str, Any]]:
    code = None if page is None else page.case.request.code
    return await town.read(lambda turn: excepted.waiting(turn, code))


def heard(texts: list[str], words: str) -> int:
    return len([text for text in texts if words in text])


async def alerts(person: Person) -> int:
    return heard(await person.all_texts(), ALERT)


async def test_an_emergency_is_recorded_at_once_and_the_no_stays_a_no(town: Town) -> None:
    """P2-51, ETH-6, D-4."""
    client, page = await refused(town)

    said = await recorded(town, page)

    assert (said["opens"], said["lacks"], said["countable"]) == (True, [], False)
    assert await state_of(town, page) is State.DENIED
    assert "exception" in await events(town, page)
    assert [each.facts["basis"] for each in await sent(town, page)] == [Way.EMERGENCY]
    await client.say("/who")
    assert "St. Vincent" in await client.sees()


@pytest.mark.parametrize("language", [language.code for language in Words.load().offered])
async def test_the_client_reads_what_went_to_whom_and_why_in_their_language(town: Town, language: str) -> None:
    """D-3, ETH-1, SAFE-6."""
    client, page = await refused(town, language=language)

    await recorded(town, page)

    said = await client.sees()
    assert HEADING[language] in said
    for named in ("St. Vincent Emergency", "988", "911", page.case.request.code):
        assert named in said
    assert "as written in the file" not in said


async def test_a_claim_that_lacks_something_is_recorded_as_refused_and_sends_nothing(town: Town) -> None:
    client, page = await refused(town)

    said = await recorded(town, page, Way.COURT_ORDER)

    assert (said["opens"], said["lacks"]) == (False, ["second_person", "counsel"])
    assert await sent(town, page) == []
    assert "exception_refused" in await events(town, page)
    assert (await waits(town), heard(await client.all_texts(), WITHOUT)) == ([], 0)


async def test_once_the_chat_has_shown_it_the_record_says_that_the_client_was_told(town: Town) -> None:
    _, page = await refused(town)
    await recorded(town, page, cosigned_by="Lee Moss")

    await town.pass_time(days=1)

    assert "exception_told" in await events(town, page)
    assert await waits(town) == []
    assert (await alerts(town.ana), await alerts(town.admin)) == (0, 0)


async def test_at_night_the_client_is_told_in_the_morning(town: Town) -> None:
    client, page = await refused(town)
    await town.pass_time(hours=12)

    await recorded(town, page)
    assert heard(await client.all_texts(), WITHOUT) == 0

    await town.pass_time(hours=12)
    assert heard(await client.all_texts(), WITHOUT) == 1


@pytest.mark.parametrize("settings", [{"messages_stopped": True}, {"hidden": True}, {"detail": "in_person"}])
async def test_whom_the_chat_may_not_tell_a_person_tells(town: Town, settings: dict[str, Any]) -> None:
    """D-2."""
    client = await is_in(town)
    page = await asked(town)
    await client.say("no")
    await town.do(lambda turn: turn.change_client(page.case.request.client_id, "changed", settings))

    await recorded(town, page)
    assert heard(await client.all_texts(), WITHOUT) == 0
    await town.pass_time(days=1)
    assert (await alerts(town.ana), await alerts(town.admin)) == (1, 1)
    await town.pass_time(days=1)
    assert await alerts(town.ana) == 1
    await town.pass_time(days=7)
    assert await alerts(town.ana) == 2

    await does(town, excepted.told, page)
    await does(town, excepted.cosign, page, "Lee Moss")
    await town.pass_time(days=30)
    assert (await alerts(town.ana), await waits(town)) == (2, [])


async def test_on_a_shared_phone_a_sign_comes_first_and_the_facts_after_a_tap(town: Town) -> None:
    client, page = await refused(town, shared_phone=True)
    await recorded(town, page)
    assert heard(await client.all_texts(), WITHOUT) == 0

    await client.tap(0)

    assert heard(await client.all_texts(), WITHOUT) == 1


async def test_what_must_not_be_told_yet_is_not_read_either_until_it_is_told(town: Town) -> None:
    """D-2, HIPAA-528-5: looked at again within 30 days."""
    client, page = await refused(town)
    await held(town, page)
    await does(town, excepted.cosign, page, "Lee Moss")

    await client.say("/who")
    assert "hotline" not in await client.sees()
    assert [each["due"] for each in await waits(town, page)] == [False]

    await town.pass_time(days=30)
    assert [each["due"] for each in await waits(town, page)] == [True]
    assert await alerts(town.ana) == 1
    await does(town, excepted.confirm, page)
    assert [each["due"] for each in await waits(town, page)] == [False]
    await town.pass_time(days=29)
    assert await alerts(town.ana) == 1
    await town.pass_time(days=1)
    assert await alerts(town.ana) == 2

    await does(town, excepted.told, page)
    assert await waits(town, page) == []
    assert heard(await client.all_texts(), WITHOUT) == 0
    await client.say("/who")
    assert "hotline" in await client.sees()


async def test_once_the_reason_is_over_the_client_is_written_to_and_reads_of_it_once(town: Town) -> None:
    client, page = await refused(town)
    await held(town, page)
    assert heard(await client.all_texts(), "hotline") == 0

    await does(town, excepted.tell, page)

    assert heard(await client.all_texts(), WITHOUT) == 1
    assert len(await sent(town, page)) == 1
    with pytest.raises(NothingHeld):
        await does(town, excepted.confirm, page)
    await town.pass_time(days=1)
    assert [each["told_at"] is not None for each in await waits(town, page)] == [True]
    with pytest.raises(NothingHeld):
        await does(town, excepted.told, page)
    assert len(await sent(town, page)) == 1


async def test_a_second_person_looks_afterwards_and_it_held_nothing_up(town: Town) -> None:
    """D, none-block."""
    client, page = await refused(town)
    await recorded(town, page)
    assert heard(await client.all_texts(), WITHOUT) == 1
    with pytest.raises(SamePerson):
        await does(town, excepted.cosign, page)

    await town.pass_time(days=1)
    assert heard(await town.admin.all_texts(), "exception cosign") == 1

    await does(town, excepted.cosign, page, "Lee Moss")
    assert "exception_reviewed" in await events(town, page)
    assert await waits(town) == []
    with pytest.raises(NothingToReview):
        await does(town, excepted.cosign, page, "Lee Moss")


async def test_what_a_law_forbids_to_tell_is_never_shown(town: Town) -> None:
    client, page = await refused(town)

    await recorded(town, page, Way.NATIONAL_SECURITY, cosigned_by="Lee Moss", counsel_agreed=True)

    await town.pass_time(days=40)
    await client.say("/who")
    assert "St. Vincent" not in await client.sees()
    assert heard(await client.all_texts(), WITHOUT) == 0
    assert await sent(town, page) == []


async def test_the_agency_sees_all_that_waits_and_a_list_of_each_month(town: Town) -> None:
    """D-6."""
    _, first = await refused(town)
    await recorded(town, first, cosigned_by="Lee Moss")
    await is_in(town, "T.K.")
    second = await asked(town, "T.K.")
    await held(town, second)

    assert [each["code"] for each in await waits(town)] == [each.case.request.code for each in (first, second)]
    july = await town.read(lambda turn: excepted.of_month(turn, date(2027, 7, 20)))
    assert [each["way"] for each in july] == [Way.EMERGENCY, Way.CHILD]
    assert await town.read(lambda turn: excepted.of_month(turn, date(2027, 8, 1))) == []


async def test_a_plan_gets_nothing_past_the_client_unless_the_agency_wants_it_so(town: Town) -> None:
    """ETH-5."""
    _, page = await refused(town)
    usual = {"to": PAYER, "cosigned_by": "Lee Moss", "told": True}

    assert (await recorded(town, page, Way.TREATMENT_PAYMENT, **usual))["lacks"] == ["only_by_yes"]
    await town.do(lambda turn: set_to(turn.session, turn.vault, turn.now, "ask_payers", "off"))

    assert (await recorded(town, page, Way.TREATMENT_PAYMENT, **usual))["opens"]

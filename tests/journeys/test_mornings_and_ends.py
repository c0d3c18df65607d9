"""What time brings to both sides: news of an end, the list of a workday morning, pauses, and the client's own clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.screens import Press
from consent.states import State
from tests.journeys.shortcuts import asked, client_of, is_in, says_yes, state_of
from tests.journeys.town import Person, Town

NEW_YORK = ZoneInfo("America/New_York")


def hour(month: int, day: int, hours: int, minutes: int = 0) -> datetime:
    return datetime(2027, month, day, hours, minutes, tzinfo=NEW_YORK).astimezone(UTC)


async def until(town: Town, at: datetime) -> None:
    """Sleep until then, and tick once."""
    await town.pass_time(seconds=(at - town.clock.now()).total_seconds())


async def heard_since(person: Person, before: int) -> list[str]:
    return (await person.all_texts())[before:]


async def test_both_hear_two_weeks_before_that_a_yes_ends_by_itself(town: Town) -> None:
    """REM-5."""
    client = await is_in(town)
    page = await asked(town, days=60)
    await says_yes(town, client)

    await until(town, hour(8, 20, 9))

    assert "ends on" in await client.sees()
    assert "September 3, 2027" in await client.sees()
    assert "nothing to do" in await client.sees()
    assert await client.presses() == [Press.STOP, Press.PAPER, Press.CHOICES]
    assert any("ENDS SOON" in text and page.case.request.code in text for text in await town.ana.all_texts())
    before = len(await client.all_texts())
    await until(town, hour(9, 2, 12))
    assert await heard_since(client, before) == []
    await client.press(Press.STOP)
    assert await state_of(town, page) == State.REVOKED


async def test_news_of_an_end_that_fell_into_an_outage_comes_once_and_never_after_the_end(town: Town) -> None:
    client = await is_in(town)
    await asked(town, days=60)
    await says_yes(town, client)
    before = len(await client.all_texts())

    await until(town, hour(8, 30, 12))
    await until(town, hour(8, 31, 12))
    assert len([text for text in await heard_since(client, before) if "ends on" in text]) == 1
    await until(town, hour(9, 5, 12))

    assert len([text for text in await heard_since(client, before) if "ends on" in text]) == 1
    assert "has ended" in await client.sees()


async def test_who_slept_through_it_all_hears_only_of_the_end(town: Town) -> None:
    client = await is_in(town)
    await asked(town, days=60)
    await says_yes(town, client)
    before = len(await client.all_texts())

    await until(town, hour(9, 5, 12))

    assert not any("ends on" in text for text in await heard_since(client, before))
    assert "has ended" in await client.sees()


async def test_a_workday_begins_with_what_is_open_and_a_weekend_does_not(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await client.say("/question")
    await client.say("Who reads this?")
    before = len(await town.ana.all_texts())

    await until(town, hour(7, 6, 8, 30))

    [morning] = await heard_since(town.ana, before)
    assert "WAITING FOR YOU" in morning
    assert morning.count(page.case.request.code) == 1
    assert "M.R." in morning
    assert "Green Valley" not in morning
    assert await town.ana.presses() == [Press.ANSWER, Press.OPEN_LIST]
    await town.ana.press(Press.ANSWER)
    await town.ana.say("Two people at the plan.")
    await town.pass_time(hours=1)  # Ana is up before the client wants to be written to.
    assert "Two people at the plan." in await client.sees()
    before = len(await town.ana.all_texts())
    await until(town, hour(7, 10, 9))  # a Saturday
    await until(town, hour(7, 11, 9))
    assert await heard_since(town.ana, before) == []


async def test_lists_that_were_missed_never_come_in_a_burst(town: Town) -> None:
    await is_in(town)
    await asked(town)
    before = len(await town.ana.all_texts())

    await until(town, hour(7, 8, 15))  # Thursday afternoon, after three missed mornings
    assert not any("WHAT IS OPEN" in text for text in await heard_since(town.ana, before))
    await until(town, hour(7, 9, 10))
    await town.pass_time(minutes=5)

    assert len([text for text in await heard_since(town.ana, before) if "WHAT IS OPEN" in text]) == 1


async def test_nobody_gets_an_empty_list(town: Town) -> None:
    before = len(await town.ana.all_texts())

    await until(town, hour(7, 6, 8, 30))

    assert await heard_since(town.ana, before) == []


async def test_two_open_questions_bring_one_reminder_after_an_outage(town: Town) -> None:
    """REM-6."""
    client = await is_in(town)
    await asked(town)
    await asked(town, kind="school", requester="Oak School")
    before = len(await client.all_texts())

    await until(town, hour(7, 10, 12))
    await town.pass_time(minutes=1)

    assert len([text for text in await heard_since(client, before) if "still open" in text]) == 1


async def test_a_reminder_that_meets_hard_words_waits_and_is_not_lost(town: Town) -> None:
    client = await is_in(town)
    await asked(town)
    await town.pass_time(hours=40)
    await client.say("I want to die")
    before = len(await client.all_texts())

    await town.pass_time(hours=40)
    assert await heard_since(client, before) == []
    await town.pass_time(hours=66)

    assert any("still open" in text for text in await heard_since(client, before))


async def test_a_client_says_what_time_it_is_where_they_are_and_is_left_alone_by_that_clock(town: Town) -> None:
    client = await is_in(town)
    await client.say("/settings")
    await client.press(Press.PHONE, "skip")
    await client.press(Press.ZONE_MENU)
    assert "What time is it" in await client.sees()
    await client.press(Press.ZONE, "America/Los_Angeles")

    assert Press.WINDOW in await client.presses()
    zone = await town.read(lambda turn: client_of(turn, "M.R.").timezone)
    assert zone == "America/Los_Angeles"
    await until(town, hour(7, 6, 9, 30))  # half past six in the morning there
    before = len(await client.all_texts())
    await asked(town)
    assert await heard_since(client, before) == []
    await town.pass_time(hours=3)
    assert len(await heard_since(client, before)) == 1


async def test_staff_are_not_told_that_the_client_is_told_when_the_client_wants_no_messages(town: Town) -> None:
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    await client.say("stop")
    await client.press(Press.STOP_MESSAGES)

    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    assert "wants no messages" in await town.ana.sees()
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WITHDRAW)

    assert "would not be told" in await town.ana.sees()


async def test_news_of_an_end_is_taken_back_when_the_client_stops_in_the_night_before_it(town: Town) -> None:
    client = await is_in(town, timezone="America/Los_Angeles")
    await town.pass_time(hours=3)
    await asked(town, days=60)
    await says_yes(town, client)
    before = len(await client.all_texts())
    await until(town, hour(8, 20, 9))  # six in the morning there
    assert await heard_since(client, before) == []

    await client.say("/stop")
    await town.pass_time(hours=6)

    assert not any("ends on" in text for text in await heard_since(client, before))


async def test_nobody_gets_a_list_on_the_day_they_join(town: Town) -> None:
    await town.client_arrives()
    await town.ana_asks()
    await town.ana.say("/new")
    await town.pass_time(minutes=1)
    assert not [text for text in await town.ana.all_texts() if "WAITING FOR YOU" in text]

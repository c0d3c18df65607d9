"""A client asks for a copy or for the list of who got what: it has a last day, may take longer once, and is kept."""

from datetime import timedelta
from typing import Any

from bot.actions import rules
from bot.actions.turn import Turn
from bot.screens import Press
from consent.counting import CARE_AND_PAYMENT
from consent.packs.rule import Pack
from db import accounts, wishes
from db.accounts import Account
from db.ledger.accounts import digest_of
from db.verify import verify
from db.wishes import WishFacts
from tests.journeys.shortcuts import asked, client_of, is_in, says_yes
from tests.journeys.town import PAYER, Person, Town

WHY = "The file is on paper in another town."


async def wished(town: Town) -> WishFacts:
    def look(turn: Turn) -> WishFacts:
        return wishes.wishes_of(turn.session, turn.vault, client_of(turn, "M.R.").id)[-1]

    return await town.read(look)


async def given(town: Town) -> list[Account]:
    return await town.read(lambda turn: accounts.accounts_of(turn.session, turn.vault, client_of(turn, "M.R.").id))


async def asks_for(client: Person, right: str) -> None:
    await client.say("/rights")
    await client.press(Press.RIGHT, right)


async def after_a_release(town: Town, **settings: Any) -> Person:
    """A client who said yes, and about whom something was sent."""
    client = await is_in(town, **settings)
    await asked(town)
    await says_yes(town, client)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    return client


def files_of(town: Town) -> dict[str, bytes]:
    return {each.upload.name: each.upload.data for each in town.sandbox.world.files.all()}


async def test_an_accounting_is_due_in_sixty_days_free_and_kept_word_for_word(town: Town) -> None:
    """HIPAA-528-1, HIPAA-528-2, HIPAA-528-4, HIPAA-528-6."""
    client = await after_a_release(town)
    await client.say("/who")
    await client.press(Press.RIGHT, "account")
    said = await client.sees()
    assert "It costs you nothing." in said
    assert "September 3, 2027" in said
    asked_for = await wished(town)
    assert asked_for.due_at - asked_for.asked_at == timedelta(days=60)
    assert "first in 12 months" in await town.ana.sees()

    await town.ana.press(Press.RIGHT_YES)

    [kept] = await given(town)
    [line] = kept.facts["lines"]
    assert (line["recipient"], line["purpose"] in CARE_AND_PAYMENT) == (PAYER, True)
    assert (line["countable_hipaa"], line["countable_part2"]) == (False, False)
    assert (kept.facts["title"], kept.facts["free"], kept.digest) == ("clinician", True, digest_of([line]))
    assert files_of(town)["who-got-what.pdf"].startswith(b"%PDF")
    assert "This is the list of who got what from us." in (await client.messages())[-1]["text"]
    assert (await town.app.db.read(lambda session: list(verify(session)))) == []


async def test_a_second_list_within_a_year_may_have_a_cost_and_is_kept_too(town: Town) -> None:
    """HIPAA-528-4."""
    client = await after_a_release(town)
    for _ in range(2):
        await asks_for(client, "account")
        await town.ana.press(Press.RIGHT_YES)
        await town.pass_time(hours=1)

    texts = "\n".join(await client.all_texts())
    assert "You had this list less than a year ago." in texts
    assert [each.facts["free"] for each in await given(town)] == [True, False]


async def test_where_nothing_was_sent_the_list_is_empty_and_there_is_no_file(town: Town) -> None:
    client = await is_in(town)
    await asks_for(client, "account")
    await town.ana.press(Press.RIGHT_YES)

    assert [each.facts["lines"] for each in await given(town)] == [[]]
    assert files_of(town) == {}


async def test_who_wants_no_facts_here_is_handed_a_printed_list(town: Town) -> None:
    client = await is_in(town, detail="in_person")
    await asks_for(client, "account")
    await town.ana.press(Press.RIGHT_YES)

    assert "in person" in await client.sees()
    assert (len(await given(town)), files_of(town)) == (1, {})


async def test_it_takes_longer_once_with_a_reason_that_the_client_reads(town: Town) -> None:
    """HIPAA-524-1, HIPAA-528-4."""
    client = await is_in(town)
    await asks_for(client, "copy")
    first = (await wished(town)).due_at
    assert "private notes of your therapist" in await client.sees()

    await town.ana.press(Press.RIGHT_LATER)
    assert "no second time" in await town.ana.sees()
    await town.ana.say(WHY)

    longer = await wished(town)
    assert (longer.due_at - first, longer.state, longer.extension) == (timedelta(days=30), "waiting", WHY)
    said = await client.sees()
    assert WHY in said
    assert "September 3, 2027" in said
    await town.ana.say("/rights")
    await town.ana.press(Press.WISH)
    assert "More time was taken" in await town.ana.sees()
    assert Press.RIGHT_LATER not in await town.ana.presses()
    await town.ana.press(Press.RIGHT_YES)
    assert "You get the copy" in await client.sees()


async def test_an_old_button_takes_no_second_extension(town: Town) -> None:
    client = await is_in(town)
    await asks_for(client, "account")
    button = await town.ana.button(Press.RIGHT_LATER)
    await town.ana.press(Press.RIGHT_LATER)
    await town.ana.say(WHY)
    once = (await wished(town)).due_at

    await town.ana.phone.tap_data(*button)
    await town.settle()
    await town.ana.say("And once more.")

    assert (await wished(town)).due_at == once
    assert "And once more." not in "\n".join(await client.all_texts())


async def test_after_the_last_day_no_more_time_can_be_taken(town: Town) -> None:
    client = await is_in(town)
    await asks_for(client, "copy")
    await town.pass_time(days=31)
    await town.ana.say("/rights")
    await town.ana.press(Press.WISH)

    assert Press.RIGHT_LATER not in await town.ana.presses()
    assert Press.RIGHT_YES in await town.ana.presses()


async def test_a_limit_is_answered_without_more_time(town: Town) -> None:
    client = await is_in(town)
    await client.say("/rights")
    await client.press(Press.RIGHT, "limit")
    await client.press(Press.LIMIT_WHOM, "work")
    await client.press(Press.LIMIT_WHAT, "all")

    assert Press.RIGHT_LATER not in await town.ana.presses()


async def test_under_the_law_of_europe_an_answer_comes_within_a_month(town: Town) -> None:
    """GDPR-12."""
    await town.do(lambda turn: rules.switch(turn.session, turn.vault, turn.now, Pack.GDPR, on=True))
    client = await is_in(town)
    await asks_for(client, "account")

    assert (await wished(town)).due_at - (await wished(town)).asked_at == timedelta(days=31)


async def test_a_wish_that_is_due_soon_stands_in_the_morning_list_of_who_answers(town: Town) -> None:
    """HIPAA-524-1, HIPAA-528-4."""
    client = await is_in(town)
    await asks_for(client, "copy")
    await town.pass_time(days=15)
    assert "must be answered soon" not in "\n".join(await town.ana.all_texts())

    await town.pass_time(days=7)  # Eight days are left.

    for person in (town.ana, town.admin):
        assert "ASKS FOR A COPY" in await person.sees()
        assert "must be answered soon" in await person.sees()
    await town.ana.press(Press.WISH)
    await town.ana.press(Press.RIGHT_YES)
    await town.pass_time(days=1)
    assert "must be answered soon" not in await town.ana.sees()


async def test_the_word_menu_is_no_way_to_be_reached(town: Town) -> None:
    client = await is_in(town)
    await client.say("/rights")
    await client.press(Press.RIGHT, "reach")
    before = len(await town.ana.all_texts())
    await client.say("menu")

    assert Press.CHOICES in await client.presses()
    assert len(await town.ana.all_texts()) == before

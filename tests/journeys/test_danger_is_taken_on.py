"""Words about danger wait for nobody: one tap takes them on, and where nobody taps, the next contact hears of it."""

from bot.actions.policies import set_to
from bot.actions.turn import Turn
from bot.screens import Press
from consent.states import State
from db.events import events_of
from tests.journeys.shortcuts import asked, client_of, is_in, state_of
from tests.journeys.town import Person, Town

WORDS = "I want to die"


async def events(town: Town) -> list[str]:
    """What the record of the client says about alerts."""

    def look(turn: Turn) -> list[str]:
        chain = f"client:{client_of(turn, 'M.R.').id}"
        return [each.action for each in events_of(turn.session, turn.vault, chain) if each.action.startswith("danger_")]

    return await town.read(look)


async def alerts(person: Person) -> int:
    """How many messages about danger this person got."""
    return sum("DANGER" in text for text in await person.all_texts())


async def test_nobody_taps_and_the_admin_hears_after_a_quarter_of_an_hour(town: Town) -> None:
    """SAFE-5."""
    client = await is_in(town)
    await client.say(WORDS)
    assert (await alerts(town.ana), await alerts(town.admin)) == (1, 0)

    await town.pass_time(minutes=14)
    assert await alerts(town.admin) == 0
    await town.pass_time(minutes=2)

    assert await alerts(town.admin) == 1
    assert "Nobody has taken this on yet." in await town.admin.sees()
    assert WORDS not in "".join(await town.admin.all_texts())
    assert await events(town) == ["danger_words", "danger_raised", "danger_told_on"]


async def test_one_tap_takes_it_on_and_nobody_more_is_told(town: Town) -> None:
    """SAFE-5."""
    client = await is_in(town)
    await client.say(WORDS)

    await town.ana.press(Press.TAKE_ON)
    await town.pass_time(hours=3)

    assert "taken on by" in await town.ana.sees()
    assert "Ana Ruiz" in await town.ana.sees()
    assert await alerts(town.admin) == 0
    assert (await events(town))[-1] == "danger_taken"


async def test_who_was_told_before_hears_who_took_it_on_and_a_second_tap_changes_nothing(town: Town) -> None:
    client = await is_in(town)
    await client.say(WORDS)
    await town.pass_time(minutes=16)

    await town.admin.press(Press.TAKE_ON)
    assert "taken on by" in await town.ana.sees()
    await town.ana.press(Press.TAKE_ON)

    assert "taken on by" in await town.ana.sees()
    assert (await events(town)).count("danger_taken") == 1


async def test_the_round_ends_in_the_record_and_new_words_begin_it_anew(town: Town) -> None:
    client = await is_in(town)
    await client.say(WORDS)
    for _ in range(10):
        await town.pass_time(minutes=16)

    assert await alerts(town.ana) + await alerts(town.admin) == 6
    assert (await events(town))[-1] == "danger_not_taken"
    await client.say(WORDS)
    await town.pass_time(minutes=16)
    assert await alerts(town.ana) + await alerts(town.admin) == 8


async def test_the_same_client_again_is_one_alert(town: Town) -> None:
    client = await is_in(town)
    for _ in range(3):
        await client.say(WORDS)

    assert await alerts(town.ana) == 3
    assert (await events(town)).count("danger_raised") == 1
    await town.ana.press(Press.TAKE_ON)
    await town.pass_time(hours=1)
    assert await alerts(town.admin) == 0


async def test_the_agency_sets_how_long_one_person_is_waited_for(town: Town) -> None:
    """SAFE-5."""
    await town.do(lambda turn: set_to(turn.session, turn.vault, turn.now, "danger_minutes", "5"))
    client = await is_in(town)
    await client.say(WORDS)

    await town.pass_time(minutes=6)

    assert await alerts(town.admin) == 1


async def test_somebody_who_is_no_contact_cannot_take_it_on(town: Town) -> None:
    other = await town.joins_as_staff("Bo Lind", "clinician")
    client = await is_in(town)
    await client.say(WORDS)
    message_id, data = await town.ana.button(Press.TAKE_ON)

    await town.sandbox_tap(other, message_id, data)

    assert "danger_taken" not in await events(town)
    assert "M.R." not in "".join(await other.all_texts())


async def test_whoever_took_it_on_can_let_the_client_decide_again(town: Town) -> None:
    """SAFE-3, SAFE-4: the list of words is a net, and what it catches by mistake does no harm."""
    client = await is_in(town)
    page = await asked(town)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL):
        await client.press(press)
    await client.say("This form makes me want to die laughing")
    await client.press(Press.SAVE)
    assert await state_of(town, page) is State.ASKED

    await town.ana.press(Press.TAKE_ON)
    await town.ana.press(Press.RESUME)
    assert "can say yes again" in await town.ana.sees()
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)

    assert await state_of(town, page) is State.GRANTED

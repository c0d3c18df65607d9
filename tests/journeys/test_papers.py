"""What happened in the chat can be printed: gathered from the record, word for word, in every state it can reach."""

from hashlib import sha256

from bot.actions.papers import gather
from bot.screens import Press
from consent.receipts import ConsentRecord
from consent.states import State
from db import checkpoints
from tests.journeys.shortcuts import asked, is_in, says_yes
from tests.journeys.town import Person, Town

NAME = "Maria del Carmen Rodriguez"


async def record_of(town: Town, code: str) -> ConsentRecord:
    kept = await town.do(lambda turn: gather(turn, code, "record"))
    assert kept is not None
    return kept


async def signed(town: Town) -> tuple[Person, str]:
    """A client who signed with a typed name, and the code of the request."""
    client = await is_in(town)
    await asked(town, kind="school", requester="Oak School")
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    await client.say(NAME)
    return client, (await town.page()).case.request.code


async def test_a_signed_yes_is_gathered_with_the_words_that_were_seen(town: Town) -> None:
    _, code = await signed(town)

    kept = await record_of(town, code)

    assert kept.signature == NAME
    assert kept.in_force
    assert [item.category for item in kept.agreed] == [item.category for item in kept.case.request.items]
    assert kept.yes is not None
    seen = kept.seen(kept.yes.detail["screen"])
    assert seen is not None
    assert seen.kind == "sign"
    assert "Oak School" in seen.text
    assert all(sha256(each.text.encode()).hexdigest() == each.digest for each in kept.shown)
    assert [each.seq for each in kept.history] == list(range(1, len(kept.history) + 1))


async def test_after_a_stop_the_paper_still_tells_what_was_agreed_and_that_it_was_stopped(town: Town) -> None:
    client, code = await signed(town)
    await client.press(Press.STOP)

    kept = await record_of(town, code)

    assert kept.case.standing.state is State.REVOKED
    assert kept.agreed
    assert [stop.whole for stop in kept.stops] == [True]
    assert not kept.in_force


async def test_a_consent_past_its_end_is_not_in_force_even_if_no_clock_ticked(town: Town) -> None:
    client = await is_in(town)
    await asked(town, days=10)
    code = (await says_yes(town, client)).case.request.code
    town.clock.advance(town.step(days=11))

    kept = await record_of(town, code)

    assert not kept.in_force
    assert kept.case.standing.state is State.EXPIRED


async def test_every_paper_that_is_made_is_in_the_record_and_the_next_one_shows_it(town: Town) -> None:
    _, code = await signed(town)
    await record_of(town, code)

    assert (await record_of(town, code)).history[-1].action == "paper_made_record"


async def test_an_unknown_code_gives_no_paper(town: Town) -> None:
    assert await town.do(lambda turn: gather(turn, "AF-0000", "record")) is None


async def test_the_clock_signs_the_end_of_each_day_and_the_record_fits_it(town: Town) -> None:
    async def numbered(**later: float) -> int:
        await town.pass_time(**later)
        last = await town.read(lambda turn: checkpoints.newest(turn.session))
        assert last is not None
        return last.number

    assert [await numbered(minutes=1), await numbered(hours=5), await numbered(hours=20)] == [1, 1, 2]
    await signed(town)
    assert await numbered(days=1) == 3
    public = town.app.vault.signer.public
    assert await town.read(lambda turn: list(checkpoints.verify(turn.session, public))) == []

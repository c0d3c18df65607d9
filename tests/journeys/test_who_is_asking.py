"""Before anything goes out, somebody makes sure who is asking; the client is asked first all the same."""

from bot.actions import checking_office, gate
from bot.actions.checking_office import Noted
from bot.actions.turn import Turn
from bot.screens import Press
from consent.checking import HowChecked
from consent.states import State
from db.shapes import Page
from tests.journeys.shortcuts import asked, events, every_page, is_in, says_yes, state_of
from tests.journeys.town import PAYER, Person, Town

SCHOOL, PROBATION = "Oak School", "County Probation"


async def reasons(town: Town, page: Page, days_ago: float | None = None) -> list[str]:
    """Why the gate is shut, now or so many days ago."""
    code = page.case.request.code

    def ask(turn: Turn) -> list[str]:
        if days_ago is None:
            said = gate.ask_by_code(turn.session, turn.vault, turn.now, code)
        else:
            then = turn.now - town.step(days=days_ago)
            said = gate.ask_about_then(turn.session, turn.vault, turn.now, code, then)
        return [each["code"] for each in said.facts["reasons"]]

    return await town.do(ask)


async def a_yes_for_nobody_checked(town: Town, kind: str = "school", requester: str = SCHOOL) -> tuple[Person, Page]:
    """The client said yes, and nobody knows who really asked."""
    client = await is_in(town)
    page = await asked(town, kind=kind, requester=requester, items=["attend"], checked=False)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    await client.say("Maria Rossi")
    assert await state_of(town, page) is State.GRANTED
    return client, page


async def test_a_new_name_is_asked_about_and_the_client_can_be_asked_meanwhile(town: Town) -> None:
    """HIPAA-V-1: not yet is an answer; the question goes to the client, and nothing goes out."""
    client = await is_in(town)
    ana = town.ana
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.say(SCHOOL)
    await ana.press(Press.PICK_KIND, "payer_payment")
    assert "really Oak School" in (await ana.sees()).replace("\u2068", "").replace("\u2069", "")
    await ana.tap("Not yet")
    for press, arg in ((Press.PICK_PERIOD, "last_6"), (Press.PICK_ANSWER_BY, "none"), (Press.PICK_ENDS, "month")):
        await ana.press(press, arg)
    await ana.press(Press.SEND)
    page = await says_yes(town, client)

    assert await state_of(town, page) is State.GRANTED
    assert await reasons(town, page) == ["requester_unverified"]


async def test_how_they_were_checked_is_asked_once_and_carried_over(town: Town) -> None:
    """HIPAA-V-1: one tap on the way; the next request of the same asker has no such question."""
    await is_in(town)
    ana = town.ana
    for first_time in (True, False):
        await ana.say("/new")
        await ana.press(Press.PICK_CLIENT)
        await ana.say(SCHOOL)
        await ana.press(Press.PICK_KIND, "school")
        if first_time:
            await ana.press(Press.HOW_CHECKED, "called_back")
        assert Press.PICK_PERIOD in await ana.presses()
        for press, arg in ((Press.PICK_PERIOD, "last_6"), (Press.PICK_ANSWER_BY, "none"), (Press.PICK_ENDS, "month")):
            await ana.press(press, arg)
        await ana.press(Press.SEND)

    first = await town.page()
    assert "requester_unverified" not in await reasons(town, first)


async def test_the_refusal_has_the_button_for_the_next_step(town: Town) -> None:
    """HIPAA-V-1: from the shut gate to the open one in two taps."""
    _, page = await a_yes_for_nobody_checked(town)
    await town.ana.say(f"/check {page.case.request.code}")
    assert "Record how you checked who is asking." in await town.ana.sees()

    await town.ana.press(Press.WHO_ASKS)
    await town.ana.press(Press.CHECKED_BY, "called_back")

    assert "MAY GO OUT" in await town.ana.sees()
    assert (await events(town, page)).count("requester_checked") == 1


async def test_an_official_who_is_only_known_gets_nothing_before_a_paper_was_seen(town: Town) -> None:
    """HIPAA-V-2: to know them is not enough, and which paper it was is written down."""
    _, page = await a_yes_for_nobody_checked(town, "probation", PROBATION)
    known = Noted(HowChecked.KNOWN_TO_US, "Ana Ruiz")
    await town.do(lambda turn: checking_office.verify(turn, PROBATION, known))
    assert await reasons(town, page) == ["official_unproved"]

    ana = town.ana
    await ana.say(f"/check {page.case.request.code}")
    await ana.press(Press.WHO_ASKS)
    assert not [what for what in await ana.presses() if what == "known_to_us"]
    await ana.press(Press.CHECKED_BY, "badge")
    await ana.say("Badge 4711, copy in the blue folder.")

    assert "MAY GO OUT" in await ana.sees()
    await ana.say(page.case.request.code)
    assert "they showed a badge" in await ana.sees()
    assert "4711" not in await ana.sees()


async def test_in_a_new_request_the_paper_of_an_official_is_written_down(town: Town) -> None:
    """HIPAA-V-2."""
    await is_in(town)
    ana = town.ana
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.say(PROBATION)
    await ana.press(Press.PICK_KIND, "probation")
    assert "show a paper" in await ana.sees()
    await ana.press(Press.HOW_CHECKED, "letterhead")
    await ana.say("Letter of 1 July, in the file.")

    assert Press.PICK_PERIOD in await ana.presses()
    for press, arg in ((Press.PICK_PERIOD, "last_6"), (Press.PICK_ANSWER_BY, "none"), (Press.PICK_ENDS, "month")):
        await ana.press(press, arg)
    await ana.press(Press.SEND)
    page = await town.page()
    assert "official_unproved" not in await reasons(town, page)
    assert "requester_unverified" not in await reasons(town, page)


async def test_when_it_was_not_them_every_open_request_of_theirs_is_shut_at_once(town: Town) -> None:
    """HIPAA-V-1: and whoever works on one of them hears of it; the answer of the client stays."""
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    bo = await town.joins_as_staff("Bo Lind", "clinician")
    await is_in(town, "T.K.", clinician="Bo Lind")
    other = await asked(town, "T.K.", by="Bo Lind")
    assert await reasons(town, page) == []

    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WHO_ASKS)
    await town.ana.press(Press.NOT_THEM)

    assert await reasons(town, page) == ["requester_unverified"]
    assert "requester_unverified" in await reasons(town, other)
    assert "NOT THE REQUESTER" in await bo.sees()
    assert await state_of(town, page) is State.GRANTED
    assert (await events(town, other))[-3:] == ["requester_not_them", "reminders_ended", "gate_asked"]


async def test_nobody_is_reminded_for_somebody_who_was_not_them(town: Town) -> None:
    """HIPAA-V-1, REM-2: the question stays open until staff take it back."""
    client = await is_in(town)
    page = await asked(town)
    await town.do(lambda turn: checking_office.not_them(turn, PAYER, "Ana Ruiz"))
    before = len(await client.all_texts())

    for _ in range(5):
        await town.pass_time(days=1)

    assert len(await client.all_texts()) == before
    assert await state_of(town, page) is State.ASKED


async def test_a_later_check_of_the_true_one_opens_no_request_that_somebody_else_made(town: Town) -> None:
    """HIPAA-V-1: that request has to be checked itself; a new one rests on the new check."""
    client = await is_in(town)
    page = await asked(town)
    await says_yes(town, client)
    called = Noted(HowChecked.CALLED_BACK, "Ana Ruiz")
    await town.do(lambda turn: checking_office.not_them(turn, PAYER, "Ana Ruiz"))
    town.clock.advance(town.step(minutes=1))
    await town.do(lambda turn: checking_office.verify(turn, PAYER, called))
    assert await reasons(town, page) == ["requester_unverified"]

    own = Noted(HowChecked.CALLED_BACK, "Ana Ruiz", code=page.case.request.code)
    await town.do(lambda turn: checking_office.verify(turn, PAYER, own))
    assert await reasons(town, page) == []


async def test_what_was_allowed_then_is_told_as_it_was_known_then(town: Town) -> None:
    """E7, HIPAA-V-1."""
    _, page = await a_yes_for_nobody_checked(town)
    await town.pass_time(days=2)
    await town.ana.say(page.case.request.code)
    await town.ana.press(Press.WHO_ASKS)
    await town.ana.press(Press.CHECKED_BY, "in_person")
    await town.pass_time(days=2)
    await town.do(lambda turn: checking_office.not_them(turn, SCHOOL, "Ana Ruiz"))
    await town.pass_time(hours=1)

    assert await reasons(town, page) == ["requester_unverified"]
    assert await reasons(town, page, days_ago=1) == []
    assert await reasons(town, page, days_ago=3) == ["requester_unverified"]


async def test_a_question_thought_over_again_needs_no_second_check(town: Town) -> None:
    """HIPAA-V-1, REV-10: it is the same question of the same asker."""
    client, page = await a_yes_for_nobody_checked(town, "probation", PROBATION)
    paper = Noted(HowChecked.LEGAL_PROCESS, "Ana Ruiz", "Order of 1 July.", page.case.request.code)
    await town.do(lambda turn: checking_office.verify(turn, PROBATION, paper))
    assert await reasons(town, page) == []
    await client.press(Press.STOP)
    await client.press(Press.UNDO)

    again = await town.page()
    assert again.case.request.id != page.case.request.id
    assert "official_unproved" not in await reasons(town, again)
    assert "requester_unverified" not in await reasons(town, again)


async def test_a_change_of_mind_asks_nothing_for_somebody_who_was_not_them(town: Town) -> None:
    """HIPAA-V-1, REV-10: the client reads who asks, and that would not be true."""
    client = await is_in(town)
    page = await asked(town)
    await client.press(Press.OPEN)
    await client.press(Press.SHARE_NOTHING)
    await town.do(lambda turn: checking_office.not_them(turn, PAYER, "Ana Ruiz"))

    await client.press(Press.CHANGED_MIND)

    assert [each.case.request.id for each in await town.read(every_page)] == [page.case.request.id]
    assert await state_of(town, page) is State.DENIED


async def test_another_kind_of_asker_is_asked_about_again(town: Town) -> None:
    """HIPAA-V-2: an official owes another proof, so an old button does not carry the answer over."""
    await is_in(town)
    ana = town.ana
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.press(Press.PICK_REQUESTER)
    old = await ana.button(Press.PICK_KIND, "police")
    await ana.press(Press.PICK_KIND, "provider")
    assert Press.PICK_PERIOD in await ana.presses()

    await ana.phone.tap_data(*old)
    await town.settle()

    assert Press.HOW_CHECKED in await ana.presses()
    assert "show a paper" in await ana.sees()

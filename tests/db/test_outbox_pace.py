"""The pace of the outbox on both engines, and which of several workers may say what."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from bot.actions import office
from db import outbox
from db.engine import Database
from db.errands import Failed, Moved, Requeue
from db.ledger import people
from db.vault import Vault
from tests.db.outboxes import BUTTONS, NOW, Box, sent

SECOND = timedelta(seconds=1)


@pytest.fixture
def box(database: Database, vault: Vault) -> Box:
    return Box(database, vault)


async def test_a_chat_gets_one_new_message_a_second_and_others_do_not_wait_for_it(box: Box) -> None:
    refs = [await box.put(1), await box.put(1), await box.put(2)]
    first, beside = await box.claim()
    await box.mark(sent(first, 10), sent(beside, 11), gap=1)
    assert [first.ref, beside.ref] == [refs[0], refs[2]]
    assert await box.claim(NOW + 0.9 * SECOND) == []
    (second,) = await box.claim(NOW + SECOND)
    assert second.ref == refs[1]


async def test_a_lane_that_a_wrong_clock_wrote_holds_nobody(box: Box) -> None:
    later = NOW + timedelta(days=400)
    await box.put(1)
    await box.put(2)
    resting, held = await box.claim(later)
    await box.mark(sent(resting, 10), Requeue(held.id, later + SECOND, "retry_after"), now=later, gap=1)
    again = await box.put(1)
    assert [errand.ref for errand in await box.claim(NOW)] == [again]


async def test_an_answer_in_place_does_not_wait_for_the_pace_of_its_chat(box: Box) -> None:
    card = await box.put(1)
    (errand,) = await box.claim()
    await box.mark(sent(errand, 10), gap=1)
    edit = await box.put(1, replaces=card)
    (now,) = await box.claim()
    assert now.ref == edit


async def test_an_edit_behind_a_message_that_has_to_wait_keeps_its_place(box: Box) -> None:
    card = await box.put(1)
    (errand,) = await box.claim()
    await box.mark(sent(errand, 10), gap=1)
    news = await box.put(1)
    edit = await box.put(1, replaces=card)
    assert await box.claim() == []
    order = []
    for step in (1, 2):
        (errand,) = await box.claim(NOW + step * SECOND)
        order.append(errand.ref)
        await box.mark(sent(errand, 20 + step), now=NOW + step * SECOND, gap=1)
    assert order == [news, edit]


async def test_what_telegram_asks_us_to_wait_holds_the_whole_chat_also_after_a_restart(
    box: Box, vault: Vault, store_url: str
) -> None:
    first, edit = await box.put(1), await box.put(1)
    (errand,) = await box.claim()
    await box.mark(Requeue(errand.id, NOW + 30 * SECOND, "retry_after"))
    later = Database.open(store_url)
    try:
        after = Box(later, vault)
        assert await after.claim(NOW + 29 * SECOND) == []
        (errand,) = await after.claim(NOW + 30 * SECOND)
        assert errand.ref == first
        await after.mark(sent(errand, 10))
        assert (await after.claim(NOW + 30 * SECOND))[0].ref == edit
    finally:
        await later.close()


async def test_what_alerts_is_said_before_what_reminds(box: Box) -> None:
    reminders = [await box.put(chat, promise="reminder") for chat in range(1, 6)]
    alert = await box.put(9)
    assert [errand.ref for errand in await box.claim(limit=1)] == [alert]
    assert {errand.ref for errand in await box.claim()} == {*reminders}


async def test_a_chat_with_a_long_queue_does_not_keep_others_waiting(box: Box) -> None:
    for _ in range(300):
        await box.put(1)
    other = await box.put(2)
    claimed = [errand.ref for _ in range(3) for errand in await box.claim(limit=5)]
    assert other in claimed


async def test_nobody_marks_what_another_worker_has_claimed(box: Box) -> None:
    ref = await box.put()
    (errand,) = await box.claim(me="two")
    await box.mark(Failed(errand.id, "not mine"), sent(errand, 5), me="one")
    assert (await box.row(ref)).state == "sending"
    await box.mark(sent(errand, 6), me="two")
    assert (await box.row(ref)).message_id == 6


async def test_only_what_dead_workers_left_is_taken_over(box: Box, database: Database) -> None:
    alive, dead = await box.put(1), await box.put(2)
    await box.claim(limit=1, me="alive")
    await box.claim(limit=1, me="dead")
    assert sorted(await database.read(outbox.owners)) == ["alive", "dead"]
    assert await database.write(lambda session: outbox.recover(session, NOW, ["dead"])) == 1
    assert [(await box.row(ref)).state for ref in (alive, dead)] == ["sending", "queued"]


async def test_a_chat_with_a_new_number_gets_the_message_there(box: Box) -> None:
    ref = await box.put(1)
    (errand,) = await box.claim()
    await box.mark(Moved(errand.id, -100))
    (again,) = await box.claim()
    assert (again.ref, again.chat, again.repeat) == (ref, -100, False)


async def test_the_older_card_loses_its_buttons_also_when_the_newer_one_is_an_edit(box: Box) -> None:
    """A11Y-4."""
    await box.put(topic="r1", buttons=BUTTONS)
    await box.send(100)
    menu = await box.put(buttons=BUTTONS)
    await box.send(101)
    await box.put(topic="r1", buttons=BUTTONS, replaces=menu)
    (errand,) = await box.claim()
    assert [stale.message_id for stale in await box.mark(sent(errand, 101))] == [100]


async def a_client(db: Database, vault: Vault, window: str | None = None) -> str:
    """A client in New York of an agency that is quiet until nine in the morning."""

    def unit(session: Session) -> str:
        office.set_up(
            session, vault, NOW, name="R", timezone="America/New_York", language="en", emergency="911", crisis="988"
        )
        staff = people.add_staff(session, vault, now=NOW, name="Ana", role="clinician", language="en")
        id = people.add_client(session, vault, now=NOW, alias="M.R.", clinician_id=staff, language="en", actor="admin")
        changes = {"window": window}
        people.change_client(session, vault, id, now=NOW, actor="admin", action=None, changes=changes)
        return id

    return await db.write(unit)


@pytest.mark.parametrize(
    ("window", "opens"),
    [(None, datetime(2027, 3, 2, 14, 0, tzinfo=UTC)), ("afternoon", datetime(2027, 3, 2, 17, 0, tzinfo=UTC))],
)
async def test_what_comes_late_into_the_night_waits_for_the_hours_of_its_reader(
    box: Box, database: Database, vault: Vault, window: str | None, opens: datetime
) -> None:
    person = await a_client(database, vault, window)
    ref = await box.put(audience="client", person_id=person)
    midnight = datetime(2027, 3, 2, 5, 0, tzinfo=UTC)
    assert await box.claim(midnight) == []
    assert (await box.row(ref)).not_before == opens
    assert await box.claim(opens - SECOND) == []
    assert [errand.ref for errand in await box.claim(opens)] == [ref]


async def test_the_answer_to_what_a_client_does_at_night_comes_at_night(
    box: Box, database: Database, vault: Vault
) -> None:
    person = await a_client(database, vault)
    ref = await box.put(audience="client", person_id=person, answers=True)
    assert [errand.ref for errand in await box.claim(datetime(2027, 3, 2, 5, 0, tzinfo=UTC))] == [ref]


async def test_what_is_dropped_at_night_is_not_put_off_first(box: Box, database: Database, vault: Vault) -> None:
    person = await a_client(database, vault)
    midnight = datetime(2027, 3, 2, 5, 0, tzinfo=UTC)
    ref = await box.put(audience="client", person_id=person, not_after=midnight - SECOND)
    assert await box.claim(midnight) == []
    assert ((await box.row(ref)).state, (await box.row(ref)).reason) == ("dropped", "too_late")

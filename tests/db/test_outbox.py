"""The outbox on both engines: order in each chat, re-checks before speaking, and what is recorded afterwards."""

import asyncio
from datetime import datetime

import pytest
from sqlmodel import Session, select

from consent.states import State
from db import outbox
from db.engine import Database
from db.errands import Dropped, Failed, Requeue, Stale, Unknown
from db.ledger import people
from db.tables import Client, RequestRow
from db.vault import Vault
from tests.db.outboxes import BUTTONS, MINUTE, NOW, Box, sent


@pytest.fixture
def box(database: Database, vault: Vault) -> Box:
    return Box(database, vault)


async def a_request(db: Database, vault: Vault, state: State = State.ASKED) -> None:
    def unit(session: Session) -> None:
        staff = people.add_staff(session, vault, now=NOW, name="Ana", role="clinician", language="en")
        client = people.add_client(
            session, vault, now=NOW, alias="M.R.", clinician_id=staff, language="ar", actor="admin"
        )
        session.add(
            RequestRow(
                id="r1", code="AF-1", client_id=client, clinician_id=staff, state=state, version=3,
                facts=b"", standing=b"", created_at=NOW,
            )
        )  # fmt: skip

    await db.write(unit)


async def test_a_claimed_message_comes_opened(box: Box) -> None:
    ref = await box.put(4711, facts={"name": "Ana"}, buttons=BUTTONS, topic="card", silent=True)
    (errand,) = await box.claim()
    assert (errand.ref, errand.chat, errand.facts) == (ref, 4711, {"name": "Ana"})
    assert errand.buttons == [["open", None], ["pick", "2"]]
    assert (errand.topic, errand.silent, errand.attempts, errand.repeat) == ("card", True, 1, False)
    row = await box.row(ref)
    assert (row.state, row.live, row.attempts) == ("sending", True, 1)


async def test_of_each_chat_only_the_oldest_is_under_way(box: Box) -> None:
    first, _second, other = await box.put(1), await box.put(1), await box.put(2)
    assert [errand.ref for errand in await box.claim()] == [first, other]
    assert await box.claim() == []


async def test_the_next_of_a_chat_follows_when_the_one_before_is_recorded(box: Box) -> None:
    await box.put()
    second = await box.put()
    await box.send(100)
    assert [errand.ref for errand in await box.claim()] == [second]


async def test_a_full_chat_cannot_hide_the_others(box: Box) -> None:
    for _ in range(20):
        await box.put(1)
    other = await box.put(2)
    claimed = [errand.ref for _ in range(2) for errand in await box.claim(limit=1)]
    assert other in claimed


async def test_nothing_is_said_before_its_time_and_nothing_waits_behind_it(box: Box) -> None:
    await box.put(not_before=NOW + MINUTE)
    now = await box.put()
    assert [errand.ref for errand in await box.claim()] == [now]


async def test_a_message_that_was_tried_keeps_its_place(box: Box) -> None:
    first = await box.put()
    (errand,) = await box.claim()
    await box.mark(Requeue(errand.id, NOW + MINUTE, "retry_after"))
    await box.put()
    assert await box.claim() == []
    assert [errand.ref for errand in await box.claim(NOW + MINUTE)] == [first]


async def test_what_comes_too_late_is_dropped_and_its_successor_is_said(box: Box) -> None:
    late = await box.put(not_after=NOW - MINUTE)
    next_one = await box.put()
    assert [errand.ref for errand in await box.claim()] == [next_one]
    row = await box.row(late)
    assert (row.state, row.reason) == ("dropped", "too_late")


@pytest.mark.parametrize(
    ("state", "version", "said"),
    [(State.ASKED, 3, True), (State.ASKED, 2, False), (State.DENIED, 3, False), (State.GRANTED, 3, False)],
)
async def test_a_reminder_is_looked_at_again_before_it_is_said(
    box: Box, database: Database, vault: Vault, state: State, version: int, said: bool
) -> None:
    await a_request(database, vault, state)
    ref = await box.put(promise="reminder", request_id="r1", request_version=version)
    assert bool(await box.claim()) is said
    assert (await box.row(ref)).reason == (None if said else "answered_meanwhile")


async def test_a_notice_is_said_whatever_became_of_its_request(box: Box, database: Database, vault: Vault) -> None:
    await a_request(database, vault, State.DENIED)
    await box.put(request_id="r1", request_version=1)
    assert len(await box.claim()) == 1


async def test_a_person_is_spoken_to_in_their_own_language(box: Box, database: Database, vault: Vault) -> None:
    await a_request(database, vault)
    ids = await database.read(lambda session: session.exec(select(Client.id, Client.clinician_id)).one())
    await box.put(1, audience="client", person_id=ids[0])
    await box.put(2, audience="staff", person_id=ids[1])
    await box.put(3)
    assert [(e.language, e.zone) for e in await box.claim()] == [("ar", "UTC"), ("en", "UTC"), ("en", "UTC")]


async def test_an_edit_finds_the_message_it_replaces(box: Box) -> None:
    first = await box.put(buttons=BUTTONS)
    await box.send(100)
    second = await box.put(buttons=BUTTONS, replaces=first)
    (errand,) = await box.claim()
    assert errand.edits_message_id == 100
    assert [(await box.row(ref)).live for ref in (first, second)] == [False, True]


async def test_an_edit_of_what_never_got_there_reaches_further_back(box: Box) -> None:
    first = await box.put()
    await box.send(100)
    second = await box.put(replaces=first)
    (errand,) = await box.claim()
    await box.mark(Failed(errand.id, "refused"))
    await box.put(replaces=second)
    assert [errand.edits_message_id for errand in await box.claim()] == [100]


async def test_an_edit_of_nothing_is_a_new_message(box: Box) -> None:
    first = await box.put(not_after=NOW - MINUTE)
    await box.put(replaces=first)
    assert [errand.edits_message_id for errand in await box.claim()] == [None]


async def test_another_chat_cannot_be_edited(box: Box) -> None:
    first = await box.put(1)
    await box.send(100)
    await box.put(2, replaces=first)
    assert [errand.edits_message_id for errand in await box.claim()] == [None]


async def test_what_was_shown_is_recorded_and_sealed(box: Box, vault: Vault) -> None:
    ref = await box.put()
    await box.send(100)
    row = await box.row(ref)
    assert (row.state, row.message_id, row.sent_at, row.digest) == ("sent", 100, NOW, "d" * 64)
    assert (row.language, row.catalogue, row.reason) == ("es", "abc123", None)
    assert row.text is not None
    assert b"Hello" not in row.text
    assert vault.open(row.text, table="outbox", column="text", row=ref) == "Hello <b>you</b>"


async def test_a_new_message_of_a_card_takes_over_its_buttons(box: Box) -> None:
    old = await box.put(buttons=BUTTONS, topic="card")
    await box.send(100)
    new = await box.put(buttons=BUTTONS, topic="card")
    (errand,) = await box.claim()
    assert await box.mark(sent(errand, 101)) == [Stale(7, 100)]
    assert [(await box.row(ref)).live for ref in (old, new)] == [False, True]


async def test_another_chat_and_another_card_keep_their_buttons(box: Box) -> None:
    await box.put(8, buttons=BUTTONS, topic="card")
    await box.send(99)
    await box.put(buttons=BUTTONS, topic="other")
    await box.send(100)
    await box.put(buttons=BUTTONS, topic="card")
    (errand,) = await box.claim()
    assert await box.mark(sent(errand, 101)) == []


async def test_a_failed_message_has_no_buttons_that_work(box: Box) -> None:
    refs = [await box.put(chat, buttons=BUTTONS) for chat in (1, 2, 3)]
    failed, dropped, unknown = await box.claim()
    await box.mark(Failed(failed.id, "blocked"), Dropped(dropped.id, "too_late"), Unknown(unknown.id, "no_answer"))
    rows = [await box.row(ref) for ref in refs]
    assert [(row.state, row.reason, row.live) for row in rows] == [
        ("failed", "blocked", False), ("dropped", "too_late", False), ("unknown", "no_answer", True),
    ]  # fmt: skip


async def test_what_may_have_been_seen_says_so_from_then_on(box: Box) -> None:
    await box.put()
    (errand,) = await box.claim()
    await box.mark(Requeue(errand.id, NOW, "no_answer", repeat=True))
    (errand,) = await box.claim()
    assert (errand.repeat, errand.attempts) == (True, 2)
    await box.mark(Requeue(errand.id, NOW, "retry_after"))
    (errand,) = await box.claim()
    assert errand.repeat


async def test_an_edit_is_never_called_a_repeat(box: Box) -> None:
    first = await box.put()
    await box.send(100)
    await box.put(replaces=first)
    (errand,) = await box.claim()
    await box.mark(Requeue(errand.id, NOW, "no_answer", repeat=True))
    (errand,) = await box.claim()
    assert not errand.repeat


async def test_a_row_that_is_not_under_way_cannot_be_marked(box: Box) -> None:
    ref = await box.put()
    errand = await box.send(100)
    await box.mark(Failed(errand.id, "late news"), Requeue(errand.id, NOW, "again"), sent(errand, 200))
    row = await box.row(ref)
    assert (row.state, row.message_id) == ("sent", 100)


async def test_after_a_kill_notices_are_said_again_and_reminders_are_not(box: Box, database: Database) -> None:
    notice, reminder = await box.put(1), await box.put(2, promise="reminder", buttons=BUTTONS)
    spared = await box.put(3)
    mine = {errand.ref: errand.id for errand in await box.claim()}[spared]
    assert await database.write(lambda session: outbox.recover(session, NOW, ["one"], spare=[mine])) == 2
    assert [(await box.row(ref)).state for ref in (notice, reminder, spared)] == ["queued", "unknown", "sending"]
    (errand,) = await box.claim()
    assert errand.repeat


async def test_ten_kills_do_not_make_the_eleventh_try_wait(box: Box, database: Database) -> None:
    await box.put()
    for _ in range(10):
        await box.claim()
        await database.write(lambda session: outbox.recover(session, NOW, ["one"]))
    (errand,) = await box.claim()
    assert errand.attempts == 2


async def test_the_next_time_to_look_is_known(box: Box, database: Database) -> None:
    async def look(now: datetime) -> tuple[bool, datetime | None]:
        return await database.read(lambda session: (outbox.is_due(session, now), outbox.next_look(session, now)))

    assert await look(NOW) == (False, None)
    await box.put(not_before=NOW + 2 * MINUTE)
    await box.put(2, not_before=NOW + MINUTE)
    assert await look(NOW) == (False, NOW + MINUTE)
    assert await look(NOW + MINUTE) == (True, NOW + 2 * MINUTE)
    assert await database.read(lambda session: outbox.count_open(session, NOW)) == 0
    assert await database.read(lambda session: outbox.count_open(session, NOW + MINUTE)) == 1


async def test_two_who_claim_at_once_never_get_the_same_message(
    box: Box, database: Database, vault: Vault, store_url: str
) -> None:
    for chat in range(40):
        await box.put(chat)
    other = Database.open(store_url)
    try:
        both = (Box(database, vault), Box(other, vault))
        claims = await asyncio.gather(*(one.claim(limit=5) for _ in range(8) for one in both))
    finally:
        await other.close()
    ids = [errand.id for claim in claims for errand in claim]
    assert len(ids) == len(set(ids)) == 40

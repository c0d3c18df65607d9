"""The outbox on both engines: order in each chat, re-checks before speaking, and what is recorded afterwards."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from consent.states import State
from db import outbox
from db.engine import Database
from db.errands import Dropped, Errand, Failed, Moved, Outcome, Requeue, Sent, Stale, Unknown
from db.ledger import people
from db.ledger.messages import Message, enqueue
from db.tables import Client, Outbox, RequestRow
from db.vault import Vault

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BUTTONS = (("open", None), ("pick", "2"))


class Box:
    """An outbox to be filled and emptied."""

    def __init__(self, db: Database, vault: Vault) -> None:
        self.db, self.vault = db, vault

    async def put(self, chat: int = 7, **more: Any) -> str:
        wanted: dict[str, Any] = {"audience": "guest", "person_id": None, "kind": "menu", "facts": {"n": 1}} | more
        message = Message(chat=chat, **wanted)
        return await self.db.write(lambda session: enqueue(session, self.vault, message, now=NOW))

    async def claim(self, now: datetime = NOW, limit: int = 30, me: str = "one") -> list[Errand]:
        return await self.db.write(lambda session: outbox.claim(session, self.vault, now, limit, me=me))

    async def mark(self, *outcomes: Outcome, now: datetime = NOW, me: str = "one", gap: float = 0) -> list[Stale]:
        rest = now + timedelta(seconds=gap) if gap else None
        return await self.db.write(
            lambda session: outbox.mark(session, self.vault, outcomes, now, me=me, rest_until=rest)
        )

    async def send(self, message_id: int) -> Errand:
        """Claim the one message that is due, and mark it as sent."""
        (errand,) = await self.claim()
        await self.mark(sent(errand, message_id))
        return errand

    async def row(self, ref: str) -> Outbox:
        def read(session: Session) -> Outbox:
            return session.exec(select(Outbox).where(Outbox.ref == ref)).one()

        return await self.db.read(read)


@pytest.fixture
def box(database: Database, vault: Vault) -> Box:
    return Box(database, vault)


def sent(errand: Errand, message_id: int) -> Sent:
    edited = errand.edits_message_id is not None
    return Sent(errand.id, message_id, NOW, "Hello <b>you</b>", "d" * 64, "es", "abc123", edited)


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


SECOND = timedelta(seconds=1)


async def test_a_chat_gets_one_new_message_a_second_and_others_do_not_wait_for_it(box: Box) -> None:
    refs = [await box.put(1), await box.put(1), await box.put(2)]
    first, beside = await box.claim()
    await box.mark(sent(first, 10), sent(beside, 11), gap=1)
    assert [first.ref, beside.ref] == [refs[0], refs[2]]
    assert await box.claim(NOW + 0.9 * SECOND) == []
    (second,) = await box.claim(NOW + SECOND)
    assert second.ref == refs[1]


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
    await box.put(topic="r1", buttons=BUTTONS)
    await box.send(100)
    menu = await box.put(buttons=BUTTONS)
    await box.send(101)
    await box.put(topic="r1", buttons=BUTTONS, replaces=menu)
    (errand,) = await box.claim()
    assert [stale.message_id for stale in await box.mark(sent(errand, 101))] == [100]

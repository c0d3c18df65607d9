"""The mouth: what is shown, to whom, in which order, and what is recorded of it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import FaultKind
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.screens import Press, Screen
from bot.transport import Line
from bot.words.say import Words
from db.engine import Database
from db.errands import Errand
from db.outbox import claim
from db.vault import Vault
from tests.bot.machine.outgoing import MENU, Mouth, speaking

SOON = timedelta(seconds=3)


@pytest.fixture
async def mouth(
    db: Database, vault: Vault, words: Words, line: Line, clock: SandboxClock, phone: Phone
) -> AsyncIterator[Mouth]:
    """A sender at work, and a person who has opened the chat."""
    await phone.start()
    async with speaking(db, vault, words, line, clock) as working:
        yield working


def fault(telegram: Sandbox, kind: FaultKind, **more: int) -> None:
    telegram.world.faults.add({"kind": kind, "method": "sendMessage", **more})


async def texts(phone: Phone) -> list[str]:
    return [m["text"] for m in (await phone.chat())["messages"] if m["from_bot"]]


async def test_what_was_shown_is_kept_word_for_word(mouth: Mouth, phone: Phone, vault: Vault) -> None:
    ref = await mouth.put(phone.user_id)
    await mouth.sender.settle()
    row, shown = await mouth.row(ref), await phone.last()
    assert (row.state, row.message_id, row.language) == ("sent", shown["message_id"], "en")
    assert row.text is not None
    text = vault.open(row.text, table="outbox", column="text", row=ref)
    assert row.digest == hashlib.sha256(text.encode()).hexdigest()
    assert row.sent_at == mouth.clock.now()
    assert row.catalogue


async def test_a_guest_is_spoken_to_in_the_language_of_their_phone(mouth: Mouth, phone: Phone) -> None:
    ref = await mouth.put(phone.user_id, facts={"tag": "en-GB"})
    await mouth.sender.settle()
    assert (await mouth.row(ref)).language == "en"


async def test_messages_of_one_chat_come_in_order(mouth: Mouth, phone: Phone) -> None:
    refs = [await mouth.put(phone.user_id) for _ in range(5)]
    await mouth.sender.settle()
    numbers = [(await mouth.row(ref)).message_id for ref in refs]
    assert numbers == sorted(numbers, key=lambda n: n or 0)
    assert len(set(numbers)) == 5


async def test_a_card_changes_in_place(mouth: Mouth, phone: Phone) -> None:
    first = await mouth.put(phone.user_id, kind=Screen.STAFF_HELP, buttons=MENU, topic="menu")
    second = await mouth.put(phone.user_id, buttons=MENU[:1], topic="menu", replaces=first)
    await mouth.sender.settle()
    assert (await mouth.row(first)).message_id == (await mouth.row(second)).message_id
    assert len(await texts(phone)) == 1
    assert len(await phone.labels()) == 1


async def test_a_button_carries_only_the_reference_and_its_position(mouth: Mouth, phone: Phone) -> None:
    """TG-15."""
    ref = await mouth.put(phone.user_id, buttons=MENU)
    await mouth.sender.settle()
    data = [button["callback_data"] for row in (await phone.last())["keyboard"] for button in row]
    assert data == [f"{ref}.0", f"{ref}.1"]


async def test_a_new_message_takes_the_buttons_from_the_older_card(mouth: Mouth, phone: Phone) -> None:
    """A11Y-4."""
    old = await mouth.put(phone.user_id, kind=Screen.STAFF_HELP, buttons=MENU, topic="menu")
    other = await mouth.put(phone.user_id, kind=Screen.STAFF_HELP, buttons=MENU, topic="another")
    new = await mouth.put(phone.user_id, buttons=MENU, topic="menu")
    await mouth.sender.settle()
    keyboards = [bool(m["keyboard"]) for m in (await phone.chat())["messages"] if m["from_bot"]]
    assert keyboards == [False, True, True]
    assert [(await mouth.row(ref)).live for ref in (old, other, new)] == [False, True, True]


async def test_an_edit_that_changes_nothing_counts_as_shown(mouth: Mouth, phone: Phone, telegram: Sandbox) -> None:
    first = await mouth.put(phone.user_id)
    await mouth.sender.settle()
    second = await mouth.put(phone.user_id, replaces=first)
    await mouth.sender.settle()
    assert await mouth.states([first, second]) == ["sent", "sent"]
    assert len(await texts(phone)) == 1


async def test_a_card_that_is_gone_is_said_anew(mouth: Mouth, phone: Phone, line: Line) -> None:
    first = await mouth.put(phone.user_id, kind=Screen.STAFF_HELP)
    await mouth.sender.settle()
    gone = (await mouth.row(first)).message_id
    await line.call("deleteMessage", {"chat_id": phone.user_id, "message_id": gone})
    second = await mouth.put(phone.user_id, replaces=first)
    await mouth.sender.settle()
    row = await mouth.row(second)
    assert row.state == "sent"
    assert row.message_id != gone


async def test_clients_cannot_pass_a_message_on_and_staff_can(mouth: Mouth, phone: Phone) -> None:
    """TG-7."""
    for audience in ("client", "staff"):
        await mouth.put(phone.user_id, audience=audience, person_id="nobody")
    await mouth.sender.settle()
    assert [m["protect_content"] for m in (await phone.chat())["messages"] if m["from_bot"]] == [True, False]


async def test_a_silent_message_makes_no_sound(mouth: Mouth, phone: Phone) -> None:
    await mouth.put(phone.user_id, silent=True)
    await mouth.sender.settle()
    assert (await phone.last())["silent"] is True


@pytest.mark.parametrize("kind", [FaultKind.TIMEOUT_AFTER_ACCEPT, FaultKind.DROP_AFTER_ACCEPT])
async def test_a_notice_nobody_can_tell_was_shown_is_said_again_and_says_so(
    mouth: Mouth, phone: Phone, telegram: Sandbox, clock: SandboxClock, kind: FaultKind
) -> None:
    fault(telegram, kind, seconds=5)
    ref = await mouth.put(phone.user_id)
    await in_state(mouth, ref, "queued", reason="repeat")
    clock.advance(SOON)
    await in_state(mouth, ref, "sent")
    assert len(await texts(phone)) == 2
    telegram.world.faults.clear()


async def test_a_reminder_nobody_can_tell_was_shown_is_not_said_again(
    mouth: Mouth, phone: Phone, telegram: Sandbox, clock: SandboxClock
) -> None:
    fault(telegram, FaultKind.DROP_AFTER_ACCEPT)
    ref = await mouth.put(phone.user_id, promise="reminder")
    await in_state(mouth, ref, "unknown", reason="no_answer")
    clock.advance(timedelta(hours=1))
    mouth.sender.nudge()
    await mouth.sender.settle()
    assert len(await texts(phone)) == 1


async def test_what_telegram_certainly_refused_is_said_later_without_a_mark(
    mouth: Mouth, phone: Phone, telegram: Sandbox, clock: SandboxClock
) -> None:
    fault(telegram, FaultKind.ERROR, status=502)
    ref = await mouth.put(phone.user_id, promise="reminder")
    await in_state(mouth, ref, "queued", reason="not_sent")
    clock.advance(SOON)
    await in_state(mouth, ref, "sent")
    assert len(await texts(phone)) == 1


async def test_when_telegram_asks_to_wait_the_whole_chat_waits_in_order(
    mouth: Mouth, phone: Phone, telegram: Sandbox, clock: SandboxClock
) -> None:
    fault(telegram, FaultKind.RETRY_AFTER, retry_after=30)
    first = await mouth.put(phone.user_id)
    await in_state(mouth, first, "queued", reason="retry_after")
    second = await mouth.put(phone.user_id)
    clock.advance(timedelta(seconds=29))
    mouth.sender.nudge()
    await asyncio.sleep(0.2)
    assert await mouth.states([first, second]) == ["queued", "queued"]
    clock.advance(timedelta(seconds=2))
    mouth.sender.nudge()
    await mouth.sender.settle()
    assert await mouth.states([first, second]) == ["sent", "sent"]
    assert ((await mouth.row(first)).message_id or 0) < ((await mouth.row(second)).message_id or 0)


async def test_a_person_who_blocked_the_bot_is_reported_and_not_tried_again(mouth: Mouth, phone: Phone) -> None:
    await phone.block()
    ref = await mouth.put(phone.user_id, audience="client", person_id="somebody")
    await mouth.sender.settle()
    row = await mouth.row(ref)
    assert (row.state, row.reason, row.live) == ("failed", "blocked", False)
    assert mouth.lost == [("client", "somebody")]


async def test_a_person_who_never_came_is_reported(mouth: Mouth) -> None:
    ref = await mouth.put(99_999_999, audience="client", person_id="somebody")
    await mouth.sender.settle()
    assert (await mouth.row(ref)).reason == "not_started"
    assert mouth.lost == [("client", "somebody")]


async def test_a_message_without_words_harms_no_other(mouth: Mouth, phone: Phone) -> None:
    bad = await mouth.put(phone.user_id, kind=Screen.KNOCK, buttons=((Press.OPEN, None),))
    good = await mouth.put(phone.user_id)
    await mouth.sender.settle()
    assert (await mouth.row(bad)).reason == "unworded"
    assert (await mouth.row(good)).state == "sent"


async def test_one_slow_chat_keeps_no_other_waiting(mouth: Mouth, phone: Phone, telegram: Sandbox) -> None:
    fault(telegram, FaultKind.HANG, chat_id=77, seconds=5)
    await mouth.put(77)
    ref = await mouth.put(phone.user_id)
    await in_state(mouth, ref, "sent", seconds=0.3)
    telegram.world.faults.clear()


async def test_a_tap_is_acknowledged_at_once(mouth: Mouth, phone: Phone) -> None:
    await mouth.put(phone.user_id, buttons=MENU)
    await mouth.sender.settle()
    query_id = await phone.tap(0)
    mouth.sender.acknowledge(query_id)
    mouth.sender.acknowledge("long gone")
    await mouth.sender.settle()
    assert (await phone.toast(query_id))["answered"] is True


async def test_what_a_killed_run_left_half_said_is_said_again_marked(
    db: Database, vault: Vault, words: Words, line: Line, clock: SandboxClock, phone: Phone
) -> None:
    await phone.start()
    async with speaking(db, vault, words, line, clock) as quiet:
        await quiet.sender.stop(0)
        notice = await quiet.put(phone.user_id)
        reminder = await quiet.put(phone.user_id + 1, promise="reminder")
        claimed: list[Errand] = await db.write(lambda session: claim(session, vault, clock.now(), me="gone"))
        assert len(claimed) == 2
    async with speaking(db, vault, words, line, clock) as mouth:
        await in_state(mouth, notice, "sent")
        assert (await mouth.row(notice)).attempts == 2
        assert (await mouth.row(reminder)).state == "unknown"


async def in_state(mouth: Mouth, ref: str, state: str, *, reason: str | None = None, seconds: float = 3.0) -> None:
    """Wait until a message stands where it should; fails with where it stands otherwise."""
    end = asyncio.get_running_loop().time() + seconds
    while True:
        row = await mouth.row(ref)
        if row.state == state and reason in (None, row.reason):
            return
        assert asyncio.get_running_loop().time() < end, f"{row.state}, {row.reason}"
        await asyncio.sleep(0.02)

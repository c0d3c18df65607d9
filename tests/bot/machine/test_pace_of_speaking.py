"""The pace of speaking, as Telegram sees it: per chat, for the whole bot, and when it asks us to wait."""

import asyncio
from datetime import timedelta

from bot.dispatch import Pace
from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import FaultKind
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.transport import Line
from bot.words.say import Words
from db.engine import Database
from db.vault import Vault
from tests.bot.machine.outgoing import Mouth, speaking

SECOND = timedelta(seconds=1)
STRICT = Pace(per_second=25, chat_gap=1)


async def passes(mouth: Mouth, clock: SandboxClock, step: timedelta) -> None:
    """Let time pass and the mouth do what there is to do."""
    clock.advance(step)
    mouth.sender.nudge()
    async with asyncio.timeout(20):
        while mouth.sender.busy:  # noqa: ASYNC110 - the mouth rings no bell when it is done
            await asyncio.sleep(0.01)


async def sent(mouth: Mouth, refs: list[str]) -> int:
    return (await mouth.states(refs)).count("sent")


async def test_telegrams_strictest_limit_for_one_chat_is_never_hit(
    db: Database, vault: Vault, words: Words, line: Line, clock: SandboxClock, phone: Phone, telegram: Sandbox
) -> None:
    telegram.world.limits.set({"per_chat_per_second": 1, "clock": "sandbox"})
    await phone.start()
    async with speaking(db, vault, words, line, clock, STRICT) as mouth:
        refs = [await mouth.put(phone.user_id) for _ in range(4)]
        await passes(mouth, clock, SECOND / 1000)
        for number in range(1, 5):
            assert await sent(mouth, refs) == number
            await passes(mouth, clock, SECOND)
        assert [(await mouth.row(ref)).attempts for ref in refs] == [1, 1, 1, 1]


async def test_many_chats_together_stay_within_the_pace_of_the_whole_bot(
    db: Database, vault: Vault, words: Words, line: Line, clock: SandboxClock, telegram: Sandbox, phone: Phone
) -> None:
    telegram.world.limits.set({"overall_per_second": 30, "clock": "sandbox"})
    async with speaking(db, vault, words, line, clock, STRICT) as mouth:
        refs = [await mouth.put(chat) for chat in range(1000, 1100)]
        for _ in range(50):
            await passes(mouth, clock, SECOND / 10)
        assert "queued" not in await mouth.states(refs)
        assert [(await mouth.row(ref)).attempts for ref in refs] == [1] * 100


async def test_one_chat_that_has_to_wait_keeps_no_other_waiting(
    db: Database, vault: Vault, words: Words, line: Line, clock: SandboxClock, phone: Phone, telegram: Sandbox
) -> None:
    await phone.start()
    async with speaking(db, vault, words, line, clock) as mouth:
        asked_to_wait(telegram, 77)
        await waits(mouth, await mouth.put(77))
        ref = await mouth.put(phone.user_id)
        await passes(mouth, clock, SECOND)
        assert await sent(mouth, [ref]) == 1


async def test_telegram_asking_in_two_chats_means_the_whole_bot_and_a_restart_obeys_it(
    db: Database, vault: Vault, words: Words, line: Line, clock: SandboxClock, phone: Phone, telegram: Sandbox
) -> None:
    await phone.start()
    async with speaking(db, vault, words, line, clock) as mouth:
        for chat in (77, 78):
            asked_to_wait(telegram, chat)
            await waits(mouth, await mouth.put(chat))
    async with speaking(db, vault, words, line, clock) as again:
        ref = await again.put(phone.user_id)
        await passes(again, clock, 29 * SECOND)
        assert await sent(again, [ref]) == 0
        await passes(again, clock, 2 * SECOND)
        await again.sender.settle()
        assert await sent(again, [ref]) == 1


async def test_the_agency_hears_of_a_notice_that_cannot_be_worded_and_not_of_a_reminder(
    db: Database, vault: Vault, words: Words, line: Line, clock: SandboxClock, phone: Phone
) -> None:
    await phone.start()
    async with speaking(db, vault, words, line, clock) as mouth:
        for promise in ("notice", "reminder"):
            await mouth.put(phone.user_id, kind="knock", buttons=(("open", None),), promise=promise)
        await mouth.sender.settle()
        assert mouth.counter.failed == [("knock", "unworded")]


async def test_what_telegram_cannot_take_for_long_lets_the_rest_of_its_chat_pass(
    db: Database, vault: Vault, words: Words, line: Line, clock: SandboxClock, phone: Phone, telegram: Sandbox
) -> None:
    await phone.start()
    async with speaking(db, vault, words, line, clock) as mouth:
        fault = {"kind": FaultKind.ERROR, "method": "sendMessage", "chat_id": phone.user_id, "status": 502, "times": 7}
        telegram.world.faults.add(fault)
        bad = await mouth.put(phone.user_id)
        while (await mouth.row(bad)).attempts < 7:
            await passes(mouth, clock, timedelta(minutes=6))
        good = await mouth.put(phone.user_id)
        await passes(mouth, clock, SECOND)
        assert await mouth.states([bad, good]) == ["queued", "sent"]


def asked_to_wait(telegram: Sandbox, chat: int) -> None:
    """Let Telegram answer the next message to a chat with a wish to wait."""
    telegram.world.faults.add(
        {"kind": FaultKind.RETRY_AFTER, "method": "sendMessage", "chat_id": chat, "retry_after": 30}
    )


async def waits(mouth: Mouth, ref: str) -> None:
    """Look until a message waits as Telegram wished."""
    async with asyncio.timeout(10):
        while (await mouth.row(ref)).reason != "retry_after":  # noqa: ASYNC110 - nor when it is told to wait
            await asyncio.sleep(0.02)

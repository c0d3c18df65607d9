"""How the clock wakes what is due."""

import asyncio

import pytest

from bot.reminders import Reminders


class Due:
    """Counts what was due and who was nudged."""

    def __init__(self, *answers: int | Exception) -> None:
        self.answers, self.ticks, self.nudges = list(answers), 0, 0

    async def tick(self) -> int:
        self.ticks += 1
        answer = self.answers.pop(0) if self.answers else 0
        if isinstance(answer, Exception):
            raise answer
        await asyncio.sleep(0)
        return answer

    def nudge(self) -> None:
        self.nudges += 1


async def test_what_fell_due_while_nobody_was_there_is_done_at_the_start() -> None:
    due = Due(3)
    reminders = Reminders(due.tick, due.nudge, seconds=3600)
    await reminders.start()
    await reminders.stop()
    assert (due.ticks, due.nudges) == (1, 1)


async def test_the_clock_ticks_on_and_nobody_is_nudged_for_nothing() -> None:
    due = Due()
    reminders = Reminders(due.tick, due.nudge, seconds=0.05)
    await reminders.start()
    await asyncio.sleep(0.3)
    await reminders.stop()
    ticks = due.ticks
    await asyncio.sleep(0.1)
    assert 3 <= ticks == due.ticks
    assert due.nudges == 0


async def test_a_tick_that_fails_is_told_once_and_does_not_stop_the_clock(caplog: pytest.LogCaptureFixture) -> None:
    due = Due(ValueError("a name"), ValueError("a name"), 1)
    reminders = Reminders(due.tick, due.nudge)
    assert [await reminders.tick() for _ in range(3)] == [0, 0, 1]
    assert len(caplog.records) == 1
    assert "a name" not in caplog.text
    assert due.nudges == 1


async def test_two_ticks_never_run_at_one_time() -> None:
    running: list[int] = []

    async def slow() -> int:
        running.append(1)
        assert len(running) == 1
        await asyncio.sleep(0.02)
        running.pop()
        return 1

    reminders = Reminders(slow, lambda: None)
    assert await asyncio.gather(*(reminders.tick() for _ in range(3))) == [1, 1, 1]

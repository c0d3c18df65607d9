"""The note of when Telegram was last heard: written seldom, and a gap is told from a clock that was moved."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.absence import Absence
from db.errors import WriteFailed


@dataclass
class Desk:
    """Stands where the desk stands."""

    noted: list[bool] = field(default_factory=list)
    pages: int = 0
    failures: int = 0

    async def heard(self, *, all_along: bool) -> bool:
        if self.failures:
            self.failures -= 1
            raise WriteFailed
        self.noted.append(all_along)
        return self.pages > 0

    async def tell_of_absence(self) -> bool:
        self.pages -= 1
        return self.pages > 0


@dataclass
class Moments:
    """Seconds that pass when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


async def listens(absence: Absence, seconds: Moments, *gaps: float) -> None:
    for gap in gaps:
        seconds.now += gap
        absence.heard()
        await asyncio.sleep(0)
        await asyncio.sleep(0)


async def test_while_it_is_heard_all_along_a_note_is_written_every_half_minute() -> None:
    desk, seconds = Desk(), Moments()
    await listens(Absence(desk, lambda: None, seconds=seconds), seconds, *[1.0] * 91)
    assert desk.noted == [False, True, True, True]


async def test_a_gap_is_asked_about() -> None:
    desk, seconds = Desk(), Moments()
    await listens(Absence(desk, lambda: None, seconds=seconds), seconds, 0, 149, 151, 40)
    assert desk.noted == [False, True, False, True]


async def test_a_gap_that_could_not_be_noted_is_asked_about_again(caplog: pytest.LogCaptureFixture) -> None:
    desk, seconds = Desk(failures=3), Moments()
    await listens(Absence(desk, lambda: None, seconds=seconds), seconds, 0, 1, 1, 1, 1)
    assert desk.noted == [False]
    assert len(caplog.records) == 1


async def test_people_are_told_page_by_page_to_the_end() -> None:
    desk, seconds, nudges = Desk(pages=3), Moments(), list[str]()
    absence = Absence(desk, lambda: nudges.append("now"), seconds=seconds)
    absence.heard()
    for _ in range(10):
        await asyncio.sleep(0)
    assert (desk.pages, len(nudges)) == (0, 3)
    await absence.stop()
    await absence.stop()

"""Scale: a million clients, each with an open question; beside an empty agency, and one of ten thousand."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from sqlmodel import Session, col, func, select

from bench.agency import Pen, Place
from bench.bench_audit import Taken
from bench.bench_gate import question
from bench.children import TOKEN, child, sandbox
from bench.crowd import Crowd, crowd, until
from bench.figures import Figure, percentile, show
from bench.model import Model, write_model
from bench.multitude import code_of, fill
from bot.actions.desk import Desk
from db.tables import Outbox

MANY, SOME = 1_000_000, 10_000
STARTS = 5
DUE = 100  #: Requests that one tick has to work.
TICKS = 6  #: The first warms up and is not counted.
ASKS = 200
A_DAY = timedelta(days=1)
LOOK = 0.005
AT_REST = 1.0  #: Seconds without a word of the bot before its memory is read.
WORDS = "/choices"
JUMP = 7_919

NOTES = (
    f"{MANY:,} clients of {MANY // 500:,} clinicians, each with an open question on the phone and its record",
    f"start: from the start of `askfirst run` until a waiting text is answered; medians of {STARTS} starts, in turns",
    f"a tick: {DUE} reminders are due, far apart; medians of {TICKS - 1} in turns, after one to warm up",
    "both sides of each ratio are AskFirst itself: the other is an empty agency, or one of 10,000 requests",
)


class NotTheSame(RuntimeError):
    """Two sides of a comparison did not do the same work: nothing was measured."""


def moment(model: Model, wave: int) -> datetime:
    """When the reminders of one wave are due: about noon of the next day, before those of everybody else."""
    return model.asked_at + A_DAY + timedelta(minutes=wave)


def remind(model: Model, count: int, number: int) -> datetime | None:
    """When one copy is reminded: the requests of a wave lie as far apart as they can."""
    step = count // DUE
    waves = {wave * step // TICKS: wave for wave in range(TICKS)}
    wave = waves.get(number % step)
    return None if wave is None else moment(model, wave)


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency, its requests, and the one client who has a phone."""

    place: Place
    requests: int
    model: Model

    @classmethod
    def build(cls, folder: Path, requests: int, chat: int) -> "Agency":
        """Write an agency of this size."""
        folder.mkdir()
        place, now = Place(folder), datetime.now(UTC)
        db, vault = place.open()
        pen = Pen(vault, now)
        try:
            db.write_now(pen.set_up)
            staff = db.write_now(partial(pen.add_clinician, number=1))
            db.write_now(partial(pen.ask_all, staff=[staff], clients=[(0, chat)]))
            model = db.write_now(lambda session: write_model(session, vault, now))
        finally:
            db.close_now()
        fill(place.url, vault, model, requests, partial(remind, model, requests))
        return cls(place, requests, model)


# --- start and memory ---


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the first question to Telegram, and to the first answer; processor time, memory."""

    polled: float
    answered: float
    cpu: float
    mib: float


async def start(people: Crowd, agency: Agency) -> Start:
    """Start the bot while a text waits, watch until it is answered, and end it."""
    await people.listen()
    polls, spoken = people.polls, people.spoken
    (phone,) = people.phones.values()
    await phone.say(WORDS)
    settings = agency.place.settings(people.base_url, TOKEN)
    began = time.perf_counter()
    async with child(["bot", "run"], agency.place.folder, settings) as bot:
        await until(people, bot, lambda: people.polls > polls, LOOK)
        polled = time.perf_counter() - began
        await until(people, bot, lambda: people.spoken > spoken, LOOK)
        answered, cpu = time.perf_counter() - began, bot.cpu_seconds()
        await asyncio.sleep(AT_REST)
        await people.listen()
        return Start(polled, answered, cpu, bot.resident_mib())


# --- ticks ---


@dataclass(slots=True)
class Then:
    """A clock that stands still."""

    at: datetime

    def now(self) -> datetime:
        """The time at which it stands."""
        return self.at


async def tick(desk: Desk, clock: Then, at: datetime) -> Taken:
    """Let one wave fall due, and time its tick. Raises NotTheSame if it was not all worked."""
    clock.at = at + timedelta(seconds=1)
    newest = await desk.db.read(_newest)
    wall, cpu = time.perf_counter(), time.process_time()
    worked = await desk.tick()
    taken = Taken(time.perf_counter() - wall, time.process_time() - cpu)
    if worked != DUE or await desk.db.read(partial(_reminders, after=newest)) != DUE:
        raise NotTheSame
    return taken


async def catch_up(desk: Desk, clock: Then, at: datetime) -> None:
    """Do what is due before the first wave: a large agency has more clinicians, and they have their morning lists."""
    clock.at = at - timedelta(seconds=30)
    while await desk.tick():
        pass


def _newest(session: Session) -> int:
    return session.exec(select(func.max(Outbox.id))).one() or 0


def _reminders(session: Session, after: int) -> int:
    since = select(func.count()).where(col(Outbox.id) > after, Outbox.promise == "reminder")
    return session.exec(since).one()


async def ticks(agencies: Sequence[Agency]) -> list[list[Taken]]:
    """Tick in turns; the times of each agency's ticks."""
    taken: list[list[Taken]] = [[] for _ in agencies]
    opened = [agency.place.reopen() for agency in agencies]
    clocks = [Then(agency.model.asked_at) for agency in agencies]
    desks = [Desk(db, vault, clock, lambda *_: None) for (db, vault), clock in zip(opened, clocks, strict=True)]
    try:
        for desk, clock, agency in zip(desks, clocks, agencies, strict=True):
            await catch_up(desk, clock, moment(agency.model, 0))
        for wave in range(TICKS):
            for number, agency in enumerate(agencies):
                at = moment(agency.model, wave)
                taken[number].append(await tick(desks[number], clocks[number], at))
    finally:
        for db, _ in opened:
            await db.close()
    return [each[1:] for each in taken]


# --- the gate ---


def asked(agency: Agency) -> list[float]:
    """Ask the gate about requests that lie far apart; the milliseconds of each."""
    taken = []
    db, vault = agency.place.reopen()
    try:
        for number in range(ASKS):
            ask = partial(question, vault=vault, now=datetime.now(UTC), code=code_of(number * JUMP % agency.requests))
            began = time.perf_counter()
            db.read_now(ask)
            taken.append(1000 * (time.perf_counter() - began))
    finally:
        db.close_now()
    return taken


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that was measured."""

    build_seconds: float
    many: list[Start]
    none: list[Start]
    many_ticks: list[Taken]
    some_ticks: list[Taken]
    many_asks: list[float]


def figures_of(run: Run) -> list[Figure]:
    """Turn what was measured into figures."""
    return [*_starting(run.many, run.none), *_ticking(run.many_ticks, run.some_ticks), *_others(run)]


def _starting(many: Sequence[Start], none: Sequence[Start]) -> list[Figure]:
    pairs = list(zip(many, none, strict=True))
    begun, memory = median(a.answered / b.answered for a, b in pairs), median(_of(a.mib, b.mib) for a, b in pairs)
    cpu, polled = median(_of(a.cpu, b.cpu) for a, b in pairs), median(start.polled for start in many)
    answered = [median(start.answered for start in side) for side in (many, none)]
    mib = [median(start.mib for start in side) for side in (many, none)]
    return [
        Figure("start_ratio_1m", "start to the first answer, 1,000,000 requests : none", begun, "x", "<= 1.5"),
        Figure("start_cpu_ratio_1m", "the same by processor time", cpu, "x"),
        Figure("rss_ratio_1m", "memory after it, 1,000,000 requests : none", memory, "x", "<= 1.3"),
        Figure("start_1m_s", "start to the first question to Telegram, 1,000,000 requests", polled, "s", "<= 1.5"),
        Figure("answer_1m_s", "start to the first answer, 1,000,000 requests", answered[0], "s"),
        Figure("answer_empty_s", "the same on an empty agency", answered[1], "s"),
        Figure("rss_1m_mib", "memory, 1,000,000 requests", mib[0], "MiB", "<= 120"),
        Figure("rss_empty_mib", "the same on an empty agency", mib[1], "MiB"),
    ]


def _of(ours: float, theirs: float) -> float:
    return ours / theirs if theirs else 0.0  # 0 where the system does not tell.


def _ticking(many: Sequence[Taken], some: Sequence[Taken]) -> list[Figure]:
    pairs = list(zip(many, some, strict=True))
    wall, cpu = median(a.wall / b.wall for a, b in pairs), median(a.cpu / b.cpu for a, b in pairs)
    longest = [1000 * median(taken.wall for taken in side) for side in (many, some)]
    return [
        Figure("tick_ratio_1m", f"a tick with {DUE} due, 1,000,000 requests : 10,000", wall, "x", "<= 1.5"),
        Figure("tick_cpu_ratio_1m", "the same by processor time", cpu, "x"),
        Figure("tick_1m_ms", f"a tick with {DUE} due, 1,000,000 requests", longest[0], "ms"),
        Figure("tick_10k_ms", "the same of 10,000 requests", longest[1], "ms"),
    ]


def _others(run: Run) -> list[Figure]:
    gate = percentile(run.many_asks, 0.5)
    return [
        Figure("gate_1m_p50_ms", "the gate among 1,000,000 requests, p50", gate, "ms", "<= 2"),
        Figure("fill_1m_s", "to write the 1,000,000 clients with all of their rows", run.build_seconds, "s"),
    ]


async def _starts(people: Crowd, agencies: Sequence[Agency]) -> list[list[Start]]:
    """Start in turns; the first start of each warms up."""
    taken: list[list[Start]] = [[] for _ in agencies]
    for _ in range(1 + STARTS):
        for number, agency in enumerate(agencies):
            taken[number].append(await start(people, agency))
    return [each[1:] for each in taken]


async def _measure(folder: Path) -> Run:
    async with sandbox(folder) as url, crowd(url, 1) as people:
        (chat,) = people.phones
        none = await asyncio.to_thread(Agency.build, folder / "none", 0, chat)
        some = await asyncio.to_thread(Agency.build, folder / "some", SOME, chat)
        began = time.perf_counter()
        many = await asyncio.to_thread(Agency.build, folder / "many", MANY, chat)
        seconds = time.perf_counter() - began
        many_starts, none_starts = await _starts(people, [many, none])
    many_ticks, some_ticks = await ticks([many, some])
    return Run(seconds, many_starts, none_starts, many_ticks, some_ticks, await asyncio.to_thread(asked, many))


def measure() -> list[Figure]:
    """Write the agencies, start on them and tick; about five minutes and six gigabytes of disk, freed at the end."""
    with tempfile.TemporaryDirectory(prefix="askfirst-bench-") as name:
        return figures_of(asyncio.run(_measure(Path(name))))


if __name__ == "__main__":
    sys.stdout.write(show(measure(), NOTES) + "\n")

"""Answers: a tap is decided, recorded durably, answered and shown; beside a bare bot that stores nothing."""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlmodel import func, select

from bench.agency import Place, furnish, position
from bench.children import TOKEN, Child, Team, child, sandbox
from bench.crowd import Button, Crowd, crowd, each, until
from bench.figures import Figure, percentile, show
from bot.screens import Press, Screen
from consent.states import State
from db.tables import RequestRow

CLINICIANS = 20
IN_A_WAVE = 100
WAVES = 5
ONE_BY_ONE = 100  #: Answers in a stretch of the latency measurement: the p99 is the last but one.
STRETCHES = 5
PER_SECOND = 20
SEEN_EVERY = 0.02  #: Seconds between looks while a wave is worked; late by half of that on average, for both bots.
SEEN_SOON = 0.003
ALL = (1 + WAVES) * IN_A_WAVE + STRETCHES * ONE_BY_ONE  #: The first wave warms up and is not counted.

NOTES = (
    f"a wave: {IN_A_WAVE} taps wait when the bot wakes up; medians of {WAVES} waves, in turns, after one to warm up",
    f"latency: medians of {STRETCHES} stretches of {ONE_BY_ONE} taps, {PER_SECOND} a second, in turns",
    "AskFirst: `askfirst run` on SQLite, synchronous=FULL; only the pace limit is lifted (ASKFIRST_SENDS_PER_SECOND)",
    "peer: python-telegram-bot with its default settings, one answerCallbackQuery and one edit, no database",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One bot in its process, with its own Telegram and its own people."""

    people: Crowd
    bot: Child | Team
    alerts: int  #: New messages that follow each answer, to clinicians.
    keys: dict[int, Button]  #: The button each person is going to tap; filled before each turn.


@dataclass(frozen=True, slots=True)
class Wave:
    """How fast a wave was: answers a second, with the alerts it caused a second, and processor seconds for each."""

    answers: float
    settled: float
    cpu: float


async def wave(side: Side, chats: Sequence[int]) -> Wave:
    """Let everybody tap while the bot is held, then let it go and watch."""
    people, bot = side.people, side.bot
    spoken, cpu = people.spoken, bot.cpu_seconds()
    bot.hold()
    queries = dict(zip(chats, await each([people.tap(chat, side.keys[chat]) for chat in chats]), strict=True))
    await people.listen()
    _forget(people, chats)
    began = time.perf_counter()
    bot.go_on()
    await until(people, bot, lambda: all(people.done(c, q) for c, q in queries.items()), SEEN_EVERY)
    ended = max(people.done(chat, query) or 0.0 for chat, query in queries.items())
    await until(people, bot, lambda: people.spoken - spoken >= side.alerts * len(chats), SEEN_EVERY)
    settled = time.perf_counter()
    taps = len(chats)
    return Wave(taps / (ended - began), taps / (settled - began), (bot.cpu_seconds() - cpu) / taps)


async def stretch(side: Side, chats: Sequence[int]) -> list[float]:
    """Let people tap one after the other at a steady pace; give the milliseconds from each tap to its end."""
    people = side.people
    _forget(people, chats)
    began = time.perf_counter() + 0.1
    taps: dict[int, tuple[float, str]] = {}

    async def one(number: int, chat: int) -> None:
        await asyncio.sleep(began + number / PER_SECOND - time.perf_counter())
        start = time.perf_counter()
        taps[chat] = (start, await people.tap(chat, side.keys[chat]))

    def over() -> bool:
        return len(taps) == len(chats) and all(people.done(chat, query) for chat, (_, query) in taps.items())

    tapping = asyncio.gather(*(one(number, chat) for number, chat in enumerate(chats)))
    await until(people, side.bot, over, SEEN_SOON)
    await tapping
    return [1000 * ((people.done(chat, query) or 0.0) - start) for chat, (start, query) in taps.items()]


def _forget(people: Crowd, chats: Sequence[int]) -> None:
    for chat in chats:
        people.edited.pop(chat, None)


@asynccontextmanager
async def askfirst(place: Place, clients: int, workers: int = 1) -> AsyncIterator[Side]:
    """Our bot as it is really started, in one process or in several, with every client asked."""
    async with AsyncExitStack() as end:
        url = await end.enter_async_context(sandbox(place.folder))
        people = await end.enter_async_context(crowd(url, CLINICIANS + clients))
        chats = list(people.phones)
        await asyncio.to_thread(furnish, place, chats[:CLINICIANS], chats[CLINICIANS:])
        settings = place.settings(people.base_url, TOKEN)
        folders = [place.folder / f"worker{number}" for number in range(workers)]
        for folder in folders:
            folder.mkdir()
        bot = Team([await end.enter_async_context(child(["bot", "run"], folder, settings)) for folder in folders])
        await until(people, bot, lambda: people.spoken >= clients, SEEN_EVERY)
        yield Side(people, bot, 1, {})


async def open_cards(side: Side, chats: Sequence[int]) -> None:
    """Let people open the question, and find the button that says no."""
    side.keys.update(await side.people.buttons(chats, position(Screen.KNOCK, Press.OPEN)))
    _forget(side.people, chats)
    await each([side.people.tap(chat, side.keys[chat]) for chat in chats])
    await until(side.people, side.bot, lambda: all(chat in side.people.edited for chat in chats), SEEN_EVERY)
    side.keys.update(await side.people.buttons(chats, position(Screen.CARD, Press.SHARE_NOTHING)))


@asynccontextmanager
async def peer(folder: Path) -> AsyncIterator[Side]:
    """The bare bot, with one message and one button on every phone."""
    async with AsyncExitStack() as end:
        people = await end.enter_async_context(crowd(await end.enter_async_context(sandbox(folder)), ALL))
        keyboard = {"inline_keyboard": [[{"text": "No", "callback_data": "no"}]]}
        for chat in people.phones:
            await people.as_bot("sendMessage", {"chat_id": chat, "text": "A question", "reply_markup": keyboard})
        bot = await end.enter_async_context(child(["bench.echo", people.base_url, TOKEN], folder))
        await until(people, bot, lambda: people.polls > 0, SEEN_EVERY)
        yield Side(people, bot, 0, await people.buttons(list(people.phones), 0))


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that was measured, ours and the peer's."""

    ours: list[Wave]
    theirs: list[Wave]
    our_ms: list[list[float]]  #: Of each stretch.
    their_ms: list[list[float]]


async def compare(ours: Side, theirs: Side) -> Run:
    """Measure both in turns."""
    run = Run([], [], [], [])
    mine, yours = list(ours.people.phones)[CLINICIANS:], list(theirs.people.phones)
    for start in range(0, (1 + WAVES) * IN_A_WAVE, IN_A_WAVE):
        part = slice(start, start + IN_A_WAVE)
        await open_cards(ours, mine[part])
        run.ours.append(await wave(ours, mine[part]))
        run.theirs.append(await wave(theirs, yours[part]))
    for start in range((1 + WAVES) * IN_A_WAVE, ALL, ONE_BY_ONE):
        part = slice(start, start + ONE_BY_ONE)
        await open_cards(ours, mine[part])
        run.our_ms.append(await stretch(ours, mine[part]))
        run.their_ms.append(await stretch(theirs, yours[part]))
    return run


def figures_of(run: Run, kept: int) -> list[Figure]:
    """Turn what was measured into figures; the first wave of each bot warmed it up."""
    return [
        *_throughput(run.ours[1:], run.theirs[1:]),
        *_latency(run.our_ms, run.their_ms),
        Figure("answers_lost", f"answers missing in the database, of {ALL}", ALL - kept, "", "0"),
    ]


def _throughput(ours: Sequence[Wave], theirs: Sequence[Wave]) -> list[Figure]:
    ratio = median(a.answers / b.answers for a, b in zip(ours, theirs, strict=True))
    told = median(wave.settled for wave in ours)
    mine, other = ([median(wave.answers for wave in side), _cpu_ms(side)] for side in (ours, theirs))
    return [
        Figure("answers_ratio", "answers/s, AskFirst : bare bot", ratio, "x", ">= 1.0, then >= 2.0"),
        Figure("answers_per_s", "answers/s, AskFirst", mine[0], "/s"),
        Figure("answers_told_per_s", "the same until every clinician is told too", told, "/s"),
        Figure("echo_per_s", "answers/s, bare bot", other[0], "/s"),
        # Other work on the machine changes these less; 0 where the system does not tell.
        Figure("answer_cpu_ratio", "processor time, bare bot : AskFirst", other[1] / mine[1] if mine[1] else 0, "x"),
        Figure("answer_cpu_ms", "processor time for one answer, AskFirst", mine[1], "ms"),
        Figure("echo_cpu_ms", "processor time for one answer, bare bot", other[1], "ms"),
    ]


def _cpu_ms(waves: Sequence[Wave]) -> float:
    return 1000 * median(wave.cpu for wave in waves)


def _latency(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]]) -> list[Figure]:
    extra, named = f"latency at {PER_SECOND}/s, more than the bare bot", {0.5: "p50", 0.99: "p99"}
    goals = {0.5: "<= 25", 0.99: "<= 150"}
    more, each = [], []
    for share, name in named.items():
        mine, other = ([percentile(stretch, share) for stretch in side] for side in (ours, theirs))
        over = median(a - b for a, b in zip(mine, other, strict=True))
        more.append(Figure(f"{name}_extra_ms", f"{extra}, {name}", over, "ms", goals[share]))
        each.append(Figure(f"{name}_ms", f"latency {name}, AskFirst", median(mine), "ms"))
        each.append(Figure(f"echo_{name}_ms", f"latency {name}, bare bot", median(other), "ms"))
    return [*more, *each]


async def _measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="askfirst-bench-") as name:
        folders = [Path(name) / side for side in ("ours", "theirs")]
        for folder in folders:
            folder.mkdir()
        place = Place(folders[0])
        async with askfirst(place, ALL) as ours, peer(folders[1]) as theirs:
            run = await compare(ours, theirs)
        return figures_of(run, refusals(place))


def refusals(place: Place) -> int:
    """Count the answers that are really there, once the bot is gone."""
    db, _ = place.reopen()
    try:
        denied = select(func.count()).where(RequestRow.state == State.DENIED)
        return int(db.read_now(lambda session: session.exec(denied).one()))
    finally:
        db.close_now()


def measure() -> list[Figure]:
    """Run the whole comparison, about two minutes."""
    return asyncio.run(_measure())


if __name__ == "__main__":
    sys.stdout.write(show(measure(), NOTES) + "\n")

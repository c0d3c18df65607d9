"""Workers: two `askfirst run` on one PostgreSQL, beside one alone."""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.agency import Place
from bench.bench_answers import CLINICIANS, Side, Wave, askfirst, open_cards, refusals, wave
from bench.figures import Figure, show
from bench.servers import postgresql

IN_A_WAVE = 150
WAVES = 5
ALL = (1 + WAVES) * IN_A_WAVE  #: The first wave warms up and is not counted.

NOTES = (
    f"a wave: {IN_A_WAVE} taps wait when the bots wake up; medians of {WAVES} waves, in turns, after one to warm up",
    "PostgreSQL with its own settings, fsync on; each side has a database and an emulated Telegram of its own",
    "two workers, the server, Telegram and the phones share the machine: with two cores there is little to gain",
)


@dataclass(frozen=True, slots=True)
class Run:
    """The waves of each side, and the answers that are in its database."""

    one: list[Wave]
    two: list[Wave]
    kept: Sequence[int]


async def compare(one: Side, two: Side) -> tuple[list[Wave], list[Wave]]:
    """Measure both in turns."""
    taken: tuple[list[Wave], list[Wave]] = ([], [])
    for start in range(0, ALL, IN_A_WAVE):
        for side, waves in zip((one, two), taken, strict=True):
            chats = list(side.people.phones)[CLINICIANS:][start : start + IN_A_WAVE]
            await open_cards(side, chats)
            waves.append(await wave(side, chats))
    return taken


def figures_of(run: Run) -> list[Figure]:
    """Turn what was measured into figures; the first wave of each side warmed it up."""
    one, two = run.one[1:], run.two[1:]
    ratio = median(b.answers / a.answers for a, b in zip(one, two, strict=True))
    single, pair = (median(wave.answers for wave in side) for side in (one, two))
    cpu = [1000 * median(wave.cpu for wave in side) for side in (one, two)]
    lost = 2 * ALL - sum(run.kept)
    return [
        Figure("pg_two_workers_ratio", "answers/s on PostgreSQL, two workers : one", ratio, "x", ">= 1.5"),
        Figure("pg_answers_per_s", "answers/s on PostgreSQL, one worker", single, "/s"),
        Figure("pg_two_workers_per_s", "answers/s on PostgreSQL, two workers", pair, "/s"),
        Figure("pg_answer_cpu_ms", "processor time for one answer, one worker", cpu[0], "ms"),
        Figure("pg_two_workers_cpu_ms", "processor time for one answer, two workers", cpu[1], "ms"),
        Figure("pg_answers_lost", f"answers missing in the databases, of {2 * ALL}", lost, "", "0"),
    ]


async def _measure(folder: Path) -> Run:
    with postgresql(folder, ("one", "two")) as urls:
        places = []
        for name, url in zip(("one", "two"), urls, strict=True):
            (folder / name).mkdir()
            places.append(Place(folder / name, url))
        async with askfirst(places[0], ALL) as one, askfirst(places[1], ALL, workers=2) as two:
            waves = await compare(one, two)
        return Run(*waves, kept=[refusals(place) for place in places])


def measure() -> list[Figure]:
    """Run the whole comparison, about two minutes."""
    with tempfile.TemporaryDirectory(prefix="askfirst-bench-") as name:
        return figures_of(asyncio.run(_measure(Path(name))))


if __name__ == "__main__":
    sys.stdout.write(show(measure(), NOTES) + "\n")

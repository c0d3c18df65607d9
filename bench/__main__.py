"""Runs every benchmark: `python -m bench` prints one table, `python -m bench --json` the same for machines."""

import argparse
import json
import logging
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType

from bench import bench_answers, bench_audit, bench_gate, bench_scale, bench_workers
from bench.figures import HEADINGS, Figure, rounded, show

ALL = (bench_answers, bench_scale, bench_workers, bench_gate, bench_audit)
#: The figures that are asked for by name come first.
FIRST = (
    "answers_ratio",
    "p50_extra_ms",
    "p99_extra_ms",
    "start_ratio_1m",
    "rss_ratio_1m",
    "tick_ratio_1m",
    "pg_two_workers_ratio",
)
log = logging.getLogger("bench")


def main(arguments: list[str] | None = None) -> None:
    """Measure everything there is, and print it; exit with 1 if something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, and print the ratios.")
    parser.add_argument("--json", action="store_true", help="one JSON object: a number for each figure")
    as_json = parser.parse_args(arguments).json
    measured: list[Figure] = []
    done = 0
    if not as_json:
        sys.stdout.write(f"{HEADINGS}\n")
    for benchmark, figures in measurements():
        measured, done = measured + figures, done + 1
        if not as_json:
            sys.stdout.write(f"\n{benchmark.__doc__}\n{show(figures)}\n")
            sys.stdout.flush()
    sys.stdout.write(as_object(measured) if as_json else how())
    sys.exit(0 if done == len(ALL) else 1)


def measurements() -> Iterator[tuple[ModuleType, list[Figure]]]:
    """Run one benchmark after the other; one that fails is logged, and the others go on."""
    for benchmark in ALL:
        try:
            yield benchmark, benchmark.measure()
        except Exception:
            log.exception("%s could not be measured", benchmark.__name__)


def as_object(figures: Iterable[Figure]) -> str:
    """Give a JSON object with a number for each figure."""
    values = {figure.key: rounded(figure.value) for figure in figures}
    ordered = {key: values[key] for key in FIRST if key in values} | values
    return json.dumps(ordered, indent=2) + "\n"


def how() -> str:
    """Say how each benchmark measured."""
    told = [f"\n{benchmark.__doc__}\n" + "".join(f"  ({note})\n" for note in benchmark.NOTES) for benchmark in ALL]
    return "\nHow it was measured\n" + "".join(told)


if __name__ == "__main__":
    main()

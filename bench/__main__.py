"""Runs every benchmark: `python -m bench` for people, `python -m bench --json` for machines."""

import argparse
import json
import sys

from bench import bench_answers, bench_audit, bench_gate
from bench.figures import rounded, show

ALL = (bench_answers, bench_gate, bench_audit)


def main(arguments: list[str] | None = None) -> None:
    """Measure everything there is, and print it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, and print the ratios.")
    parser.add_argument("--json", action="store_true", help="one JSON object: a number for each figure")
    if parser.parse_args(arguments).json:
        figures = [figure for benchmark in ALL for figure in benchmark.measure()]
        sys.stdout.write(json.dumps({figure.key: rounded(figure.value) for figure in figures}, indent=2) + "\n")
        return
    for benchmark in ALL:
        sys.stdout.write(f"{benchmark.__doc__}\n{show(benchmark.measure(), benchmark.NOTES)}\n\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

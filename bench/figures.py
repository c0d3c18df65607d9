"""The figures of a benchmark: medians, percentiles, and the table in which they are shown."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One result: the name machines know it by, what it says to people, the value, its unit and the goal."""

    key: str
    what: str
    value: float
    unit: str = ""
    goal: str = ""


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that at least this share (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def rounded(value: float) -> float:
    """Keep three digits that mean something."""
    return float(f"{value:.3g}") if abs(value) < 1000 else float(round(value))


def show(figures: Sequence[Figure], notes: Sequence[str] = ()) -> str:
    """Lay the figures out as rows of a table, with the notes below them."""
    rows = [_row(f.what, _number(f.value), f.unit, f.goal, VERDICTS[met(f)]) for f in figures]
    return "\n".join([*rows, *(f"  ({note})" for note in notes)])


def met(figure: Figure) -> bool | None:
    """Tell whether the first goal of a figure is met; None where it has none."""
    found = GOAL.match(figure.goal)
    if found is None:
        return None
    goal, sign = float(found["number"].replace(",", "")), found["sign"]
    return figure.value >= goal if sign == ">=" else figure.value <= goal


def _row(what: str, value: str, unit: str, goal: str, verdict: str) -> str:
    return f"  {what:<66}{value:>10} {unit:<5}{goal:<24}{verdict}".rstrip()


def _number(value: float) -> str:
    short = rounded(value)
    return f"{short:,.0f}" if abs(short) >= 100 else f"{short:g}"


GOAL = re.compile(r"(?P<sign>>=|<=|) ?(?P<number>[\d.,]+\d|\d)")
VERDICTS = {True: "met", False: "missed", None: ""}
HEADINGS = _row("what", "figure", "", "goal", "")

"""The figures of a benchmark: medians, percentiles, and the table in which they are shown."""

import math
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
    """Lay the figures out as a table, with the notes below it."""
    lines = [f"  {figure.what:<66}{_number(figure.value):>12} {figure.unit:<8}{_goal(figure)}" for figure in figures]
    return "\n".join([*(line.rstrip() for line in lines), *(f"  ({note})" for note in notes)])


def _number(value: float) -> str:
    short = rounded(value)
    return f"{short:,.0f}" if abs(short) >= 100 else f"{short:g}"


def _goal(figure: Figure) -> str:
    return f"goal {figure.goal}" if figure.goal else ""
